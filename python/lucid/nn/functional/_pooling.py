"""Pooling: maxima, means and norms of windows."""

import lucid

from ._argument_names import also_named

__all__ = [
    "adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d", "adaptive_max_pool1d", "adaptive_max_pool2d",
    "adaptive_max_pool3d", "avg_pool1d", "avg_pool2d", "avg_pool3d", "fractional_max_pool2d", "fractional_max_pool3d",
    "lp_pool1d", "lp_pool2d", "lp_pool3d", "max_pool1d", "max_pool2d", "max_pool3d", "max_unpool1d", "max_unpool2d",
    "max_unpool3d",
]  # fmt: skip


def _stride(stride, kernel_size):
    return kernel_size if stride is None or stride == () or stride == [] else stride


@also_named(x="input")
def max_pool1d(input, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
    """Maxima of windows of ``(N, C, L)`` or ``(C, L)``; with ``return_indices`` also their positions.

    Args:
        stride: ``kernel_size`` by default. padding: minus infinity on both sides, at most half the window.
        ceil_mode: whether a last, partial window counts if it begins inside.
    """
    function = lucid.max_pool1d_with_indices if return_indices else lucid.max_pool1d
    return function(input, kernel_size, _stride(stride, kernel_size), padding, dilation, ceil_mode)


@also_named(x="input")
def max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
    """Maxima of windows of ``(N, C, H, W)`` or ``(C, H, W)``: see :func:`max_pool1d`."""
    function = lucid.max_pool2d_with_indices if return_indices else lucid.max_pool2d
    return function(input, kernel_size, _stride(stride, kernel_size), padding, dilation, ceil_mode)


@also_named(x="input")
def max_pool3d(input, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
    """Maxima of windows of ``(N, C, D, H, W)`` or ``(C, D, H, W)``: see :func:`max_pool1d`."""
    function = lucid.max_pool3d_with_indices if return_indices else lucid.max_pool3d
    return function(input, kernel_size, _stride(stride, kernel_size), padding, dilation, ceil_mode)


@also_named(x="input")
def avg_pool1d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """Means of windows of ``(N, C, L)`` or ``(C, L)``.

    Args:
        stride: ``kernel_size`` by default. count_include_pad: whether padding counts as zeros, or not at all.
    """
    return lucid.avg_pool1d(input, kernel_size, _stride(stride, kernel_size), padding, ceil_mode, count_include_pad)


@also_named(x="input")
def avg_pool2d(
    input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
):
    """Means of windows of ``(N, C, H, W)`` or ``(C, H, W)``, or their sums divided by ``divisor_override``."""
    stride = _stride(stride, kernel_size)
    return lucid.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)


@also_named(x="input")
def avg_pool3d(
    input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
):
    """Means of windows of ``(N, C, D, H, W)`` or ``(C, D, H, W)``, or their sums divided by ``divisor_override``."""
    stride = _stride(stride, kernel_size)
    return lucid.avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)


def _lp_pool(pool, input, norm_type, kernel_size, stride, ceil_mode, dims):
    sizes = (kernel_size,) * dims if isinstance(kernel_size, int) else tuple(kernel_size)
    count = 1
    for size in sizes:
        count *= size
    means = pool(input.pow(norm_type), kernel_size, _stride(stride, kernel_size), 0, ceil_mode)
    return (lucid.sign(means) * lucid.relu(lucid.abs(means))).mul(count).pow(1.0 / norm_type)


@also_named(x="input")
def lp_pool1d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """``(sum of x ** norm_type) ** (1 / norm_type)`` of windows of ``(N, C, L)`` or ``(C, L)``."""
    return _lp_pool(lucid.avg_pool1d, input, norm_type, kernel_size, stride, ceil_mode, 1)


@also_named(x="input")
def lp_pool2d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """``(sum of x ** norm_type) ** (1 / norm_type)`` of windows of ``(N, C, H, W)`` or ``(C, H, W)``."""
    return _lp_pool(lucid.avg_pool2d, input, norm_type, kernel_size, stride, ceil_mode, 2)


@also_named(x="input")
def lp_pool3d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """``(sum of x ** norm_type) ** (1 / norm_type)`` of windows of ``(N, C, D, H, W)`` or ``(C, D, H, W)``."""
    return _lp_pool(lucid.avg_pool3d, input, norm_type, kernel_size, stride, ceil_mode, 3)


def _bins(output_size, input):
    """The sizes wanted, with input's own in place of None."""
    if isinstance(output_size, int):
        return output_size
    if input.dim() <= len(output_size):
        raise ValueError(
            f"Input dimension should be at least {len(output_size) + 1}, but got {input.dim()} for output_size "
            f"{output_size}"
        )
    own = tuple(input.shape)[-len(output_size) :]
    return tuple(size if wanted is None else wanted for wanted, size in zip(output_size, own))


@also_named(x="input")
def adaptive_avg_pool1d(input, output_size):
    """Means of ``output_size`` bins of ``(N, C, L)`` or ``(C, L)``.

    Bin i of m reaches from ``floor(i L / m)`` to ``ceil((i + 1) L / m)``.
    """
    return lucid.adaptive_avg_pool1d(input, output_size)


@also_named(x="input")
def adaptive_avg_pool2d(input, output_size):
    """Means of ``output_size`` bins of ``(N, C, H, W)`` or ``(C, H, W)``; None keeps a dimension."""
    return lucid.adaptive_avg_pool2d(input, _bins(output_size, input))


