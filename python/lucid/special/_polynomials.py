"""Orthogonal polynomials; the degree may differ from element to element."""

from lucid._engine import engine


def _polynomial(family, input, n, out):
    return engine._special_polynomial(input, n, family, **({} if out is None else {"out": out}))


def chebyshev_polynomial_t(input, n, *, out=None):
    """Chebyshev polynomial of the first kind, ``T_n``: ``cos(n arccos x)`` (DLMF 18.5.1).

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.chebyshev_polynomial_t(lucid.tensor(0.3), 3).item(), 4)
        -0.792
    """
    return _polynomial(0, input, n, out)


def chebyshev_polynomial_u(input, n, *, out=None):
    """Chebyshev polynomial of the second kind, ``U_n`` (DLMF 18.5.2).

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.chebyshev_polynomial_u(lucid.tensor(0.3), 3).item(), 4)
        -0.984
    """
    return _polynomial(1, input, n, out)


def chebyshev_polynomial_v(input, n, *, out=None):
    """Chebyshev polynomial of the third kind, ``V_n`` (DLMF 18.5.3).

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.chebyshev_polynomial_v(lucid.tensor(0.3), 3).item(), 4)
        -0.344
    """
    return _polynomial(2, input, n, out)


def chebyshev_polynomial_w(input, n, *, out=None):
    """Chebyshev polynomial of the fourth kind, ``W_n`` (DLMF 18.5.4).

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.chebyshev_polynomial_w(lucid.tensor(0.3), 3).item(), 4)
        -1.624
    """
    return _polynomial(3, input, n, out)


def shifted_chebyshev_polynomial_t(input, n, *, out=None):
    """``T_n(2x - 1)``: :func:`chebyshev_polynomial_t` over [0, 1].

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.shifted_chebyshev_polynomial_t(lucid.tensor(0.3), 3).item(), 4)
        0.944
    """
    return _polynomial(4, input, n, out)


def shifted_chebyshev_polynomial_u(input, n, *, out=None):
    """``U_n(2x - 1)``: :func:`chebyshev_polynomial_u` over [0, 1].

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.shifted_chebyshev_polynomial_u(lucid.tensor(0.3), 3).item(), 4)
        1.088
    """
    return _polynomial(5, input, n, out)


def shifted_chebyshev_polynomial_v(input, n, *, out=None):
    """``V_n(2x - 1)``: :func:`chebyshev_polynomial_v` over [0, 1].

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.shifted_chebyshev_polynomial_v(lucid.tensor(0.3), 3).item(), 4)
        1.448
    """
    return _polynomial(6, input, n, out)


def shifted_chebyshev_polynomial_w(input, n, *, out=None):
    """``W_n(2x - 1)``: :func:`chebyshev_polynomial_w` over [0, 1].

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.shifted_chebyshev_polynomial_w(lucid.tensor(0.3), 3).item(), 4)
        0.728
    """
    return _polynomial(7, input, n, out)


def hermite_polynomial_h(input, n, *, out=None):
    """Physicists' Hermite polynomial, ``H_n`` (DLMF 18.5.13).

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.hermite_polynomial_h(lucid.tensor(0.3), 3).item(), 4)
        -3.384
    """
    return _polynomial(8, input, n, out)


def hermite_polynomial_he(input, n, *, out=None):
    """Probabilists' Hermite polynomial, ``He_n`` (DLMF 18.7.11).

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.hermite_polynomial_he(lucid.tensor(0.3), 3).item(), 4)
        -0.873
    """
    return _polynomial(9, input, n, out)


def laguerre_polynomial_l(input, n, *, out=None):
    """Laguerre polynomial, ``L_n`` (DLMF 18.5.12).

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.laguerre_polynomial_l(lucid.tensor(0.3), 3).item(), 4)
        0.2305
    """
    return _polynomial(10, input, n, out)


def legendre_polynomial_p(input, n, *, out=None):
    """Legendre polynomial, ``P_n`` (DLMF 18.5.7).

    Args:
        input: where, a real tensor or a number. n: the degree, a tensor or a number (one of the two is a tensor); cut
            to an integer, and the result is 0 where it is negative. out: where the result goes.

    Derivatives by ``input`` exist up to order 7.

    Example:
        >>> round(lucid.special.legendre_polynomial_p(lucid.tensor(0.3), 3).item(), 4)
        -0.3825
    """
    return _polynomial(11, input, n, out)
