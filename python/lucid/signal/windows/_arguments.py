"""What all windows check of their arguments."""

import lucid


def checked(name, M, dtype):
    """The element type of a window of ``M`` points; refuses what is none."""
    dtype = lucid.get_default_dtype() if dtype is None else dtype
    if M < 0:
        raise ValueError(f"{name}: requires non-negative window length, got M={M}")
    if dtype not in (lucid.float32, lucid.float64):
        raise ValueError(f"{name}: expects float32 or float64 dtypes, got: {dtype}")
    return dtype


def short(M, dtype, device, requires_grad):
    """The window of no or one point, whatever its kind."""
    return lucid.ones((M,), dtype=dtype, device=device, requires_grad=requires_grad)


def positions(M, start, step, dtype, device):
    """``start + i * step`` for i < M."""
    return start + step * lucid.arange(M, dtype=dtype, device=device)


def finished(window, requires_grad):
    """The window as a leaf that gradients are computed for, where that is wanted."""
    return window.requires_grad_() if requires_grad else window
