"""lucid.distributions beside torch.distributions: densities, moments, gradients, draws, shapes, refusals."""

import doctest
import importlib
import re

import pytest

torch = pytest.importorskip("torch")

import lucid  # noqa: E402
from distribution_cases import CASES, MATRIX_CASES, PLAIN, each, made, ours_of, same  # noqa: E402

pytestmark = pytest.mark.parity

ALL = each(CASES) + each(MATRIX_CASES)
NAMES = [f"{name}{i}" for i, (name, _) in enumerate(ALL)]
# Where PyTorch has no answer, or one that is known to be wrong.
SKIPPED = {("Poisson", "entropy"), ("Kumaraswamy", "mode")}


@pytest.fixture(autouse=True)
def double_precision():
    """Parameters that a class makes itself are double too."""
    torch.set_default_dtype(torch.float64)
    lucid.set_default_dtype(lucid.float64)
    yield
    torch.set_default_dtype(torch.float32)
    lucid.set_default_dtype(lucid.float32)


def both(name, parameters):
    return made(lucid, name, parameters)[0], made(torch, name, parameters)[0]


@pytest.mark.parametrize("name, parameters", ALL, ids=NAMES)
def test_moments_and_shapes(name, parameters):
    ours, theirs = both(name, parameters)
    assert ours.batch_shape == tuple(theirs.batch_shape) and ours.event_shape == tuple(theirs.event_shape)
    assert ours.has_rsample == theirs.has_rsample and ours.has_enumerate_support == theirs.has_enumerate_support
    for member in ("mean", "mode", "variance", "stddev"):
        if (name, member) in SKIPPED:
            continue
        try:
            expected = getattr(theirs, member)
        except (NotImplementedError, AttributeError):
            with pytest.raises(NotImplementedError):
                getattr(ours, member)
            continue
        same(getattr(ours, member), expected, *((1e-5, 1e-6) if name == "VonMises" else ()))
    if (name, "entropy") in SKIPPED:
        return
    try:
        expected = theirs.entropy()
    except NotImplementedError:
        with pytest.raises(NotImplementedError):
            ours.entropy()
    else:
        same(ours.entropy(), expected)
        same(ours.perplexity(), theirs.perplexity())


def what_counts(name, key, gradient):
    """Of a symmetric matrix's gradient the symmetric part, of a triangle's the triangle."""
    if name in MATRIX_CASES and key in ("covariance_matrix", "precision_matrix"):
        return gradient + gradient.mT
    return gradient.tril() if key == "scale_tril" else gradient


@pytest.mark.parametrize("name, parameters", ALL, ids=NAMES)
def test_log_prob_and_its_gradient(name, parameters):
    torch.manual_seed(0)
    ours, leaves = made(lucid, name, parameters, grad=True)
    theirs, their_leaves = made(torch, name, parameters, grad=True)
    value = theirs.sample((7,))
    expected = theirs.log_prob(value)
    found = ours.log_prob(ours_of(value))
    tolerance = (1e-8, 1e-9) if name != "VonMises" else (1e-5, 1e-6)  # PyTorch's Bessel functions have seven digits
    same(found, expected, *tolerance)
    same(ours.prob(ours_of(value)).detach(), expected.detach().exp(), *tolerance)
    if not leaves:
        return
    expected = torch.autograd.grad(expected.sum(), their_leaves, allow_unused=True)
    found = lucid.autograd.grad(found.sum(), leaves, allow_unused=True)
    keys = [key for key in parameters if key not in PLAIN or isinstance(parameters[key], list)]
    for key, mine, other in zip(keys, found, expected):
        if other is not None:
            same(*(what_counts(name, key, gradient) for gradient in (mine, other)), *(10 * t for t in tolerance))
    if ours.has_rsample:
        mine, other = ours_of(value, grad=True), value.clone().requires_grad_()
        if name in ("OneHotCategoricalStraightThrough", "Uniform", "Wishart"):
            return  # none; none; another gradient of a symmetric matrix
        (expected,) = torch.autograd.grad(made(torch, name, parameters)[0].log_prob(other).sum(), other)
        (found,) = lucid.autograd.grad(made(lucid, name, parameters)[0].log_prob(mine).sum(), mine)
        same(found, expected, 1e-7, 1e-8)


