"""Window functions, with the names and arguments of ``torch.signal.windows``."""

from lucid.signal.windows._cosine_sums import bartlett, blackman, cosine, general_cosine, general_hamming, hamming
from lucid.signal.windows._cosine_sums import hann, nuttall
from lucid.signal.windows._exponentials import exponential, gaussian, general_gaussian, kaiser

__all__ = [
    "bartlett", "blackman", "cosine", "exponential", "gaussian", "general_cosine", "general_gaussian",
    "general_hamming", "hamming", "hann", "kaiser", "nuttall",
]  # fmt: skip
