"""Transforms over one dimension."""

import lucid
from lucid.fft._arguments import as_complex, delivered, normalization, one_dimension, resized


def _complex(input, n, dim, norm, forward, name, out):
    dim = one_dimension(input, dim, name)
    if n is not None:
        input = resized(input, [n], [dim], name)
    return delivered(lucid.fft_c2c(as_complex(input), [dim], normalization(norm, forward, name), forward), out)


def fft(input, n=None, dim=-1, norm=None, *, out=None):
    """Transform ``X[k] = Σ x[j] exp(-2πi jk / n)`` along a dimension.

    Args:
        input: real or complex tensor.
        n: points; the input is cut or padded with zeros at its end. All of them by default.
        dim: the dimension.
        norm: ``"backward"`` (no factor, the default), ``"ortho"`` (1/√n) or ``"forward"`` (1/n).

    Returns a complex tensor. Raises RuntimeError for a 0-d input, ``n < 1`` or an unknown ``norm``.
    """
    return _complex(input, n, dim, norm, True, "fft", out)


def ifft(input, n=None, dim=-1, norm=None, *, out=None):
    """Inverse of :func:`fft`: ``x[j] = 1/n Σ X[k] exp(2πi jk / n)``.

    The same arguments, ``norm`` read for the inverse.
    """
    return _complex(input, n, dim, norm, False, "ifft", out)


def _half(input, n, dim, norm, forward, name):
    if input.is_complex():
        raise lucid.DtypeMismatch(f"{name}: expects a real input tensor, but got {input.dtype}; take .real, or use fft")
    dim = one_dimension(input, dim, name)
    if n is not None:
        input = resized(input, [n], [dim], name)
    return lucid.fft_r2c(input, [dim], normalization(norm, forward, name))


def rfft(input, n=None, dim=-1, norm=None, *, out=None):
    """:func:`fft` of a real tensor: its first ``n // 2 + 1`` numbers, which determine the others.

    Raises DtypeMismatch for complex inputs.
    """
    return delivered(_half(input, n, dim, norm, True, "rfft"), out)


def ihfft(input, n=None, dim=-1, norm=None, *, out=None):
    """Inverse of :func:`hfft`: the conjugate of :func:`rfft`, with the inverse's normalization."""
    return delivered(_half(input, n, dim, norm, False, "ihfft").conj(), out)


def _real(input, n, dim, norm, forward, name):
    dim = one_dimension(input, dim, name)
    points = 2 * (input.shape[dim] - 1) if n is None else n
    if points < 1:
        raise RuntimeError(f"{name}: invalid number of data points ({points}) specified")
    input = resized(as_complex(input), [points // 2 + 1], [dim], name)
    if forward:
        input = input.conj()
    return lucid.fft_c2r(input, [dim], normalization(norm, forward, name), points)


def irfft(input, n=None, dim=-1, norm=None, *, out=None):
    """Inverse of :func:`rfft`: a real tensor of ``n`` numbers, by default ``2 (m - 1)`` for an input of m."""
    return delivered(_real(input, n, dim, norm, False, "irfft"), out)


def hfft(input, n=None, dim=-1, norm=None, *, out=None):
    """:func:`fft` of a Hermitian signal, given by its first half: a real tensor of ``n`` numbers (``2 (m - 1)``)."""
    return delivered(_real(input, n, dim, norm, True, "hfft"), out)
