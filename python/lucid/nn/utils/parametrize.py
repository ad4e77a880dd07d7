"""Parameters computed from other parameters: ``register_parametrization`` and what belongs to it."""

import lucid
from lucid import Tensor

from ..module import Module
from ..modules.container import ModuleDict, ModuleList
from ..parameter import Parameter

__all__ = [
    "Module", "Parameter", "ParametrizationContainer", "ParametrizationList", "is_parametrized",
    "register_parametrization", "remove_parametrizations", "type_before_parametrizations",
]  # fmt: skip


class ParametrizationList(ModuleList):
    """The parametrizations of one tensor, in order, and the original they start from.

    ``original`` is a parameter or buffer; ``original0``, ``original1``, ... if the first one's ``right_inverse`` gives
    several tensors. Calling the list computes the tensor.

    Args:
        modules: parametrizations: modules from tensor to tensor, optionally with ``right_inverse``.
        original: the tensor as it is now. unsafe: allow a change of dtype or shape.
    """

    def __init__(self, modules, original, unsafe=False):
        if len(modules) == 0:
            raise ValueError("ParametrizationList requires one or more modules.")
        super().__init__(modules)
        self.unsafe = unsafe
        start = original
        with lucid.no_grad():
            for module in reversed(list(self)):
                inverse = getattr(module, "right_inverse", None)
                if inverse is not None:
                    start = inverse(start)
        if isinstance(start, Tensor):
            self.ntensors, names = None, ["original"]
            starts = [start]
        else:
            starts = list(start)
            self.ntensors, names = len(starts), [f"original{i}" for i in range(len(starts))]
        for name, tensor in zip(names, starts):
            self._register(name, original, tensor)
        if not unsafe:
            result = self()
            if not isinstance(result, Tensor):
                raise ValueError(f"A parametrization must return a tensor. Got {type(result).__name__}.")
            if result.dtype != original.dtype or tuple(result.shape) != tuple(original.shape):
                raise ValueError(
                    "Registering a parametrization may not change dtype or shape of the tensor unless `unsafe` is "
                    "set.\n"
                    f"unparametrized: {original.dtype}, {tuple(original.shape)}\n"
                    f"parametrized: {result.dtype}, {tuple(result.shape)}"
                )

    def _register(self, name, original, tensor):
        if isinstance(original, Parameter):
            # An unchanged original stays the same object, which optimizers may hold already.
            if tensor is not original:
                tensor = Parameter(tensor.detach(), requires_grad=original.requires_grad)
            self.register_parameter(name, tensor)
        else:
            self.register_buffer(name, tensor)

    def _originals(self):
        if self.ntensors is None:
            return [self.original]
        return [getattr(self, f"original{i}") for i in range(self.ntensors)]

    def right_inverse(self, value):
        """Sets the originals so that the tensor becomes ``value``.

        Raises:
            RuntimeError: a parametrization has no ``right_inverse``.
        """
        with lucid.no_grad():
            for module in reversed(list(self)):
                inverse = getattr(module, "right_inverse", None)
                if inverse is None:
                    raise RuntimeError(
                        f"parametrization {type(module).__name__} does not implement right_inverse: the tensor cannot "
                        "be assigned"
                    )
                value = inverse(value)
            for original, new in zip(self._originals(), [value] if isinstance(value, Tensor) else value):
                original.data = new.detach().clone() if tuple(new.shape) != tuple(original.shape) else original.data
                original.copy_(new)

    def forward(self):
        """Computes the tensor."""
        first, *rest = list(self)
        value = first(*self._originals())
        for module in rest:
            value = module(value)
        return value

    def __call__(self):
        return self.forward()


class ParametrizationContainer(ParametrizationList):
    """One parametrization and the original it starts from."""

    def __init__(self, parametrization, original, unsafe=False):
        super().__init__([parametrization], original, unsafe)


def _parametrized_class(module):
    """Gives a module a class of its own, to which properties can be added."""
    base = type(module)

    def state_refused(self):
        raise RuntimeError(
            "Serialization of parametrized modules is only supported through state_dict(). See the documentation of "
            "lucid.save for the way to do it."
        )

    members = {"__getstate__": state_refused, "_class_before_parametrizations": base}
    module.__class__ = type(f"Parametrized{base.__name__}", (base,), members)


def _add_property(module, name):
    def get(self):
        return self.parametrizations[name]()

    def set_(self, value):
        self.parametrizations[name].right_inverse(value)

    setattr(type(module), name, property(get, set_))


def is_parametrized(module, tensor_name=None):
    """Whether a module has parametrized tensors, or this one is."""
    parametrizations = module.__dict__.get("_modules", {}).get("parametrizations")
    if parametrizations is None:
        return False
    return len(parametrizations) > 0 if tensor_name is None else tensor_name in parametrizations


def type_before_parametrizations(module):
    """The class that a module had before anything of it was parametrized."""
    return getattr(type(module), "_class_before_parametrizations", type(module))


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    """Makes ``module.tensor_name`` the result of ``parametrization(original)``.

    Args:
        parametrization: module from tensor to tensor; with ``right_inverse(tensor)`` the tensor can be assigned.
        unsafe: allow a change of dtype or shape.

    Returns:
        the module.

    Raises:
        ValueError: there is no such parameter or buffer, or dtype or shape would change.
    """
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        chain = module.parametrizations[tensor_name]
        old = getattr(module, tensor_name)
        chain.append(parametrization)
        chain.unsafe |= unsafe
        if hasattr(parametrization, "right_inverse"):
            chain.right_inverse(old)
    elif tensor_name in module._parameters or tensor_name in module._buffers:
        original = getattr(module, tensor_name)
        chain = ParametrizationList([parametrization], original, unsafe=unsafe)
        delattr(module, tensor_name)
        if not is_parametrized(module):
            _parametrized_class(module)
            module.parametrizations = ModuleDict()
        _add_property(module, tensor_name)
        module.parametrizations[tensor_name] = chain
    else:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element with name "
            f"'{tensor_name}'"
        )
    return module


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    """Takes the parametrizations of a tensor away.

    Args:
        leave_parametrized: keep the computed value; otherwise the original.

    Returns:
        the module.

    Raises:
        ValueError: the tensor is not parametrized, or its several originals cannot be kept.
    """
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    chain = module.parametrizations[tensor_name]
    originals = chain._originals()
    if leave_parametrized:
        with lucid.no_grad():
            value = chain().detach()
        if len(originals) == 1 and tuple(originals[0].shape) == tuple(value.shape):
            originals[0].data = value
            kept = originals[0]
        elif isinstance(originals[0], Parameter):
            kept = Parameter(value, requires_grad=originals[0].requires_grad)
        else:
            kept = value
    elif len(originals) > 1:
        raise ValueError("Cannot leave unparametrized (`leave_parametrized=False`) a tensor with several originals.")
    else:
        kept = originals[0]
    delattr(type(module), tensor_name)
    del module.parametrizations[tensor_name]
    if isinstance(kept, Parameter):
        module.register_parameter(tensor_name, kept)
    else:
        module.register_buffer(tensor_name, kept)
    if not is_parametrized(module):
        del module.parametrizations
        module.__class__ = type_before_parametrizations(module)
    return module