@pytest.mark.parametrize("name, parameters", ALL, ids=NAMES)
def test_distribution_functions(name, parameters):
    torch.manual_seed(1)
    ours, theirs = both(name, parameters)
    value = theirs.sample((5,))
    try:
        expected = theirs.cdf(value)
    except NotImplementedError:
        with pytest.raises(NotImplementedError):
            ours.cdf(ours_of(value))
    else:
        same(ours.cdf(ours_of(value)), expected)
    probabilities = torch.linspace(0.05, 0.95, 5, dtype=torch.float64).reshape((5,) + (1,) * len(theirs.batch_shape))
    try:
        expected = theirs.icdf(probabilities)
    except NotImplementedError:
        with pytest.raises(NotImplementedError):
            ours.icdf(ours_of(probabilities))
    else:
        same(ours.icdf(ours_of(probabilities)), expected)


@pytest.mark.parametrize("name, parameters", ALL, ids=NAMES)
def test_expand_repr_and_support(name, parameters):
    torch.manual_seed(2)
    ours, theirs = both(name, parameters)
    batch = (3, *theirs.batch_shape)
    spread, their_spread = ours.expand(batch), theirs.expand(torch.Size(batch))
    assert type(spread) is type(ours)
    assert spread.batch_shape == tuple(their_spread.batch_shape) and spread.event_shape == ours.event_shape
    value = their_spread.sample()
    same(spread.log_prob(ours_of(value)), their_spread.log_prob(value), 1e-6, 1e-7)
    assert spread.sample((2,)).shape == (2, *batch, *ours.event_shape)
    expected = repr(theirs).replace("torch.Size", "")
    assert re.findall(r"[A-Za-z_]\w+", repr(ours)) == re.findall(r"[A-Za-z_]\w+", expected)
    inside = theirs.support.check(value)
    same(ours.support.check(ours_of(value)), inside)
    assert ours.support.event_dim == theirs.support.event_dim
    assert ours.support.is_discrete == theirs.support.is_discrete
    if theirs.has_enumerate_support:
        for expand in (True, False):
            same(ours.enumerate_support(expand), theirs.enumerate_support(expand))


@pytest.mark.parametrize("name, parameters", ALL, ids=NAMES)
def test_draws(name, parameters):
    """Shapes, supports and types of draws; means and variances as PyTorch's formulas have them."""
    lucid.manual_seed(3)
    ours, theirs = both(name, parameters)
    assert ours.sample().shape == ours.batch_shape + ours.event_shape
    count = 6_000
    drawn = ours.sample((count,))
    assert drawn.dtype == (lucid.int64 if name == "Categorical" else lucid.float64) and not drawn.requires_grad
    back = torch.tensor(drawn.tolist(), dtype=torch.float64)
    assert theirs.support.check(back).all()
    try:
        mean, variance = theirs.mean, theirs.variance
    except NotImplementedError:
        return
    if name == "VonMises":
        variance = torch.tensor([1.8, 0.14])  # of the angle itself, for the bound
    error = (back.mean(0) - mean).abs() / (variance / count).sqrt()
    error = error[torch.isfinite(error)]
    assert (error < 5).all(), error
    heavy = ("StudentT", "Pareto", "FisherSnedecor", "InverseGamma", "LogNormal", "GeneralizedPareto")
    if name not in ("VonMises", *heavy):
        ratio = back.var(0) / variance
        ratio = ratio[torch.isfinite(variance)]
        assert ((ratio - 1).abs() < 0.15).all(), ratio


CONTINUOUS = [
    "Beta", "Cauchy", "Chi2", "ContinuousBernoulli", "Exponential", "FisherSnedecor", "Gamma", "GeneralizedPareto",
    "Gumbel", "HalfCauchy", "HalfNormal", "InverseGamma", "Kumaraswamy", "Laplace", "LogNormal", "Normal", "Pareto",
    "StudentT", "Uniform", "VonMises", "Weibull",
]  # fmt: skip


@pytest.mark.parametrize("name", CONTINUOUS)
def test_draws_follow_the_distribution(name):
    """Kolmogorov and Smirnov's two-sample test against PyTorch's draws."""
    stats = pytest.importorskip("scipy.stats")
    lucid.manual_seed(4)
    torch.manual_seed(4)
    ours, theirs = both(name, CASES[name][0])
    mine, other = ours.sample((2000,)), theirs.sample((2000,))
    mine = torch.tensor(mine.tolist(), dtype=torch.float64).reshape(2000, -1)
    other = other.reshape(2000, -1)
    for column in range(mine.shape[1]):
        assert stats.ks_2samp(mine[:, column].numpy(), other[:, column].numpy()).pvalue > 1e-4


