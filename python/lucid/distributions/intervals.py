"""Distributions of an interval."""

import math

import lucid
from lucid.distributions import constraints
from lucid.distributions._parameters import (
    broadcast_all, clamp_probs, lazy_property, logits_to_probs, probs_to_logits, uniform_like,
)  # fmt: skip
from lucid.distributions.distribution import Distribution
from lucid.distributions.exp_family import ExponentialFamily
from lucid.distributions.simplex import Dirichlet

__all__ = ["Beta", "ContinuousBernoulli", "Uniform", "VonMises"]


class Uniform(Distribution):
    """Uniform distribution over ``[low, high)``.

    Args:
        low, high: ends, tensors that broadcast, or numbers; ``low < high``.

    Example:
        >>> lucid.distributions.Uniform(0.0, 4.0).variance
        tensor(1.3333)
    """

    has_rsample = True
    _spread = ("low", "high")

    def __init__(self, low, high, validate_args=None):
        self.low, self.high = broadcast_all(low, high)
        super().__init__(self.low.shape, validate_args=validate_args)

    @property
    def arg_constraints(self):
        """``low`` is below ``high``."""
        return {"low": constraints.less_than(self.high), "high": constraints.greater_than(self.low)}

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self):
        """From ``low`` to ``high``."""
        return constraints.interval(self.low, self.high)

    @property
    def mean(self):
        return (self.high + self.low) / 2

    @property
    def mode(self):
        return math.nan * self.high

    @property
    def stddev(self):
        return (self.high - self.low) / 12**0.5

    @property
    def variance(self):
        return (self.high - self.low).pow(2) / 12

    def rsample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        drawn = lucid.rand(shape, dtype=self.low.dtype, device=self.low.device)
        return self.low + drawn * (self.high - self.low)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        inside = (self.low.le(value) & self.high.gt(value)).to(self.low.dtype)
        return inside.log() - (self.high - self.low).log()

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return ((value - self.low) / (self.high - self.low)).clamp(min=0, max=1)

    def icdf(self, value):
        return value * (self.high - self.low) + self.low

    def entropy(self):
        return (self.high - self.low).log()


