"""Layers that add borders."""

from .. import functional as F
from ..module import Module
from ._tuples import repeated

__all__ = [
    "CircularPad1d", "CircularPad2d", "CircularPad3d", "ConstantPad1d", "ConstantPad2d", "ConstantPad3d",
    "ReflectionPad1d", "ReflectionPad2d", "ReflectionPad3d", "ReplicationPad1d", "ReplicationPad2d",
    "ReplicationPad3d", "ZeroPad1d", "ZeroPad2d", "ZeroPad3d",
]  # fmt: skip


class _PadNd(Module):
    """Pads the last dimensions by ``padding``: one number, or (before, after) pairs from the last dimension on."""

    mode = "constant"
    dims = 1

    def __init__(self, padding):
        super().__init__()
        self.padding = repeated(padding, 2 * self.dims)

    def forward(self, input):
        """Input with its border."""
        return F.pad(input, self.padding, self.mode)

    def extra_repr(self):
        """The border's sizes."""
        return f"{self.padding}"


class _ConstantPadNd(_PadNd):
    def __init__(self, padding, value):
        super().__init__(padding)
        self.value = value

    def forward(self, input):
        """Input with its border."""
        return F.pad(input, self.padding, "constant", self.value)

    def extra_repr(self):
        """The border's sizes and value."""
        return f"padding={self.padding}, value={self.value}"


class ConstantPad1d(_ConstantPadNd):
    """Pads the last dimension with ``value``."""

    dims = 1


class ConstantPad2d(_ConstantPadNd):
    """Pads the last 2 dimensions with ``value``."""

    dims = 2


class ConstantPad3d(_ConstantPadNd):
    """Pads the last 3 dimensions with ``value``."""

    dims = 3


class ZeroPad1d(ConstantPad1d):
    """Pads the last dimension with zeros."""

    def __init__(self, padding):
        super().__init__(padding, 0.0)

    def extra_repr(self):
        """The border's sizes."""
        return f"{self.padding}"


class ZeroPad2d(ConstantPad2d):
    """Pads the last 2 dimensions with zeros."""

    def __init__(self, padding):
        super().__init__(padding, 0.0)

    def extra_repr(self):
        """The border's sizes."""
        return f"{self.padding}"


class ZeroPad3d(ConstantPad3d):
    """Pads the last 3 dimensions with zeros."""

    def __init__(self, padding):
        super().__init__(padding, 0.0)

    def extra_repr(self):
        """The border's sizes."""
        return f"{self.padding}"


class ReflectionPad1d(_PadNd):
    """Pads the last dimension with its mirror image."""

    mode = "reflect"
    dims = 1


class ReflectionPad2d(_PadNd):
    """Pads the last 2 dimensions with their mirror image."""

    mode = "reflect"
    dims = 2


class ReflectionPad3d(_PadNd):
    """Pads the last 3 dimensions with their mirror image."""

    mode = "reflect"
    dims = 3


class ReplicationPad1d(_PadNd):
    """Pads the last dimension with its outermost elements."""

    mode = "replicate"
    dims = 1


class ReplicationPad2d(_PadNd):
    """Pads the last 2 dimensions with their outermost elements."""

    mode = "replicate"
    dims = 2


class ReplicationPad3d(_PadNd):
    """Pads the last 3 dimensions with their outermost elements."""

    mode = "replicate"
    dims = 3


class _CircularPadNd(_PadNd):
    mode = "circular"

    def forward(self, input):
        """Input with its border.

        Raises:
            ValueError: input is neither a batch nor one sample of this many dimensions.
        """
        if input.dim() not in (self.dims + 1, self.dims + 2):
            raise ValueError(f"expected {self.dims + 1}D or {self.dims + 2}D input (got {input.dim()}D input)")
        return super().forward(input)


class CircularPad1d(_CircularPadNd):
    """Pads the last dimension by wrapping around."""

    dims = 1


class CircularPad2d(_CircularPadNd):
    """Pads the last 2 dimensions by wrapping around."""

    dims = 2


class CircularPad3d(_CircularPadNd):
    """Pads the last 3 dimensions by wrapping around."""

    dims = 3
