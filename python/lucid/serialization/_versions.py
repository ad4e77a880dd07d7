"""Which op versions a checkpoint was written with, and what to do about older ones."""

import lucid
from lucid import ops

_migrations = {}


def current_versions():
    """Name and version of every op whose version is not 1 (1 goes without saying)."""
    return {schema.name: schema.version for schema in ops.registry().values() if schema.version != 1}


def register_migration(op, from_version, function):
    """Registers ``function(object) -> object``, which lifts a checkpoint from ``from_version`` of an op to the next.

    Raises:
        ValueError: there is one already.
    """
    if (op, from_version) in _migrations:
        raise ValueError(f"register_migration: {op} has a migration from version {from_version} already")
    _migrations[op, from_version] = function


def check_not_newer(saved, name):
    """Raises VersionMismatch if a checkpoint used a later version of an op than this engine has."""
    current = current_versions()
    for op, version in saved.items():
        if version > current.get(op, 1):
            raise lucid.VersionMismatch(
                f"load: {name} was written with version {version} of {op}; this engine has version "
                f"{current.get(op, 1)}. Load it with the version of Lucid that wrote it, or a later one."
            )


def migrate(value, saved):
    """Runs the registered migrations from the saved versions of the ops to the present ones."""
    for op, version in current_versions().items():
        for step in range(saved.get(op, 1), version):
            function = _migrations.get((op, step))
            if function is not None:
                value = function(value)
    return value
