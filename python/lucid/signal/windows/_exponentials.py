"""Windows made of exponentials, and Kaiser's."""

import math

import lucid
from lucid.signal.windows._arguments import checked, finished, positions, short


def _middle(M, sym):
    return (M - 1 if sym else M) / 2


def exponential(M, center=None, tau=1.0, *, sym=True, dtype=None, device=None, requires_grad=False):
    """``exp(-|n - center| / tau)``.

    Args:
        center: where the peak is; the middle if None, which ``sym=True`` asks for. tau: the decay, above 0.
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type. ``tau`` is not positive, or ``center``
            is given for a symmetric window.

    Example:
        >>> lucid.signal.windows.exponential(3, tau=1.0)
        tensor([0.3679, 1.0000, 0.3679])
    """
    dtype = checked("exponential", M, dtype)
    if tau <= 0:
        raise ValueError(f"exponential: {tau=} must be positive")
    if sym and center is not None:
        raise ValueError("exponential: center must be None for symmetric windows")
    if M < 2:
        return short(M, dtype, device, requires_grad)
    center = _middle(M, sym) if center is None else center
    return finished((-positions(M, -center / tau, 1 / tau, dtype, device).abs()).exp(), requires_grad)


def gaussian(M, std=7.0, *, sym=True, dtype=None, device=None, requires_grad=False):
    """``exp(-(n / std)² / 2)`` with n counted from the middle.

    Args:
        std: standard deviation in points, above 0.
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type. ``std`` is not positive.

    Example:
        >>> lucid.signal.windows.gaussian(3, std=1.0)
        tensor([0.6065, 1.0000, 0.6065])
    """
    dtype = checked("gaussian", M, dtype)
    if std <= 0:
        raise ValueError(f"gaussian: {std=} must be positive")
    if M < 2:
        return short(M, dtype, device, requires_grad)
    scale = 1 / (std * math.sqrt(2))
    return finished((-(positions(M, -_middle(M, sym) * scale, scale, dtype, device) ** 2)).exp(), requires_grad)


def general_gaussian(M, p=1.0, sig=7.0, *, sym=True, dtype=None, device=None, requires_grad=False):
    """``exp(-|n / sig|^(2 p) / 2)`` with n counted from the middle, as SciPy has it.

    Args:
        p: shape; 1 gives :func:`gaussian`, 0.5 the Laplace distribution's. sig: width in points, above 0.
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type. ``sig`` is not positive.

    Example:
        >>> lucid.signal.windows.general_gaussian(3, sig=1.0)
        tensor([0.6065, 1.0000, 0.6065])
    """
    dtype = checked("general_gaussian", M, dtype)
    if sig <= 0:
        raise ValueError(f"general_gaussian: {sig=} must be positive")
    if M < 2:
        return short(M, dtype, device, requires_grad)
    x = positions(M, -_middle(M, sym) / sig, 1 / sig, dtype, device).abs()
    return finished((-0.5 * x ** (2 * p)).exp(), requires_grad)


def kaiser(M, beta=12.0, *, sym=True, dtype=None, device=None, requires_grad=False):
    """``i0(beta sqrt(1 - (n / middle)²)) / i0(beta)`` with n counted from the middle (Kaiser, 1974).

    Args:
        beta: shape, not negative; larger is narrower.
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type. ``beta`` is negative.

    Example:
        >>> lucid.signal.windows.kaiser(3, beta=0.0)
        tensor([1., 1., 1.])
    """
    dtype = checked("kaiser", M, dtype)
    if beta < 0:
        raise ValueError(f"kaiser: {beta=} must be non-negative")
    if M < 2:
        return short(M, dtype, device, requires_grad)
    # In scaled functions, which do not overflow; the rounded ends may lie outside by a last bit.
    x = positions(M, -1, 2 / (M - 1 if sym else M), lucid.float64, device)
    inner = beta * (1 - x**2).clamp(min=0).sqrt()
    at_middle = lucid.special.i0e(lucid.tensor(float(beta), dtype=lucid.float64, device=device))
    window = lucid.special.i0e(inner) / at_middle * (inner - beta).exp()
    return finished(window.to(dtype), requires_grad)
