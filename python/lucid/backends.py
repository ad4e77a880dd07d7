"""What executes tensors: ``lucid.backends.metal``, ``lucid.backends.accelerate`` and ``lucid.backends.cpu``."""

from lucid._engine import engine

__all__ = ["accelerate", "cpu", "metal"]


class _MetalBackend:
    """The GPU device's backend."""

    @staticmethod
    def is_available():
        """True where a GPU driver runs; False on the host driver, which executes on the processor."""
        return engine._kernel_driver()[0] != "host"

    @staticmethod
    def is_built():
        """True: every build carries the GPU stream."""
        return True

    @staticmethod
    def driver():
        """Which driver runs kernels: ``host``, ``cuda`` or ``metal``."""
        return engine._kernel_driver()[0]


class _AccelerateBackend:
    """Apple's Accelerate library."""

    @staticmethod
    def is_available():
        """False: this build's kernels are its own on every system."""
        return False

    @staticmethod
    def is_built():
        """False: this build does not link Accelerate."""
        return False


class _CpuBackend:
    """The processor's backend."""

    @staticmethod
    def is_available():
        """True."""
        return True

    @staticmethod
    def vector_bits():
        """Width of the SIMD registers that this engine file uses, in bits."""
        return engine._vector_bits


metal = _MetalBackend()
accelerate = _AccelerateBackend()
cpu = _CpuBackend()
