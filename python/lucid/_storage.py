"""``UntypedStorage``: the block of bytes under a tensor and its views."""

__all__ = ["UntypedStorage", "untyped_storage"]


class UntypedStorage:
    """A handle on the bytes under a tensor; two handles are equal if the bytes are the same ones.

    Args:
        tensor: any tensor over the storage; it is kept alive.
    """

    __slots__ = ("_tensor",)

    def __init__(self, tensor):
        self._tensor = tensor

    @property
    def device(self):
        """Where the bytes are."""
        return self._tensor.device

    def data_ptr(self):
        """Address of the first byte."""
        return self._tensor._storage_ptr()

    def nbytes(self):
        """Number of bytes."""
        return self._tensor._storage_nbytes()

    size = nbytes
    __len__ = nbytes

    def tolist(self):
        """The bytes as a list of ints."""
        import lucid

        tensor = self._tensor.detach()
        elements = self.nbytes() // tensor.element_size()
        return tensor.as_strided((elements,), (1,), 0).view(lucid.uint8).tolist()

    def __eq__(self, other):
        if not isinstance(other, UntypedStorage):
            return NotImplemented
        return self.data_ptr() == other.data_ptr() and self.device == other.device and self.nbytes() == other.nbytes()

    def __hash__(self):
        return hash((self.data_ptr(), str(self.device)))

    def __repr__(self):
        return f"<UntypedStorage of {self.nbytes()} bytes on {self.device}>"


def untyped_storage(tensor):
    """``Tensor.untyped_storage``: the storage under a tensor."""
    return UntypedStorage(tensor)
