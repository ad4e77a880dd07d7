"""Closed forms of Kullback-Leibler divergences between distributions of one family, and of composed ones."""

import math

import lucid
from lucid.distributions._parameters import sum_rightmost
from lucid.distributions.categories import Categorical, Multinomial, OneHotCategorical
from lucid.distributions.counts import Bernoulli, Binomial, Geometric, NegativeBinomial, Poisson
from lucid.distributions.exp_family import ExponentialFamily
from lucid.distributions.extremes import Gumbel, Pareto
from lucid.distributions.independent import Independent
from lucid.distributions.intervals import Beta, ContinuousBernoulli, Uniform
from lucid.distributions.kl import estimate, kl_divergence, register_kl
from lucid.distributions.location_scale import Cauchy, Laplace, Normal
from lucid.distributions.lowrank_multivariate_normal import LowRankMultivariateNormal
from lucid.distributions.multivariate_normal import MultivariateNormal, batch_mahalanobis, half_log_det
from lucid.distributions.positive import Exponential, Gamma
from lucid.distributions.simplex import Dirichlet
from lucid.distributions.transformed import HalfNormal
from lucid.distributions.transformed_distribution import TransformedDistribution

_EULER = 0.57721566490153286061


@register_kl(Bernoulli, Bernoulli)
def _bernoulli(p, q):
    def part(mine, other):
        value = mine * (mine / other).log()
        value = lucid.where(other == 0, math.inf, value)
        return lucid.where(mine == 0, 0.0, value)

    return part(p.probs, q.probs) + part(1 - p.probs, 1 - q.probs)


@register_kl(Beta, Beta)
def _beta(p, q):
    a, b, c, d = p.concentration1, p.concentration0, q.concentration1, q.concentration0
    total = a + b
    start = c.lgamma() + d.lgamma() + total.lgamma() - (c + d).lgamma() - a.lgamma() - b.lgamma()
    return start + (a - c) * a.digamma() + (b - d) * b.digamma() + (c + d - total) * total.digamma()


@register_kl(Binomial, Binomial)
def _binomial(p, q):
    if (p.total_count < q.total_count).any():
        raise NotImplementedError("KL between Binomials where q.total_count > p.total_count is not implemented")
    kl = p.total_count * (p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p())
    return lucid.where((p.total_count > q.total_count).expand(kl.shape), math.inf, kl)


@register_kl(NegativeBinomial, NegativeBinomial)
def _negative_binomial(p, q):
    if (p.total_count != q.total_count).any():
        raise NotImplementedError("KL between NegativeBinomials of different total_count is not implemented")
    return p.total_count * ((-p.probs).log1p() - (-q.probs).log1p()) + p.mean * (p.probs.log() - q.probs.log())


@register_kl(Categorical, Categorical)
def _categorical(p, q):
    t = p.probs * (p.logits - q.logits)
    t = lucid.where((q.probs == 0).expand(t.shape), math.inf, t)
    return lucid.where((p.probs == 0).expand(t.shape), 0.0, t).sum(-1)


@register_kl(OneHotCategorical, OneHotCategorical)
def _one_hot(p, q):
    return _categorical(p._categorical, q._categorical)


@register_kl(Multinomial, Multinomial)
def _multinomial(p, q):
    if p.total_count != q.total_count:
        raise NotImplementedError("KL between Multinomials of different total_count is not implemented")
    return p.total_count * _categorical(p._categorical, q._categorical)


@register_kl(Cauchy, Cauchy)
def _cauchy(p, q):
    # Chyzak and Nielsen, 2019.
    distance = (p.scale + q.scale).pow(2) + (p.loc - q.loc).pow(2)
    return distance.log() - (4 * p.scale * q.scale).log()


@register_kl(ContinuousBernoulli, ContinuousBernoulli)
def _continuous_bernoulli(p, q):
    logits = p.mean * (p.logits - q.logits)
    return logits + p._cont_bern_log_norm() + (-p.probs).log1p() - q._cont_bern_log_norm() - (-q.probs).log1p()


@register_kl(Dirichlet, Dirichlet)
def _dirichlet(p, q):
    a, b = p.concentration, q.concentration
    total = a.sum(-1)
    start = total.lgamma() - b.sum(-1).lgamma() + (b.lgamma() - a.lgamma()).sum(-1)
    return start + ((a - b) * (a.digamma() - total.digamma().unsqueeze(-1))).sum(-1)


@register_kl(Exponential, Exponential)
def _exponential(p, q):
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1


