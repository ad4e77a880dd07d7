"""Positions as numbers: sinusoids and rotations."""

import math

import lucid

__all__ = ["apply_rotary_emb", "sinusoidal_embedding", "sinusoidal_embedding_2d"]


def sinusoidal_embedding(num_positions, embedding_dim, *, base=10000.0, device="cpu"):
    """``pe[p, 2i] = sin(p / base^(2i / dim))``, ``pe[p, 2i + 1] = cos(...)`` (Vaswani et al. 2017).

    Returns:
        float32 ``(num_positions, embedding_dim)``.

    Raises:
        ValueError: ``embedding_dim`` is odd.
    """
    return sinusoids(lucid.arange(num_positions, dtype=lucid.float32, device=device), embedding_dim, base)


def sinusoids(positions, embedding_dim, base):
    """The sinusoids of any positions ``(*)``: ``(*, embedding_dim)``, sine and cosine in turn."""
    if embedding_dim % 2:
        raise ValueError(f"embedding_dim must be even, got {embedding_dim}")
    steps = lucid.arange(0, embedding_dim, 2, dtype=lucid.float32, device=positions.device)
    angles = positions.unsqueeze(-1) * lucid.exp(steps * (-math.log(base) / embedding_dim))
    return lucid.stack([lucid.sin(angles), lucid.cos(angles)], -1).flatten(-2)


def sinusoidal_embedding_2d(height, width, embedding_dim, *, base=10000.0, device="cpu"):
    """Sinusoids of the row in the first half of the features and of the column in the second.

    Returns:
        float32 ``(height * width, embedding_dim)``, row by row.

    Raises:
        ValueError: ``embedding_dim`` is not divisible by 4.
    """
    if embedding_dim % 4:
        raise ValueError(f"embedding_dim must be divisible by 4, got {embedding_dim}")
    half = embedding_dim // 2
    rows = sinusoidal_embedding(height, half, base=base, device=device).unsqueeze(1).expand(height, width, half)
    columns = sinusoidal_embedding(width, half, base=base, device=device).unsqueeze(0).expand(height, width, half)
    return lucid.cat([rows, columns], -1).reshape(height * width, embedding_dim)


def apply_rotary_emb(q, k, cos, sin, position_ids=None):
    """Rotates the pairs (i, i + dim / 2) of queries and keys by the angle of their position (Su et al. 2021).

    Shapes: q, k ``(..., L, dim)``; cos, sin ``(positions, dim)`` as :class:`lucid.nn.RotaryEmbedding` keeps them;
    position_ids ``(L,)`` or ``(N, L)`` of integers, 0 to L - 1 unless given.

    Returns:
        (q, k) rotated.
    """

    def rotate(x):
        length, half = x.shape[-2], x.shape[-1] // 2
        if position_ids is None:
            c, s = cos[:length], sin[:length]
        else:
            c, s = cos[position_ids], sin[position_ids]
            # (N, L, dim) meets (N, heads, L, dim).
            while 2 < c.dim() < x.dim():
                c, s = c.unsqueeze(1), s.unsqueeze(1)
        turned = lucid.cat([-x[..., half:], x[..., :half]], -1)
        return x * c.to(x.dtype) + turned * s.to(x.dtype)

    return rotate(q), rotate(k)
