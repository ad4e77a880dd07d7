"""Exchange of memory with other libraries: DLPack both ways, without NumPy; shared and pinned memory."""

import builtins
import mmap
import weakref

from lucid._engine import engine

__all__ = ["from_dlpack", "to_dlpack"]

Tensor = engine.Tensor

_CPU = 1
_METAL = 8


def to_dlpack(t):
    """A DLPack capsule over the tensor's memory.

    Args:
        t: a tensor on the cpu that does not require grad; the memory lives until the capsule's taker lets go.

    Raises:
        RuntimeError: the tensor requires grad or is on another device.
    """
    return engine._to_dlpack(t, False, False)


def from_dlpack(ext_tensor, *, device=None, copy=None):
    """A tensor over the memory of another library's array.

    Args:
        ext_tensor: an object with ``__dlpack__``, or a DLPack capsule, which can be used once only.
        device: where the result shall be; None where the memory is.
        copy: True copies; False raises where a copy is needed; None copies only where needed (read-only memory, another
            device).

    Raises:
        RuntimeError: a capsule used before, memory of an unknown device, an element type without counterpart, negative
            strides. BufferError: the lender refuses, or ``copy=False`` and a copy is needed.
    """
    if isinstance(ext_tensor, Tensor):
        result = ext_tensor.detach()
    elif hasattr(ext_tensor, "__dlpack__"):
        keywords = {"max_version": (1, 0)}
        if copy is not None:
            keywords["copy"] = copy
        try:
            capsule = ext_tensor.__dlpack__(**keywords)
        except TypeError:
            # Lenders older than DLPack 1.0 know none of these.
            capsule = ext_tensor.__dlpack__()
        result = engine._from_dlpack(capsule)
    else:
        result = engine._from_dlpack(ext_tensor)
    if device is not None:
        device = engine.device(device)
        if copy is False and device != result.device:
            raise BufferError(f"from_dlpack: memory on {result.device} cannot be used on {device} without a copy")
        result = result.to(device)
    if copy and isinstance(ext_tensor, Tensor):
        result = result.clone()
    return result


def _dlpack_device(self):
    """DLPack's device numbers: ``(1, 0)`` for the cpu, ``(8, 0)`` for metal."""
    return (_CPU, 0) if self.is_cpu else (_METAL, 0)


def _dlpack(self, *, stream=None, max_version=None, dl_device=None, copy=None):
    """Lends the tensor's memory as a DLPack capsule.

    Args:
        stream: None or -1; the cpu knows no other.
        max_version: the newest DLPack version, ``(major, minor)``, that the taker knows; None for those before 1.0.
        dl_device: where the taker wants the memory, ``(1, 0)`` for the cpu; tensors of other devices are copied there.
        copy: True lends a copy; False raises BufferError where a copy is needed.

    Raises:
        BufferError: the tensor requires grad, or ``copy=False`` and a copy is needed.
    """
    if self.requires_grad:
        raise BufferError("Can't export tensors that require gradient, use tensor.detach()")
    if stream is not None and not (isinstance(stream, builtins.int) and stream == -1) and self.is_cpu:
        raise AssertionError("stream should be None on cpu.")
    wanted = _dlpack_device(self) if dl_device is None else tuple(dl_device)
    if wanted != (_CPU, 0):
        raise BufferError(f"__dlpack__: memory can be lent on the cpu, (1, 0), only, not on {wanted}: use .cpu()")
    copied = builtins.bool(copy) or not self.is_cpu
    if copied and copy is False:
        raise BufferError(f"__dlpack__: a tensor on {self.device} cannot be lent on the cpu without a copy")
    lent = self.cpu() if not self.is_cpu else self.clone() if copy else self
    versioned = max_version is not None and max_version[0] >= 1
    return engine._to_dlpack(lent, versioned, copied)


class _Answer(builtins.int):
    """A truth value that may also be called, as PyTorch spells it: ``x.is_shared`` and ``x.is_shared()``."""

    def __call__(self):
        return builtins.bool(self)

    def __repr__(self):
        return repr(builtins.bool(self))


# Address of a shared block -> the block, while it lives.
_shared = weakref.WeakValueDictionary()


class _SharedBlock(mmap.mmap):
    """Anonymous memory that processes made by fork see together."""


# The engine's own answer, which the property below takes the place of: memory made by lucid.metal.shared_tensor.
_seen_by_both_processors = Tensor.__dict__["is_shared"]


def _is_shared_by_processes(self):
    return self.is_cpu and self._storage_ptr() in _shared


def _is_shared(self):
    """True for memory that processes made by fork see together, or that was made for both processors."""
    return _Answer(_seen_by_both_processors.__get__(self) or _is_shared_by_processes(self))


def _share_memory(self):
    """Moves the tensor's memory, in place, to a block that processes made by fork share; returns the tensor.

    Raises:
        RuntimeError: the tensor is not on the cpu.
    """
    if not self.is_cpu:
        raise RuntimeError(f"share_memory_: only memory of the cpu can be shared, but the tensor is on {self.device}")
    if _is_shared_by_processes(self) or self.numel() == 0:
        return self
    dense = self.detach().contiguous()
    block = _SharedBlock(-1, dense.nbytes)
    moved = engine._from_buffer(block).view(dense.dtype).reshape(dense.shape)
    moved.copy_(dense)
    self.data = moved
    _shared[self._storage_ptr()] = block
    return self


def _pin_memory(self, device=None):
    """The tensor itself: transfers to the GPU device need no special memory here."""
    return self


def _is_pinned(self, device=None):
    """False: memory is not locked to pages; transfers need no such thing here."""
    return False


def _get_device(self):
    """The number of the GPU device; -1 on the cpu."""
    return -1 if self.is_cpu else self.device.index or 0


def _install():
    methods = {
        "__dlpack__": _dlpack, "__dlpack_device__": _dlpack_device, "is_shared": property(_is_shared),
        "share_memory_": _share_memory, "pin_memory": _pin_memory, "is_pinned": _is_pinned, "get_device": _get_device,
    }  # fmt: skip
    for name, method in methods.items():
        setattr(Tensor, name, method)


_install()
