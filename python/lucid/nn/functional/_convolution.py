"""Convolutions and their transposes."""

import lucid

from ._argument_names import also_named

__all__ = ["conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d"]


@also_named(x="input")
def conv1d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """Cross-correlation of ``(N, C, L)`` or ``(C, L)`` with weight ``(out, C / groups, k)``.

    Args:
        bias: ``(out,)`` or None.
        padding: zeros on both sides, "valid" (none) or "same" (the output has input's length).

    Raises:
        ShapeMismatch: channels, groups or extents do not fit. DtypeMismatch: weight or bias have another dtype.
    """
    return lucid.conv1d(input, weight, bias, stride, padding, dilation, groups)


@also_named(x="input")
def conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """Cross-correlation of ``(N, C, H, W)`` or ``(C, H, W)`` with weight ``(out, C / groups, kh, kw)``."""
    return lucid.conv2d(input, weight, bias, stride, padding, dilation, groups)


@also_named(x="input")
def conv3d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """Cross-correlation of ``(N, C, D, H, W)`` or ``(C, D, H, W)`` with weight ``(out, C / groups, kd, kh, kw)``."""
    return lucid.conv3d(input, weight, bias, stride, padding, dilation, groups)


@also_named(x="input")
def conv_transpose1d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
    """The transpose of :func:`conv1d` as a linear map; weight ``(C, out / groups, k)``.

    Args:
        output_padding: added to the output's length, which a stride leaves undetermined.
    """
    return lucid.conv_transpose1d(input, weight, bias, stride, padding, output_padding, groups, dilation)


@also_named(x="input")
def conv_transpose2d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
    """The transpose of :func:`conv2d` as a linear map; weight ``(C, out / groups, kh, kw)``."""
    return lucid.conv_transpose2d(input, weight, bias, stride, padding, output_padding, groups, dilation)


@also_named(x="input")
def conv_transpose3d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
    """The transpose of :func:`conv3d` as a linear map; weight ``(C, out / groups, kd, kh, kw)``."""
    return lucid.conv_transpose3d(input, weight, bias, stride, padding, output_padding, groups, dilation)
