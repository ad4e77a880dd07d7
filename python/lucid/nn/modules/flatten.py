"""Layers that join and split dimensions."""

from ..module import Module

__all__ = ["Flatten", "Unflatten"]


class Flatten(Module):
    """Joins dimensions ``start_dim`` to ``end_dim`` (inclusive) into one; a view where possible."""

    def __init__(self, start_dim=1, end_dim=-1):
        super().__init__()
        self.start_dim, self.end_dim = start_dim, end_dim

    def forward(self, input):
        """``(N, a, b)`` to ``(N, a * b)`` by default."""
        return input.flatten(self.start_dim, self.end_dim)

    def extra_repr(self):
        """Its settings."""
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"


class Unflatten(Module):
    """Splits dimension ``dim`` into the sizes ``unflattened_size``; one of them may be -1.

    Raises:
        TypeError: a size is not an int.
    """

    def __init__(self, dim, unflattened_size):
        super().__init__()
        if not isinstance(dim, int):
            raise TypeError("lucid.nn.Unflatten takes an int dim: dimensions have no names")
        if not isinstance(unflattened_size, (tuple, list)):
            raise TypeError(f"unflattened_size must be tuple or list, but found type {type(unflattened_size).__name__}")
        for position, size in enumerate(unflattened_size):
            if not isinstance(size, int):
                raise TypeError(
                    f"unflattened_size must be tuple of ints, but found element of type {type(size).__name__} at pos "
                    f"{position}"
                )
        self.dim, self.unflattened_size = dim, unflattened_size

    def forward(self, input):
        """``(N, a * b)`` to ``(N, a, b)``."""
        return input.unflatten(self.dim, tuple(self.unflattened_size))

    def extra_repr(self):
        """Its settings."""
        return f"dim={self.dim}, unflattened_size={self.unflattened_size}"
