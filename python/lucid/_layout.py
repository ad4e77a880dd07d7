"""Memory formats, and what concerns shapes, indices and memory but is no op."""

import builtins

from lucid._engine import engine

__all__ = [
    "broadcast_shapes", "channels_last", "channels_last_3d", "contiguous_format", "get_device", "memory_format",
    "nonzero", "preserve_format",
]  # fmt: skip

Tensor = engine.Tensor


class memory_format(str):
    """In which order dimensions lie in memory: ``contiguous_format``, ``channels_last``, ``channels_last_3d``,
    ``preserve_format``."""

    __slots__ = ()

    def __repr__(self):
        return "lucid." + str(self)

    def __reduce__(self):
        return self.__str__()


contiguous_format = memory_format("contiguous_format")
preserve_format = memory_format("preserve_format")
channels_last = memory_format("channels_last")
channels_last_3d = memory_format("channels_last_3d")


def broadcast_shapes(*shapes):
    """The shape that tensors of these shapes have in common.

    Args:
        shapes: ints or tuples of ints.

    Raises:
        RuntimeError: sizes disagree and neither is 1, or one is negative.
    """
    shapes = [(s,) if isinstance(s, builtins.int) else tuple(s) for s in shapes]
    result = [1] * builtins.max((len(s) for s in shapes), default=0)
    for shape in shapes:
        for i in builtins.range(-1, -1 - len(shape), -1):
            size = shape[i]
            if size < 0:
                raise RuntimeError(
                    f"broadcast_shapes: Trying to create tensor with negative dimension ({size}): ({size})"
                )
            if size == 1 or size == result[i]:
                continue
            if result[i] != 1:
                raise RuntimeError(
                    "broadcast_shapes: Shape mismatch: objects cannot be broadcast to a single shape: "
                    + ", ".join(str(s) for s in shapes)
                )
            result[i] = size
    return tuple(result)


_positions = engine.nonzero


def nonzero(input, *, out=None, as_tuple=False):
    """Positions of elements that are not zero.

    Args:
        input: a tensor of n dimensions.
        out: an int64 tensor for the positions; not with ``as_tuple``.
        as_tuple: gives n vectors, an index for the tensor, instead of one row per position.

    Returns:
        int64 of shape (count, n), or n vectors of length count.

    Example:
        >>> lucid.nonzero(lucid.tensor([[0, 2], [3, 0]])).tolist()
        [[0, 1], [1, 0]]
    """
    if as_tuple:
        if out is not None:
            raise RuntimeError("nonzero: out and as_tuple cannot be given together")
        return engine.nonzero_numpy(input)
    if out is None:
        return _positions(input)
    found = _positions(input)
    if out.dtype != found.dtype:
        raise RuntimeError(f"nonzero: Expected object of scalar type Long as out tensor, but got {out.dtype}")
    return out.resize_(found.shape).copy_(found)


def _nonzero(self, *, as_tuple=False):
    """Positions of elements that are not zero, as rows or, with ``as_tuple``, one vector per dimension."""
    return engine.nonzero_numpy(self) if as_tuple else _positions(self)


def get_device(input):
    """The number of the GPU device; -1 for tensors on the cpu."""
    return input.get_device()


def _where(self, condition, other=None):
    """This tensor's elements where the condition holds, those of other elsewhere."""
    if other is None:
        raise TypeError("where(): missing the argument 'other': a tensor or a number")
    return engine.where(condition, self, other)


def _is_set_to(self, tensor):
    """True when both tensors are the same view of the same memory."""
    return (
        self._storage_ptr() == tensor._storage_ptr()
        and self.storage_offset() == tensor.storage_offset()
        and self.shape == tensor.shape
        and self.stride() == tensor.stride()
    )


_set_tensor = Tensor.set_


def _set(self, source=None, storage_offset=0, size=None, stride=None):
    """Lets the tensor share other memory from now on.

    Args:
        source: a tensor, or a storage with offset, size and stride in elements; None for no elements.

    Raises:
        RuntimeError: the tensor requires grad, the types differ, or the view does not fit into the storage.
    """
    if source is None:
        return _set_tensor(self, engine.empty((0,), dtype=self.dtype, device=self.device))
    if not isinstance(source, Tensor):
        flat = source._tensor.detach()
        if flat.dtype != self.dtype:
            flat = flat.as_strided((source.nbytes() // flat.itemsize,), (1,), 0).view(self.dtype)
        source = flat
        size = (source.untyped_storage().nbytes() // self.itemsize,) if size is None else size
    if size is None:
        return _set_tensor(self, source)
    size = (size,) if isinstance(size, builtins.int) else tuple(size)
    if stride is None:
        stride, step = [], 1
        for length in reversed(size):
            stride.insert(0, step)
            step *= builtins.max(length, 1)
    stride = (stride,) if isinstance(stride, builtins.int) else tuple(stride)
    return _set_tensor(self, source.as_strided(size, stride, storage_offset))


def _is_view(self):
    """True for views that autograd follows."""
    return self._base is not None


def _apply(self, callable):
    """Replaces each element, in place, by what a Python function makes of it; slow, for the cpu only."""
    if not self.is_cpu:
        raise TypeError(f"apply_ is only implemented on CPU tensors, but the tensor is on {self.device}")
    if self.requires_grad:
        raise RuntimeError("apply_: a tensor that requires grad cannot be edited by a function: detach() it first")
    for position in builtins.range(self.numel()):
        at = []
        for size in reversed(self.shape):
            position, rest = divmod(position, size)
            at.insert(0, rest)
        self[tuple(at)] = callable(self[tuple(at)].item())
    return self


def _install():
    methods = {
        "nonzero": _nonzero, "where": _where, "is_set_to": _is_set_to, "set_": _set, "_is_view": _is_view,
        "apply_": _apply,
    }  # fmt: skip
    for name, method in methods.items():
        setattr(Tensor, name, method)


_install()
