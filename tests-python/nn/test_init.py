"""nn.init: moments, bounds, structure."""

import math

import lucid
import pytest
from lucid import nn
from lucid.nn import init


def moments(tensor):
    values = tensor.detach().double().reshape(-1).tolist()
    mean = math.fsum(values) / len(values)
    return mean, math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values)), min(values), max(values)


# function, the standard deviation that its paper gives for a (200, 300) matrix, the bound (None: unbounded)
CASES = [
    (lambda t: init.uniform_(t, -2, 4), 6 / math.sqrt(12), 4),
    (lambda t: init.normal_(t, 1.0, 0.5), 0.5, None),
    (init.xavier_uniform_, math.sqrt(2 / 500), math.sqrt(6 / 500)),
    (lambda t: init.xavier_normal_(t, gain=2.0), 2 * math.sqrt(2 / 500), None),
    (lambda t: init.kaiming_uniform_(t, nonlinearity="relu"), math.sqrt(2 / 300), math.sqrt(6 / 300)),
    (lambda t: init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu"), math.sqrt(2 / 200), None),
    (lambda t: init.kaiming_normal_(t, a=1.0), math.sqrt(1 / 300), None),
]


@pytest.mark.parametrize("fill, std, bound", CASES, ids=range(len(CASES)))
def test_random_fills(fill, std, bound):
    lucid.manual_seed(7)
    tensor = lucid.empty(200, 300)
    assert fill(tensor) is tensor
    mean, measured, low, high = moments(tensor)
    assert measured == pytest.approx(std, rel=0.02)
    assert mean == pytest.approx(1.0 if std in (0.5, 6 / math.sqrt(12)) else 0.0, abs=std * 0.02)
    if bound is not None:
        assert high <= bound and high > 0.99 * bound


def test_truncated_normal():
    lucid.manual_seed(1)
    tensor = init.trunc_normal_(lucid.empty(300, 200), mean=0.5, std=2.0, a=-1.0, b=2.0)
    mean, std, low, high = moments(tensor)
    assert -1 <= low < -0.99 and 1.99 < high <= 2
    # Mean of a normal cut to [a, b], by the textbook formula, with alpha = -0.75, beta = 0.75: symmetric.
    assert mean == pytest.approx(0.5, abs=0.02)
    # Variance: 1 - 2 beta phi(beta) / (2 Phi(beta) - 1), times std^2.
    phi, mass = math.exp(-0.75**2 / 2) / math.sqrt(2 * math.pi), math.erf(0.75 / math.sqrt(2))
    assert std == pytest.approx(2 * math.sqrt(1 - 2 * 0.75 * phi / mass), rel=0.02)
    with pytest.warns(UserWarning, match="more than 2 std"):
        init.trunc_normal_(lucid.empty(3), mean=9.0)


@pytest.mark.smoke
def test_constants_and_identities():
    assert init.constant_(lucid.empty(2), 3.5).tolist() == [3.5, 3.5]
    assert init.ones_(lucid.empty(2)).tolist() == [1, 1] and init.zeros_(lucid.empty(2)).tolist() == [0, 0]
    assert init.eye_(lucid.empty(2, 3)).tolist() == [[1, 0, 0], [0, 1, 0]]
    parameter = nn.Parameter(lucid.empty(2))
    init.ones_(parameter)
    assert parameter.requires_grad and parameter.grad_fn is None


def test_dirac_keeps_channels():
    weight = init.dirac_(lucid.empty(4, 2, 3), groups=2)
    expected = [[[0.0] * 3 for _ in range(2)] for _ in range(4)]
    for out, channel in ((0, 0), (1, 1), (2, 0), (3, 1)):
        expected[out][channel][1] = 1.0
    assert weight.tolist() == expected


def test_sparse_zeroes_a_fraction_of_each_column():
    lucid.manual_seed(3)
    columns = list(zip(*init.sparse_(lucid.empty(10, 6), sparsity=0.25, std=1.0).tolist()))
    assert all(sum(value == 0 for value in column) == 3 for column in columns)


@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (4, 2, 3)], ids=str)
def test_orthogonal(shape):
    lucid.manual_seed(5)
    rows = init.orthogonal_(lucid.empty(shape, dtype=lucid.float64), gain=2.0).reshape(shape[0], -1).tolist()
    vectors = rows if len(rows) <= len(rows[0]) else [list(column) for column in zip(*rows)]
    for i, a in enumerate(vectors):
        for j, b in enumerate(vectors):
            assert math.fsum(x * y for x, y in zip(a, b)) == pytest.approx(4.0 if i == j else 0.0, abs=1e-12)


def test_gains():
    assert init.calculate_gain("linear") == 1 and init.calculate_gain("tanh") == 5 / 3
    assert init.calculate_gain("relu") == math.sqrt(2) and init.calculate_gain("selu") == 0.75
    assert init.calculate_gain("leaky_relu", 0.2) == pytest.approx(math.sqrt(2 / 1.04))
    for wrong in (("nothing", None), ("leaky_relu", "x"), ("leaky_relu", True)):
        with pytest.raises(ValueError):
            init.calculate_gain(*wrong)


def test_wrong_shapes():
    for function in (init.eye_, init.xavier_uniform_, init.orthogonal_, lambda t: init.sparse_(t, 0.1)):
        with pytest.raises(ValueError):
            function(lucid.empty(3))
    with pytest.raises(ValueError):
        init.dirac_(lucid.empty(3, 3))
    with pytest.raises(ValueError):
        init.kaiming_uniform_(lucid.empty(2, 2), mode="fan_sideways")
    with pytest.warns(UserWarning, match="no-op"):
        init.kaiming_uniform_(lucid.empty(0, 2))
