"""Functions of the package that are no ops: defaults, random state, memory, predicates."""

import builtins
from collections import namedtuple

from lucid._engine import engine

__all__ = [
    "are_deterministic_algorithms_enabled", "asarray", "default_generator", "detach",
    "empty_cache", "eval", "finfo", "from_numpy",
    "frombuffer", "get_default_device", "get_default_dtype", "get_num_interop_threads", "get_rng_state", "iinfo",
    "initial_seed", "is_complex", "is_deterministic", "is_floating_point", "is_nonzero", "is_same_size", "is_signed",
    "is_storage", "is_tensor", "manual_seed", "memory_stats", "numel", "reset_peak_memory_stats", "result_type", "seed",
    "set_default_device", "set_default_dtype", "set_deterministic", "set_memory_limit", "set_num_interop_threads",
    "set_rng_state", "use_deterministic_algorithms",
]  # fmt: skip

Tensor = engine.Tensor
default_generator = engine.default_generator
get_default_dtype = engine._get_default_dtype
set_default_dtype = engine._set_default_dtype
get_default_device = engine._get_default_device


def set_default_device(device):
    """Sets the device that factories use when none is named; ``None`` means the cpu."""
    engine._set_default_device("cpu" if device is None else device)


def manual_seed(seed):
    """Starts the default random stream of a seed (any 64-bit int); returns the default generator."""
    seed = builtins.int(seed)
    if not -(2**63) <= seed < 2**64:
        raise RuntimeError(f"Overflow when unpacking long long: {seed}")
    return default_generator.manual_seed(seed - 2**64 if seed >= 2**63 else seed)


def seed():
    """Takes a seed from the system's entropy for the default random stream; returns it."""
    return default_generator.seed()


def initial_seed():
    """The seed of the default random stream."""
    return default_generator.initial_seed()


def get_rng_state():
    """State of the default random stream: a uint8 tensor that :func:`set_rng_state` takes."""
    return default_generator.get_state()


def set_rng_state(new_state):
    """Goes back to a state that :func:`get_rng_state` gave.

    Raises:
        TypeError: not a uint8 tensor. RuntimeError: of the wrong size.
    """
    default_generator.set_state(new_state)


class MemoryStats(
    namedtuple("MemoryStats", ("current_bytes", "peak_bytes", "cached_bytes", "alloc_count", "free_count"))
):
    """Bytes and counts of one device's tensors; also a mapping from these names.

    Attributes:
        current_bytes: held by live tensors. peak_bytes: the most since the last reset.
        cached_bytes: kept for reuse. alloc_count, free_count: storages ever allocated and freed.
    """

    __slots__ = ()

    def keys(self):
        """The names."""
        return self._fields

    def values(self):
        """The numbers."""
        return builtins.tuple(self)

    def items(self):
        """Pairs of name and number."""
        return builtins.tuple(zip(self._fields, self))

    def get(self, key, default=None):
        """The number of a name, or the default."""
        return getattr(self, key) if key in self._fields else default

    def __getitem__(self, key):
        return getattr(self, key) if isinstance(key, str) and key in self._fields else self._lookup(key)

    def _lookup(self, key):
        if isinstance(key, str):
            raise KeyError(key)
        return builtins.tuple.__getitem__(self, key)


def memory_stats(device=None):
    """Memory of a device's live tensors, exact to the byte, as :class:`MemoryStats`."""
    return MemoryStats(*engine._memory_stats("cpu" if device is None else device))


def reset_peak_memory_stats(device=None):
    """Sets the peak to what is live now."""
    engine._reset_peak_memory("cpu" if device is None else device)


def empty_cache(device=None):
    """Gives memory that no tensor uses back to the system."""
    engine._empty_cache()


def set_memory_limit(limit):
    """Tensors that would take more than this many bytes in all raise OutOfMemory; ``None`` lifts the limit."""
    engine._set_memory_limit(0 if limit is None else limit)


def use_deterministic_algorithms(mode, *, warn_only=False):
    """Makes ops without a deterministic kernel raise (or warn); all others give the same bits for the same seed."""
    engine._set_deterministic(builtins.bool(mode), builtins.bool(warn_only))


def set_deterministic(mode):
    """As :func:`use_deterministic_algorithms`."""
    use_deterministic_algorithms(mode)


def is_deterministic():
    """Whether deterministic mode is on."""
    return engine._is_deterministic()


are_deterministic_algorithms_enabled = is_deterministic


def get_num_interop_threads():
    """Always 1: ops do not run beside each other on a pool of their own."""
    return 1


def set_num_interop_threads(threads):
    """Accepts 1, for compatibility."""
    if threads != 1:
        raise RuntimeError(
            "set_num_interop_threads: only 1 is available; set_num_threads sets the threads within ops"
        )


def detach(input):
    """A view of the tensor that is no part of any graph."""
    return input.detach()


def is_tensor(obj):
    """True for tensors."""
    return isinstance(obj, Tensor)


def is_storage(obj):
    """True for storages."""
    from lucid._storage import UntypedStorage

    return isinstance(obj, UntypedStorage)


def is_floating_point(input):
    """True for tensors of a real floating-point type."""
    return input.dtype.is_floating_point


def is_complex(input):
    """True for tensors of a complex type."""
    return input.dtype.is_complex


def is_signed(input):
    """True for tensors whose type has negative numbers."""
    return input.dtype.is_signed


def is_nonzero(input):
    """Whether a tensor of one element is not zero.

    Raises:
        RuntimeError: there is not exactly one element.
    """
    return builtins.bool(input)


def is_same_size(input, other):
    """Whether two tensors have the same shape."""
    return input.shape == other.shape


