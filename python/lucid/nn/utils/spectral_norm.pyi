# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.nn.module import Module as Module
from lucid.nn.parameter import Parameter as Parameter
def remove_spectral_norm(module: Any, name: str = ...) -> Any: ...
def spectral_norm(module: Any, name: str = ..., n_power_iterations: Any = ..., eps: float = ..., dim: Any = ...) -> Any: ...
