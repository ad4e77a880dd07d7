"""Kullback-Leibler divergences beside PyTorch's: every pair of classes that has a formula there, and the estimate."""

import pytest

torch = pytest.importorskip("torch")

import lucid  # noqa: E402
from distribution_cases import CASES, MATRIX_CASES, made, same  # noqa: E402

pytestmark = pytest.mark.parity

# A second set of parameters of the same shape.
OTHERS = {
    "Bernoulli": {"probs": [0.6, 0.1]},
    "Beta": {"concentration1": [1.6, 1.0], "concentration0": [2.0, 0.5]},
    "Binomial": {"total_count": 5, "probs": [0.5, 0.1]},
    "Categorical": {"probs": [[0.4, 0.3, 0.3], [1.0, 1.0, 0.1]]},
    "Cauchy": {"loc": [0.5, -1.0], "scale": [2.0, 1.5]},
    "ContinuousBernoulli": {"probs": [0.6, 0.3]},
    "Dirichlet": {"concentration": [[1.5, 1.0, 0.5], [2.0, 2.2, 1.8]]},
    "Exponential": {"rate": [1.5, 0.3]},
    "Gamma": {"concentration": [1.3, 0.5], "rate": [0.7, 1.5]},
    "Geometric": {"probs": [0.6, 0.2]},
    "Gumbel": {"loc": [0.6, -0.2], "scale": [1.5, 0.7]},
    "HalfNormal": {"scale": [0.4, 3.0]},
    "Laplace": {"loc": [0.6, -0.2], "scale": [1.5, 0.7]},
    "LogNormal": {"loc": [0.6, -0.2], "scale": [1.5, 0.7]},
    "Multinomial": {"total_count": 4, "probs": [0.4, 0.4, 0.2]},
    "Normal": {"loc": [0.6, -0.2], "scale": [1.5, 0.7]},
    "OneHotCategorical": {"probs": [[0.4, 0.3, 0.3], [1.0, 1.0, 0.1]]},
    "Pareto": {"scale": [0.5, 1.0], "alpha": [2.5, 3.0]},
    "Poisson": {"rate": [2.5, 3.0]},
    "Uniform": {"low": [-0.5, -2.0], "high": [1.5, 3.0]},
}
FIRST = {name: dict(CASES[name][0]) for name in OTHERS}
FIRST["ContinuousBernoulli"] = {"probs": [0.2, 0.9]}
FIRST["Gamma"] = {"concentration": [0.3, 2.5], "rate": [1.0, 0.5]}
NAMES = sorted(set(OTHERS) - {"LogNormal", "Multinomial"})


@pytest.fixture(autouse=True)
def double_precision():
    torch.set_default_dtype(torch.float64)
    lucid.set_default_dtype(lucid.float64)
    yield
    torch.set_default_dtype(torch.float32)
    lucid.set_default_dtype(lucid.float32)


@pytest.mark.parametrize("first", NAMES)
def test_pairs(first):
    compared = 0
    for second in NAMES:
        theirs = made(torch, first, FIRST[first])[0], made(torch, second, OTHERS[second])[0]
        try:
            expected = torch.distributions.kl_divergence(*theirs)
        except NotImplementedError:
            continue
        ours = made(lucid, first, FIRST[first])[0], made(lucid, second, OTHERS[second])[0]
        same(lucid.distributions.kl_divergence(*ours), expected, 1e-8, 1e-9)
        compared += 1
    assert compared


def test_multinomials():
    """As many times the divergence of one draw."""
    ours = made(lucid, "Multinomial", FIRST["Multinomial"])[0], made(lucid, "Multinomial", OTHERS["Multinomial"])[0]
    both = FIRST["Multinomial"], OTHERS["Multinomial"]
    categories = [torch.distributions.Categorical(torch.tensor(p["probs"])) for p in both]
    same(lucid.distributions.kl_divergence(*ours), 4 * torch.distributions.kl_divergence(*categories))


def test_composed():
    def of(lib):
        d = lib.distributions
        loc = lib.tensor([[0.0, 1.0], [2.0, 0.5]])
        p = d.Independent(d.Normal(loc, lib.ones_like(loc)), 1)
        q = d.Independent(d.Normal(loc * 0.5, lib.ones_like(loc) * 2), 1)
        s, t = d.LogNormal(lib.tensor([0.0]), lib.tensor([1.0])), d.LogNormal(lib.tensor([0.5]), lib.tensor([2.0]))
        return d.kl_divergence(p, q), d.kl_divergence(s, t)

    for found, expected in zip(of(lucid), of(torch)):
        same(found, expected)


def test_infinite_outside_the_support():
    d = lucid.distributions
    assert d.kl_divergence(d.Uniform(0.0, 2.0), d.Uniform(0.0, 1.0)).isinf()
    assert d.kl_divergence(d.Normal(0.0, 1.0), d.Gamma(1.0, 1.0)).isinf()
    assert d.kl_divergence(d.Bernoulli(0.5), d.Bernoulli(0.0)).isinf()


def test_estimate_where_no_formula_is_known():
    """StudentT has none: the estimate lies near the integral, and carries gradients."""
    d = lucid.distributions
    lucid.manual_seed(0)
    loc = lucid.tensor(0.5, requires_grad=True)
    found = d.kl_divergence(d.Normal(loc, 1.0), d.StudentT(5.0))
    x = torch.linspace(-12, 12, 20001)
    p = torch.distributions.Normal(0.5, 1.0).log_prob(x)
    expected = torch.trapezoid(p.exp() * (p - torch.distributions.StudentT(5.0).log_prob(x)), x)
    assert abs(found.item() - expected.item()) < 0.05
    found.backward()
    assert loc.grad.isfinite()
    with pytest.raises(NotImplementedError, match="No KL"):
        d.kl_divergence(d.Dirichlet(lucid.ones(3)), d.Normal(0.0, 1.0))


def test_own_formulas():
    d = lucid.distributions

    class Point(d.Distribution):
        arg_constraints = {}

    @d.register_kl(Point, Point)
    def _(p, q):
        return "registered"

    assert d.kl_divergence(Point(), Point()) == "registered"
    with pytest.raises(TypeError, match="subclass"):
        d.register_kl(int, Point)


def test_multivariate_normals():
    def of(lib):
        sets = MATRIX_CASES["MultivariateNormal"]
        p, q = made(lib, "MultivariateNormal", sets[0])[0], made(lib, "MultivariateNormal", sets[2])[0]
        return lib.distributions.kl_divergence(p, q), lib.distributions.kl_divergence(q, p)

    for found, expected in zip(of(lucid), of(torch)):
        same(found, expected)

    def low(lib):
        d = lib.distributions
        p = made(lib, "LowRankMultivariateNormal", MATRIX_CASES["LowRankMultivariateNormal"][0])[0]
        q = d.MultivariateNormal(lib.zeros(3), lib.eye(3))
        return d.kl_divergence(p, q), d.kl_divergence(q, p), d.kl_divergence(p, p)

    for found, expected in zip(low(lucid), low(torch)):
        same(found, expected)
