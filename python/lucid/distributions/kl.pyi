# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.distributions.counts import Bernoulli as Bernoulli
from lucid.distributions.intervals import Beta as Beta
from lucid.distributions.categories import Categorical as Categorical
from lucid.distributions.location_scale import Cauchy as Cauchy
from lucid.distributions.simplex import Dirichlet as Dirichlet
from lucid.distributions.distribution import Distribution as Distribution
from lucid.distributions.positive import Exponential as Exponential
from lucid.distributions.positive import Gamma as Gamma
from lucid.distributions.counts import Geometric as Geometric
from lucid.distributions.extremes import Gumbel as Gumbel
from lucid.distributions.transformed import HalfNormal as HalfNormal
from lucid.distributions.independent import Independent as Independent
from lucid.distributions.location_scale import Laplace as Laplace
from lucid.distributions.transformed import LogNormal as LogNormal
from lucid.distributions.multivariate_normal import MultivariateNormal as MultivariateNormal
from lucid.distributions.location_scale import Normal as Normal
from lucid.distributions.counts import Poisson as Poisson
from lucid.distributions.location_scale import StudentT as StudentT
from lucid.distributions.intervals import Uniform as Uniform
def kl_divergence(p: Any, q: Any) -> Any: ...
def register_kl(type_p: Any, type_q: Any) -> Any: ...
