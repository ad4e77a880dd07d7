# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

class DeviceMismatch(LucidError, builtins.ValueError):
    argument: Any
    expected: Any
    got: Any
    op: Any
class DtypeMismatch(LucidError, builtins.TypeError):
    argument: Any
    expected: Any
    got: Any
    op: Any
class GpuNotAvailable(LucidError):
    argument: Any
    expected: Any
    got: Any
    op: Any
class IndexError(LucidError, builtins.IndexError):
    argument: Any
    expected: Any
    got: Any
    op: Any
class LucidError(builtins.RuntimeError):
    argument: Any
    expected: Any
    got: Any
    op: Any
class NotImplementedError(LucidError, builtins.NotImplementedError):
    argument: Any
    expected: Any
    got: Any
    op: Any
class OutOfMemory(LucidError, builtins.MemoryError):
    argument: Any
    expected: Any
    got: Any
    op: Any
class ShapeMismatch(LucidError, builtins.ValueError):
    argument: Any
    expected: Any
    got: Any
    op: Any
class VersionMismatch(LucidError, builtins.ValueError):
    argument: Any
    expected: Any
    got: Any
    op: Any
