# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.distributions.distribution import Distribution as Distribution

class LKJCholesky(Distribution):
    def __init__(self, dim: Any, concentration: float = ..., validate_args: Any = ...) -> None: ...
    arg_constraints: Any
    def expand(self, batch_shape: Any, _instance: Any = ...) -> Any: ...
    def log_prob(self, value: Tensor) -> Any: ...
    def sample(self, sample_shape: Any = ...) -> Any: ...
    support: Any
