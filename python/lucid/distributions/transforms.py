"""Invertible transforms of tensors, with the logarithm of how they stretch volumes."""

import functools
import operator

from lucid.distributions import constraints
from lucid.distributions._parameters import sum_rightmost
from lucid.distributions._transforms_composed import CatTransform, IndependentTransform, ReshapeTransform
from lucid.distributions._transforms_composed import StackTransform
from lucid.distributions._transforms_matrices import CorrCholeskyTransform, LowerCholeskyTransform
from lucid.distributions._transforms_matrices import PositiveDefiniteTransform, SoftmaxTransform, StickBreakingTransform
from lucid.distributions._transforms_pointwise import AbsTransform, AffineTransform, CumulativeDistributionTransform
from lucid.distributions._transforms_pointwise import ExpTransform, PowerTransform, SigmoidTransform, SoftplusTransform
from lucid.distributions._transforms_pointwise import TanhTransform
from lucid.distributions._transform import Transform
from lucid.distributions.distribution import Distribution

__all__ = [
    "AbsTransform", "AffineTransform", "CatTransform", "ComposeTransform", "CorrCholeskyTransform",
    "CumulativeDistributionTransform", "Distribution", "ExpTransform", "IndependentTransform", "LowerCholeskyTransform",
    "PositiveDefiniteTransform", "PowerTransform", "ReshapeTransform", "SigmoidTransform", "SoftmaxTransform",
    "SoftplusTransform", "StackTransform", "StickBreakingTransform", "TanhTransform", "Transform",
    "identity_transform",
]  # fmt: skip


class ComposeTransform(Transform):
    """Transforms one after another.

    Args:
        parts: the transforms, first to last. cache_size: 1 keeps the last value and its image.
    """

    def __init__(self, parts, cache_size=0):
        super().__init__(cache_size)
        self.parts = [part.with_cache(cache_size) for part in parts] if cache_size else list(parts)

    def __eq__(self, other):
        return isinstance(other, ComposeTransform) and self.parts == other.parts

    __hash__ = Transform.__hash__

    @constraints.dependent_property(is_discrete=False)
    def domain(self):
        """Domain of the first part, over as many dimensions as later parts need."""
        if not self.parts:
            return constraints.real
        domain = self.parts[0].domain
        event_dim = self.parts[-1].codomain.event_dim
        for part in reversed(self.parts):
            event_dim = max(event_dim + part.domain.event_dim - part.codomain.event_dim, part.domain.event_dim)
        return constraints.independent(domain, event_dim - domain.event_dim) if event_dim > domain.event_dim else domain

    @constraints.dependent_property(is_discrete=False)
    def codomain(self):
        """Codomain of the last part, over as many dimensions as earlier parts make."""
        if not self.parts:
            return constraints.real
        codomain = self.parts[-1].codomain
        event_dim = self.parts[0].domain.event_dim
        for part in self.parts:
            event_dim = max(event_dim + part.codomain.event_dim - part.domain.event_dim, part.codomain.event_dim)
        extra = event_dim - codomain.event_dim
        return constraints.independent(codomain, extra) if extra > 0 else codomain

    @property
    def bijective(self):
        """Whether all parts are."""
        return all(part.bijective for part in self.parts)

    @property
    def sign(self):
        """Product of the parts' signs."""
        return functools.reduce(operator.mul, (part.sign for part in self.parts), 1)

    def _make_inverse(self):
        return ComposeTransform([part.inv for part in reversed(self.parts)])

    def with_cache(self, cache_size=1):
        return self if self._cache_size == cache_size else ComposeTransform(self.parts, cache_size)

    def __call__(self, x):
        for part in self.parts:
            x = part(x)
        return x

    def log_abs_det_jacobian(self, x, y):
        if not self.parts:
            return (x * 0).detach()
        points = [x]
        for part in self.parts[:-1]:
            points.append(part(points[-1]))
        points.append(y)
        terms, event_dim = [], self.domain.event_dim
        for part, before, after in zip(self.parts, points, points[1:]):
            terms.append(sum_rightmost(part.log_abs_det_jacobian(before, after), event_dim - part.domain.event_dim))
            event_dim += part.codomain.event_dim - part.domain.event_dim
        return functools.reduce(operator.add, terms)

    def forward_shape(self, shape):
        for part in self.parts:
            shape = part.forward_shape(shape)
        return shape

    def inverse_shape(self, shape):
        for part in reversed(self.parts):
            shape = part.inverse_shape(shape)
        return shape

    def __repr__(self):
        return f"{type(self).__name__}(\n    " + ",\n    ".join(repr(part) for part in self.parts) + "\n)"


identity_transform = ComposeTransform([])


def __getattr__(name):
    if name == "TransformedDistribution":
        from lucid.distributions.transformed_distribution import TransformedDistribution

        return TransformedDistribution
    raise AttributeError(f"module 'lucid.distributions.transforms' has no attribute '{name}'")
