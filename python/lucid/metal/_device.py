"""Which driver runs, waiting for it, its random numbers."""

from lucid import _functions
from lucid._engine import engine

__all__ = [
    "current_device", "device_count", "driver", "get_device_name", "is_available", "manual_seed", "seed", "synchronize",
]  # fmt: skip


def driver():
    """Which driver runs kernels: ``host``, ``cuda`` or ``metal``.

    The environment variable ``LUCID_METAL_DRIVER`` names one; otherwise a GPU's driver comes before ``host``, which
    executes on the processor.

    Raises:
        GpuNotAvailable: the environment names a driver that is unknown or cannot run here.
    """
    return engine._kernel_driver()[0]


def is_available():
    """True where a GPU driver runs; False on the host driver, which executes on the processor."""
    return driver() != "host"


def get_device_name():
    """The name of the device that executes, as its driver gives it."""
    name, device = engine._kernel_driver()
    return "Host (software driver)" if name == "host" else device


def device_count():
    """How many GPUs there are to use: 0 or 1."""
    return 1 if is_available() else 0


def current_device():
    """The index of the device: always 0, for there is one."""
    return 0


def synchronize():
    """Runs all recorded work and waits for it."""
    engine._flush()


def manual_seed(seed):
    """Starts the random stream of a seed (any 64-bit int). One stream serves both devices."""
    _functions.manual_seed(seed)


def seed():
    """Takes a seed from the system's entropy; returns it."""
    return _functions.seed()
