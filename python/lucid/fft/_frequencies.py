"""Frequencies of the numbers of a transform, and their order."""

import lucid


def fftfreq(n, d=1.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False):
    """Frequencies of :func:`lucid.fft.fft`'s numbers: ``[0, 1, ..., -2, -1] / (n d)``, for samples ``d`` apart.

    The result has shape (n,).
    """
    whole = lucid.arange(n, dtype=lucid.int64)
    whole = lucid.where(whole < (n + 1) // 2, whole, whole - n)
    return _scaled(whole, n, d, out, dtype, device, requires_grad)


def rfftfreq(n, d=1.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False):
    """Frequencies of :func:`lucid.fft.rfft`'s numbers: ``[0, 1, ..., n // 2] / (n d)``; shape (n // 2 + 1,)."""
    return _scaled(lucid.arange(n // 2 + 1, dtype=lucid.int64), n, d, out, dtype, device, requires_grad)


def _scaled(whole, n, d, out, dtype, device, requires_grad):
    dtype = lucid.get_default_dtype() if dtype is None else dtype
    result = whole.to(dtype) * (1.0 / (n * d))
    if device is not None:
        result = result.to(device)
    if out is not None:
        return out.copy_(result)
    return result.requires_grad_(requires_grad) if requires_grad else result


def _dims(input, dim):
    return list(range(input.ndim)) if dim is None else [dim] if isinstance(dim, int) else list(dim)


def fftshift(input, dim=None):
    """Rolls each dimension (all by default) by half its length, so that frequency zero is in the middle."""
    dims = _dims(input, dim)
    return lucid.roll(input, [input.shape[one] // 2 for one in dims], dims)


def ifftshift(input, dim=None):
    """Inverse of :func:`fftshift`."""
    dims = _dims(input, dim)
    return lucid.roll(input, [(input.shape[one] + 1) // 2 for one in dims], dims)