@register_kl(ExponentialFamily, ExponentialFamily)
def _exponential_family(p, q):
    """The Bregman divergence of the log-normalizer."""
    if type(p) is not type(q):
        return estimate(p, q)
    mine = [parameter.detach().requires_grad_() for parameter in p._natural_params]
    with lucid.enable_grad():
        normalizer = p._log_normalizer(*mine)
        gradients = lucid.autograd.grad(normalizer.sum(), mine, create_graph=True)
    result = q._log_normalizer(*q._natural_params) - normalizer
    for own, other, gradient in zip(mine, q._natural_params, gradients):
        result = result - sum_rightmost((other - own) * gradient, len(q.event_shape))
    return result


@register_kl(Gamma, Gamma)
def _gamma(p, q):
    a, b = p.concentration, q.concentration
    start = b * (p.rate / q.rate).log() + b.lgamma() - a.lgamma()
    return start + (a - b) * a.digamma() + (q.rate - p.rate) * (a / p.rate)


@register_kl(Geometric, Geometric)
def _geometric(p, q):
    return -p.entropy() - (-q.probs).log1p() / p.probs - q.logits


@register_kl(Gumbel, Gumbel)
def _gumbel(p, q):
    ratio = p.scale / q.scale
    mine, other = p.loc / q.scale, q.loc / q.scale
    start = -ratio.log() - other + mine
    return start + ratio * _EULER + (other + (1 + ratio).lgamma() - mine).exp() - (1 + _EULER)


@register_kl(HalfNormal, HalfNormal)
def _half_normal(p, q):
    return _normal(p.base_dist, q.base_dist)


@register_kl(Laplace, Laplace)
def _laplace(p, q):
    ratio = p.scale / q.scale
    distance = (p.loc - q.loc).abs()
    return -ratio.log() + distance / q.scale + ratio * (-distance / p.scale).exp() - 1


@register_kl(Normal, Normal)
def _normal(p, q):
    ratio = (p.scale / q.scale).pow(2)
    distance = ((p.loc - q.loc) / q.scale).pow(2)
    return 0.5 * (ratio + distance - 1 - ratio.log())


@register_kl(Pareto, Pareto)
def _pareto(p, q):
    ratio = q.alpha / p.alpha
    result = q.alpha * (p.scale / q.scale).log() - ratio.log() + ratio - 1
    return lucid.where((p.scale < q.scale).expand(result.shape), math.inf, result)


@register_kl(Poisson, Poisson)
def _poisson(p, q):
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)


@register_kl(Uniform, Uniform)
def _uniform(p, q):
    result = ((q.high - q.low) / (p.high - p.low)).log()
    return lucid.where((q.low > p.low) | (q.high < p.high), math.inf, result)


@register_kl(MultivariateNormal, MultivariateNormal)
def _multivariate_normal(p, q):
    _same_event(p, q)
    n = p.event_shape[0]
    mine, other = p._unbroadcasted_scale_tril, q._unbroadcasted_scale_tril
    batch = lucid.broadcast_shapes(mine.shape[:-2], other.shape[:-2])
    solved = lucid.linalg.solve_triangular(other.expand(batch + (n, n)), mine.expand(batch + (n, n)), upper=False)
    spread = solved.pow(2).sum((-2, -1))
    distance = batch_mahalanobis(other, q.loc - p.loc)
    return half_log_det(other) - half_log_det(mine) + 0.5 * (spread + distance - n)


def _same_event(p, q):
    if p.event_shape != q.event_shape:
        raise ValueError("KL-divergence between Multivariate Normals of different event shapes cannot be computed")


def _full(p):
    if isinstance(p, MultivariateNormal):
        return p
    return MultivariateNormal(p.loc, scale_tril=p.scale_tril, validate_args=False)


@register_kl(LowRankMultivariateNormal, LowRankMultivariateNormal)
@register_kl(LowRankMultivariateNormal, MultivariateNormal)
@register_kl(MultivariateNormal, LowRankMultivariateNormal)
def _lowrank_multivariate_normal(p, q):
    _same_event(p, q)
    return _multivariate_normal(_full(p), _full(q))


@register_kl(Independent, Independent)
def _independent(p, q):
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError("KL between Independents of different reinterpreted_batch_ndims is not implemented")
    return sum_rightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims)


@register_kl(TransformedDistribution, TransformedDistribution)
def _transformed(p, q):
    if p.transforms != q.transforms:
        raise NotImplementedError("KL between distributions of different transforms is not implemented")
    if p.event_shape != q.event_shape:
        raise NotImplementedError("KL between transformed distributions of different event shapes is not implemented")
    extra = len(p.event_shape) - len(p.base_dist.event_shape)
    base = kl_divergence(p.base_dist, q.base_dist)
    return sum_rightmost(base, extra) if extra > 0 else base
