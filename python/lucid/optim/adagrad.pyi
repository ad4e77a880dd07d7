# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.optim.optimizer import Optimizer as Optimizer

class Adagrad(Optimizer):
    def __init__(self, params: Any, lr: float = ..., lr_decay: Any = ..., weight_decay: Any = ..., eps: float = ..., initial_accumulator_value: Any = ..., foreach: Any = ..., *, maximize: bool = ..., differentiable: bool = ..., fused: Any = ...) -> None: ...
