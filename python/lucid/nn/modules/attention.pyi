# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.nn.module import Module as Module

class MultiheadAttention(Module):
    def __init__(self, embed_dim: Any, num_heads: Any, dropout: float = ..., bias: Any = ..., add_bias_kv: bool = ..., add_zero_attn: bool = ..., kdim: Any = ..., vdim: Any = ..., batch_first: bool = ..., device: Any = ..., dtype: Any = ...) -> None: ...
    def forward(self, *args: Any, **kwargs: Any) -> Any: ...
    def __call__(self, *args: Any, **kwargs: Any) -> Any: ...