HAS_CDF = [
    "Cauchy", "ContinuousBernoulli", "Exponential", "GeneralizedPareto", "Gumbel", "HalfNormal", "Kumaraswamy",
    "Laplace", "LogNormal", "Normal", "Pareto", "Uniform", "Weibull",
]  # fmt: skip


@pytest.mark.parametrize("name", HAS_CDF)
def test_gradients_of_draws(name):
    """dx/dparameter is -(dF/dparameter) / density at x; both from PyTorch's distribution function."""
    lucid.manual_seed(5)
    parameters = CASES[name][0]
    ours, leaves = made(lucid, name, parameters, grad=True)
    drawn = ours.rsample((6,))
    found = lucid.autograd.grad(drawn.sum(), leaves)
    theirs, their_leaves = made(torch, name, parameters, grad=True)
    x = torch.tensor(drawn.tolist(), dtype=torch.float64)
    density = theirs.log_prob(x).exp().detach()
    expected = torch.autograd.grad((-theirs.cdf(x) / density).sum(), their_leaves)
    for mine, other in zip(found, expected):
        torch.testing.assert_close(torch.tensor(mine.tolist(), dtype=torch.float64), other, rtol=1e-6, atol=1e-7)


def test_gradients_of_gamma_and_dirichlet_draws():
    from lucid._engine import engine

    a = torch.logspace(-2, 3, 40, dtype=torch.float64)
    x = torch._standard_gamma(a)
    found = engine._standard_gamma_grad(ours_of(a), ours_of(x))
    same(found, torch._standard_gamma_grad(a, x), 2e-3, 1e-4)  # PyTorch's is an approximation

    def mean_of(function, points):
        step = 1e-5 * points
        return (function(points + step) - function(points - step)) / (2 * step)

    special = pytest.importorskip("scipy.special")
    middle = torch.linspace(0.3, 3, 10, dtype=torch.float64)[:, None] * a
    shape = a.expand(middle.shape)
    slope = mean_of(lambda s: torch.from_numpy(special.gammainc(s.numpy(), middle.numpy())), shape)
    density = (torch.xlogy(shape - 1, middle) - middle - shape.lgamma()).exp()
    keep = density * middle > 1e-3
    exact = (-slope / density)[keep]
    ours = torch.tensor(engine._standard_gamma_grad(ours_of(shape), ours_of(middle)).tolist())[keep]
    torch.testing.assert_close(ours, exact, rtol=2e-5, atol=1e-6)

    alpha = torch.tensor([0.2, 1.0, 3.0, 50.0], dtype=torch.float64)[:, None]
    beta = torch.tensor([0.5, 2.0, 20.0], dtype=torch.float64)
    alpha, beta = torch.broadcast_tensors(alpha, beta)
    for share in (0.1, 0.3, 0.6, 0.9):
        point = torch.full_like(alpha, share)
        found = engine._dirichlet_grad(ours_of(point), ours_of(alpha), ours_of(alpha + beta))
        slope = mean_of(lambda s: torch.from_numpy(special.betainc(s.numpy(), beta.numpy(), point.numpy())), alpha)
        density = torch.distributions.Beta(alpha, beta).log_prob(point).exp()
        keep = density > 1e-3
        ours = torch.tensor(found.tolist(), dtype=torch.float64)[keep]
        torch.testing.assert_close(ours, (-slope / density / (1 - share))[keep], rtol=1e-4, atol=1e-6)
    concentration = lucid.tensor([0.5, 2.0, 3.0], dtype=lucid.float64, requires_grad=True)
    drawn = lucid.distributions.Dirichlet(concentration).rsample((4,))
    weights = lucid.tensor([1.0, -2.0, 0.5], dtype=lucid.float64)
    (found,) = lucid.autograd.grad((drawn * weights).sum(), concentration)
    theirs = torch.tensor([0.5, 2.0, 3.0], dtype=torch.float64).expand(4, 3)
    point = torch.tensor(drawn.tolist(), dtype=torch.float64)
    slope = torch._dirichlet_grad(point, theirs, theirs.sum(-1, keepdim=True).expand(4, 3))
    given = torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64)
    expected = (slope * (given - (point * given).sum(-1, keepdim=True))).sum(0)
    torch.testing.assert_close(torch.tensor(found.tolist(), dtype=torch.float64), expected, rtol=5e-3, atol=1e-3)


