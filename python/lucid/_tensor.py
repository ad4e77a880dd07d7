"""The methods of Tensor that are written in Python: text, copies, pickling, bridges."""

import builtins
import copy

from lucid import _functions
from lucid._engine import engine

Tensor = engine.Tensor


def _repr(self, *, tensor_contents=None):
    """The tensor as text, formatted as PyTorch does."""
    from lucid._tensor_repr import tensor_repr

    if engine._transforms_active() and (found := engine._wrapper(self)) and found[0] == "batch":
        inside = _repr(found[2]).replace("\n", "\n    ")
        return f"BatchedTensor(lvl={found[1]}, bdim=0, value=\n    {inside}\n)"
    return tensor_repr(self)


def _format(self, format_spec):
    """Formats a 0-d tensor as a Python number; anything else only without a format."""
    if self.ndim == 0 and (format_spec or engine._wrapper(self) is None):
        return self.item().__format__(format_spec)
    return object.__format__(self, format_spec)


def _iter(self):
    """The positions of the first dimension, one after another."""
    if self.ndim == 0:
        raise TypeError("iteration over a 0-d tensor")
    return builtins.iter(self.unbind(0))


def _contains(self, element):
    """True when any element equals the number or tensor."""
    if not isinstance(element, (Tensor, builtins.int, builtins.float, builtins.bool, complex)):
        raise RuntimeError(
            f"Tensor.__contains__ only supports Tensor or scalar, but you passed in a {type(element)}."
        )
    return builtins.bool((self == element).any())


def _reversed(self):
    """The tensor with its first dimension reversed."""
    return self if self.ndim == 0 else self.flip(0)


def _complex(self):
    """The only element as a Python complex number."""
    return complex(self.item())


def _rebuild(cls, data, shape, dtype, device, requires_grad, attributes):
    flat = _functions.frombuffer(bytearray(data), dtype=dtype) if data else engine.empty((0,), dtype=dtype)
    tensor = flat.reshape(shape).to(device)
    if cls is not Tensor:
        tensor = Tensor._make_subclass(cls, tensor, requires_grad)
    elif requires_grad:
        tensor.requires_grad_()
    if attributes:
        tensor.__dict__.update(attributes)
    return tensor


def _reduce_ex(self, protocol):
    """Pickles values, type, device, requires_grad and attributes; graphs cannot be pickled."""
    if not self.is_leaf:
        raise RuntimeError(
            "Only Tensors created explicitly by the user (graph leaves) can be pickled. Use .detach() first."
        )
    flat = self.detach().cpu().contiguous().reshape(-1)
    data = _as_bytes(flat) if flat.numel() else b""
    state = (type(self), data, self.shape, self.dtype, str(self.device), self.requires_grad, dict(self.__dict__))
    return _rebuild, state


# Types of each size whose buffers Python can describe; complex128 goes as pairs.
_BYTES = {2: engine.int16, 4: engine.int32, 8: engine.int64}


def _as_bytes(flat):
    if flat.itemsize == 16:
        return bytes(memoryview(flat))
    return bytes(memoryview(flat.view(engine.uint8 if flat.itemsize == 1 else _BYTES[flat.itemsize])))


def _deepcopy(self, memo):
    """A copy with memory of its own; leaves only, as in PyTorch."""
    if id(self) in memo:
        return memo[id(self)]
    if not self.is_leaf:
        raise RuntimeError(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment. "
            "If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage."
        )
    with _no_grad():
        result = self.detach().clone()
    if type(self) is not Tensor:
        result = Tensor._make_subclass(type(self), result, self.requires_grad)
    elif self.requires_grad:
        result.requires_grad_()
    memo[id(self)] = result
    if self.grad is not None:
        result.grad = copy.deepcopy(self.grad, memo)
    for key, value in self.__dict__.items():
        result.__dict__[key] = copy.deepcopy(value, memo)
    return result


def _no_grad():
    from lucid._grad_mode import no_grad

    return no_grad()


def _numpy(self, *, force=False):
    """A NumPy array that shares the tensor's memory.

    Args:
        force: detach, move to the cpu and copy as needed instead of raising.

    Raises:
        RuntimeError: the tensor requires grad. TypeError: it is not on the cpu, or is bfloat16.
    """
    import numpy

    if force:
        self = self.detach().cpu()
    if self.requires_grad:
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
    if not self.is_cpu:
        raise TypeError(
            f"can't convert {self.device} device type tensor to numpy. "
            "Use Tensor.cpu() to copy the tensor to host memory first."
        )
    if self.dtype is engine.bfloat16:
        raise TypeError("Got unsupported ScalarType BFloat16: convert it first, for example with .float()")
    return numpy.asarray(memoryview(self))


