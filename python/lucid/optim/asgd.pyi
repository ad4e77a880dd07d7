# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.optim.optimizer import Optimizer as Optimizer

class ASGD(Optimizer):
    def __init__(self, params: Any, lr: float = ..., lambd: float = ..., alpha: float = ..., t0: float = ..., weight_decay: Any = ..., foreach: Any = ..., maximize: bool = ..., differentiable: bool = ..., capturable: bool = ...) -> None: ...
