# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.distributions import Transform as Transform

from lucid.distributions import AbsTransform as AbsTransform
from lucid.distributions import AffineTransform as AffineTransform
from lucid.distributions import CatTransform as CatTransform
class ComposeTransform(Transform):
    def __call__(self, x: Tensor) -> Any: ...
    def __init__(self, parts: Any, cache_size: Any = ...) -> None: ...
    bijective: Any
    codomain: Any
    domain: Any
    def forward_shape(self, shape: Any) -> Any: ...
    def inverse_shape(self, shape: Any) -> Any: ...
    def log_abs_det_jacobian(self, x: Tensor, y: Tensor) -> Any: ...
    @property
    def sign(self) -> Any: ...
    def with_cache(self, cache_size: Any = ...) -> Any: ...
from lucid.distributions import CorrCholeskyTransform as CorrCholeskyTransform
from lucid.distributions import CumulativeDistributionTransform as CumulativeDistributionTransform
from lucid.distributions.distribution import Distribution as Distribution
from lucid.distributions import ExpTransform as ExpTransform
from lucid.distributions import IndependentTransform as IndependentTransform
from lucid.distributions import LowerCholeskyTransform as LowerCholeskyTransform
from lucid.distributions import PositiveDefiniteTransform as PositiveDefiniteTransform
from lucid.distributions import PowerTransform as PowerTransform
from lucid.distributions import ReshapeTransform as ReshapeTransform
from lucid.distributions import SigmoidTransform as SigmoidTransform
from lucid.distributions import SoftmaxTransform as SoftmaxTransform
from lucid.distributions import SoftplusTransform as SoftplusTransform
from lucid.distributions import StackTransform as StackTransform
from lucid.distributions import StickBreakingTransform as StickBreakingTransform
from lucid.distributions import TanhTransform as TanhTransform
from lucid.distributions import Transform as Transform
from lucid.distributions import identity_transform as identity_transform
