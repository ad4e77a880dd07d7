# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.nn.modules.batchnorm import BatchNorm1d as BatchNorm1d
from lucid.nn.modules.batchnorm import BatchNorm2d as BatchNorm2d
from lucid.nn.modules.batchnorm import BatchNorm3d as BatchNorm3d
from lucid.nn.modules.batchnorm import InstanceNorm1d as InstanceNorm1d
from lucid.nn.modules.batchnorm import InstanceNorm2d as InstanceNorm2d
from lucid.nn.modules.batchnorm import InstanceNorm3d as InstanceNorm3d
from lucid.nn.modules.lazy import LazyModuleMixin as LazyModuleMixin
from lucid.nn.modules.linear import Linear as Linear

class LazyBatchNorm1d(LazyModuleMixin, BatchNorm1d):
    def __init__(self, eps: float = ..., momentum: float = ..., affine: bool = ..., track_running_stats: bool = ..., device: Any = ..., dtype: Any = ..., *, bias: Any = ...) -> None: ...
class LazyBatchNorm2d(LazyModuleMixin, BatchNorm2d):
    def __init__(self, eps: float = ..., momentum: float = ..., affine: bool = ..., track_running_stats: bool = ..., device: Any = ..., dtype: Any = ..., *, bias: Any = ...) -> None: ...
class LazyBatchNorm3d(LazyModuleMixin, BatchNorm3d):
    def __init__(self, eps: float = ..., momentum: float = ..., affine: bool = ..., track_running_stats: bool = ..., device: Any = ..., dtype: Any = ..., *, bias: Any = ...) -> None: ...
class LazyInstanceNorm1d(LazyModuleMixin, InstanceNorm1d):
    def __init__(self, eps: float = ..., momentum: float = ..., affine: bool = ..., track_running_stats: bool = ..., device: Any = ..., dtype: Any = ..., *, bias: Any = ...) -> None: ...
class LazyInstanceNorm2d(LazyModuleMixin, InstanceNorm2d):
    def __init__(self, eps: float = ..., momentum: float = ..., affine: bool = ..., track_running_stats: bool = ..., device: Any = ..., dtype: Any = ..., *, bias: Any = ...) -> None: ...
class LazyInstanceNorm3d(LazyModuleMixin, InstanceNorm3d):
    def __init__(self, eps: float = ..., momentum: float = ..., affine: bool = ..., track_running_stats: bool = ..., device: Any = ..., dtype: Any = ..., *, bias: Any = ...) -> None: ...
class LazyLinear(LazyModuleMixin, Linear):
    def __init__(self, out_features: Any, bias: Any = ..., device: Any = ..., dtype: Any = ...) -> None: ...
    def initialize_parameters(self, *args: Any, **kwargs: Any) -> Any: ...
    def reset_parameters(self) -> Any: ...
