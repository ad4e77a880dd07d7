# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

class Buffer(Tensor):
    def __init__(self, data: Any = ..., *, persistent: bool = ...) -> None: ...
class Parameter(Tensor):
    def __init__(self, data: Any = ..., requires_grad: bool = ...) -> None: ...
class UninitializedBuffer(Buffer):
    def __init__(self, requires_grad: bool = ..., device: Any = ..., dtype: Any = ..., persistent: bool = ...) -> None: ...
class UninitializedParameter(Parameter):
    def __init__(self, requires_grad: bool = ..., device: Any = ..., dtype: Any = ...) -> None: ...
