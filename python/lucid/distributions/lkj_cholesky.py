"""The LKJ distribution of correlation matrices' Cholesky factors."""

import math

import lucid
from lucid.distributions import constraints
from lucid.distributions._parameters import broadcast_all, normal_like
from lucid.distributions.distribution import Distribution
from lucid.distributions.intervals import Beta

__all__ = ["LKJCholesky"]


class LKJCholesky(Distribution):
    """LKJ distribution: of Cholesky factors of correlation matrices C with density proportional to ``det(C)^(c - 1)``
    (Lewandowski, Kurowicka and Joe, 2009); drawn by their onion method.

    Args:
        dim: size of the matrices, at least 2. concentration: c, positive, a tensor or a number.

    Raises:
        ValueError: ``dim`` is below 2.
    """

    arg_constraints = {"concentration": constraints.positive}
    support = constraints.corr_cholesky

    def __init__(self, dim, concentration=1.0, validate_args=None):
        if dim < 2:
            raise ValueError(f"Expected dim to be an integer greater than or equal to 2. Found dim={dim}.")
        self.dim = dim
        (self.concentration,) = broadcast_all(concentration)
        self._make_beta()
        super().__init__(self.concentration.shape, (dim, dim), validate_args)

    def _make_beta(self):
        c, dim = self.concentration, self.dim
        offset = lucid.arange(dim - 1, dtype=c.dtype, device=c.device)
        offset = lucid.cat([lucid.zeros(1, dtype=c.dtype, device=c.device), offset])
        marginal = c + 0.5 * (dim - 2)
        self._beta = Beta(offset + 0.5, marginal.unsqueeze(-1) - 0.5 * offset, validate_args=False)

    def expand(self, batch_shape, _instance=None):
        new = self._get_checked_instance(LKJCholesky, _instance)
        new.dim = self.dim
        new.concentration = self.concentration.expand(tuple(batch_shape))
        new._make_beta()
        Distribution.__init__(new, batch_shape, self.event_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    def sample(self, sample_shape=()):
        with lucid.no_grad():
            y = self._beta.sample(sample_shape).unsqueeze(-1)
            u = normal_like(self._extended_shape(sample_shape), self.concentration).tril(-1)
            sphere = u / u.pow(2).sum(-1, keepdim=True).sqrt()
            # The first row has no direction.
            sphere = lucid.cat([lucid.zeros_like(sphere[..., :1, :]), sphere[..., 1:, :]], -2)
            w = y.sqrt() * sphere
            rest = (1 - w.pow(2).sum(-1)).clamp(min=lucid.finfo(w.dtype).tiny).sqrt()
            return w + lucid.diag_embed(rest)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        c, dim = self.concentration, self.dim
        diagonal = value.diagonal(dim1=-1, dim2=-2)[..., 1:]
        order = lucid.arange(2, dim + 1, dtype=c.dtype, device=c.device)
        order = 2 * (c - 1).unsqueeze(-1) + dim - order
        unnormalized = (order * diagonal.log()).sum(-1)
        # The normalization on page 1999 of the paper.
        count = dim - 1
        alpha = c + 0.5 * count
        denominator = alpha.lgamma() * count
        numerator = lucid.mvlgamma(alpha - 0.5, count)
        return unnormalized - (0.5 * count * math.log(math.pi) + numerator - denominator)
