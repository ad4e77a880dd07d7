"""Distributions, transforms of them and their divergences, with the names of ``torch.distributions``."""

from lucid.distributions import constraints, kl, transforms
from lucid.distributions.categories import (
    Categorical, Multinomial, OneHotCategorical, OneHotCategoricalStraightThrough,
)  # fmt: skip
from lucid.distributions.constraint_registry import biject_to, transform_to
from lucid.distributions.counts import Bernoulli, Binomial, Geometric, NegativeBinomial, Poisson
from lucid.distributions.distribution import Distribution
from lucid.distributions.exp_family import ExponentialFamily
from lucid.distributions.extremes import Gumbel, Kumaraswamy, Pareto, Weibull
from lucid.distributions.independent import Independent
from lucid.distributions.intervals import Beta, ContinuousBernoulli, Uniform, VonMises
from lucid.distributions.kl import kl_divergence, register_kl
from lucid.distributions.lkj_cholesky import LKJCholesky
from lucid.distributions.location_scale import Cauchy, Laplace, Normal, StudentT
from lucid.distributions.lowrank_multivariate_normal import LowRankMultivariateNormal
from lucid.distributions.mixture_same_family import MixtureSameFamily
from lucid.distributions.multivariate_normal import MultivariateNormal
from lucid.distributions.positive import Chi2, Exponential, FisherSnedecor, Gamma, GeneralizedPareto
from lucid.distributions.relaxed import RelaxedBernoulli, RelaxedOneHotCategorical
from lucid.distributions.simplex import Dirichlet
from lucid.distributions.transformed import HalfCauchy, HalfNormal, InverseGamma, LogNormal, LogisticNormal
from lucid.distributions.transformed_distribution import TransformedDistribution
from lucid.distributions.transforms import (
    AbsTransform, AffineTransform, CatTransform, ComposeTransform, CorrCholeskyTransform,
    CumulativeDistributionTransform, ExpTransform, IndependentTransform, LowerCholeskyTransform,
    PositiveDefiniteTransform, PowerTransform, ReshapeTransform, SigmoidTransform, SoftmaxTransform,
    SoftplusTransform, StackTransform, StickBreakingTransform, TanhTransform, Transform, identity_transform,
)  # fmt: skip
from lucid.distributions.wishart import Wishart

__all__ = [
    "AbsTransform", "AffineTransform", "Bernoulli", "Beta", "Binomial", "CatTransform", "Categorical", "Cauchy",
    "Chi2", "ComposeTransform", "ContinuousBernoulli", "CorrCholeskyTransform", "CumulativeDistributionTransform",
    "Dirichlet", "Distribution", "ExpTransform", "Exponential", "ExponentialFamily", "FisherSnedecor", "Gamma",
    "GeneralizedPareto", "Geometric", "Gumbel", "HalfCauchy", "HalfNormal", "Independent", "IndependentTransform",
    "InverseGamma", "Kumaraswamy", "LKJCholesky", "Laplace", "LogNormal", "LogisticNormal",
    "LowRankMultivariateNormal", "LowerCholeskyTransform", "MixtureSameFamily", "Multinomial", "MultivariateNormal",
    "NegativeBinomial", "Normal", "OneHotCategorical", "OneHotCategoricalStraightThrough", "Pareto", "Poisson",
    "PositiveDefiniteTransform", "PowerTransform", "RelaxedBernoulli", "RelaxedOneHotCategorical",
    "ReshapeTransform", "SigmoidTransform", "SoftmaxTransform", "SoftplusTransform", "StackTransform",
    "StickBreakingTransform", "StudentT", "TanhTransform", "Transform", "TransformedDistribution", "Uniform",
    "VonMises", "Weibull", "Wishart", "biject_to", "constraints", "identity_transform", "kl", "kl_divergence",
    "register_kl", "transform_to", "transforms",
]  # fmt: skip
