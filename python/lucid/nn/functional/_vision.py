"""Rearrangements of pixels and channels, and padding."""

import math

import lucid

from ._argument_names import also_named

__all__ = ["channel_shuffle", "pad", "pixel_shuffle", "pixel_unshuffle"]


@also_named(x="input", padding="pad")
def pad(input, pad, mode="constant", value=None):
    """Pads the trailing dimensions; ``pad`` lists (before, after) pairs from the last dimension on.

    Args:
        mode: "constant" (with ``value``, default 0), "reflect", "replicate" or "circular".
    """
    return lucid.pad(input, tuple(pad), mode, 0.0 if value is None else value)


@also_named(x="input")
def pixel_shuffle(input, upscale_factor):
    """``(*, C r^2, H, W)`` to ``(*, C, H r, W r)`` (Shi et al. 2016).

    Raises:
        ValueError: input has fewer than 3 dimensions or its channels are not divisible by r^2.
    """
    r = upscale_factor
    if input.dim() < 3:
        raise ValueError(f"pixel_shuffle expects input to have at least 3 dimensions, but got input with {input.dim()}")
    *leading, channels, height, width = input.shape
    if r <= 0:
        raise ValueError(f"pixel_shuffle expects a positive upscale_factor, but got {r}")
    if channels % (r * r):
        raise ValueError(
            f"pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, "
            f"but input.size(-3)={channels} is not divisible by {r * r}"
        )
    blocks = input.reshape(math.prod(leading), channels // (r * r), r, r, height, width).permute(0, 1, 4, 2, 5, 3)
    return blocks.reshape(*leading, channels // (r * r), height * r, width * r).contiguous()


@also_named(x="input")
def pixel_unshuffle(input, downscale_factor):
    """``(*, C, H r, W r)`` to ``(*, C r^2, H, W)``: the inverse of :func:`pixel_shuffle`.

    Raises:
        ValueError: input has fewer than 3 dimensions or its height or width is not divisible by r.
    """
    r = downscale_factor
    if input.dim() < 3:
        raise ValueError(
            f"pixel_unshuffle expects input to have at least 3 dimensions, but got input with {input.dim()}"
        )
    *leading, channels, height, width = input.shape
    if r <= 0:
        raise ValueError(f"pixel_unshuffle expects a positive downscale_factor, but got {r}")
    if height % r or width % r:
        raise ValueError(
            f"pixel_unshuffle expects height and width to be divisible by downscale_factor {r}, but got "
            f"{height} and {width}"
        )
    blocks = input.reshape(math.prod(leading), channels, height // r, r, width // r, r).permute(0, 1, 3, 5, 2, 4)
    return blocks.reshape(*leading, channels * r * r, height // r, width // r).contiguous()


@also_named(x="input")
def channel_shuffle(input, groups):
    """Interleaves ``groups`` groups of channels of ``(N, C, *)`` (Zhang et al. 2018).

    Raises:
        ValueError: C is not divisible by ``groups``.
    """
    batch, channels, *rest = input.shape
    if groups <= 0 or channels % groups:
        raise ValueError(
            f"Number of channels must be divisible by groups. Got {channels} channels and {groups} groups."
        )
    return input.reshape(batch, groups, channels // groups, *rest).transpose(1, 2).reshape(input.shape)
