"""Closed forms of Kullback-Leibler divergences between different families."""

import math

import lucid
from lucid.distributions._kl_formulas import _EULER
from lucid.distributions.counts import Bernoulli, Binomial, Poisson
from lucid.distributions.extremes import Gumbel, Pareto
from lucid.distributions.intervals import Beta, ContinuousBernoulli, Uniform
from lucid.distributions.kl import register_kl
from lucid.distributions.location_scale import Laplace, Normal
from lucid.distributions.positive import Exponential, Gamma

_LOG_TWO_PI = math.log(2 * math.pi)


def _infinite(p, q):
    """Draws of p lie where q has none."""
    shape = lucid.broadcast_shapes(p.batch_shape, q.batch_shape)
    return lucid.full(shape, math.inf, dtype=p.mean.dtype, device=p.mean.device)


for _pair in (
    (Beta, Pareto), (Exponential, Beta), (Exponential, Pareto), (Exponential, Uniform), (Gamma, Beta),
    (Gamma, Pareto), (Gamma, Uniform), (Gumbel, Beta), (Gumbel, Exponential), (Gumbel, Gamma), (Gumbel, Pareto),
    (Gumbel, Uniform), (Laplace, Beta), (Laplace, Exponential), (Laplace, Gamma), (Laplace, Pareto),
    (Laplace, Uniform), (Normal, Beta), (Normal, Exponential), (Normal, Gamma), (Normal, Pareto), (Normal, Uniform),
    (Pareto, Beta), (Pareto, Uniform), (Poisson, Bernoulli), (Poisson, Binomial), (ContinuousBernoulli, Pareto),
    (Exponential, ContinuousBernoulli),
    (Gamma, ContinuousBernoulli), (Gumbel, ContinuousBernoulli), (Laplace, ContinuousBernoulli),
    (Normal, ContinuousBernoulli), (Pareto, ContinuousBernoulli),
):  # fmt: skip
    register_kl(*_pair)(_infinite)


@register_kl(Bernoulli, Poisson)
def _bernoulli_poisson(p, q):
    return -p.entropy() - (p.probs * q.rate.log() - q.rate)


@register_kl(Beta, ContinuousBernoulli)
def _beta_continuous_bernoulli(p, q):
    return -p.entropy() - p.mean * q.logits - (-q.probs).log1p() - q._cont_bern_log_norm()


@register_kl(Beta, Exponential)
def _beta_exponential(p, q):
    return -p.entropy() - q.rate.log() + q.rate * p.mean


@register_kl(Beta, Gamma)
def _beta_gamma(p, q):
    log_mean = p.concentration1.digamma() - (p.concentration1 + p.concentration0).digamma()
    start = -p.entropy() + q.concentration.lgamma() - q.concentration * q.rate.log()
    return start - (q.concentration - 1) * log_mean + q.rate * p.mean


def _normal_cross(p, q, start):
    """With a second moment of p about its mean."""
    return start + 0.5 * (_LOG_TWO_PI + (p.variance + (p.mean - q.loc).pow(2)) / q.scale.pow(2)) + q.scale.log()


@register_kl(Beta, Normal)
def _beta_normal(p, q):
    return _normal_cross(p, q, -p.entropy())


@register_kl(Beta, Uniform)
def _beta_uniform(p, q):
    result = -p.entropy() + (q.high - q.low).log()
    return lucid.where((q.low > 0) | (q.high < 1), math.inf, result)


@register_kl(ContinuousBernoulli, Exponential)
def _continuous_bernoulli_exponential(p, q):
    return -p.entropy() - q.rate.log() + q.rate * p.mean


@register_kl(ContinuousBernoulli, Normal)
def _continuous_bernoulli_normal(p, q):
    return _normal_cross(p, q, -p.entropy())


@register_kl(ContinuousBernoulli, Uniform)
def _continuous_bernoulli_uniform(p, q):
    result = -p.entropy() + (q.high - q.low).log()
    return lucid.where((q.low > 0) | (q.high < 1), math.inf, result)


@register_kl(Exponential, Gamma)
def _exponential_gamma(p, q):
    ratio = q.rate / p.rate
    c = q.concentration
    return -c * ratio.log() + ratio + c.lgamma() + c * _EULER - (1 + _EULER)


@register_kl(Exponential, Gumbel)
def _exponential_gumbel(p, q):
    product = p.rate * q.scale
    start = product.log() - 1 + product.reciprocal() - q.loc / q.scale
    return start + (q.loc / q.scale).exp() * product / (product + 1)


@register_kl(Exponential, Normal)
def _exponential_normal(p, q):
    return _normal_cross(p, q, -p.entropy())


@register_kl(Gamma, Exponential)
def _gamma_exponential(p, q):
    return -p.entropy() - q.rate.log() + q.rate * p.concentration / p.rate


