"""Exponential families."""

import lucid
from lucid.distributions.distribution import Distribution

__all__ = ["ExponentialFamily"]


class ExponentialFamily(Distribution):
    """Distributions of density ``exp(<t(x), θ> - F(θ) + k(x))``: their entropy comes from the log-normalizer F (Nielsen
    and Nock, "Entropies and cross-entropies of exponential families", 2010)."""

    @property
    def _natural_params(self):
        raise NotImplementedError(f"{type(self).__name__} does not name its natural parameters")

    def _log_normalizer(self, *natural_params):
        raise NotImplementedError(f"{type(self).__name__} does not name its log-normalizer")

    @property
    def _mean_carrier_measure(self):
        raise NotImplementedError(f"{type(self).__name__} does not name its carrier measure")

    def entropy(self):
        """The entropy ``F(θ) - <θ, ∇F(θ)> - E[k(x)]``, over the batch."""
        result = -self._mean_carrier_measure
        natural = [parameter.detach().requires_grad_() for parameter in self._natural_params]
        with lucid.enable_grad():
            normalizer = self._log_normalizer(*natural)
            gradients = lucid.autograd.grad(normalizer.sum(), natural, create_graph=True)
        result = result + normalizer
        for parameter, gradient in zip(natural, gradients):
            result = result - (parameter * gradient).reshape(self._batch_shape + (-1,)).sum(-1)
        return result
