"""The error of patterns that are malformed or do not fit their tensors."""

from lucid import LucidError


class EinopsError(LucidError, ValueError):
    """A pattern is malformed, or does not fit the tensor or the axes' lengths it was given."""
