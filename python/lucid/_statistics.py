"""Distinct elements and histograms of several dimensions: functions whose results depend on how they are called."""

import builtins
import math

from lucid import return_types
from lucid._engine import engine

__all__ = ["histogram2d", "histogramdd", "unique", "unique_consecutive"]


def _chosen(results, return_inverse, return_counts):
    output, inverse, counts = results
    if not return_inverse and not return_counts:
        return output
    return (output,) + ((inverse,) if return_inverse else ()) + ((counts,) if return_counts else ())


def unique(input, sorted=True, return_inverse=False, return_counts=False, dim=None):
    """Distinct elements of a tensor, or distinct slices along a dimension, in ascending order.

    Args:
        input: any tensor of real numbers or bools. sorted: kept for compatibility; the result is always sorted.
        return_inverse: also where each element of ``input`` is found in the result (int64, the shape of ``input``, or
            one position for each slice).
        return_counts: also how often each occurs. dim: compare slices along this dimension; ``None`` flattens.

    Returns:
        The distinct elements, or a tuple of them and what else was asked for.

    Raises:
        IndexError: ``dim`` is out of range.

    Example:
        >>> lucid.unique(lucid.tensor([3, 1, 3]), return_counts=True)
        (tensor([1, 3]), tensor([1, 2]))
    """
    return _chosen(engine._unique(input, dim, return_inverse), return_inverse, return_counts)


def unique_consecutive(input, return_inverse=False, return_counts=False, dim=None):
    """A tensor with every run of equal elements (or of equal slices along a dimension) made into one element.

    Args:
        input: any tensor. return_inverse: also the run in which each element lies. return_counts: also the runs'
            lengths. dim: compare slices along this dimension; ``None`` flattens.

    Returns:
        The elements, or a tuple of them and what else was asked for.

    Raises:
        IndexError: ``dim`` is out of range.

    Example:
        >>> lucid.unique_consecutive(lucid.tensor([1, 1, 2, 1]))
        tensor([1, 2, 1])
    """
    return _chosen(engine._unique_consecutive(input, dim), return_inverse, return_counts)


def _edges(column, bins, low, high):
    if isinstance(bins, engine.Tensor):
        if bins.ndim != 1 or bins.numel() == 0:
            raise ValueError(f"histogramdd: each bins tensor must have one dimension, but one is {bins.shape}")
        return bins.to(column.dtype)
    if bins < 1:
        raise ValueError(f"histogramdd: bins must be > 0, but got {bins}")
    if low is None:
        low, high = (column.min().item(), column.max().item()) if column.numel() else (0.0, 1.0)
    if low == high:
        low, high = low - 0.5, high + 0.5
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise ValueError(f"histogramdd: the range [{low}, {high}] is not finite and ascending")
    return engine.linspace(low, high, bins + 1, dtype=column.dtype, device=column.device)


def _bins_of(column, edges):
    last = edges.numel() - 1
    place = engine.searchsorted(edges, column.contiguous(), right=True) - 1
    place = engine.where(column == edges[-1], last - 1, place)
    return engine.where((place >= last) | column.isnan(), -1, place)


def histogramdd(input, bins=10, range=None, density=False, weight=None):
    """A histogram of points in several dimensions.

    Args:
        input: points, shape (..., D), float32 or float64. bins: one number of bins, or D of them, or D tensors of
            ascending edges. range: lower and upper end for each dimension, flat or in pairs; ``None``: the extremes.
        density: divide by the total and each bin's volume. weight: a weight for each point.

    Returns:
        ``(hist, bin_edges)``: D dimensions of counts, and a tuple of D vectors of edges.

    Raises:
        ValueError: bins, range and input do not fit together.
    """
    if input.ndim < 1 or not input.dtype.is_floating_point:
        raise ValueError(f"histogramdd: input must be floating point with at least 1 dimension, but is {input.shape}")
    samples = input.reshape(-1, input.shape[-1])
    dims = samples.shape[1]
    counts = [bins] * dims if isinstance(bins, builtins.int) else list(bins)
    ends = [None] * (2 * dims) if range is None else [x for r in range for x in (r if hasattr(r, "__len__") else (r,))]
    if len(counts) != dims or len(ends) != 2 * dims:
        raise ValueError(
            f"histogramdd: bins and range must fit the size of the innermost dimension ({dims}), but there are "
            f"{len(counts)} bins and {len(ends)} ends of ranges"
        )
    if weight is not None and weight.shape != input.shape[:-1]:
        raise ValueError(
            f"histogramdd: weight must have the shape of input without its last dimension: input is {input.shape}, "
            f"weight is {weight.shape}"
        )
    columns = [samples[:, d].detach() for d in builtins.range(dims)]
    edges = [_edges(c, counts[d], ends[2 * d], ends[2 * d + 1]) for d, c in enumerate(columns)]
    places = engine.zeros(samples.shape[0], dtype=engine.int64, device=input.device)
    inside = engine.ones(samples.shape[0], dtype=engine.bool, device=input.device)
    sizes = [e.numel() - 1 for e in edges]
    for column, edge, size in zip(columns, edges, sizes):
        place = _bins_of(column, edge)
        inside = inside & (place >= 0)
        places = places * size + place
    shares = engine.ones_like(places, dtype=input.dtype) if weight is None else weight.reshape(-1).to(input.dtype)
    total = engine.bincount(places[inside], shares[inside], math.prod(sizes)).to(input.dtype)
    hist = total.reshape(tuple(sizes))
    if density:
        hist = hist / hist.sum()
        for d, edge in enumerate(edges):
            hist = hist / edge.diff().reshape([-1 if i == d else 1 for i in builtins.range(dims)])
    return return_types._make("histogramdd", ("hist", "bin_edges"))((hist, tuple(edges)))


def histogram2d(x, y, bins=10, range=None, density=False):
    """A histogram of points given by two vectors of coordinates.

    Args:
        x, y: coordinates, vectors of the same length, float32 or float64.
        bins: one number, two numbers, or two tensors of ascending edges. range: pairs (low, high) for x and y.
        density: divide by the total and each bin's area.

    Returns:
        ``(hist, x_edges, y_edges)``.

    Raises:
        ValueError: the vectors differ in length, or bins and range do not fit.
    """
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(
            f"histogram2d: x and y must be vectors of the same length, but they are {x.shape} and {y.shape}"
        )
    hist, edges = histogramdd(engine.stack([x, y], 1), bins, range, density)
    return (hist, *edges)


engine.Tensor.unique = unique
engine.Tensor.unique_consecutive = unique_consecutive