@register_kl(Gamma, Gumbel)
def _gamma_gumbel(p, q):
    scaled = p.rate * q.scale
    start = (p.concentration - 1) * p.concentration.digamma() - p.concentration.lgamma() - p.concentration
    middle = scaled.log() + p.concentration / scaled - q.loc / q.scale
    return start + middle + (q.loc / q.scale).exp() * (1 + scaled.reciprocal()).pow(-p.concentration)


@register_kl(Gamma, Normal)
def _gamma_normal(p, q):
    return _normal_cross(p, q, -p.entropy())


@register_kl(Gumbel, Normal)
def _gumbel_normal(p, q):
    return _normal_cross(p, q, -p.entropy())


@register_kl(Laplace, Normal)
def _laplace_normal(p, q):
    return _normal_cross(p, q, -p.entropy())


@register_kl(Normal, Gumbel)
def _normal_gumbel(p, q):
    distance = p.loc - q.loc
    ratio = p.scale / q.scale
    return (-distance / q.scale + 0.5 * ratio**2).exp() + distance / q.scale - ratio.log() - 0.5 * (1 + _LOG_TWO_PI)


@register_kl(Normal, Laplace)
def _normal_laplace(p, q):
    distance = p.loc - q.loc
    z = distance / p.scale
    spread = math.sqrt(2 / math.pi) * p.scale * (-0.5 * z.pow(2)).exp() + distance * (math.sqrt(0.5) * z).erf()
    return -p.scale.log() + spread / q.scale + (2 * q.scale).log() - 0.5 * (1 + _LOG_TWO_PI)


@register_kl(Pareto, Exponential)
def _pareto_exponential(p, q):
    scaled = p.scale * q.rate
    result = (p.alpha / scaled).log() - p.alpha.reciprocal() + p.alpha * scaled / (p.alpha - 1) - 1
    return lucid.where((p.alpha <= 1).expand(result.shape), math.inf, result)


@register_kl(Pareto, Gamma)
def _pareto_gamma(p, q):
    log_mean = p.scale.log() + p.alpha.reciprocal()
    start = p.alpha.log() - log_mean - 1 + q.concentration.lgamma() - q.concentration * q.rate.log()
    result = start + (1 - q.concentration) * log_mean + q.rate * p.alpha * p.scale / (p.alpha - 1)
    return lucid.where((p.alpha <= 1).expand(result.shape), math.inf, result)


@register_kl(Pareto, Normal)
def _pareto_normal(p, q):
    result = _normal_cross(p, q, -p.entropy())
    return lucid.where((p.alpha <= 2).expand(result.shape), math.inf, result)


@register_kl(Uniform, Beta)
def _uniform_beta(p, q):
    width = p.high - p.low
    a, b = q.concentration1, q.concentration0

    def xlogx(x):
        return lucid.xlogy(x, x)

    start = -width.log() + a.lgamma() + b.lgamma() - (a + b).lgamma()
    start = start - (a - 1) * (xlogx(p.high) - xlogx(p.low) - width) / width
    result = start + (b - 1) * (xlogx(1 - p.high) - xlogx(1 - p.low) + width) / width
    return lucid.where((p.high > 1) | (p.low < 0), math.inf, result)


@register_kl(Uniform, ContinuousBernoulli)
def _uniform_continuous_bernoulli(p, q):
    result = -p.entropy() - p.mean * q.logits - (-q.probs).log1p() - q._cont_bern_log_norm()
    return lucid.where((p.high >= 1) | (p.low < 0), math.inf, result)


@register_kl(Uniform, Exponential)
def _uniform_exponential(p, q):
    result = q.rate * (p.high + p.low) / 2 - ((p.high - p.low) * q.rate).log()
    return lucid.where((p.low < 0).expand(result.shape), math.inf, result)


def _mean_logarithm(p):
    return (lucid.xlogy(p.high, p.high) - lucid.xlogy(p.low, p.low)) / (p.high - p.low) - 1


@register_kl(Uniform, Gamma)
def _uniform_gamma(p, q):
    start = -p.entropy() + q.concentration.lgamma() - q.concentration * q.rate.log()
    result = start + (1 - q.concentration) * _mean_logarithm(p) + q.rate * (p.high + p.low) / 2
    return lucid.where((p.low < 0).expand(result.shape), math.inf, result)


@register_kl(Uniform, Gumbel)
def _uniform_gumbel(p, q):
    width = q.scale / (p.high - p.low)
    high, low = (p.high - q.loc) / q.scale, (p.low - q.loc) / q.scale
    return width.log() + 0.5 * (high + low) - width * ((-high).exp() - (-low).exp())


@register_kl(Uniform, Normal)
def _uniform_normal(p, q):
    return _normal_cross(p, q, -p.entropy())


@register_kl(Uniform, Pareto)
def _uniform_pareto(p, q):
    start = -p.entropy() - q.alpha.log() - q.alpha * q.scale.log()
    result = start + (q.alpha + 1) * _mean_logarithm(p)
    return lucid.where((p.low < q.scale).expand(result.shape), math.inf, result)
