"""The GPU device: availability, driver, synchronisation, memory."""

from lucid import _functions, backends
from lucid._engine import engine

ZERO_COPY_THRESHOLD = engine._zero_copy_threshold

__all__ = [
    "ZERO_COPY_THRESHOLD", "driver", "empty_cache", "get_device_name", "is_available", "memory_stats",
    "reset_peak_memory_stats", "synchronize",
]  # fmt: skip


def is_available():
    """True where a GPU driver runs."""
    return backends.metal.is_available()


def driver():
    """Which driver runs: ``host``, ``cuda`` or ``metal``."""
    return engine._metal_driver()


def get_device_name():
    """The name of the device that executes."""
    return {"host": "Host (software driver)"}.get(driver(), driver())


def synchronize():
    """Runs all recorded work and waits for it."""
    engine._flush()


def memory_stats():
    """Memory of the device's live tensors."""
    return _functions.memory_stats("metal")


def reset_peak_memory_stats():
    """Sets the peak to what is live now."""
    _functions.reset_peak_memory_stats("metal")


def empty_cache():
    """Gives memory that no tensor uses back to the system."""
    _functions.empty_cache("metal")
