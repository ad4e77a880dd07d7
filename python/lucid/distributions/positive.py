"""Distributions of positive numbers that are not made from others by transforms."""

import math

import lucid
from lucid._engine import engine
from lucid.distributions import constraints
from lucid.distributions._parameters import broadcast_all, uniform_like
from lucid.distributions.distribution import Distribution
from lucid.distributions.exp_family import ExponentialFamily

__all__ = ["Chi2", "Exponential", "FisherSnedecor", "Gamma", "GeneralizedPareto"]


class Exponential(ExponentialFamily):
    """Exponential distribution of density ``rate exp(-rate x)``.

    Args:
        rate: positive, a tensor or a number.

    Example:
        >>> lucid.distributions.Exponential(2.0).mean
        tensor(0.5000)
    """

    arg_constraints = {"rate": constraints.positive}
    support = constraints.nonnegative
    has_rsample = True
    _spread = ("rate",)
    _mean_carrier_measure = 0

    def __init__(self, rate, validate_args=None):
        (self.rate,) = broadcast_all(rate)
        super().__init__(self.rate.shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.rate.reciprocal()

    @property
    def mode(self):
        return lucid.zeros_like(self.rate)

    @property
    def stddev(self):
        return self.rate.reciprocal()

    @property
    def variance(self):
        return self.rate.pow(-2)

    def rsample(self, sample_shape=()):
        drawn = lucid.empty(self._extended_shape(sample_shape), dtype=self.rate.dtype, device=self.rate.device)
        return drawn.exponential_() / self.rate

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self.rate.log() - self.rate * value

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return 1 - (-self.rate * value).exp()

    def icdf(self, value):
        return -(-value).log1p() / self.rate

    def entropy(self):
        return 1.0 - self.rate.log()

    @property
    def _natural_params(self):
        return (-self.rate,)

    def _log_normalizer(self, x):
        return -(-x).log()


class Gamma(ExponentialFamily):
    """Gamma distribution of density ``rate^c x^(c - 1) exp(-rate x) / Γ(c)``; draws differentiate implicitly (Figurnov,
    Mohamed and Mnih, "Implicit reparameterization gradients", 2018).

    Args:
        concentration: c, positive. rate: positive. Tensors that broadcast, or numbers.
    """

    arg_constraints = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.nonnegative
    has_rsample = True
    _spread = ("concentration", "rate")
    _mean_carrier_measure = 0

    def __init__(self, concentration, rate, validate_args=None):
        self.concentration, self.rate = broadcast_all(concentration, rate)
        super().__init__(self.concentration.shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.concentration / self.rate

    @property
    def mode(self):
        return ((self.concentration - 1) / self.rate).clamp(min=0)

    @property
    def variance(self):
        return self.concentration / self.rate.pow(2)

    def rsample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        value = engine._standard_gamma(self.concentration.expand(shape)) / self.rate.expand(shape)
        # Not below the least number, so that the logarithm exists.
        value.detach().clamp_(min=lucid.finfo(value.dtype).tiny)
        return value

    def log_prob(self, value):
        if not isinstance(value, lucid.Tensor):
            value = lucid.tensor(value, dtype=self.rate.dtype, device=self.rate.device)
        if self._validate_args:
            self._validate_sample(value)
        normalizer = lucid.xlogy(self.concentration, self.rate) - self.concentration.lgamma()
        return normalizer + lucid.xlogy(self.concentration - 1, value) - self.rate * value

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return lucid.special.gammainc(self.concentration, self.rate * value)

    def entropy(self):
        c = self.concentration
        return c - self.rate.log() + c.lgamma() + (1.0 - c) * c.digamma()

    @property
    def _natural_params(self):
        return self.concentration - 1, -self.rate

    def _log_normalizer(self, x, y):
        return (x + 1).lgamma() + (x + 1) * (-y.reciprocal()).log()


class Chi2(Gamma):
    """Chi-square distribution: ``Gamma(df / 2, 1 / 2)``.

    Args:
        df: degrees of freedom, positive, a tensor or a number.
    """

    arg_constraints = {"df": constraints.positive}

    def __init__(self, df, validate_args=None):
        super().__init__(0.5 * df, 0.5, validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        return super().expand(batch_shape, self._get_checked_instance(Chi2, _instance))

    @property
    def df(self):
        """Degrees of freedom."""
        return self.concentration * 2


class FisherSnedecor(Distribution):
    """F distribution: of the ratio of two chi-square numbers, each over its degrees of freedom.

    Args:
        df1, df2: degrees of freedom, positive; tensors that broadcast, or numbers.
    """

    arg_constraints = {"df1": constraints.positive, "df2": constraints.positive}
    support = constraints.positive
    has_rsample = True

    def __init__(self, df1, df2, validate_args=None):
        self.df1, self.df2 = broadcast_all(df1, df2)
        self._numerator = Gamma(self.df1 * 0.5, self.df1, validate_args=False)
        self._denominator = Gamma(self.df2 * 0.5, self.df2, validate_args=False)
        super().__init__(self.df1.shape, validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        new = self._get_checked_instance(FisherSnedecor, _instance)
        batch_shape = tuple(batch_shape)
        for name in ("df1", "df2", "_numerator", "_denominator"):
            setattr(new, name, getattr(self, name).expand(batch_shape))
        Distribution.__init__(new, batch_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    @property
    def mean(self):
        return lucid.where(self.df2 > 2, self.df2 / (self.df2 - 2), math.nan)

    @property
    def mode(self):
        value = (self.df1 - 2) / self.df1 * self.df2 / (self.df2 + 2)
        return lucid.where(self.df1 > 2, value, math.nan)

    @property
    def variance(self):
        d1, d2 = self.df1, self.df2
        value = 2 * d2**2 * (d1 + d2 - 2) / (d1 * (d2 - 2) ** 2 * (d2 - 4))
        return lucid.where(d2 > 4, value, math.nan)

    def rsample(self, sample_shape=()):
        top = self._numerator.rsample(sample_shape)
        bottom = self._denominator.rsample(sample_shape)
        tiny = lucid.finfo(bottom.dtype).tiny
        return (top / bottom.clamp(min=tiny)).clamp(min=tiny)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        a, b = self.df1 * 0.5, self.df2 * 0.5
        ratio = self.df1 / self.df2
        constant = (a + b).lgamma() - a.lgamma() - b.lgamma()
        return constant + a * ratio.log() + (a - 1) * value.log() - (a + b) * (ratio * value).log1p()


class GeneralizedPareto(Distribution):
    """Generalized Pareto distribution: exceedances over a threshold.

    Args:
        loc: the threshold, real. scale: positive. concentration: the tail's shape, real. Tensors that broadcast, or
            numbers.
    """

    arg_constraints = {
        "loc": constraints.real,
        "scale": constraints.positive,
        "concentration": constraints.real,
    }
    has_rsample = True
    _spread = ("loc", "scale", "concentration")

    def __init__(self, loc, scale, concentration, validate_args=None):
        self.loc, self.scale, self.concentration = broadcast_all(loc, scale, concentration)
        super().__init__(self.loc.shape, validate_args=validate_args)

    def _is_exponential(self):
        return lucid.isclose(self.concentration, lucid.zeros_like(self.concentration))

    def rsample(self, sample_shape=()):
        return self.icdf(uniform_like(self._extended_shape(sample_shape), self.loc))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        z = (value - self.loc) / self.scale
        flat = self._is_exponential()
        c = lucid.where(flat, lucid.ones_like(self.concentration), self.concentration)
        heavy = -(1 + 1 / c) * (c * z).log1p()
        return -self.scale.log() + lucid.where(flat, -z, heavy)

    def log_survival_function(self, value):
        """Logarithm of the probability of more than a value."""
        if self._validate_args:
            self._validate_sample(value)
        z = (value - self.loc) / self.scale
        flat = self._is_exponential()
        c = lucid.where(flat, lucid.ones_like(self.concentration), self.concentration)
        return lucid.where(flat, -z, -(c * z).log1p() / c)

    def log_cdf(self, value):
        """Logarithm of :meth:`cdf`."""
        return (-self.log_survival_function(value).exp()).log1p()

    def cdf(self, value):
        return self.log_cdf(value).exp()

    def icdf(self, value):
        flat = self._is_exponential()
        c = lucid.where(flat, lucid.ones_like(self.concentration), self.concentration)
        logarithm = (-value).log1p()
        return self.loc + self.scale * lucid.where(flat, -logarithm, (-c * logarithm).expm1() / c)

    @property
    def mean(self):
        value = self.loc + self.scale / (1 - self.concentration)
        return lucid.where(self.concentration < 1, value, math.inf)

    @property
    def variance(self):
        c = self.concentration
        value = self.scale**2 / ((1 - c) ** 2 * (1 - 2 * c))
        return lucid.where(c < 0.5, value, math.inf)

    def entropy(self):
        return (self.scale.log() + self.concentration + 1).expand(self._batch_shape)

    @property
    def mode(self):
        return self.loc

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self):
        """From the threshold up; with a negative shape up to where the density ends."""
        upper = self.loc - self.scale / self.concentration
        upper = lucid.where(self.concentration < 0, upper, math.inf)
        return constraints.interval(self.loc, upper)
