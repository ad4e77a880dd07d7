"""Transforms, constraints and the registries beside PyTorch's."""

import pytest

torch = pytest.importorskip("torch")

import lucid  # noqa: E402
from distribution_cases import ours_of, same  # noqa: E402

pytestmark = pytest.mark.parity


@pytest.fixture(autouse=True)
def double_precision():
    torch.set_default_dtype(torch.float64)
    lucid.set_default_dtype(lucid.float64)
    yield
    torch.set_default_dtype(torch.float32)
    lucid.set_default_dtype(lucid.float32)


def transforms(lib):
    t = lib.distributions.transforms
    normal = lib.distributions.Normal(0.0, 1.0)
    affine = t.AffineTransform(lib.tensor([1.0, -2.0, 0.5]), lib.tensor([2.0, -0.5, 3.0]))
    return {
        "abs": (t.AbsTransform(), (3,)),
        "affine": (affine, (4, 3)),
        "affine of numbers": (t.AffineTransform(1.0, -2.0), (4, 3)),
        "affine event": (t.AffineTransform(0.5, lib.tensor([2.0, -0.5, 3.0]), event_dim=1), (4, 3)),
        "cat": (t.CatTransform([t.ExpTransform(), t.TanhTransform()], dim=-1, lengths=[1, 2]), (4, 3)),
        "compose": (t.ComposeTransform([affine, t.ExpTransform(), t.AffineTransform(1.0, 2.0)]), (4, 3)),
        "compose of events": (t.ComposeTransform([t.ExpTransform().inv.inv, t.ReshapeTransform((3,), (3, 1))]), (4, 3)),
        "corr cholesky": (t.CorrCholeskyTransform(), (2, 6)),
        "cdf": (t.CumulativeDistributionTransform(normal), (3,)),
        "exp": (t.ExpTransform(), (3,)),
        "independent": (t.IndependentTransform(t.TanhTransform(), 1), (4, 3)),
        "lower cholesky": (t.LowerCholeskyTransform(), (2, 3, 3)),
        "power": (t.PowerTransform(lib.tensor(2.5)), (3,)),
        "reshape": (t.ReshapeTransform((2, 3), (6,)), (4, 2, 3)),
        "sigmoid": (t.SigmoidTransform(), (3,)),
        "softmax": (t.SoftmaxTransform(), (4, 3)),
        "softplus": (t.SoftplusTransform(), (3,)),
        "stack": (t.StackTransform([t.ExpTransform(), t.SigmoidTransform()], dim=1), (4, 2)),
        "stick breaking": (t.StickBreakingTransform(), (4, 3)),
        "tanh": (t.TanhTransform(), (3,)),
    }


@pytest.mark.parametrize("name", sorted(transforms(torch)))
def test_maps(name):
    torch.manual_seed(0)
    (ours, shape), (theirs, _) = transforms(lucid)[name], transforms(torch)[name]
    x = torch.randn(shape)
    if name == "power":
        x = x.exp()
    mine = ours_of(x, grad=True)
    y = theirs(x)
    found = ours(mine)
    same(found, y)
    assert ours.forward_shape(shape) == tuple(theirs.forward_shape(shape))
    assert ours.inverse_shape(tuple(y.shape)) == tuple(theirs.inverse_shape(y.shape))
    assert ours.bijective == theirs.bijective
    assert ours.domain.event_dim == theirs.domain.event_dim
    assert ours.codomain.event_dim == theirs.codomain.event_dim
    same(ours.inv(ours_of(y)), theirs.inv(y), 1e-8, 1e-9)
    try:
        expected = theirs.sign
    except NotImplementedError:
        with pytest.raises(NotImplementedError):
            ours.sign
    else:
        assert torch.as_tensor(ours.sign.tolist() if hasattr(ours.sign, "tolist") else ours.sign).eq(expected).all()
    try:
        expected = theirs.log_abs_det_jacobian(x, y)
    except NotImplementedError:
        with pytest.raises(NotImplementedError):
            ours.log_abs_det_jacobian(mine, found)
        return
    same(ours.log_abs_det_jacobian(ours_of(x), ours_of(y)), expected, 1e-8, 1e-9)
    same(ours.inv.log_abs_det_jacobian(ours_of(y), ours_of(x)), -expected, 1e-8, 1e-9)
    found.sum().backward()
    theirs_x = x.clone().requires_grad_()
    theirs(theirs_x).sum().backward()
    same(mine.grad, theirs_x.grad, 1e-8, 1e-9)


def test_caching_equality_and_inverses():
    t = lucid.distributions.transforms
    kept = t.ExpTransform(cache_size=1)
    x = lucid.randn(3)
    y = kept(x)
    assert kept(x) is y and kept.inv(y) is x
    assert t.ExpTransform() == t.ExpTransform() and t.ExpTransform() != t.TanhTransform()
    assert t.AffineTransform(0, 1) == t.AffineTransform(0, 1) != t.AffineTransform(0, 2)
    assert kept.inv.inv is kept and ~kept == kept.inv
    assert t.PowerTransform(2.0).with_cache() == t.PowerTransform(2.0)
    assert repr(t.ComposeTransform([t.ExpTransform(), t.ExpTransform().inv])).count("ExpTransform") == 2
    for wrong in (lambda: t.ReshapeTransform((2,), (3,)), lambda: t.ExpTransform(cache_size=2)):
        with pytest.raises(ValueError):
            wrong()
    with pytest.raises(ValueError, match="3 elements"):
        t.CatTransform([t.ExpTransform()], lengths=[3])(lucid.randn(2))


