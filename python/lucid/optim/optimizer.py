"""``Optimizer``: parameter groups, state, hooks and their saving."""

import functools
from collections import OrderedDict, defaultdict
from copy import deepcopy
from itertools import chain

import lucid
from lucid import Tensor

from ..nn.hooks import add_hook
from ..nn.parameter import Parameter

__all__ = ["Optimizer", "Parameter"]

_global_step_pre_hooks = OrderedDict()
_global_step_post_hooks = OrderedDict()


def register_optimizer_step_pre_hook(hook):
    """Runs ``hook(optimizer, args, kwargs)`` before every optimizer's step."""
    return add_hook(_global_step_pre_hooks, hook)


def register_optimizer_step_post_hook(hook):
    """Runs ``hook(optimizer, args, kwargs)`` after every optimizer's step."""
    return add_hook(_global_step_post_hooks, hook)


class _Required:
    def __repr__(self):
        return "<required parameter>"


required = _Required()


def _run_with_hooks(step):
    """Wraps a subclass's ``step`` with the step hooks; costs two look-ups when there are none."""

    @functools.wraps(step)
    def step_with_hooks(self, *args, **kwargs):
        self._step_called = True
        pre_hooks, post_hooks = self._step_pre_hooks, self._step_post_hooks
        if pre_hooks or _global_step_pre_hooks:
            for hook in chain(_global_step_pre_hooks.values(), pre_hooks.values()):
                result = hook(self, args, kwargs)
                if result is None:
                    continue
                if not (isinstance(result, tuple) and len(result) == 2):
                    raise RuntimeError(
                        f"{type(self).__name__}.step must return None or a tuple of (new_args, new_kwargs), but got "
                        f"{result}."
                    )
                args, kwargs = result
        result = step(self, *args, **kwargs)
        if self.AUTO_EVAL_AFTER_STEP:
            lucid.eval(*(parameter for group in self.param_groups for parameter in group["params"]))
        if post_hooks or _global_step_post_hooks:
            for hook in chain(post_hooks.values(), _global_step_post_hooks.values()):
                hook(self, args, kwargs)
        return result

    step_with_hooks.runs_hooks = True
    return step_with_hooks


