# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.optim.optimizer import Optimizer as Optimizer

class SGD(Optimizer):
    def __init__(self, params: Any, lr: float = ..., momentum: Any = ..., dampening: Any = ..., weight_decay: Any = ..., nesterov: bool = ..., *, maximize: bool = ..., foreach: Any = ..., differentiable: bool = ..., fused: Any = ...) -> None: ...
    def step(self, closure: Any = ...) -> None: ...
