"""Distributions of the whole line with a location and a scale."""

import math

import lucid
from lucid.distributions import constraints
from lucid.distributions._parameters import broadcast_all, normal_like, uniform_like
from lucid.distributions.distribution import Distribution
from lucid.distributions.exp_family import ExponentialFamily

__all__ = ["Cauchy", "Laplace", "Normal", "StudentT"]


class _LocationScale:
    arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True
    _spread = ("loc", "scale")

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = broadcast_all(loc, scale)
        super().__init__(self.loc.shape, validate_args=validate_args)

    def _standard(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return (value - self.loc) / self.scale

    @property
    def mean(self):
        """The mean: ``loc``."""
        return self.loc

    @property
    def mode(self):
        """The mode: ``loc``."""
        return self.loc


class Normal(_LocationScale, ExponentialFamily):
    """Normal distribution with mean ``loc`` and standard deviation ``scale``.

    Args:
        loc: real. scale: positive. Tensors that broadcast, or numbers.

    Example:
        >>> lucid.distributions.Normal(0.0, 2.0).cdf(lucid.tensor(0.0))
        tensor(0.5000)
    """

    @property
    def stddev(self):
        return self.scale

    @property
    def variance(self):
        return self.scale**2

    def sample(self, sample_shape=()):
        with lucid.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=()):
        return self.loc + normal_like(self._extended_shape(sample_shape), self.loc) * self.scale

    def log_prob(self, value):
        z = self._standard(value)
        return -0.5 * z * z - self.scale.log() - 0.5 * math.log(2 * math.pi)

    def cdf(self, value):
        return 0.5 * (1 + (self._standard(value) / math.sqrt(2)).erf())

    def icdf(self, value):
        return self.loc + self.scale * (2 * value - 1).erfinv() * math.sqrt(2)

    def entropy(self):
        return 0.5 + 0.5 * math.log(2 * math.pi) + self.scale.log()

    @property
    def _natural_params(self):
        return self.loc / self.scale**2, -0.5 * self.scale.pow(2).reciprocal()

    def _log_normalizer(self, x, y):
        return -0.25 * x**2 / y + 0.5 * (-math.pi / y).log()


class Laplace(_LocationScale, Distribution):
    """Laplace distribution of density ``exp(-|x - loc| / scale) / (2 scale)``.

    Args:
        loc: real. scale: positive. Tensors that broadcast, or numbers.
    """

    @property
    def variance(self):
        return 2 * self.scale**2

    @property
    def stddev(self):
        return math.sqrt(2) * self.scale

    def rsample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        u = 2 * uniform_like(shape, self.loc) - 1
        return self.loc - self.scale * u.sign() * (-u.abs()).clamp(min=-1 + lucid.finfo(u.dtype).eps).log1p()

    def log_prob(self, value):
        return -(2 * self.scale).log() - self._standard(value).abs()

    def cdf(self, value):
        z = self._standard(value)
        return 0.5 - 0.5 * z.sign() * (-z.abs()).expm1()

    def icdf(self, value):
        term = value - 0.5
        return self.loc - self.scale * term.sign() * (-2 * term.abs()).log1p()

    def entropy(self):
        return 1 + (2 * self.scale).log()


class Cauchy(_LocationScale, Distribution):
    """Cauchy (Lorentz) distribution with median ``loc`` and half width at half maximum ``scale``; it has no mean.

    Args:
        loc: real. scale: positive. Tensors that broadcast, or numbers.
    """

    @property
    def mean(self):
        return lucid.full(self._extended_shape(), math.nan, dtype=self.loc.dtype, device=self.loc.device)

    @property
    def variance(self):
        return lucid.full(self._extended_shape(), math.inf, dtype=self.loc.dtype, device=self.loc.device)

    def rsample(self, sample_shape=()):
        drawn = lucid.empty(self._extended_shape(sample_shape), dtype=self.loc.dtype, device=self.loc.device)
        return self.loc + drawn.cauchy_() * self.scale

    def log_prob(self, value):
        return -math.log(math.pi) - self.scale.log() - (self._standard(value) ** 2).log1p()

    def cdf(self, value):
        return self._standard(value).atan() / math.pi + 0.5

    def icdf(self, value):
        return (math.pi * (value - 0.5)).tan() * self.scale + self.loc

    def entropy(self):
        return math.log(4 * math.pi) + self.scale.log()


class StudentT(Distribution):
    """Student's t distribution, moved and scaled.

    Args:
        df: degrees of freedom, positive. loc: real. scale: positive. Tensors that broadcast, or numbers.
    """

    arg_constraints = {"df": constraints.positive, "loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True

    def __init__(self, df, loc=0.0, scale=1.0, validate_args=None):
        from lucid.distributions.positive import Chi2

        self.df, self.loc, self.scale = broadcast_all(df, loc, scale)
        self._chi2 = Chi2(self.df, validate_args=False)
        super().__init__(self.df.shape, validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        new = self._get_checked_instance(StudentT, _instance)
        batch_shape = tuple(batch_shape)
        new.df, new.loc, new.scale = (v.expand(batch_shape) for v in (self.df, self.loc, self.scale))
        new._chi2 = self._chi2.expand(batch_shape)
        Distribution.__init__(new, batch_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    @property
    def mean(self):
        return self.loc.masked_fill(self.df <= 1, math.nan)

    @property
    def mode(self):
        return self.loc

    @property
    def variance(self):
        finite = self.scale**2 * self.df / (self.df - 2)
        heavy = lucid.where(self.df > 1, lucid.full_like(finite, math.inf), lucid.full_like(finite, math.nan))
        return lucid.where(self.df > 2, finite, heavy)

    def rsample(self, sample_shape=()):
        x = normal_like(self._extended_shape(sample_shape), self.df)
        z = self._chi2.rsample(sample_shape)
        return self.loc + self.scale * x * (z / self.df).rsqrt()

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        y = (value - self.loc) / self.scale
        z = self.scale.log() + 0.5 * self.df.log() + 0.5 * math.log(math.pi)
        z = z + (0.5 * self.df).lgamma() - (0.5 * (self.df + 1)).lgamma()
        return -0.5 * (self.df + 1) * (y**2 / self.df).log1p() - z

    def entropy(self):
        half = (0.5 * self.df).lgamma()
        beta = math.lgamma(0.5) + half - (0.5 * (self.df + 1)).lgamma()
        slope = (0.5 * (self.df + 1)).digamma() - (0.5 * self.df).digamma()
        return self.scale.log() + 0.5 * (self.df + 1) * slope + 0.5 * self.df.log() + beta
