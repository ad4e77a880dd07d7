# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.optim.optimizer import Optimizer as Optimizer

class Rprop(Optimizer):
    def __init__(self, params: Any, lr: float = ..., etas: Any = ..., step_sizes: Any = ..., *, capturable: bool = ..., foreach: Any = ..., maximize: bool = ..., differentiable: bool = ...) -> None: ...
