# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.optim.optimizer import Optimizer as Optimizer

class LBFGS(Optimizer):
    def __init__(self, params: Any, lr: float = ..., max_iter: Any = ..., max_eval: Any = ..., tolerance_grad: float = ..., tolerance_change: float = ..., history_size: Any = ..., line_search_fn: str = ...) -> None: ...
    def step(self, *args: Any, **kwargs: Any) -> None: ...