BAD = [
    ("Normal", {"loc": [0.0], "scale": [-1.0]}),
    ("Uniform", {"low": [1.0], "high": [0.0]}),
    ("Bernoulli", {}),
    ("Bernoulli", {"probs": [1.5]}),
    ("Bernoulli", {"probs": [0.5], "logits": [0.0]}),
    ("Categorical", {"probs": 1.0}),
    ("Categorical", {"probs": [-0.5, 1.0]}),
    ("Dirichlet", {"concentration": 1.0}),
    ("Dirichlet", {"concentration": [1.0, -1.0]}),
    ("Gamma", {"concentration": [0.0], "rate": [1.0]}),
    ("Geometric", {"probs": [0.0]}),
    ("Exponential", {"rate": [float("nan")]}),
    ("LKJCholesky", {"dim": 1}),
    ("MultivariateNormal", {"loc": [0.0]}),
    ("Poisson", {"rate": [-1.0]}),
]


@pytest.mark.parametrize("name, parameters", BAD, ids=str)
def test_bad_parameters(name, parameters):
    with pytest.raises(ValueError) as theirs:
        made(torch, name, parameters)
    with pytest.raises(ValueError) as ours:
        made(lucid, name, parameters)
    first = str(theirs.value).split("distribution")[0]
    assert str(ours.value).split("distribution")[0] == first


def test_bad_values():
    for name, value in (("Bernoulli", 0.5), ("Exponential", -1.0), ("Beta", 2.0), ("Poisson", 1.5)):
        parameters = CASES[name][0]
        ours, theirs = both(name, parameters)
        with pytest.raises(ValueError, match="to be within the support"):
            theirs.log_prob(torch.full((2,), value, dtype=torch.float64))
        with pytest.raises(ValueError, match="to be within the support"):
            ours.log_prob(lucid.full((2,), value, dtype=lucid.float64))
    with pytest.raises(ValueError, match="must be a Tensor"):
        lucid.distributions.Normal(0.0, 1.0).log_prob(1.0)
    with pytest.raises(ValueError, match="not broadcastable"):
        lucid.distributions.Normal(lucid.zeros(2), lucid.ones(2)).log_prob(lucid.zeros(3))
    unchecked = lucid.distributions.Normal(0.0, -1.0, validate_args=False)
    assert unchecked.log_prob(lucid.tensor(0.0)).isnan()


def test_mixtures_and_independent():
    torch.manual_seed(6)

    def mixture(lib):
        logits = lib.tensor([[0.1, 1.0, -0.5], [0.3, 0.2, 0.0]], dtype=lib.float64)
        loc = lib.arange(12, dtype=lib.float64).reshape(2, 3, 2) / 4
        parts = lib.distributions.Independent(lib.distributions.Normal(loc, lib.ones_like(loc) / 2), 1)
        return lib.distributions.MixtureSameFamily(lib.distributions.Categorical(logits=logits), parts)

    ours, theirs = mixture(lucid), mixture(torch)
    value = theirs.sample((5,))
    same(ours.log_prob(ours_of(value)), theirs.log_prob(value))
    same(ours.mean, theirs.mean)
    same(ours.variance, theirs.variance)
    same(ours.expand((4, 2)).mean, theirs.expand(torch.Size((4, 2))).mean)
    drawn = ours.sample((4000,))
    assert drawn.shape == (4000, 2, 2)
    torch.testing.assert_close(torch.tensor(drawn.mean(0).tolist()), theirs.mean, rtol=0, atol=0.08)
    flat = lucid.distributions.MixtureSameFamily(
        lucid.distributions.Categorical(lucid.ones(2)),
        lucid.distributions.Normal(lucid.tensor([-1.0, 1.0]), lucid.ones(2)),
    )
    assert abs(flat.cdf(lucid.tensor(0.0)).item() - 0.5) < 1e-6
    with pytest.raises(ValueError, match="does not equal"):
        lucid.distributions.MixtureSameFamily(
            lucid.distributions.Categorical(lucid.ones(3)), lucid.distributions.Normal(lucid.zeros(2), 1.0)
        )


MODULES = [
    "location_scale", "positive", "intervals", "counts", "categories", "simplex", "independent", "mixture_same_family",
    "transformed_distribution", "kl", "constraint_registry",
]  # fmt: skip


@pytest.mark.parametrize("module", MODULES)
def test_examples(module):
    result = doctest.testmod(importlib.import_module("lucid.distributions." + module), extraglobs={"lucid": lucid})
    assert result.attempted > 0 and result.failed == 0
