"""Kullback-Leibler divergences: a registry by pairs of classes."""

import functools
import math

import lucid
from lucid.distributions.categories import Categorical
from lucid.distributions.counts import Bernoulli, Geometric, Poisson
from lucid.distributions.distribution import Distribution
from lucid.distributions.extremes import Gumbel
from lucid.distributions.independent import Independent
from lucid.distributions.intervals import Beta, Uniform
from lucid.distributions.location_scale import Cauchy, Laplace, Normal, StudentT
from lucid.distributions.multivariate_normal import MultivariateNormal
from lucid.distributions.positive import Exponential, Gamma
from lucid.distributions.simplex import Dirichlet
from lucid.distributions.transformed import HalfNormal, LogNormal

__all__ = [
    "Bernoulli", "Beta", "Categorical", "Cauchy", "Dirichlet", "Distribution", "Exponential", "Gamma", "Geometric",
    "Gumbel", "HalfNormal", "Independent", "Laplace", "LogNormal", "MultivariateNormal", "Normal", "Poisson",
    "StudentT", "Uniform", "kl_divergence", "register_kl",
]  # fmt: skip

_registry = {}
# Draws of the estimate where no formula is known.
_SAMPLES = 1024


def register_kl(type_p, type_q):
    """Decorator: a function ``kl(p, q)`` gives the divergence of two classes; subclasses use it too.

    Args:
        type_p, type_q: subclasses of :class:`Distribution`.

    Raises:
        TypeError: not subclasses.
    """
    for kind, name in ((type_p, "type_p"), (type_q, "type_q")):
        if not isinstance(kind, type) or not issubclass(kind, Distribution):
            raise TypeError(f"Expected {name} to be a Distribution subclass but got {kind}")

    def decorator(fun):
        _registry[type_p, type_q] = fun
        _found.cache_clear()
        return fun

    return decorator


@functools.lru_cache(maxsize=None)
def _found(type_p, type_q):
    """The registered function whose classes are nearest, or None."""
    matches = [
        (type_p.__mro__.index(p), type_q.__mro__.index(q), p, q)
        for p, q in _registry
        if issubclass(type_p, p) and issubclass(type_q, q)
    ]
    if not matches:
        return None
    by_p = min(matches, key=lambda m: (m[0], m[1]))
    by_q = min(matches, key=lambda m: (m[1], m[0]))
    if _registry[by_p[2:]] is not _registry[by_q[2:]]:
        raise RuntimeError(
            f"Ambiguous kl_divergence({type_p.__name__}, {type_q.__name__}). Please register_kl("
            f"{by_p[2].__name__}, {by_q[3].__name__})"
        )
    return _registry[by_p[2:]]


def kl_divergence(p, q):
    """Kullback-Leibler divergence ``E_p[log p(x) - log q(x)]`` of two distributions, over the batch.

    Where no formula is registered, the mean over draws of ``p`` estimates it.

    Args:
        p, q: distributions whose batch shapes broadcast.

    Raises:
        NotImplementedError: no formula is registered and ``p`` cannot be drawn from.

    Example:
        >>> normal = lucid.distributions.Normal
        >>> lucid.distributions.kl_divergence(normal(0.0, 1.0), normal(1.0, 1.0))
        tensor(0.5000)
    """
    from lucid.distributions import _kl_pairs  # noqa: F401  (fills the registry, with the formulas it imports)

    function = _found(type(p), type(q))
    return estimate(p, q) if function is None else function(p, q)


def estimate(p, q):
    """The divergence as a mean over draws of ``p``; infinite where one lies outside the support of ``q``.

    Raises:
        NotImplementedError: ``p`` cannot be drawn from, or draws differ in shape.
    """
    unknown = NotImplementedError(
        f"No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}"
    )
    if p.event_shape != q.event_shape:
        raise unknown
    try:
        x = p.rsample((_SAMPLES,)) if p.has_rsample else p.sample((_SAMPLES,))
    except NotImplementedError:
        raise unknown from None
    batch = lucid.broadcast_shapes(p.batch_shape, q.batch_shape)
    if q.support is None:
        return (p.log_prob(x) - q.log_prob(x)).mean(0)
    inside = q.support.check(x)
    chosen = inside.reshape(inside.shape + (1,) * (x.ndim - inside.ndim))
    kept = lucid.where(chosen, x, q.sample((_SAMPLES,)))
    inside = inside.reshape(inside.shape[: 1 + len(batch)] + (-1,)).all(-1)
    return lucid.where(inside, p.log_prob(x) - q.log_prob(kept), math.inf).mean(0)
