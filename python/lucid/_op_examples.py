"""Runnable examples for the ops' help pages; the tests run them as doctests."""

__all__ = ["EXAMPLES"]

EXAMPLES = {}
