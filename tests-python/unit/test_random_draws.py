"""Random draws: moments against mathematics, generators and their states, shapes and types."""

import math

import pytest

import lucid

COUNT = 40_000


def moments(x):
    x = x.double().reshape(-1)
    return x.mean().item(), x.var().item()


def close_to(x, mean, variance, fourth=3.0):
    """Within five standard errors of mean and variance; fourth is the kurtosis of the distribution."""
    m, v = moments(x)
    n = x.numel()
    assert abs(m - mean) < 5 * math.sqrt(variance / n), (m, mean)
    assert abs(v - variance) < 5 * variance * math.sqrt(fourth / n), (v, variance)


@pytest.fixture(autouse=True)
def seeded():
    lucid.manual_seed(20240117)


@pytest.mark.smoke
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_fills(dtype):
    x = lucid.empty(COUNT, dtype=getattr(lucid, dtype))
    close_to(x.exponential_(2.0), 0.5, 0.25, 9)
    close_to(x.geometric_(0.25), 4.0, 12.0, 9.2)
    assert x.min().item() == 1 and (x == x.floor()).all()
    close_to(x.log_normal_(0.0, 0.25), math.exp(1 / 32), (math.exp(1 / 16) - 1) * math.exp(1 / 16), 5)
    close_to(x.bernoulli_(0.3), 0.3, 0.21)
    close_to(x.random_(10, 20), 14.5, 8.25)
    assert x.min().item() == 10 and x.max().item() == 19
    x.cauchy_(3.0, 2.0)
    # Quartiles of a Cauchy distribution lie one scale from the median.
    below = [(x < bound).double().mean().item() for bound in (1.0, 3.0, 5.0)]
    for share, expected in zip(below, (0.25, 0.5, 0.75)):
        assert abs(share - expected) < 5 * math.sqrt(0.25 / COUNT)


@pytest.mark.parametrize("dtype", ["uint8", "int8", "int16", "int32", "int64", "bool"])
def test_fills_of_integers(dtype):
    kind = getattr(lucid, dtype)
    x = lucid.zeros(2000, dtype=kind)
    assert x.random_() is x
    assert x.long().float().std().item() > 0
    x.random_(2)
    assert set(x.long().tolist()) == {0, 1}
    x.bernoulli_(lucid.full((2000,), 0.5))
    assert set(x.long().tolist()) == {0, 1}
    if dtype != "bool":
        assert x.geometric_(0.5).min().item() >= 1


@pytest.mark.parametrize("rate", [0.5, 4.0, 9.9, 10.1, 60.0, 1e4])
def test_poisson(rate):
    x = lucid.poisson(lucid.full((COUNT,), rate, dtype=lucid.float64))
    close_to(x, rate, rate, 3 + 1 / rate)
    assert (x == x.floor()).all() and x.min().item() >= 0
    if rate < 10:
        zero = (x == 0).double().mean().item()
        expected = math.exp(-rate)
        assert abs(zero - expected) < 5 * math.sqrt(expected / COUNT)
    assert lucid.poisson(lucid.zeros(3)).tolist() == [0, 0, 0]


@pytest.mark.parametrize("trials, p", [(5, 0.3), (40, 0.1), (40, 0.5), (100, 0.9), (1000, 0.25), (7, 1.0), (7, 0.0)])
def test_binomial(trials, p):
    x = lucid.binomial(lucid.full((COUNT,), float(trials)), lucid.tensor(p))
    assert x.min().item() >= 0 and x.max().item() <= trials
    if 0 < p < 1:
        close_to(x, trials * p, trials * p * (1 - p))
    else:
        assert set(x.tolist()) == {trials * p}


def test_multinomial_with_replacement():
    weights = lucid.tensor([[1.0, 0.0, 3.0], [5.0, 5.0, 0.0]])
    draws = lucid.multinomial(weights, COUNT, replacement=True)
    assert tuple(draws.shape) == (2, COUNT) and draws.dtype == lucid.int64
    for row, shares in zip(draws, ((0.25, 0.0, 0.75), (0.5, 0.5, 0.0))):
        for category, share in enumerate(shares):
            found = (row == category).double().mean().item()
            assert abs(found - share) <= 5 * math.sqrt(share * (1 - share) / COUNT)


def test_multinomial_without_replacement():
    weights = lucid.tensor([1.0, 0.0, 3.0, 6.0])
    first = []
    for _ in range(2000):
        draw = lucid.multinomial(weights, 3).tolist()
        assert sorted(draw) == [0, 2, 3]
        first.append(draw[0])
    for category, share in ((0, 0.1), (2, 0.3), (3, 0.6)):
        assert abs(first.count(category) / 2000 - share) < 5 * math.sqrt(share * (1 - share) / 2000)
    assert lucid.multinomial(weights, 3).dtype == lucid.int64


