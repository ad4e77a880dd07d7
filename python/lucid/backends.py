"""What executes tensors: ``lucid.backends.metal`` and ``lucid.backends.cpu``."""

from lucid._engine import engine


class _Metal:
    """The GPU device's backend."""

    @staticmethod
    def is_available():
        """True where a GPU driver runs; False on the host driver, which executes on the processor."""
        return engine._metal_driver() != "host"

    @staticmethod
    def is_built():
        """True: every build carries the GPU stream."""
        return True

    @staticmethod
    def driver():
        """Which driver runs: ``host``, ``cuda`` or ``metal``."""
        return engine._metal_driver()


class _Cpu:
    """The processor's backend."""

    @staticmethod
    def is_available():
        """True."""
        return True

    @staticmethod
    def vector_bits():
        """Width of the SIMD registers that this engine file uses, in bits."""
        return engine._vector_bits


metal = _Metal()
cpu = _Cpu()