class Optimizer:
    """Base class of all optimizers.

    Args:
        params: iterable of tensors, of (name, tensor) pairs, or of dictionaries that describe parameter groups
            (key "params" and options that differ from ``defaults``).
        defaults: options of groups that do not give them.

    Raises:
        TypeError: ``params`` is a single tensor, or holds something that is not a tensor.
        ValueError: there are no parameters, or one is in two groups or not a leaf.
    """

    # True flushes the GPU stream after each step; pending work is bounded anyway.
    AUTO_EVAL_AFTER_STEP = False

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        step = cls.__dict__.get("step")
        if step is not None and not getattr(step, "runs_hooks", False):
            cls.step = _run_with_hooks(step)

    def __init__(self, params, defaults):
        self.defaults = defaults
        self._make_hooks()
        if isinstance(params, Tensor):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or dicts, but got "
                f"{type(params).__name__}"
            )
        self.state = defaultdict(dict)
        self.param_groups = []
        groups = list(params)
        if not groups:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def _make_hooks(self):
        self._step_called = False
        self._step_pre_hooks = OrderedDict()
        self._step_post_hooks = OrderedDict()
        self._state_dict_pre_hooks = OrderedDict()
        self._state_dict_post_hooks = OrderedDict()
        self._load_state_dict_pre_hooks = OrderedDict()
        self._load_state_dict_post_hooks = OrderedDict()

    def __getstate__(self):
        return {"defaults": self.defaults, "state": self.state, "param_groups": self.param_groups}

    def __setstate__(self, state):
        self.__dict__.update(state)
        if "_step_pre_hooks" not in self.__dict__:
            self._make_hooks()
        # Groups saved by an older version lack options that came later.
        for group in self.param_groups:
            for name, value in self.defaults.items():
                group.setdefault(name, value)

    def __repr__(self):
        text = type(self).__name__ + " ("
        for index, group in enumerate(self.param_groups):
            text += f"\nParameter Group {index}\n"
            for key in sorted(group):
                if key != "params":
                    text += f"    {key}: {group[key]}\n"
        return text + ")"

    # Hooks ----------------------------------------------------------------------------------------------------

    def register_step_pre_hook(self, hook):
        """Runs ``hook(optimizer, args, kwargs)`` before each step; it may return new (args, kwargs)."""
        return add_hook(self._step_pre_hooks, hook)

    def register_step_post_hook(self, hook):
        """Runs ``hook(optimizer, args, kwargs)`` after each step."""
        return add_hook(self._step_post_hooks, hook)

    def register_state_dict_pre_hook(self, hook, prepend=False):
        """Runs ``hook(optimizer)`` before ``state_dict``."""
        return add_hook(self._state_dict_pre_hooks, hook, prepend=prepend)

    def register_state_dict_post_hook(self, hook, prepend=False):
        """Runs ``hook(optimizer, state_dict)`` after ``state_dict``; it may return another."""
        return add_hook(self._state_dict_post_hooks, hook, prepend=prepend)

    def register_load_state_dict_pre_hook(self, hook, prepend=False):
        """Runs ``hook(optimizer, state_dict)`` before ``load_state_dict``; it may return another."""
        return add_hook(self._load_state_dict_pre_hooks, hook, prepend=prepend)

    def register_load_state_dict_post_hook(self, hook, prepend=False):
        """Runs ``hook(optimizer)`` after ``load_state_dict``."""
        return add_hook(self._load_state_dict_post_hooks, hook, prepend=prepend)

    # Stepping -------------------------------------------------------------------------------------------------

    def zero_grad(self, set_to_none=True):
        """Drops the gradients of all parameters, or fills them with zero if ``set_to_none`` is false."""
        for group in self.param_groups:
            for parameter in group["params"]:
                gradient = parameter.grad
                if gradient is None:
                    continue
                if set_to_none:
                    parameter.grad = None
                    continue
                if gradient.grad_fn is not None:
                    gradient = parameter.grad = gradient.detach()
                else:
                    gradient.requires_grad_(False)
                gradient.zero_()

    def step(self, closure=None):
        """Updates the parameters from their gradients.

        Args:
            closure: recomputes the loss and its gradients; called with gradients enabled.

        Returns:
            the closure's loss, or None.
        """
        raise NotImplementedError(f"{type(self).__name__} does not define step")

    @staticmethod
    def _evaluate(closure):
        if closure is None:
            return None
        with lucid.enable_grad():
            return closure()

    def _refuse_sparse(self, gradient):
        if getattr(gradient, "is_sparse", False):
            raise RuntimeError(f"{type(self).__name__} does not support sparse gradients")

    # Groups ---------------------------------------------------------------------------------------------------

    def add_param_group(self, param_group):
        """Adds a group: a dictionary with "params" and any options.

        Raises:
            TypeError: the group is not a dictionary, its parameters are a set, or one is not a tensor.
            ValueError: a parameter is not a leaf, is in another group already, or a required option is missing.
        """
        if not isinstance(param_group, dict):
            raise TypeError(f"param_group must be a dict, but got {type(param_group)}")
        params = param_group["params"]
        if isinstance(params, Tensor):
            params = [params]
        elif isinstance(params, set):
            raise TypeError(
                "optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets "
                "will change between runs. Please use a list instead."
            )
        params = list(params)
        names = [item[0] for item in params if isinstance(item, tuple)]
        if names:
            if len(names) != len(params):
                raise ValueError("all optimizer params should be with/without names. Some param names are missing")
            if any(("param_names" in group) is False for group in self.param_groups):
                raise ValueError("all optimizer param groups should be with/without names.")
            param_group["param_names"] = names
            params = [item[1] for item in params]
        param_group["params"] = params

        for parameter in params:
            if not isinstance(parameter, Tensor):
                raise TypeError(
                    f"optimizer can only optimize Tensors, but one of the params is {type(parameter).__name__}"
                )
            if not (parameter.is_leaf or getattr(parameter, "retains_grad", False)):
                raise ValueError("can't optimize a non-leaf Tensor")
        for name, default in self.defaults.items():
            if default is required and name not in param_group:
                raise ValueError(f"parameter group didn't specify a value of required optimization parameter {name}")
            param_group.setdefault(name, default)
        if len({id(parameter) for parameter in params}) != len(params):
            import warnings

            warnings.warn("optimizer contains a parameter group with duplicate parameters", stacklevel=3)
        taken = {id(parameter) for group in self.param_groups for parameter in group["params"]}
        if any(id(parameter) in taken for parameter in params):
            raise ValueError("some parameters appear in more than one parameter group")
        self.param_groups.append(param_group)

    # State ----------------------------------------------------------------------------------------------------

    def state_dict(self):
        """Returns ``{"state": {index: ...}, "param_groups": [...]}``; parameters are numbered in group order."""
        for hook in self._state_dict_pre_hooks.values():
            hook(self)
        numbers, groups = {}, []
        for group in self.param_groups:
            for parameter in group["params"]:
                numbers.setdefault(id(parameter), len(numbers))
            packed = {key: value for key, value in group.items() if key != "params"}
            packed["params"] = [numbers[id(parameter)] for parameter in group["params"]]
            groups.append(packed)
        state = {
            (numbers[id(key)] if isinstance(key, Tensor) else key): value for key, value in self.state.items()
        }
        result = {"state": state, "param_groups": groups}
        for hook in self._state_dict_post_hooks.values():
            replaced = hook(self, result)
            if replaced is not None:
                result = replaced
        return result

    def load_state_dict(self, state_dict):
        """Restores what ``state_dict`` returned, for parameters in the same order.

        State tensors are cast to their parameter's dtype and device.

        Raises:
            ValueError: the number of groups, or of parameters in a group, differs.
        """
        state_dict = dict(state_dict)
        for hook in self._load_state_dict_pre_hooks.values():
            replaced = hook(self, state_dict)
            if replaced is not None:
                state_dict = replaced
        groups, saved_groups = self.param_groups, deepcopy(state_dict["param_groups"])
        if len(groups) != len(saved_groups):
            raise ValueError("loaded state dict has a different number of parameter groups")
        if any(len(group["params"]) != len(saved["params"]) for group, saved in zip(groups, saved_groups)):
            raise ValueError(
                "loaded state dict contains a parameter group that doesn't match the size of optimizer's group"
            )
        parameter_of = dict(
            zip(
                chain.from_iterable(saved["params"] for saved in saved_groups),
                chain.from_iterable(group["params"] for group in groups),
            )
        )
        state = defaultdict(dict)
        for key, value in state_dict["state"].items():
            if key in parameter_of:
                parameter = parameter_of[key]
                state[parameter] = _fit(parameter, value)
            else:
                state[key] = value
        for group, saved in zip(groups, saved_groups):
            saved["params"] = group["params"]
            if "param_names" in group and "param_names" not in saved:
                saved["param_names"] = group["param_names"]
        self.__setstate__({"state": state, "param_groups": saved_groups})
        for hook in self._load_state_dict_post_hooks.values():
            hook(self)


