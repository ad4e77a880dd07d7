"""The part of ``Module`` that saves and restores its state."""

from collections import OrderedDict, namedtuple

import lucid
from lucid import Tensor

from .hooks import add_hook, global_hooks
from .parameter import Parameter

EXTRA_STATE_KEY = "_extra_state"


class IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    """What ``load_state_dict`` could not match: keys the file lacks, and keys the module lacks."""

    __slots__ = ()

    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()

    __str__ = __repr__


class StateDictMethods:
    """``state_dict``, ``load_state_dict`` and their hooks, in the layout of PyTorch's format (v2)."""

    def get_extra_state(self):
        """Returns further state to save; a subclass that defines it defines ``set_extra_state`` too."""
        raise RuntimeError(
            "Reached a code path in Module.get_extra_state() that should never be called. Define get_extra_state "
            "in the module's class to save extra state."
        )

    def set_extra_state(self, state):
        """Restores what ``get_extra_state`` returned."""
        raise RuntimeError(
            "Reached a code path in Module.set_extra_state() that should never be called. Define set_extra_state "
            "in the module's class to load extra state."
        )

    def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
        """Returns an ordered dictionary of all parameters and persistent buffers by dotted name.

        The tensors share memory with the module. ``_metadata`` on the result holds every module's version.

        Args:
            destination: dictionary to fill; a new one when None.
            prefix: put before every name.
            keep_vars: keep the tensors attached to the graph instead of detaching them.
        """
        if args:
            destination = args[0] if destination is None else destination
            prefix = args[1] if len(args) > 1 and prefix == "" else prefix
            keep_vars = args[2] if len(args) > 2 and keep_vars is False else keep_vars
        if destination is None:
            destination = OrderedDict()
            destination._metadata = OrderedDict()
        local_metadata = {"version": self._version}
        if hasattr(destination, "_metadata"):
            destination._metadata[prefix[:-1]] = local_metadata
        for hook in self._state_dict_pre_hooks.values():
            hook(self, prefix, keep_vars)
        self._save_to_state_dict(destination, prefix, keep_vars)
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(destination=destination, prefix=f"{prefix}{name}.", keep_vars=keep_vars)
        for hook in self._state_dict_hooks.values():
            result = hook(self, destination, prefix, local_metadata)
            if result is not None:
                destination = result
        return destination

    def _save_to_state_dict(self, destination, prefix, keep_vars):
        for name, parameter in self._parameters.items():
            if parameter is not None:
                destination[prefix + name] = parameter if keep_vars else parameter.detach()
        for name, buffer in self._buffers.items():
            if buffer is not None and name not in self._non_persistent_buffers_set:
                destination[prefix + name] = buffer if keep_vars else buffer.detach()
        if self._has_extra_state():
            destination[prefix + EXTRA_STATE_KEY] = self.get_extra_state()

    def _has_extra_state(self):
        return type(self).get_extra_state is not StateDictMethods.get_extra_state

    def register_state_dict_post_hook(self, hook):
        """Runs ``hook(module, state_dict, prefix, local_metadata)`` after ``state_dict`` filled its part."""
        return add_hook(self._state_dict_hooks, hook)

    _register_state_dict_hook = register_state_dict_post_hook

    def register_state_dict_pre_hook(self, hook):
        """Runs ``hook(module, prefix, keep_vars)`` before ``state_dict`` fills its part."""
        return add_hook(self._state_dict_pre_hooks, hook)

    def register_load_state_dict_pre_hook(self, hook):
        """Runs ``hook(module, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)``
        before the module's part of a state dict is loaded."""
        return add_hook(self._load_state_dict_pre_hooks, lambda *arguments: hook(self, *arguments))

    def _register_load_state_dict_pre_hook(self, hook, with_module=False):
        if with_module:
            return self.register_load_state_dict_pre_hook(hook)
        return add_hook(self._load_state_dict_pre_hooks, hook)

    def register_load_state_dict_post_hook(self, hook):
        """Runs ``hook(module, incompatible_keys)`` after the module's part of a state dict was loaded.

        The hook may change ``incompatible_keys.missing_keys`` and ``.unexpected_keys`` in place.
        """
        return add_hook(self._load_state_dict_post_hooks, hook)

    def load_state_dict(self, state_dict, strict=True, assign=False):
        """Copies the tensors of ``state_dict`` into this module and those below it.

        Args:
            state_dict: mapping from dotted names to tensors.
            strict: raise if a key is missing or unexpected.
            assign: put the given tensors in place of the module's instead of copying numbers.

        Returns:
            a named tuple ``(missing_keys, unexpected_keys)``.

        Raises:
            TypeError: ``state_dict`` is not a mapping.
            RuntimeError: shapes disagree, or with ``strict`` the keys do.
        """
        if not hasattr(state_dict, "items"):
            raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.")
        missing_keys, unexpected_keys, error_msgs = [], [], []
        metadata = getattr(state_dict, "_metadata", None)
        state_dict = OrderedDict(state_dict)
        if metadata is not None:
            state_dict._metadata = metadata

        def load(module, local_state_dict, prefix):
            local_metadata = {} if metadata is None else metadata.get(prefix[:-1], {})
            if assign:
                local_metadata = {**local_metadata, "assign_to_params_buffers": True}
            module._load_from_state_dict(
                local_state_dict, prefix, local_metadata, True, missing_keys, unexpected_keys, error_msgs
            )
            for name, child in module._modules.items():
                if child is not None:
                    child_prefix = f"{prefix}{name}."
                    child_state = {k: v for k, v in local_state_dict.items() if k.startswith(child_prefix)}
                    load(child, child_state, child_prefix)
            incompatible = IncompatibleKeys(missing_keys, unexpected_keys)
            for hooks in (global_hooks.load_state_dict_post, module._load_state_dict_post_hooks):
                for hook in hooks.values():
                    if hook(module, incompatible) is not None:
                        raise AssertionError(
                            "Hooks registered with ``register_load_state_dict_post_hook`` are not expected to return "
                            "new values, if incompatible_keys need to be modified, it should be done inplace."
                        )

        load(self, state_dict, "")
        if strict:
            if unexpected_keys:
                error_msgs.insert(0, f"Unexpected key(s) in state_dict: {_quoted(unexpected_keys)}. ")
            if missing_keys:
                error_msgs.insert(0, f"Missing key(s) in state_dict: {_quoted(missing_keys)}. ")
        if error_msgs:
            details = "\n\t".join(error_msgs)
            raise RuntimeError(f"Error(s) in loading state_dict for {type(self).__name__}:\n\t{details}")
        return IncompatibleKeys(missing_keys, unexpected_keys)

    def _load_from_state_dict(
        self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs
    ):
        """Loads this module's own tensors, children excluded; overridden to migrate older versions."""
        for hook in global_hooks.load_state_dict_pre.values():
            hook(self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
        for hook in self._load_state_dict_pre_hooks.values():
            hook(state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)

        assign = local_metadata.get("assign_to_params_buffers", False)
        for name, current in self._local_state():
            key = prefix + name
            if key not in state_dict:
                missing_keys.append(key)
                continue
            value = state_dict[key]
            if not isinstance(value, Tensor):
                error_msgs.append(
                    f'While copying the parameter named "{key}", expected lucid.Tensor or Tensor-like object from '
                    f"checkpoint but received {type(value)}"
                )
                continue
            self._load_tensor(name, key, current, value, assign, error_msgs)

        extra_key = prefix + EXTRA_STATE_KEY
        if type(self).set_extra_state is not StateDictMethods.set_extra_state:
            if extra_key in state_dict:
                self.set_extra_state(state_dict[extra_key])
            elif strict:
                missing_keys.append(extra_key)
        elif strict and extra_key in state_dict:
            unexpected_keys.append(extra_key)
        if strict:
            self._collect_unexpected(state_dict, prefix, unexpected_keys)

    def _local_state(self):
        for name, parameter in self._parameters.items():
            if parameter is not None:
                yield name, parameter
        for name, buffer in self._buffers.items():
            if buffer is not None and name not in self._non_persistent_buffers_set:
                yield name, buffer

    def _load_tensor(self, name, key, current, value, assign, error_msgs):
        lazy = getattr(current, "materialize", None) is not None
        if not lazy and current.dim() == 0 and value.dim() == 1 and value.shape[0] == 1:
            value = value[0]  # PyTorch before 0.4 kept scalars as one-element vectors
        if not lazy and tuple(value.shape) != tuple(current.shape):
            error_msgs.append(
                f"size mismatch for {key}: copying a param with shape {value.shape} from checkpoint, "
                f"the shape in current model is {current.shape}."
            )
            return
        try:
            with lucid.no_grad():
                if assign:
                    setattr(self, name, _as_kind_of(current, value))
                else:
                    if lazy and getattr(value, "materialize", None) is None:
                        current.materialize(tuple(value.shape))
                    current.copy_(value)
        except Exception as error:
            error_msgs.append(
                f'While copying the parameter named "{key}", whose dimensions in the model are {current.shape} and '
                f"whose dimensions in the checkpoint are {value.shape}, an exception occurred : {error.args}."
            )

    def _collect_unexpected(self, state_dict, prefix, unexpected_keys):
        known = {name for name, _ in self._local_state()}
        for key in state_dict:
            if key.startswith(prefix) and key != prefix + EXTRA_STATE_KEY:
                name, *rest = key[len(prefix) :].split(".", 1)
                # A dotted name belongs to a child, which reports its own.
                if name not in self._modules if rest else name not in known:
                    unexpected_keys.append(key)


def _as_kind_of(current, value):
    if isinstance(current, Parameter):
        if isinstance(value, Parameter):
            value.requires_grad_(current.requires_grad)
            return value
        return Parameter(value, requires_grad=current.requires_grad)
    return value


def _quoted(keys):
    return ", ".join(f'"{key}"' for key in keys)