def test_normal_overloads():
    mean, std = lucid.arange(4.0).reshape(4, 1), lucid.tensor([1.0, 2.0])
    many = lucid.normal(mean.expand(4, 5000), 2.0)
    for i in range(4):
        close_to(many[i], i, 4.0)
    assert tuple(lucid.normal(mean, std).shape) == (4, 2)
    close_to(lucid.normal(1.0, lucid.full((COUNT,), 3.0)), 1.0, 9.0)
    close_to(lucid.normal(size=(COUNT,)), 0.0, 1.0)
    close_to(lucid.normal(mean=2.0, std=0.5, size=(COUNT,)), 2.0, 0.25)
    close_to(lucid.normal(2.0, 0.5, (COUNT,)), 2.0, 0.25)


def test_bernoulli_forms():
    close_to(lucid.bernoulli(lucid.full((COUNT,), 0.2)), 0.2, 0.16)
    close_to(lucid.bernoulli(0.2, size=(COUNT,)), 0.2, 0.16)
    close_to(lucid.zeros(COUNT).bernoulli(0.2), 0.2, 0.16)
    close_to(lucid.zeros(COUNT).bernoulli_(), 0.5, 0.25)


DRAWS = [
    lambda g: lucid.rand(9, generator=g),
    lambda g: lucid.randn(9, generator=g),
    lambda g: lucid.randint(0, 100, (9,), generator=g),
    lambda g: lucid.randperm(9, generator=g),
    lambda g: lucid.normal(0.0, 1.0, (9,), generator=g),
    lambda g: lucid.normal(lucid.zeros(9), 1.0, generator=g),
    lambda g: lucid.bernoulli(lucid.full((9,), 0.5), generator=g),
    lambda g: lucid.bernoulli(0.5, size=(9,), generator=g),
    lambda g: lucid.multinomial(lucid.ones(9), 9, generator=g),
    lambda g: lucid.multinomial(lucid.ones(9), 9, replacement=True, generator=g),
    lambda g: lucid.poisson(lucid.full((9,), 5.0), generator=g),
    lambda g: lucid.binomial(lucid.full((9,), 50.0), lucid.tensor(0.5), generator=g),
    lambda g: lucid.zeros(9).uniform_(generator=g),
    lambda g: lucid.zeros(9).normal_(generator=g),
    lambda g: lucid.zeros(9).exponential_(generator=g),
    lambda g: lucid.zeros(9).geometric_(0.3, generator=g),
    lambda g: lucid.zeros(9).cauchy_(generator=g),
    lambda g: lucid.zeros(9).log_normal_(generator=g),
    lambda g: lucid.zeros(9).bernoulli_(0.5, generator=g),
    lambda g: lucid.zeros(9).random_(generator=g),
    lambda g: lucid.zeros(9).random_(7, generator=g),
]


@pytest.mark.parametrize("index", range(len(DRAWS)))
def test_generators(index):
    draw = DRAWS[index]
    generator = lucid.Generator().manual_seed(5)
    before = generator.get_state()
    twin = generator.clone_state()
    default = lucid.get_rng_state()
    first, second = draw(generator).tolist(), draw(generator).tolist()
    assert lucid.get_rng_state().tolist() == default.tolist()  # a generator of one's own leaves the default alone
    assert generator.get_state().tolist() != before.tolist()
    assert draw(twin).tolist() == first and draw(twin).tolist() == second
    generator.set_state(before)
    assert draw(generator).tolist() == first
    assert draw(lucid.Generator().manual_seed(6)).tolist() != first or index == 6
    lucid.manual_seed(5)
    assert draw(None).tolist() == first


@pytest.mark.smoke
def test_states():
    generator = lucid.Generator()
    assert generator.device == lucid.device("cpu")
    assert generator.manual_seed(7) is generator and generator.initial_seed() == 7
    state = generator.get_state()
    assert state.dtype == lucid.uint8
    assert isinstance(generator.seed(), int)
    generator.set_state(state)
    assert generator.initial_seed() == 7
    with pytest.raises(TypeError, match="uint8"):
        generator.set_state(lucid.zeros(16))
    with pytest.raises(RuntimeError, match="16 bytes"):
        generator.set_state(lucid.zeros(3, dtype=lucid.uint8))
    saved = lucid.get_rng_state()
    x = lucid.rand(5)
    lucid.set_rng_state(saved)
    assert lucid.rand(5).tolist() == x.tolist()


def test_draws_do_not_depend_on_threads():
    before = lucid.get_num_threads()
    results = []
    try:
        for threads in (1, 3):
            lucid.set_num_threads(threads)
            lucid.manual_seed(3)
            results.append([draw(None).tolist() for draw in DRAWS] + [lucid.randn(100_000).sum().item()])
    finally:
        lucid.set_num_threads(before)
    assert results[0] == results[1]
