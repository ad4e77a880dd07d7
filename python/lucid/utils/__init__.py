"""Tools that are not neural networks: data loading."""

from . import data

__all__ = ["data"]
