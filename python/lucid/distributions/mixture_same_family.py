"""Mixtures of distributions of one family."""

import lucid
from lucid.distributions import constraints
from lucid.distributions.categories import Categorical
from lucid.distributions.distribution import Distribution

__all__ = ["MixtureSameFamily"]


class MixtureSameFamily(Distribution):
    """A mixture: a component is chosen, then drawn from.

    Args:
        mixture_distribution: a :class:`Categorical` over the components. component_distribution: a distribution whose
            last batch dimension counts the components.

    Raises:
        ValueError: the two do not fit together.

    Example:
        >>> parts = lucid.distributions.Normal(lucid.tensor([-1.0, 3.0]), lucid.ones(2))
        >>> lucid.distributions.MixtureSameFamily(lucid.distributions.Categorical(lucid.ones(2)), parts).mean
        tensor(1.)
    """

    arg_constraints = {}
    has_rsample = False

    def __init__(self, mixture_distribution, component_distribution, validate_args=None):
        self._mixture_distribution = mixture_distribution
        self._component_distribution = component_distribution
        if not isinstance(mixture_distribution, Categorical):
            raise ValueError(
                "The Mixture distribution needs to be an instance of lucid.distributions.Categorical"
            )
        if not isinstance(component_distribution, Distribution):
            raise ValueError(
                "The Component distribution need to be an instance of lucid.distributions.Distribution"
            )
        batch, components = mixture_distribution.batch_shape, component_distribution.batch_shape[:-1]
        for i, j in zip(reversed(batch), reversed(components)):
            if i != 1 and j != 1 and i != j:
                raise ValueError(
                    f"`mixture_distribution.batch_shape` ({batch}) is not compatible with "
                    f"`component_distribution.batch_shape`({components})"
                )
        mixed, parts = mixture_distribution.logits.shape[-1], component_distribution.batch_shape[-1]
        if mixed != parts:
            raise ValueError(
                f"`mixture_distribution component` ({mixed}) does not equal `component_distribution.batch_shape[-1]` "
                f"({parts})"
            )
        self._num_component = mixed
        self._event_ndims = len(component_distribution.event_shape)
        super().__init__(components, component_distribution.event_shape, validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        new = self._get_checked_instance(MixtureSameFamily, _instance)
        batch_shape = tuple(batch_shape)
        new._component_distribution = self._component_distribution.expand(batch_shape + (self._num_component,))
        new._mixture_distribution = self._mixture_distribution.expand(batch_shape)
        new._num_component, new._event_ndims = self._num_component, self._event_ndims
        Distribution.__init__(new, batch_shape, self.event_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    @constraints.dependent_property
    def support(self):
        """The components' support."""
        return constraints.MixtureSameFamilyConstraint(self._component_distribution.support)

    @property
    def mixture_distribution(self):
        """The distribution of components."""
        return self._mixture_distribution

    @property
    def component_distribution(self):
        """The components."""
        return self._component_distribution

    def _weights(self):
        probs = self.mixture_distribution.probs
        return probs.reshape(probs.shape + (1,) * self._event_ndims)

    @property
    def mean(self):
        return (self._weights() * self.component_distribution.mean).sum(-1 - self._event_ndims)

    @property
    def variance(self):
        # The law of total variance.
        dim = -1 - self._event_ndims
        within = (self._weights() * self.component_distribution.variance).sum(dim)
        spread = self.component_distribution.mean - self.mean.unsqueeze(dim)
        return within + (self._weights() * spread.pow(2)).sum(dim)

    def cdf(self, value):
        value = value.unsqueeze(-1 - self._event_ndims)
        return (self.component_distribution.cdf(value) * self.mixture_distribution.probs).sum(-1)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        parts = self.component_distribution.log_prob(value.unsqueeze(-1 - self._event_ndims))
        weights = lucid.log_softmax(self.mixture_distribution.logits, -1)
        return lucid.logsumexp(parts + weights, -1)

    def sample(self, sample_shape=()):
        with lucid.no_grad():
            sample_shape = tuple(sample_shape)
            at = len(sample_shape) + len(self.batch_shape)
            chosen = self.mixture_distribution.sample(sample_shape)
            drawn = self.component_distribution.sample(sample_shape)
            index = chosen.reshape(chosen.shape + (1,) * (self._event_ndims + 1))
            index = index.expand(drawn.shape[:at] + (1,) + self.event_shape)
            return drawn.gather(at, index).squeeze(at)

    def __repr__(self):
        return f"MixtureSameFamily(\n  {self.mixture_distribution},\n  {self.component_distribution})"