def test_transformed_distributions():
    def of(lib):
        d, t = lib.distributions, lib.distributions.transforms
        base = d.Normal(lib.zeros(3), lib.ones(3))
        flow = d.TransformedDistribution(base, [t.AffineTransform(1.0, -2.0), t.ExpTransform()])
        stick = d.TransformedDistribution(d.Independent(base, 1), [t.StickBreakingTransform()])
        steps = [t.SigmoidTransform().inv, t.AffineTransform(1.0, 2.0)]
        logistic = d.TransformedDistribution(d.Uniform(0.0, 1.0), steps)
        return flow, stick, logistic

    torch.manual_seed(1)
    for ours, theirs in zip(of(lucid), of(torch)):
        value = theirs.sample((4,))
        assert ours.batch_shape == tuple(theirs.batch_shape) and ours.event_shape == tuple(theirs.event_shape)
        same(ours.log_prob(ours_of(value)), theirs.log_prob(value), 1e-7, 1e-8)
        assert ours.rsample((2,)).shape == tuple(theirs.rsample((2,)).shape)
        if not ours.event_shape:
            same(ours.cdf(ours_of(value)), theirs.cdf(value), 1e-8, 1e-9)
            same(ours.icdf(ours_of(theirs.cdf(value))), value, 1e-6, 1e-7)
    with pytest.raises(ValueError, match="transforms must be"):
        lucid.distributions.TransformedDistribution(lucid.distributions.Normal(0.0, 1.0), [1])
    with pytest.raises(ValueError, match="at least"):
        of_lib = lucid.distributions
        of_lib.TransformedDistribution(of_lib.Normal(0.0, 1.0), [of_lib.transforms.StickBreakingTransform()])


CHECKS = {
    "boolean": [0.0, 1.0, 0.5], "nonnegative_integer": [0.0, 2.0, -1.0, 1.5], "positive_integer": [0.0, 2.0, 1.5],
    "positive": [0.0, 1.0], "nonnegative": [0.0, -1.0], "real": [0.0, float("nan"), float("inf")],
    "unit_interval": [0.0, 1.0, 1.1], "simplex": [[0.3, 0.7], [0.3, 0.6], [-0.5, 1.5]],
    "one_hot": [[0.0, 1.0], [1.0, 1.0]],
    "lower_triangular": [[[1.0, 0.0], [2.0, -1.0]], [[1.0, 2.0], [0.0, 1.0]]],
    "lower_cholesky": [[[1.0, 0.0], [2.0, -1.0]], [[1.0, 0.0], [2.0, 1.0]]],
    "corr_cholesky": [[[1.0, 0.0], [0.6, 0.8]], [[1.0, 0.0], [0.6, 0.7]]],
    "symmetric": [[[1.0, 2.0], [2.0, 1.0]], [[1.0, 2.0], [3.0, 1.0]]], "square": [[[1.0, 2.0], [2.0, 1.0]]],
    "real_vector": [[1.0, float("nan")], [0.0, 1.0]],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_constraints(name):
    ours, theirs = getattr(lucid.distributions.constraints, name), getattr(torch.distributions.constraints, name)
    value = torch.tensor(CHECKS[name])
    same(ours.check(ours_of(value)), theirs.check(value))
    assert repr(ours) == repr(theirs) and ours.event_dim == theirs.event_dim and ours.is_discrete == theirs.is_discrete


@pytest.mark.parametrize("name", ["positive_definite", "positive_semidefinite"])
def test_definite_matrices(name):
    ours, theirs = getattr(lucid.distributions.constraints, name), getattr(torch.distributions.constraints, name)
    value = torch.tensor([[[2.0, 0.5], [0.5, 1.0]], [[1.0, 2.0], [2.0, 1.0]]])
    same(ours.check(ours_of(value)), theirs.check(value))


def test_constraints_with_bounds():
    def of(lib):
        c = lib.distributions.constraints
        return [
            c.greater_than(1.0), c.greater_than_eq(1.0), c.less_than(1.0), c.interval(0.5, 1.0), c.multinomial(3),
            c.half_open_interval(0.5, 1.0), c.integer_interval(0, 1), c.independent(c.positive, 1),
            c.cat([c.positive, c.real], -1, [1, 2]), c.stack([c.positive, c.real, c.positive], -1),
        ]  # fmt: skip

    value = torch.tensor([[0.5, 1.0, 2.0], [-1.0, 0.0, 0.7]])
    for ours, theirs in zip(of(lucid), of(torch)):
        same(ours.check(ours_of(value)), theirs.check(value))
    with pytest.raises(ValueError, match="dependent"):
        lucid.distributions.constraints.dependent.check(lucid.zeros(1))


@pytest.mark.parametrize("registry", ["biject_to", "transform_to"])
def test_registries(registry):
    def of(lib):
        c = lib.distributions.constraints
        return [
            c.real, c.positive, c.nonnegative, c.greater_than(2.0), c.less_than(3.0), c.interval(-1.0, 2.0), c.simplex,
            c.unit_interval, c.independent(c.positive, 1), c.corr_cholesky, c.lower_cholesky,
            c.half_open_interval(0.0, 2.0),
            c.cat([c.positive, c.real], -1, [1, 2]), c.stack([c.positive, c.real, c.real], -1),
        ]  # fmt: skip

    torch.manual_seed(2)
    for ours, theirs in zip(of(lucid), of(torch)):
        try:
            expected = getattr(torch.distributions, registry)(theirs)
        except NotImplementedError:
            with pytest.raises(NotImplementedError):
                getattr(lucid.distributions, registry)(ours)
            continue
        x = torch.randn((3, 3) if theirs is not torch.distributions.constraints.lower_cholesky else (3, 3, 3))
        found = getattr(lucid.distributions, registry)(ours)
        same(found(ours_of(x)), expected(x))
        assert ours.check(found(ours_of(x))).all()
