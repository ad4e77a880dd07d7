# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.optim.adam import Adam as Adam

class AdamW(Adam):
    def __init__(self, params: Any, lr: float = ..., betas: Any = ..., eps: float = ..., weight_decay: float = ..., amsgrad: bool = ..., *, maximize: bool = ..., foreach: Any = ..., capturable: bool = ..., differentiable: bool = ..., fused: Any = ...) -> None: ...
