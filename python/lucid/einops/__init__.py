"""Tensor rearrangements written as patterns of named axes: the notation of einops, over Lucid's ops."""

from lucid.einops._contraction import einsum
from lucid.einops._error import EinopsError
from lucid.einops._transform import rearrange, reduce, repeat

__all__ = ["EinopsError", "einsum", "rearrange", "reduce", "repeat"]