class Beta(ExponentialFamily):
    """Beta distribution of density proportional to ``x^(a - 1) (1 - x)^(b - 1)``.

    Args:
        concentration1: a, positive. concentration0: b, positive. Tensors that broadcast, or numbers.
    """

    arg_constraints = {"concentration1": constraints.positive, "concentration0": constraints.positive}
    support = constraints.unit_interval
    has_rsample = True

    def __init__(self, concentration1, concentration0, validate_args=None):
        shapes = lucid.stack(broadcast_all(concentration1, concentration0), -1)
        self._dirichlet = Dirichlet(shapes, validate_args=False)
        super().__init__(self._dirichlet._batch_shape, validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        new = self._get_checked_instance(Beta, _instance)
        new._dirichlet = self._dirichlet.expand(batch_shape)
        Distribution.__init__(new, batch_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    @property
    def concentration1(self):
        """The exponent of x, plus one."""
        return self._dirichlet.concentration[..., 0]

    @property
    def concentration0(self):
        """The exponent of 1 - x, plus one."""
        return self._dirichlet.concentration[..., 1]

    @property
    def mean(self):
        return self.concentration1 / (self.concentration1 + self.concentration0)

    @property
    def mode(self):
        return self._dirichlet.mode[..., 0]

    @property
    def variance(self):
        total = self.concentration1 + self.concentration0
        return self.concentration1 * self.concentration0 / (total.pow(2) * (total + 1))

    def rsample(self, sample_shape=()):
        return self._dirichlet.rsample(tuple(sample_shape)).select(-1, 0)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self._dirichlet.log_prob(lucid.stack([value, 1.0 - value], -1))

    def entropy(self):
        return self._dirichlet.entropy()

    @property
    def _natural_params(self):
        return self.concentration1, self.concentration0

    def _log_normalizer(self, x, y):
        return x.lgamma() + y.lgamma() - (x + y).lgamma()

    def __repr__(self):
        return Distribution.__repr__(self)


class ContinuousBernoulli(ExponentialFamily):
    """Continuous Bernoulli distribution over [0, 1], of density proportional to ``p^x (1 - p)^(1 - x)`` (Loaiza-Ganem
    and Cunningham, "The continuous Bernoulli: fixing a pervasive error in variational autoencoders", 2019).

    Args:
        probs, logits: one of the two, a tensor or a number. lims: where ``probs`` is near one half and a Taylor
            expansion is used.
    """

    arg_constraints = {"probs": constraints.unit_interval, "logits": constraints.real}
    support = constraints.unit_interval
    has_rsample = True
    _mean_carrier_measure = 0
    _spread = ("probs", "logits")

    def __init__(self, probs=None, logits=None, lims=(0.499, 0.501), validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        if probs is not None:
            (self.probs,) = broadcast_all(probs)
            if validate_args and not self.arg_constraints["probs"].check(self.probs).all():
                raise ValueError("The parameter probs has invalid values")
            self.probs = clamp_probs(self.probs)
        else:
            (self.logits,) = broadcast_all(logits)
        self._lims = lims
        super().__init__((self.probs if probs is not None else self.logits).shape, validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        new = super().expand(batch_shape, self._get_checked_instance(ContinuousBernoulli, _instance))
        new._lims = self._lims
        return new

    @lazy_property
    def logits(self):
        """Log-odds."""
        return probs_to_logits(self.probs, is_binary=True)

    @lazy_property
    def probs(self):
        """The parameter p."""
        return clamp_probs(logits_to_probs(self.logits, is_binary=True))

    @property
    def param_shape(self):
        """Shape of the parameter."""
        return self.__dict__.get("probs", self.__dict__.get("logits")).shape

    def _outside_unstable_region(self):
        return (self.probs <= self._lims[0]) | (self.probs > self._lims[1])

    def _cut_probs(self):
        return lucid.where(self._outside_unstable_region(), self.probs, self._lims[0])

    def _cont_bern_log_norm(self):
        p = self._cut_probs()
        below = lucid.where(p <= 0.5, p, 0.0)
        above = lucid.where(p >= 0.5, p, 1.0)
        log_norm = ((-p).log1p() - p.log()).abs().log()
        log_norm = log_norm - lucid.where(p <= 0.5, (-2 * below).log1p(), (2 * above - 1).log())
        x = (self.probs - 0.5).pow(2)
        taylor = math.log(2) + (4 / 3 + 104 / 45 * x) * x
        return lucid.where(self._outside_unstable_region(), log_norm, taylor)

    @property
    def mean(self):
        p = self._cut_probs()
        mus = p / (2 * p - 1) + 1 / ((-p).log1p() - p.log())
        x = self.probs - 0.5
        return lucid.where(self._outside_unstable_region(), mus, 0.5 + (1 / 3 + 16 / 45 * x.pow(2)) * x)

    @property
    def variance(self):
        p = self._cut_probs()
        values = p * (p - 1) / (1 - 2 * p).pow(2) + 1 / ((-p).log1p() - p.log()).pow(2)
        x = (self.probs - 0.5).pow(2)
        return lucid.where(self._outside_unstable_region(), values, 1 / 12 - (1 / 15 - 128 / 945 * x) * x)

    def rsample(self, sample_shape=()):
        return self.icdf(uniform_like(self._extended_shape(sample_shape), self.probs))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        loss = lucid.nn.functional.binary_cross_entropy_with_logits(logits, value, reduction="none")
        return -loss + self._cont_bern_log_norm()

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        p = self._cut_probs()
        inside = (p.pow(value) * (1 - p).pow(1 - value) + p - 1) / (2 * p - 1)
        inside = lucid.where(self._outside_unstable_region(), inside, value)
        return lucid.where(value <= 0, 0.0, lucid.where(value >= 1, 1.0, inside))

    def icdf(self, value):
        p = self._cut_probs()
        inside = ((-p + value * (2 * p - 1)).log1p() - (-p).log1p()) / (p.log() - (-p).log1p())
        return lucid.where(self._outside_unstable_region(), inside, value)

    def entropy(self):
        low, high = (-self.probs).log1p(), self.probs.log()
        return self.mean * (low - high) - self._cont_bern_log_norm() - low

    @property
    def _natural_params(self):
        return (self.logits,)

    def _log_normalizer(self, x):
        outside = (x <= self._lims[0] - 0.5) | (x > self._lims[1] - 0.5)
        cut = lucid.where(outside, x, self._lims[0] - 0.5)
        log_norm = (cut.exp() - 1).abs().log() - cut.abs().log()
        return lucid.where(outside, log_norm, 0.5 * x + x.pow(2) / 24 - x.pow(4) / 2880)


class VonMises(Distribution):
    """Von Mises distribution of an angle in [-π, π); drawn by Best and Fisher's rejection ("Efficient simulation of the
    von Mises distribution", 1979).

    Args:
        loc: the mean angle, real. concentration: positive. Tensors that broadcast, or numbers.
    """

    arg_constraints = {"loc": constraints.real, "concentration": constraints.positive}
    support = constraints.real
    has_rsample = False
    _spread = ("loc", "concentration")

    def __init__(self, loc, concentration, validate_args=None):
        self.loc, self.concentration = broadcast_all(loc, concentration)
        super().__init__(self.loc.shape, validate_args=validate_args)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        k = self.concentration
        return k * ((value - self.loc).cos() - 1) - math.log(2 * math.pi) - lucid.special.i0e(k).log()

    def sample(self, sample_shape=()):
        with lucid.no_grad():
            return self._drawn(self._extended_shape(sample_shape))

    def _drawn(self, shape):
        # In double: small concentrations cancel.
        k = self.concentration.double()
        tau = 1 + (1 + 4 * k**2).sqrt()
        rho = (tau - (2 * tau).sqrt()) / (2 * k)
        r = lucid.where(k < 1e-5, 1 / k + k, (1 + rho**2) / (2 * rho)).expand(shape)
        k = k.expand(shape)
        x = lucid.zeros(shape, dtype=lucid.float64, device=k.device)
        done = lucid.zeros(shape, dtype=lucid.bool, device=k.device)
        while not done.all():
            u1, u2, u3 = (uniform_like(shape, x) for _ in range(3))
            z = (math.pi * u1).cos()
            f = (1 + r * z) / (r + z)
            c = k * (r - f)
            accept = ((c * (2 - c) - u2) > 0) | ((c / u2).log() + 1 - c >= 0)
            x = lucid.where(accept & ~done, (u3 - 0.5).sign() * f.clamp(min=-1, max=1).acos(), x)
            done = done | accept
        return (x.to(self.loc.dtype) + math.pi + self.loc) % (2 * math.pi) - math.pi

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @lazy_property
    def variance(self):
        """The circular variance, 1 - I1(concentration) / I0(concentration)."""
        k = self.concentration
        return 1 - lucid.special.i1e(k) / lucid.special.i0e(k)
