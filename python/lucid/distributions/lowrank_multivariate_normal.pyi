# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.distributions.distribution import Distribution as Distribution

class LowRankMultivariateNormal(Distribution):
    def __init__(self, loc: Any, cov_factor: Any, cov_diag: Any, validate_args: Any = ...) -> None: ...
    arg_constraints: Any
    covariance_matrix: Any
    def entropy(self) -> Any: ...
    def expand(self, batch_shape: Any, _instance: Any = ...) -> Any: ...
    has_rsample: bool
    def log_prob(self, value: Tensor) -> Any: ...
    @property
    def mean(self) -> Any: ...
    @property
    def mode(self) -> Any: ...
    precision_matrix: Any
    def rsample(self, sample_shape: Any = ...) -> Any: ...
    scale_tril: Any
    support: Any
    variance: Any
