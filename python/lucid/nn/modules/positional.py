"""Positions and times as numbers."""

import lucid

from .. import functional as F
from ..functional._positional import sinusoids
from ..module import Module
from .activation import SiLU
from .linear import Linear

__all__ = ["RotaryEmbedding", "SinusoidalEmbedding", "SinusoidalEmbedding2D", "TimestepEmbedding"]


class RotaryEmbedding(Module):
    """Cosines and sines for :func:`lucid.nn.functional.apply_rotary_emb` (Su et al. 2021).

    Buffers ``cos_cached`` and ``sin_cached`` ``(max_position_embeddings, head_dim)``; angle i of position p is
    ``p / base^(2 i / head_dim)``, for i below half the features and once more for the other half.

    Raises:
        ValueError: ``head_dim`` is odd.
    """

    def __init__(self, head_dim, max_position_embeddings, base=10000.0):
        super().__init__()
        if head_dim % 2:
            raise ValueError(f"head_dim must be even, got {head_dim}")
        self.head_dim, self.max_position_embeddings, self.base = head_dim, max_position_embeddings, base
        frequencies = base ** (-lucid.arange(0, head_dim, 2, dtype=lucid.float32) / head_dim)
        angles = lucid.outer(lucid.arange(max_position_embeddings, dtype=lucid.float32), frequencies)
        angles = lucid.cat([angles, angles], -1)
        self.register_buffer("cos_cached", lucid.cos(angles), persistent=False)
        self.register_buffer("sin_cached", lucid.sin(angles), persistent=False)

    def forward(self):
        """(cos_cached, sin_cached)."""
        return self.cos_cached, self.sin_cached

    def extra_repr(self):
        """Its settings."""
        return f"{self.head_dim}, {self.max_position_embeddings}, base={self.base}"


class SinusoidalEmbedding(Module):
    """Fixed sinusoids of positions (Vaswani et al. 2017), kept in the buffer ``pe`` (num_positions, embedding_dim)."""

    def __init__(self, num_positions, embedding_dim, *, base=10000.0):
        super().__init__()
        self.num_positions, self.embedding_dim, self.base = num_positions, embedding_dim, base
        table = F.sinusoidal_embedding(num_positions, embedding_dim, base=base, device=None)
        self.register_buffer("pe", table, persistent=False)

    def forward(self):
        """The table."""
        return self.pe

    def extra_repr(self):
        """Its settings."""
        return f"{self.num_positions}, {self.embedding_dim}, base={self.base}"


class SinusoidalEmbedding2D(Module):
    """Fixed sinusoids of rows and columns, kept in the buffer ``pe`` (height * width, embedding_dim)."""

    def __init__(self, height, width, embedding_dim, *, base=10000.0):
        super().__init__()
        self.height, self.width, self.embedding_dim, self.base = height, width, embedding_dim, base
        table = F.sinusoidal_embedding_2d(height, width, embedding_dim, base=base, device=None)
        self.register_buffer("pe", table, persistent=False)

    def forward(self):
        """The table."""
        return self.pe

    def extra_repr(self):
        """Its settings."""
        return f"{self.height}, {self.width}, {self.embedding_dim}, base={self.base}"


class TimestepEmbedding(Module):
    """Sinusoids of times, then two linear layers with SiLU between (Ho et al. 2020).

    Shapes: timesteps ``(N,)`` of integers or reals; output ``(N, out_dim)``.
    """

    def __init__(self, in_dim, out_dim, *, base=10000.0):
        super().__init__()
        self.in_dim, self.out_dim, self.base = in_dim, out_dim, base
        self.linear_1 = Linear(in_dim, out_dim)
        self.act = SiLU()
        self.linear_2 = Linear(out_dim, out_dim)

    def forward(self, timesteps):
        """One row for each time."""
        waves = sinusoids(timesteps.to(lucid.float32), self.in_dim, self.base)
        return self.linear_2(self.act(self.linear_1(waves.to(self.linear_1.weight.dtype))))

    def extra_repr(self):
        """Its settings."""
        return f"{self.in_dim}, {self.out_dim}, base={self.base}"
