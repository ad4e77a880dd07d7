"""The engine's ops: what is registered, and access to each by name (``lucid.ops.matmul``)."""

from collections import namedtuple

from lucid._engine import engine

_adam_step = engine._adam_step
_sgd_step = engine._sgd_step
_live_counts = engine._live_counts
_pending_commands = engine._pending_commands

__all__ = ["OpSchema", "registry"]


_FIELDS = (
    "name", "schema", "version", "amp", "deterministic", "differentiable", "doc", "dtype_rule", "in_place", "out",
    "aliases",
)  # fmt: skip


class OpSchema(namedtuple("OpSchema", _FIELDS)):
    """What the engine declares of an op.

    Attributes:
        name: its name. schema: its signature. version: raised when a result's meaning changes.
        amp: what mixed precision does with its operands. deterministic: equal runs give equal bits.
        differentiable: it has a derivative. doc: one line about it.
        dtype_rule: for ops element by element, how the result's type follows: promote, float or bool; else empty.
        in_place: it has a form ``name_``. out: it has an ``out=`` form. aliases: further names.
    """

    __slots__ = ()


_schemas = None


def registry():
    """Returns a dictionary from name to :class:`OpSchema` of all ops."""
    global _schemas
    if _schemas is None:
        _schemas = {row[0]: OpSchema(*row[:-1], tuple(filter(None, row[-1].split(",")))) for row in engine._registry()}
    return dict(_schemas)


def __getattr__(name):
    if not name.startswith("_") and hasattr(engine, name):
        return getattr(engine, name)
    raise AttributeError(f"module 'lucid.ops' has no attribute '{name}'")
