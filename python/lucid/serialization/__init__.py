"""Saving and loading: Lucid's own checkpoints, safetensors, shards, and PyTorch's files."""

from ._checkpoint import load, save
from ._safetensors import load_safetensors, save_safetensors
from ._sharded import load_sharded, save_sharded
from ._versions import register_migration

__all__ = [
    "load", "load_safetensors", "load_sharded", "register_migration", "save", "save_safetensors", "save_sharded",
]  # fmt: skip