def _fit(parameter, value, key=None):
    """A deep copy of a state value, its tensors moved to where the parameter is."""
    if isinstance(value, Tensor):
        if key == "step":
            return value.detach().clone()
        if parameter.is_floating_point():
            return value.detach().to(device=parameter.device, dtype=parameter.dtype, copy=True)
        return value.detach().to(device=parameter.device, copy=True)
    if isinstance(value, dict):
        return {k: _fit(parameter, v, k) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_fit(parameter, v) for v in value)
    return deepcopy(value)


def check_not_negative(**options):
    """Raises ValueError in PyTorch's words for an option below 0."""
    names = {
        "lr": "learning rate",
        "eps": "epsilon value",
        "weight_decay": "weight_decay value",
        "momentum": "momentum value",
    }
    for name, value in options.items():
        if not value >= 0.0:
            raise ValueError(f"Invalid {names.get(name, name + ' value')}: {value}")


def check_betas(betas):
    """Raises ValueError in PyTorch's words for a beta outside [0, 1)."""
    for index, beta in enumerate(betas):
        if not 0.0 <= beta < 1.0:
            raise ValueError(f"Invalid beta parameter at index {index}: {beta}")


def refuse_differentiable(differentiable):
    """Steps are not recorded: an optimizer that asks for it is told so, rather than given wrong gradients."""
    if differentiable:
        raise NotImplementedError("differentiable=True: optimizer steps are not recorded by autograd")
