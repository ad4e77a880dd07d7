"""Bessel functions."""

import lucid
from lucid._engine import engine


def _unary(function, name, input, out):
    if not isinstance(input, lucid.Tensor):
        raise lucid.DtypeMismatch(f"special.{name}: input must be a tensor, but is {type(input).__name__}")
    return engine._special_unary(input, function, **({} if out is None else {"out": out}))


def bessel_j0(input, *, out=None):
    """Bessel function of the first kind, order 0 (DLMF 10.2.2).

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.bessel_j0(lucid.tensor(1.0)).item(), 4)
        0.7652
    """
    return _unary("bessel_j0", "bessel_j0", input, out)


def bessel_j1(input, *, out=None):
    """Bessel function of the first kind, order 1 (DLMF 10.2.2).

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.bessel_j1(lucid.tensor(1.0)).item(), 4)
        0.4401
    """
    return _unary("bessel_j1", "bessel_j1", input, out)


def bessel_y0(input, *, out=None):
    """Bessel function of the second kind, order 0 (DLMF 10.2.3); NaN below 0.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.bessel_y0(lucid.tensor(1.0)).item(), 4)
        0.0883
    """
    return _unary("bessel_y0", "bessel_y0", input, out)


def bessel_y1(input, *, out=None):
    """Bessel function of the second kind, order 1 (DLMF 10.2.3); NaN below 0.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.bessel_y1(lucid.tensor(1.0)).item(), 4)
        -0.7812
    """
    return _unary("bessel_y1", "bessel_y1", input, out)


def i0e(input, *, out=None):
    """``exp(-|x|) i0(x)``: the modified Bessel function of the first kind, order 0, scaled.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.i0e(lucid.tensor(1.0)).item(), 4)
        0.4658
    """
    return _unary("i0e", "i0e", input, out)


def i1e(input, *, out=None):
    """``exp(-|x|) i1(x)``: the modified Bessel function of the first kind, order 1, scaled.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.i1e(lucid.tensor(1.0)).item(), 4)
        0.2079
    """
    return _unary("i1e", "i1e", input, out)


def modified_bessel_k0(input, *, out=None):
    """Modified Bessel function of the second kind, order 0 (DLMF 10.25.3); NaN below 0.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.modified_bessel_k0(lucid.tensor(1.0)).item(), 4)
        0.421
    """
    return _unary("k0", "modified_bessel_k0", input, out)


def modified_bessel_k1(input, *, out=None):
    """Modified Bessel function of the second kind, order 1 (DLMF 10.25.3); NaN below 0.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.modified_bessel_k1(lucid.tensor(1.0)).item(), 4)
        0.6019
    """
    return _unary("k1", "modified_bessel_k1", input, out)


def scaled_modified_bessel_k0(input, *, out=None):
    """``exp(x) K0(x)``: :func:`modified_bessel_k0`, scaled.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.scaled_modified_bessel_k0(lucid.tensor(1.0)).item(), 4)
        1.1445
    """
    return _unary("k0e", "scaled_modified_bessel_k0", input, out)


def scaled_modified_bessel_k1(input, *, out=None):
    """``exp(x) K1(x)``: :func:`modified_bessel_k1`, scaled.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.scaled_modified_bessel_k1(lucid.tensor(1.0)).item(), 4)
        1.6362
    """
    return _unary("k1e", "scaled_modified_bessel_k1", input, out)


def spherical_bessel_j0(input, *, out=None):
    """Spherical Bessel function of the first kind, order 0: ``sin(x) / x``.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.spherical_bessel_j0(lucid.tensor(1.0)).item(), 4)
        0.8415
    """
    return _unary("spherical_bessel_j0", "spherical_bessel_j0", input, out)


def i1(input, *, out=None):
    """Modified Bessel function of the first kind, order 1 (DLMF 10.25.2).

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.i1(lucid.tensor(1.0)).item(), 4)
        0.5652
    """
    return engine.special_i1(input, **({} if out is None else {"out": out}))


def modified_bessel_i0(input, *, out=None):
    """As ``lucid.i0``: the modified Bessel function of the first kind, order 0.

    Example:
        >>> round(lucid.special.modified_bessel_i0(lucid.tensor(1.0)).item(), 4)
        1.2661
    """
    return engine.i0(input, **({} if out is None else {"out": out}))


def modified_bessel_i1(input, *, out=None):
    """As :func:`i1`: the modified Bessel function of the first kind, order 1.

    Example:
        >>> round(lucid.special.modified_bessel_i1(lucid.tensor(1.0)).item(), 4)
        0.5652
    """
    return i1(input, out=out)
