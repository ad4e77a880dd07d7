"""Functions about the normal distribution, and entropy."""

import lucid
from lucid._engine import engine


def _unary(function, name, input, out):
    if not isinstance(input, lucid.Tensor):
        raise lucid.DtypeMismatch(f"special.{name}: input must be a tensor, but is {type(input).__name__}")
    return engine._special_unary(input, function, **({} if out is None else {"out": out}))


def entr(input, *, out=None):
    """Entropy ``-x log(x)``: 0 at 0, minus infinity below.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.entr(lucid.tensor(0.5)).item(), 4)
        0.3466
    """
    return _unary("entr", "entr", input, out)


def erfcx(input, *, out=None):
    """``exp(x²) erfc(x)``: the complementary error function, scaled (DLMF 7.2.2).

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.erfcx(lucid.tensor(1.0)).item(), 4)
        0.4276
    """
    return _unary("erfcx", "erfcx", input, out)


def ndtr(input, *, out=None):
    """The share of a standard normal distribution below ``input``.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.ndtr(lucid.tensor(1.0)).item(), 4)
        0.8413
    """
    return _unary("ndtr", "ndtr", input, out)


def log_ndtr(input, *, out=None):
    """Logarithm of :func:`ndtr`, finite far out on the left.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.log_ndtr(lucid.tensor(-20.0)).item(), 4)
        -203.9172
    """
    return _unary("log_ndtr", "log_ndtr", input, out)


def ndtri(input, *, out=None):
    """Inverse of :func:`ndtr`: the point below which a standard normal has the share ``input``.

    Args:
        input: any real tensor; integers and bools become the default floating type. out: where the result goes.

    Raises:
        NotImplementedError: ``input`` is complex. TypeError: it is no tensor.

    Example:
        >>> round(lucid.special.ndtri(lucid.tensor(0.975)).item(), 4)
        1.96
    """
    return _unary("ndtri", "ndtri", input, out)


def expit(input, *, out=None):
    """``1 / (1 + exp(-x))``, as ``lucid.sigmoid``.

    Example:
        >>> round(lucid.special.expit(lucid.tensor(1.0)).item(), 4)
        0.7311
    """
    return engine.sigmoid(input, **({} if out is None else {"out": out}))