def _array(self, dtype=None, copy=None):
    """NumPy's conversion protocol."""
    array = self.numpy()
    return array if dtype is None else array.astype(dtype, copy=False)


def _storage(self):
    """The block of bytes under the tensor."""
    from lucid._storage import untyped_storage

    return untyped_storage(self)


def _new(name):
    factory = getattr(engine, name)

    def method(self, *args, dtype=None, device=None, requires_grad=False):
        return factory(
            *args,
            dtype=self.dtype if dtype is None else dtype,
            device=self.device if device is None else device,
            requires_grad=requires_grad,
        )

    method.__name__ = "new_" + name
    method.__doc__ = f"``lucid.{name}`` with this tensor's type and device unless others are given."
    return method


def _new_tensor(self, data, *, dtype=None, device=None, requires_grad=False):
    """``lucid.tensor`` with this tensor's type and device unless others are given."""
    return engine.tensor(
        data,
        dtype=self.dtype if dtype is None else dtype,
        device=self.device if device is None else device,
        requires_grad=requires_grad,
    )


def _new_empty_strided(self, size, stride, dtype=None, device=None, requires_grad=False):
    """``lucid.empty_strided`` with this tensor's type and device unless others are given."""
    return engine.empty_strided(
        size,
        stride,
        dtype=self.dtype if dtype is None else dtype,
        device=self.device if device is None else device,
        requires_grad=requires_grad,
    )


def _new_full(self, size, fill_value, dtype=None, device=None, requires_grad=False):
    """``lucid.full`` with this tensor's type and device unless others are given."""
    return engine.full(
        size,
        fill_value,
        dtype=self.dtype if dtype is None else dtype,
        device=self.device if device is None else device,
        requires_grad=requires_grad,
    )


def _is_nonzero(self):
    """Whether the only element is not zero."""
    return builtins.bool(self)


def _is_same_size(self, other):
    """Whether another tensor has the same shape."""
    return self.shape == other.shape


def _get_device(self):
    """-1 on the cpu, 0 on the GPU device."""
    return -1 if self.device.type == "cpu" else 0


def _type(self, dtype=None):
    """The type's name without an argument; otherwise the tensor converted."""
    if dtype is None:
        return f"lucid.{_TYPE_NAMES[self.dtype.name]}"
    if isinstance(dtype, str):
        short = dtype.rsplit(".", 1)[-1]
        names = {value: key for key, value in _TYPE_NAMES.items()}
        if short not in names:
            raise ValueError(f"invalid type: '{dtype}'")
        dtype = getattr(engine, names[short])
    return self.to(dtype)


_TYPE_NAMES = {
    "float32": "FloatTensor", "float64": "DoubleTensor", "float16": "HalfTensor", "bfloat16": "BFloat16Tensor",
    "uint8": "ByteTensor", "int8": "CharTensor", "int16": "ShortTensor", "int32": "IntTensor", "int64": "LongTensor",
    "bool": "BoolTensor", "complex64": "ComplexFloatTensor", "complex128": "ComplexDoubleTensor",
}  # fmt: skip


def _view_as(self, other):
    """The same memory in another tensor's shape."""
    return self.view(other.shape)


def _reshape_as(self, other):
    """The same elements in another tensor's shape."""
    return self.reshape(other.shape)


def _install():
    methods = {
        "__repr__": _repr, "__format__": _format, "__iter__": _iter, "__contains__": _contains,
        "__reversed__": _reversed, "__complex__": _complex, "__reduce_ex__": _reduce_ex, "__deepcopy__": _deepcopy,
        "__array__": _array, "numpy": _numpy, "untyped_storage": _storage, "type": _type, "view_as": _view_as,
        "reshape_as": _reshape_as, "new_tensor": _new_tensor,
        "new_empty_strided": _new_empty_strided, "new_full": _new_full, "is_nonzero": _is_nonzero,
        "is_same_size": _is_same_size, "get_device": _get_device,
        "is_floating_point": lambda self: self.dtype.is_floating_point,
        "is_complex": lambda self: self.dtype.is_complex,
        "is_signed": lambda self: self.dtype.is_signed,
    }  # fmt: skip
    for name in ("empty", "zeros", "ones"):
        methods["new_" + name] = _new(name)
    for name, method in methods.items():
        setattr(Tensor, name, method)
    Tensor.__module__ = "lucid"
    Tensor.__array_priority__ = 1000


_install()
