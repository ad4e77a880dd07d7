"""Windows that are sums of cosines, and the triangle."""

import math

import lucid
from lucid.signal.windows._arguments import checked, finished, positions, short


def _cosine_sum(name, M, weights, sym, dtype, device, requires_grad):
    dtype = checked(name, M, dtype)
    if not isinstance(weights, (list, tuple)) or not weights:
        raise TypeError(f"{name}: coefficients must be a list or tuple that is not empty, got {weights!r}")
    if M < 2:
        return short(M, dtype, device, requires_grad)
    angle = 2 * math.pi / (M - 1 if sym else M)
    x = positions(M, 0, angle, dtype, device)
    window = lucid.zeros(M, dtype=dtype, device=device)
    for k, weight in enumerate(weights):
        window = window + (weight if k % 2 == 0 else -weight) * (k * x).cos()
    return finished(window, requires_grad)


def general_cosine(M, a, *, sym=True, dtype=None, device=None, requires_grad=False):
    """``Σ (-1)^k a[k] cos(2 pi k n / (M - 1))``.

    Args:
        a: list of coefficients. M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type.
        TypeError: ``a`` is no list, or empty.

    Example:
        >>> lucid.signal.windows.general_cosine(3, [0.5, 0.5])
        tensor([0., 1., 0.])
    """
    return _cosine_sum("general_cosine", M, a, sym, dtype, device, requires_grad)


def general_hamming(M, alpha=0.54, *, sym=True, dtype=None, device=None, requires_grad=False):
    """``alpha - (1 - alpha) cos(2 pi n / (M - 1))``.

    Args:
        alpha: weight of the constant. M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type.

    Example:
        >>> lucid.signal.windows.general_hamming(3, 0.75)
        tensor([0.5000, 1.0000, 0.5000])
    """
    return _cosine_sum("general_hamming", M, [alpha, 1.0 - alpha], sym, dtype, device, requires_grad)


def hamming(M, *, sym=True, dtype=None, device=None, requires_grad=False):
    """Hamming window: ``0.54 - 0.46 cos(2 pi n / (M - 1))``.

    Args:
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type.

    Example:
        >>> lucid.signal.windows.hamming(3)
        tensor([0.0800, 1.0000, 0.0800])
    """
    return _cosine_sum("hamming", M, [0.54, 0.46], sym, dtype, device, requires_grad)


def hann(M, *, sym=True, dtype=None, device=None, requires_grad=False):
    """Hann window: ``(1 - cos(2 pi n / (M - 1))) / 2``.

    Args:
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type.

    Example:
        >>> lucid.signal.windows.hann(3)
        tensor([0., 1., 0.])
    """
    return _cosine_sum("hann", M, [0.5, 0.5], sym, dtype, device, requires_grad)


def blackman(M, *, sym=True, dtype=None, device=None, requires_grad=False):
    """Blackman window: ``0.42 - 0.5 cos(2 pi n / (M - 1)) + 0.08 cos(4 pi n / (M - 1))``.

    Args:
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type.

    Example:
        >>> lucid.signal.windows.blackman(3).shape
        (3,)
    """
    return _cosine_sum("blackman", M, [0.42, 0.5, 0.08], sym, dtype, device, requires_grad)


def nuttall(M, *, sym=True, dtype=None, device=None, requires_grad=False):
    """Nuttall's minimal four-term window of 1981, as SciPy has it.

    Args:
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type.

    Example:
        >>> lucid.signal.windows.nuttall(3).shape
        (3,)
    """
    return _cosine_sum("nuttall", M, [0.3635819, 0.4891775, 0.1365995, 0.0106411], sym, dtype, device, requires_grad)


def cosine(M, *, sym=True, dtype=None, device=None, requires_grad=False):
    """``sin(pi (n + 1/2) / M)``.

    Args:
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type.

    Example:
        >>> lucid.signal.windows.cosine(3)
        tensor([0.5000, 1.0000, 0.5000])
    """
    dtype = checked("cosine", M, dtype)
    if M < 2:
        return short(M, dtype, device, requires_grad)
    step = math.pi / (M if sym else M + 1)
    return finished(positions(M, step / 2, step, dtype, device).sin(), requires_grad)


def bartlett(M, *, sym=True, dtype=None, device=None, requires_grad=False):
    """Triangle: ``1 - |2 n / (M - 1) - 1|``.

    Args:
        M: number of points; 0 gives an empty window, 1 the number 1.
        sym: True for a symmetric window (filters), False for one that repeats after ``M`` points (spectra).
        dtype: float32 or float64; the default type if None. device: where it lies.
        requires_grad: whether gradients are computed for the window.

    Returns a vector of M numbers.

    Raises:
        ValueError: M is negative or dtype is another type.

    Example:
        >>> lucid.signal.windows.bartlett(3)
        tensor([0., 1., 0.])
    """
    dtype = checked("bartlett", M, dtype)
    if M < 2:
        return short(M, dtype, device, requires_grad)
    return finished(1 - positions(M, -1, 2 / (M - 1 if sym else M), dtype, device).abs(), requires_grad)
