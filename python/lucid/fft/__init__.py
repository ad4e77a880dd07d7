"""Discrete Fourier transforms of real, complex and Hermitian signals, over one, two or any dimensions."""

from lucid.fft._frequencies import fftfreq, fftshift, ifftshift, rfftfreq
from lucid.fft._many import (
    fft2, fftn, hfft2, hfftn, ifft2, ifftn, ihfft2, ihfftn, irfft2, irfftn, rfft2, rfftn,
)  # fmt: skip
from lucid.fft._one import fft, hfft, ifft, ihfft, irfft, rfft

__all__ = [
    "fft", "fft2", "fftfreq", "fftn", "fftshift", "hfft", "hfft2", "hfftn", "ifft", "ifft2", "ifftn", "ifftshift",
    "ihfft", "ihfft2", "ihfftn", "irfft", "irfft2", "irfftn", "rfft", "rfft2", "rfftfreq", "rfftn",
]  # fmt: skip
