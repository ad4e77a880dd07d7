# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.nn.module import Module as Module

class Conv1d(Module):
    def __init__(self, in_channels: Any, out_channels: Any, kernel_size: Any, stride: Any = ..., padding: Any = ..., dilation: Any = ..., groups: Any = ..., bias: Any = ..., padding_mode: str = ..., device: Any = ..., dtype: Any = ...) -> None: ...
    dims: int
class Conv2d(Module):
    def __init__(self, in_channels: Any, out_channels: Any, kernel_size: Any, stride: Any = ..., padding: Any = ..., dilation: Any = ..., groups: Any = ..., bias: Any = ..., padding_mode: str = ..., device: Any = ..., dtype: Any = ...) -> None: ...
    dims: int
class Conv3d(Module):
    def __init__(self, in_channels: Any, out_channels: Any, kernel_size: Any, stride: Any = ..., padding: Any = ..., dilation: Any = ..., groups: Any = ..., bias: Any = ..., padding_mode: str = ..., device: Any = ..., dtype: Any = ...) -> None: ...
    dims: int
class ConvTranspose1d(Module):
    def __init__(self, in_channels: Any, out_channels: Any, kernel_size: Any, stride: Any = ..., padding: Any = ..., output_padding: Any = ..., groups: Any = ..., bias: Any = ..., dilation: Any = ..., padding_mode: str = ..., device: Any = ..., dtype: Any = ...) -> None: ...
    dims: int
class ConvTranspose2d(Module):
    def __init__(self, in_channels: Any, out_channels: Any, kernel_size: Any, stride: Any = ..., padding: Any = ..., output_padding: Any = ..., groups: Any = ..., bias: Any = ..., dilation: Any = ..., padding_mode: str = ..., device: Any = ..., dtype: Any = ...) -> None: ...
    dims: int
class ConvTranspose3d(Module):
    def __init__(self, in_channels: Any, out_channels: Any, kernel_size: Any, stride: Any = ..., padding: Any = ..., output_padding: Any = ..., groups: Any = ..., bias: Any = ..., dilation: Any = ..., padding_mode: str = ..., device: Any = ..., dtype: Any = ...) -> None: ...
    dims: int
