"""Memory of the GPU device, and tensors that both processors see."""

from lucid import _functions
from lucid._engine import engine

__all__ = [
    "empty_cache", "get_cache_memory", "is_shared", "max_memory_allocated", "memory_allocated", "memory_reserved",
    "memory_stats", "reset_peak_memory_stats", "shared_tensor", "to_shared",
]  # fmt: skip


def memory_stats():
    """Memory of the device's live tensors, exact to the byte; see :func:`lucid.memory_stats`."""
    return _functions.memory_stats("metal")


def memory_allocated():
    """Bytes that live tensors of the device hold."""
    return memory_stats().current_bytes


def max_memory_allocated():
    """The most bytes that tensors of the device have held since :func:`reset_peak_memory_stats`."""
    return memory_stats().peak_bytes


def get_cache_memory():
    """Bytes kept for the next tensors although no tensor uses them; :func:`empty_cache` gives them back."""
    return memory_stats().cached_bytes


def memory_reserved():
    """Bytes taken from the system: those in use and those kept."""
    stats = memory_stats()
    return stats.current_bytes + stats.cached_bytes


def reset_peak_memory_stats():
    """Sets the peak to what is live now."""
    _functions.reset_peak_memory_stats("metal")


def empty_cache():
    """Gives memory that no tensor uses back to the system."""
    _functions.empty_cache("metal")


def shared_tensor(shape, dtype=None, requires_grad=False):
    """A tensor of zeros on the GPU device whose memory the processor sees too.

    Args:
        shape: an int or a sequence of ints.
        dtype: element type; the default floating type where left out.
        requires_grad: whether gradients are computed for it.
    """
    tensor = engine.zeros(shape, dtype=dtype, device="metal")
    tensor._set_shared()
    return tensor.requires_grad_() if requires_grad else tensor


def to_shared(tensor):
    """The tensor if its memory is shared already, else a copy in shared memory, on the same device.

    The copy is differentiable, as ``clone`` is.
    """
    if tensor.is_shared:
        return tensor
    copy = tensor.clone()
    copy._set_shared()
    return copy


def is_shared(tensor):
    """True for tensors made by :func:`shared_tensor` or :func:`to_shared`, and for views of them."""
    return tensor.is_shared
