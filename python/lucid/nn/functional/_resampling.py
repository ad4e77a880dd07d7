"""Interpolation, sampling at grids, windows as columns."""

import warnings

import lucid

from ._argument_names import also_named

__all__ = [
    "affine_grid", "fold", "grid_sample", "interpolate", "unfold", "upsample", "upsample_bilinear", "upsample_nearest",
]  # fmt: skip

_SAMPLING_MODES = {"bilinear": 0, "nearest": 1, "bicubic": 2}
_BORDERS = {"zeros": 0, "border": 1, "reflection": 2}


@also_named(x="input")
def interpolate(
    input,
    size=None,
    scale_factor=None,
    mode="nearest",
    align_corners=None,
    recompute_scale_factor=None,
    antialias=False,
):
    """Resamples ``(N, C, ...)`` to ``size``, or by ``scale_factor``.

    Args:
        mode: "nearest", "nearest-exact" or "area" (1 to 3 spatial dimensions), "linear" (1), "bilinear" or "bicubic"
            (2), "trilinear" (3).
        align_corners: whether the centres of the corner samples coincide, rather than their outer edges.
        recompute_scale_factor: whether positions follow from the sizes rather than from ``scale_factor``.
        antialias: whether filters widen when shrinking ("bilinear" and "bicubic").

    Raises:
        ValueError: both or neither of ``size`` and ``scale_factor`` are given, or an option does not go with the mode.
        NotImplementedError: the mode does not go with the number of dimensions.
    """
    return lucid.interpolate(input, size, scale_factor, mode, align_corners, recompute_scale_factor, antialias)


@also_named(x="input")
def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    """PyTorch's old name of :func:`interpolate`."""
    return lucid.interpolate(input, size, scale_factor, mode, align_corners)


@also_named(x="input")
def upsample_nearest(input, size=None, scale_factor=None):
    """:func:`interpolate` with mode "nearest"."""
    return lucid.interpolate(input, size, scale_factor, "nearest")


@also_named(x="input")
def upsample_bilinear(input, size=None, scale_factor=None):
    """:func:`interpolate` with mode "bilinear" and aligned corners."""
    return lucid.interpolate(input, size, scale_factor, "bilinear", True)


def _aligned(align_corners, name):
    if align_corners is None:
        warnings.warn(
            f"{name}: align_corners is False by default; name it to make clear which is meant.", stacklevel=4
        )
    return bool(align_corners)


@also_named(x="input")
def grid_sample(input, grid, mode="bilinear", padding_mode="zeros", align_corners=None):
    """Values of input at the positions that grid names, from -1 to 1, x first.

    Shapes: input ``(N, C, H, W)``, grid ``(N, H', W', 2)``, result ``(N, C, H', W')``; or ``(N, C, D, H, W)`` with
    ``(N, D', H', W', 3)``.

    Args:
        mode: "bilinear" (trilinear for 5-d input), "nearest" or "bicubic" (4-d input).
        padding_mode: what lies outside: "zeros", "border" or "reflection".

    Raises:
        ValueError: there is no such mode. ShapeMismatch: grid does not fit input.
    """
    if mode not in _SAMPLING_MODES:
        raise ValueError(
            f"nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '{mode}'"
        )
    if padding_mode not in _BORDERS:
        raise ValueError(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', "
            f"but got: '{padding_mode}'"
        )
    aligned = _aligned(align_corners, "grid_sample")
    return lucid.grid_sampler(input, grid, _SAMPLING_MODES[mode], _BORDERS[padding_mode], aligned)


def affine_grid(theta, size, align_corners=None):
    """The grid for :func:`grid_sample` of an affine map.

    Shapes: theta ``(N, 2, 3)`` for size ``(N, C, H, W)``, result ``(N, H, W, 2)``; or ``(N, 3, 4)`` for 5 numbers.
    """
    return lucid.affine_grid_generator(theta, tuple(size), _aligned(align_corners, "affine_grid"))


@also_named(x="input")
def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
    """Windows of ``(N, C, H, W)`` or ``(C, H, W)`` as columns ``(N, C kh kw, L)``."""
    return lucid.im2col(input, kernel_size, dilation, padding, stride)


@also_named(x="input")
def fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1):
    """Columns ``(N, C kh kw, L)`` added into ``(N, C, *output_size)``: the transpose of :func:`unfold`."""
    return lucid.col2im(input, output_size, kernel_size, dilation, padding, stride)