@also_named(x="input")
def adaptive_avg_pool3d(input, output_size):
    """Means of ``output_size`` bins of ``(N, C, D, H, W)`` or ``(C, D, H, W)``; None keeps a dimension."""
    return lucid.adaptive_avg_pool3d(input, _bins(output_size, input))


def _with_or_without(pair, return_indices):
    return tuple(pair) if return_indices else pair[0]


@also_named(x="input")
def adaptive_max_pool1d(input, output_size, return_indices=False):
    """Maxima of ``output_size`` bins of ``(N, C, L)`` or ``(C, L)``; with ``return_indices`` also their positions."""
    return _with_or_without(lucid.adaptive_max_pool1d(input, output_size), return_indices)


@also_named(x="input")
def adaptive_max_pool2d(input, output_size, return_indices=False):
    """Maxima of ``output_size`` bins of ``(N, C, H, W)`` or ``(C, H, W)``; None keeps a dimension."""
    return _with_or_without(lucid.adaptive_max_pool2d(input, _bins(output_size, input)), return_indices)


@also_named(x="input")
def adaptive_max_pool3d(input, output_size, return_indices=False):
    """Maxima of ``output_size`` bins of ``(N, C, D, H, W)`` or ``(C, D, H, W)``; None keeps a dimension."""
    return _with_or_without(lucid.adaptive_max_pool3d(input, _bins(output_size, input)), return_indices)


def _fractional_max_pool(
    function, name, dims, input, kernel_size, output_size, output_ratio, return_indices, samples
):
    if output_size is None and output_ratio is None:
        raise ValueError(f"{name} requires specifying either an output_size or an output_ratio")
    if output_size is None:
        ratios = (output_ratio,) * dims if isinstance(output_ratio, (int, float)) else tuple(output_ratio)
        output_size = tuple(int(size * ratio) for size, ratio in zip(tuple(input.shape)[-dims:], ratios))
    if samples is None:
        batch = 1 if input.dim() == dims + 1 else input.shape[0]
        samples = lucid.rand(batch, input.shape[-dims - 1], dims, dtype=input.dtype, device=input.device)
    return _with_or_without(function(input, kernel_size, output_size, samples), return_indices)


@also_named(x="input")
def fractional_max_pool2d(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
):
    """Maxima of randomly placed windows (Graham 2014) of ``(N, C, H, W)`` or ``(C, H, W)``.

    Args:
        output_ratio: output sizes as fractions of input's, in place of ``output_size``.

    Raises:
        ValueError: neither is given.
    """
    return _fractional_max_pool(
        lucid.fractional_max_pool2d, "fractional_max_pool2d", 2, input, kernel_size, output_size, output_ratio,
        return_indices, _random_samples,
    )  # fmt: skip


@also_named(x="input")
def fractional_max_pool3d(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
):
    """Maxima of randomly placed windows of ``(N, C, D, H, W)`` or ``(C, D, H, W)``."""
    return _fractional_max_pool(
        lucid.fractional_max_pool3d, "fractional_max_pool3d", 3, input, kernel_size, output_size, output_ratio,
        return_indices, _random_samples,
    )  # fmt: skip


def _unpooled(input, kernel_size, stride, padding, output_size, dims):
    """The sizes of what was pooled: those given, checked, or the least that fit."""

    def listed(value):
        return (value,) * dims if isinstance(value, int) else tuple(value)

    kernel, steps, pads = listed(kernel_size), listed(_stride(stride, kernel_size)), listed(padding)
    own = tuple(input.shape)[-dims:]
    default = [(own[d] - 1) * steps[d] + kernel[d] - 2 * pads[d] for d in range(dims)]
    if output_size is None:
        return default
    wanted = tuple(output_size)
    if len(wanted) == dims + 2:
        wanted = wanted[2:]
    if len(wanted) != dims:
        raise ValueError(
            f"output_size should be a sequence containing {dims} or {dims + 2} elements, but it has a length of "
            f"'{len(wanted)}'"
        )
    for d in range(dims):
        low, high = default[d] - steps[d], default[d] + steps[d]
        if not low < wanted[d] < high:
            raise ValueError(f"invalid output_size {wanted} (dim {d} must be between {low} and {high})")
    return wanted


@also_named(x="input")
def max_unpool1d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Zeros with the elements of ``(N, C, L)`` or ``(C, L)`` where :func:`max_pool1d` found them.

    Raises:
        ValueError: ``output_size`` is not within a stride of the least possible.
    """
    sizes = _unpooled(input, kernel_size, stride, padding, output_size, 1)
    return lucid.max_unpool2d(input.unsqueeze(-2), indices.unsqueeze(-2), (1, sizes[0])).squeeze(-2)


@also_named(x="input")
def max_unpool2d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Zeros with the elements of ``(N, C, H, W)`` or ``(C, H, W)`` where :func:`max_pool2d` found them."""
    return lucid.max_unpool2d(input, indices, _unpooled(input, kernel_size, stride, padding, output_size, 2))


@also_named(x="input")
def max_unpool3d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Zeros with the elements of ``(N, C, D, H, W)`` or ``(C, D, H, W)`` where :func:`max_pool3d` found them."""
    return lucid.max_unpool3d(input, indices, _unpooled(input, kernel_size, stride, padding, output_size, 3))
