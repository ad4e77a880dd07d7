"""Tensors that a module owns: parameters (trained) and buffers (not trained)."""

from collections import OrderedDict

import lucid
from lucid import Tensor

__all__ = ["Buffer", "Parameter", "UninitializedBuffer", "UninitializedParameter"]


class Parameter(Tensor):
    """A tensor that registers itself as a parameter when it is assigned to a module's attribute.

    Args:
        data: tensor of any shape and dtype, or None for an empty one of shape (0,). Shared, not copied.
        requires_grad: whether gradients are computed for it; integer data needs False.

    Formula source: none; semantics of ``torch.nn.Parameter``.
    """

    _plain_results = True

    def __new__(cls, data=None, requires_grad=True):
        if data is None:
            data = lucid.empty(0)
        return Tensor._make_subclass(cls, data, requires_grad)

    def __init__(self, data=None, requires_grad=True):
        # The numbers were bound in __new__; Tensor.__init__ would build them a second time.
        pass

    def __deepcopy__(self, memo):
        if id(self) in memo:
            return memo[id(self)]
        result = type(self)(self.data.clone(), self.requires_grad)
        result.__dict__.update(self.__dict__)
        memo[id(self)] = result
        return result

    def __repr__(self):
        return "Parameter containing:\n" + super().__repr__()

    def __reduce_ex__(self, protocol):
        return _rebuild_parameter, (type(self), self.data, self.requires_grad, OrderedDict(self.__dict__))


class Buffer(Tensor):
    """A tensor that registers itself as a buffer when it is assigned to a module's attribute.

    Args:
        data: tensor of any shape and dtype, or None for an empty one of shape (0,). Shared, not copied.
        persistent: whether the buffer is part of the module's ``state_dict``.
    """

    _plain_results = True

    def __new__(cls, data=None, *, persistent=True):
        if data is None:
            data = lucid.empty(0)
        buffer = Tensor._make_subclass(cls, data, data.requires_grad)
        buffer.persistent = persistent
        return buffer

    def __init__(self, data=None, *, persistent=True):
        pass

    def __deepcopy__(self, memo):
        if id(self) in memo:
            return memo[id(self)]
        result = type(self)(self.data.clone(), persistent=self.persistent)
        memo[id(self)] = result
        return result

    def __reduce_ex__(self, protocol):
        return _rebuild_buffer, (type(self), self.data, self.persistent)


class _Uninitialized:
    """A tensor whose shape is not known yet; ``materialize`` gives it one."""

    def materialize(self, shape, device=None, dtype=None):
        """Becomes an ordinary tensor of a shape, its numbers undefined.

        Args:
            device, dtype: those it was made with by default.
        """
        self.data = lucid.empty(tuple(shape), device=device or self.device, dtype=dtype or self.dtype)
        self.__class__ = self.cls_to_become

    @property
    def shape(self):
        """Not known yet.

        Raises:
            RuntimeError: always.
        """
        raise RuntimeError(
            "Can't access the shape of an uninitialized parameter or buffer. This error usually happens in "
            "`load_state_dict` when trying to load an uninitialized parameter into an initialized module. Call "
            "`forward` to initialize the parameters before accessing their attributes."
        )

    def __repr__(self):
        return f"<{type(self).__name__}>"


class UninitializedParameter(_Uninitialized, Parameter):
    """A parameter whose shape a lazy module finds out from its first input."""

    cls_to_become = Parameter

    def __new__(cls, requires_grad=True, device=None, dtype=None):
        return Tensor._make_subclass(cls, lucid.empty(0, device=device, dtype=dtype), requires_grad)

    def __init__(self, requires_grad=True, device=None, dtype=None):
        pass

    def __deepcopy__(self, memo):
        if id(self) not in memo:
            memo[id(self)] = type(self)(self.requires_grad, self.device, self.dtype)
        return memo[id(self)]

    def __reduce_ex__(self, protocol):
        return type(self), (self.requires_grad, str(self.device), self.dtype)


class UninitializedBuffer(_Uninitialized, Buffer):
    """A buffer whose shape a lazy module finds out from its first input."""

    cls_to_become = Buffer

    def __new__(cls, requires_grad=False, device=None, dtype=None, persistent=True):
        buffer = Tensor._make_subclass(cls, lucid.empty(0, device=device, dtype=dtype), requires_grad)
        buffer.persistent = persistent
        return buffer

    def __init__(self, requires_grad=False, device=None, dtype=None, persistent=True):
        pass

    def __deepcopy__(self, memo):
        if id(self) not in memo:
            memo[id(self)] = type(self)(self.requires_grad, self.device, self.dtype, self.persistent)
        return memo[id(self)]

    def __reduce_ex__(self, protocol):
        return type(self), (self.requires_grad, str(self.device), self.dtype, self.persistent)


def _rebuild_parameter(cls, data, requires_grad, state):
    parameter = cls(data, requires_grad)
    parameter.__dict__.update(state)
    return parameter


def _rebuild_buffer(cls, data, persistent):
    return cls(data, persistent=persistent)
