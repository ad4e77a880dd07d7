"""The gamma function's relatives."""

from lucid._engine import engine


def _binary(function, first, second, out):
    return engine._special_binary(first, second, function, **({} if out is None else {"out": out}))


def gammaln(input, *, out=None):
    """Logarithm of the absolute value of the gamma function, as ``lucid.lgamma``.

    Example:
        >>> round(lucid.special.gammaln(lucid.tensor(5.0)).item(), 4)
        3.1781
    """
    return engine.lgamma(input, **({} if out is None else {"out": out}))


def multigammaln(a, p, *, out=None):
    """Logarithm of the multivariate gamma function of dimension ``p``, as ``lucid.mvlgamma``.

    Args:
        a: real tensor, each element above ``(p - 1) / 2``. p: the dimension, at least 1. out: where the result goes.

    Example:
        >>> round(lucid.special.multigammaln(lucid.tensor(3.0), 2).item(), 4)
        1.5502
    """
    return engine.mvlgamma(a, p, **({} if out is None else {"out": out}))


def psi(input, *, out=None):
    """Logarithmic derivative of the gamma function, as ``lucid.digamma``.

    Example:
        >>> round(lucid.special.psi(lucid.tensor(2.0)).item(), 4)
        0.4228
    """
    return engine.digamma(input, **({} if out is None else {"out": out}))


def xlog1py(input, other, *, out=None):
    """``input * log1p(other)``, 0 where ``input`` is 0 unless ``other`` is NaN.

    Args:
        input, other: real tensors or numbers that broadcast, one of them a tensor. out: where the result goes.

    Example:
        >>> round(lucid.special.xlog1py(lucid.tensor(2.0), lucid.tensor(1.0)).item(), 4)
        1.3863
    """
    return _binary("xlog1py", input, other, out)


def zeta(input, other, *, out=None):
    """Hurwitz zeta function ``Σ (k + other) ** -input`` over ``k >= 0`` (DLMF 25.11.1).

    Args:
        input, other: real tensors or numbers that broadcast, one of them a tensor. out: where the result goes.

    Gradients flow to ``other`` alone.

    Example:
        >>> round(lucid.special.zeta(lucid.tensor(2.0), 1).item(), 4)
        1.6449
    """
    return _binary("zeta", input, other, out)


def gammainc(input, other, *, out=None):
    """Regularized lower incomplete gamma function ``P(input, other)`` (DLMF 8.2.4).

    Args:
        input, other: real tensors that broadcast, not negative; otherwise NaN. out: where the result goes.

    Gradients flow to ``other`` alone.

    Example:
        >>> round(lucid.special.gammainc(lucid.tensor(2.0), lucid.tensor(1.0)).item(), 4)
        0.2642
    """
    return _binary("gammainc", input, other, out)


def gammaincc(input, other, *, out=None):
    """Regularized upper incomplete gamma function ``Q(input, other) = 1 - P(input, other)`` (DLMF 8.2.4).

    Args:
        input, other: real tensors that broadcast, not negative; otherwise NaN. out: where the result goes.

    Gradients flow to ``other`` alone.

    Example:
        >>> round(lucid.special.gammaincc(lucid.tensor(2.0), lucid.tensor(1.0)).item(), 4)
        0.7358
    """
    return _binary("gammaincc", input, other, out)