def numel(input):
    """Number of elements of a tensor."""
    return input.numel()


def eval(*tensors):
    """Runs recorded work on the GPU device, so that the tensors given hold their values."""
    for tensor in tensors:
        tensor.eval()


def result_type(tensor1, tensor2):
    """Element type of an arithmetic op on two tensors or numbers."""

    def operand(value):
        return value if isinstance(value, Tensor) else engine.tensor(value)

    # A 0-d tensor gives way to one with dimensions, and a plain number to any tensor: the op itself knows.
    if isinstance(tensor1, Tensor):
        return _probe(tensor1, tensor2)
    if isinstance(tensor2, Tensor):
        return _probe(tensor2, tensor1)
    return engine.promote_types(operand(tensor1).dtype, operand(tensor2).dtype)


def _probe(tensor, other):
    def empty(value):
        if not isinstance(value, Tensor):
            return value
        return engine.zeros(() if value.ndim == 0 else (1,), dtype=value.dtype)

    return engine.where(engine.tensor(True), empty(tensor), empty(other)).dtype


def asarray(obj, *, dtype=None, device=None, copy=None, requires_grad=False):
    """A tensor of a tensor, an array, a buffer, a number or nested sequences.

    Args:
        obj: what the tensor is made of. dtype, device: None for the object's own.
        copy: True always copies; False never does, None only where memory cannot be shared.
        requires_grad: whether the result is a leaf that gradients are computed for. Without it a tensor stays in
            its graph; with it, the result is cut off.

    Raises:
        ValueError: ``copy=False`` and the memory cannot be shared.
    """
    # Numbers and sequences have no memory that a tensor could share.
    shared = obj if isinstance(obj, Tensor) else engine.as_tensor(obj)
    result = shared.to(
        device=shared.device if device is None else device, dtype=shared.dtype if dtype is None else dtype
    )
    if copy is False and (result is not shared or isinstance(obj, (builtins.int, builtins.float, builtins.list))):
        raise ValueError(f"can't alias a {type(obj).__name__} as a tensor of the dtype and device asked for.")
    if copy and result is obj:
        result = result.clone()
    elif copy and result is shared:
        result = engine.tensor(obj)
    if not requires_grad:
        return result
    return result.detach().requires_grad_()


def from_numpy(ndarray):
    """A tensor that shares memory with a NumPy array.

    Raises:
        TypeError: the array's type has no tensor type, it is read-only memory of another order, or strides are
            negative.
    """
    return engine._from_buffer(ndarray)


def frombuffer(buffer, *, dtype, count=-1, offset=0, requires_grad=False):
    """A 1-d tensor over the memory of an object with the buffer protocol.

    Args:
        buffer: bytes, bytearray, memoryview, array, ... dtype: element type. count: elements, -1 for all.
        offset: bytes to skip at the start.

    Raises:
        ValueError: the buffer is too small or its length does not fit the type.
    """
    view = memoryview(buffer)
    if view.ndim != 1 or view.itemsize != 1:
        view = view.cast("B")
    size = dtype.itemsize
    if not 0 <= offset <= view.nbytes:
        raise ValueError(
            f"offset must be non-negative and no greater than buffer length ({view.nbytes}), but got {offset}"
        )
    if count < 0:
        if (view.nbytes - offset) % size:
            raise ValueError(
                f"buffer length ({view.nbytes - offset} bytes after offset) must be a multiple of element size ({size})"
            )
        count = (view.nbytes - offset) // size
    if offset + count * size > view.nbytes:
        raise ValueError(
            f"requested buffer length ({count} * {size} bytes) after offset ({offset} bytes) must not be greater "
            f"than actual buffer length ({view.nbytes} bytes)"
        )
    tensor = engine._from_buffer(view[offset : offset + count * size].cast("B")).view(dtype)
    return tensor.requires_grad_() if requires_grad else tensor


class finfo:
    """Limits of a floating-point type: bits, eps, max, min, tiny (smallest_normal), resolution."""

    # IEEE 754: exponent bits and fraction bits of each type.
    _FORMATS = {"float16": (5, 10), "bfloat16": (8, 7), "float32": (8, 23), "float64": (11, 52)}

    def __init__(self, dtype=None):
        dtype = get_default_dtype() if dtype is None else dtype
        name = dtype.to_real().name
        if name not in self._FORMATS:
            raise TypeError(f"finfo() requires a floating point input type. Use iinfo to handle '{name}'")
        exponent, fraction = self._FORMATS[name]
        bias = 2 ** (exponent - 1) - 1
        self.dtype = name
        self.bits = 1 + exponent + fraction
        self.eps = 2.0**-fraction
        self.max = (2.0 - self.eps) * 2.0**bias
        self.min = -self.max
        self.tiny = self.smallest_normal = 2.0 ** (1 - bias)
        self.resolution = 10.0 ** -builtins.int(fraction * 0.30102999566398120)

    def __repr__(self):
        return (
            f"finfo(resolution={self.resolution:g}, min={self.min:g}, max={self.max:g}, eps={self.eps:g}, "
            f"smallest_normal={self.smallest_normal:g}, tiny={self.tiny:g}, dtype={self.dtype})"
        )


class iinfo:
    """Limits of an integer type: bits, max, min."""

    def __init__(self, dtype):
        if dtype.is_floating_point or dtype.is_complex or dtype.name == "bool":
            raise TypeError(f"iinfo() requires an integer input type, not '{dtype.name}'")
        self.dtype = dtype.name
        self.bits = 8 * dtype.itemsize
        self.max = 2 ** (self.bits - (1 if dtype.is_signed else 0)) - 1
        self.min = -(2 ** (self.bits - 1)) if dtype.is_signed else 0

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"
