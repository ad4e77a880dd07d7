"""Transforms over two or any number of dimensions."""

import lucid
from lucid.fft._arguments import as_complex, delivered, normalization, resized, sizes_and_dims


def _complex(input, s, dim, norm, forward, name, out):
    sizes, dims = sizes_and_dims(input, s, dim, name)
    input = resized(as_complex(input), sizes, dims, name)
    return delivered(lucid.fft_c2c(input, dims, normalization(norm, forward, name), forward), out)


def fftn(input, s=None, dim=None, norm=None, *, out=None):
    """Transform over several dimensions, one after the other.

    Args:
        input: real or complex tensor.
        s: points along each dimension; the input is cut or padded with zeros. -1 leaves a dimension as it is.
        dim: the dimensions; the last ``len(s)`` ones, or all, by default.
        norm: as in :func:`lucid.fft.fft`, n being the product of all points.

    Returns a complex tensor. Raises RuntimeError for repeated dimensions or sizes below 1.
    """
    return _complex(input, s, dim, norm, True, "fftn", out)


def ifftn(input, s=None, dim=None, norm=None, *, out=None):
    """Inverse of :func:`fftn`."""
    return _complex(input, s, dim, norm, False, "ifftn", out)


def fft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """:func:`fftn` over the last two dimensions."""
    return _complex(input, s, dim, norm, True, "fft2", out)


def ifft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """Inverse of :func:`fft2`."""
    return _complex(input, s, dim, norm, False, "ifft2", out)


def _half(input, s, dim, norm, name):
    if input.is_complex():
        raise lucid.DtypeMismatch(
            f"{name}: expects a real input tensor, but got {input.dtype}; take .real, or use fftn"
        )
    sizes, dims = sizes_and_dims(input, s, dim, name)
    if not dims:
        raise RuntimeError(f"{name}: must transform at least one axis")
    return resized(input, sizes, dims, name), dims


def rfftn(input, s=None, dim=None, norm=None, *, out=None):
    """:func:`fftn` of a real tensor: along the last of the dimensions only the first ``n // 2 + 1`` numbers.

    Raises DtypeMismatch for complex inputs.
    """
    input, dims = _half(input, s, dim, norm, "rfftn")
    return delivered(lucid.fft_r2c(input, dims, normalization(norm, True, "rfftn")), out)


def rfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """:func:`rfftn` over the last two dimensions."""
    return rfftn(input, s, dim, norm, out=out)


def _real(input, s, dim, norm, name):
    s = s if s is None or isinstance(s, int) else list(s)
    sizes, dims = sizes_and_dims(input, s, dim, name)
    if not dims:
        raise RuntimeError(f"{name}: must transform at least one axis")
    open_ended = s is None or (s if isinstance(s, int) else s[-1]) == -1
    last = 2 * (input.shape[dims[-1]] - 1) if open_ended else sizes[-1]
    if last < 1:
        raise RuntimeError(f"{name}: invalid number of data points ({last}) specified")
    return resized(as_complex(input), [*sizes[:-1], last // 2 + 1], dims, name), dims, last


def irfftn(input, s=None, dim=None, norm=None, *, out=None):
    """Inverse of :func:`rfftn`; ``s[-1]`` is the number of reals along the last dimension, ``2 (m - 1)`` by default."""
    input, dims, last = _real(input, s, dim, norm, "irfftn")
    return delivered(lucid.fft_c2r(input, dims, normalization(norm, False, "irfftn"), last), out)


def irfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """:func:`irfftn` over the last two dimensions."""
    return irfftn(input, s, dim, norm, out=out)


def hfftn(input, s=None, dim=None, norm=None, *, out=None):
    """:func:`fftn` of a signal that is Hermitian along the last of the dimensions, given by its first half; real."""
    input, dims, last = _real(input, s, dim, norm, "hfftn")
    mode = normalization(norm, True, "hfftn")
    if len(dims) > 1:
        input = lucid.fft_c2c(input, dims[:-1], mode, True)
    return delivered(lucid.fft_c2r(input.conj(), dims[-1:], mode, last), out)


def hfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """:func:`hfftn` over the last two dimensions."""
    return hfftn(input, s, dim, norm, out=out)


def ihfftn(input, s=None, dim=None, norm=None, *, out=None):
    """Inverse of :func:`hfftn`: from a real tensor, the first half along the last of the dimensions."""
    input, dims = _half(input, s, dim, norm, "ihfftn")
    mode = normalization(norm, False, "ihfftn")
    result = lucid.fft_r2c(input, dims[-1:], mode).conj()
    if len(dims) > 1:
        result = lucid.fft_c2c(result, dims[:-1], mode, False)
    return delivered(result, out)


def ihfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """:func:`ihfftn` over the last two dimensions."""
    return ihfftn(input, s, dim, norm, out=out)
