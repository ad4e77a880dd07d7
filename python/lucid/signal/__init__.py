"""Signal processing: the window functions."""

from lucid.signal import windows

__all__ = ["windows"]
