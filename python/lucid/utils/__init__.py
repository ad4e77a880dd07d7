"""Tools that are not neural networks: data loading, checkpointing."""

from . import data

__all__ = ["checkpoint", "data"]


def __getattr__(name):
    # Loads when used: data loading alone does not need autograd.
    if name == "checkpoint":
        import importlib

        return importlib.import_module("lucid.utils.checkpoint")
    raise AttributeError(f"module 'lucid.utils' has no attribute '{name}'")
