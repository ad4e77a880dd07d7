"""The engine's errors. Each is a LucidError (a RuntimeError) and also the builtin a PyTorch user would catch."""

from lucid._engine import engine as _engine

DeviceMismatch = _engine.DeviceMismatch
DtypeMismatch = _engine.DtypeMismatch
GpuNotAvailable = _engine.GpuNotAvailable
IndexError = _engine.IndexError
LucidError = _engine.LucidError
NotImplementedError = _engine.NotImplementedError
OutOfMemory = _engine.OutOfMemory
ShapeMismatch = _engine.ShapeMismatch
VersionMismatch = _engine.VersionMismatch

__all__ = [
    "DeviceMismatch", "DtypeMismatch", "GpuNotAvailable", "IndexError", "LucidError", "NotImplementedError",
    "OutOfMemory", "ShapeMismatch", "VersionMismatch",
]  # fmt: skip
