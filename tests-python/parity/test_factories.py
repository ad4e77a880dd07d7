"""Factories beside PyTorch: sequences, windows, triangles, strides, new tensors like others."""

import pytest

import lucid
from op_cases import same

pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]

CALLS = [
    lambda lib: lib.arange(5),
    lambda lib: lib.arange(2, 7),
    lambda lib: lib.arange(1.0, 2.0, 0.25),
    lambda lib: lib.arange(5, -3, -2),
    lambda lib: lib.arange(0, 1, 0.1),
    lambda lib: lib.arange(3, dtype=lib.float64),
    lambda lib: lib.arange(0, 3, 0.5, dtype=lib.int64),
    lambda lib: lib.arange(4, dtype=lib.float16),
    lambda lib: lib.arange(4, dtype=lib.uint8),
    lambda lib: lib.arange(0, 0),
    lambda lib: lib.arange(end=4),
    lambda lib: lib.arange(2**40, 2**40 + 3),
    lambda lib: lib.linspace(0, 1, 5),
    lambda lib: lib.linspace(-2, 7, 4, dtype=lib.float64),
    lambda lib: lib.linspace(0, 10, 4, dtype=lib.int64),
    lambda lib: lib.linspace(-10, 10, 7, dtype=lib.int32),
    lambda lib: lib.linspace(3, 4, 1),
    lambda lib: lib.linspace(3, 4, 0),
    lambda lib: lib.linspace(5, 1, 9, dtype=lib.bfloat16),
    lambda lib: lib.linspace(0, 2j, 3),
    lambda lib: lib.linspace(lib.tensor(1.0), lib.tensor(2.0), 3),
    lambda lib: lib.logspace(0, 2, 5),
    lambda lib: lib.logspace(-1, 1, 4, base=2, dtype=lib.float64),
    lambda lib: lib.logspace(0, 3, 4, dtype=lib.int64),
    lambda lib: lib.logspace(2, 5, 1, 3),
    lambda lib: lib.logspace(0, 1, 0),
    lambda lib: lib.tril_indices(3, 4),
    lambda lib: lib.tril_indices(4, 3, 1),
    lambda lib: lib.tril_indices(3, 3, -1, dtype=lib.int32),
    lambda lib: lib.tril_indices(0, 3),
    lambda lib: lib.tril_indices(3, 3, -5),
    lambda lib: lib.tril_indices(3, 3, 9),
    lambda lib: lib.triu_indices(3, 4),
    lambda lib: lib.triu_indices(4, 3, offset=1),
    lambda lib: lib.triu_indices(4, 3, -2),
    lambda lib: lib.triu_indices(2, 0),
    lambda lib: lib.scalar_tensor(3),
    lambda lib: lib.scalar_tensor(3, dtype=lib.int64),
    lambda lib: lib.full((2, 3), 7),
    lambda lib: lib.full((2,), True),
    lambda lib: lib.full((), 1.5),
    lambda lib: lib.full((2,), 2j),
    lambda lib: lib.full_like(lib.ones(2, 3), 4),
    lambda lib: lib.full_like(lib.ones(2, dtype=lib.int64), 4.7),
    lambda lib: lib.zeros_like(lib.ones(2, 3), dtype=lib.bool),
    lambda lib: lib.ones_like(lib.arange(3)),
    lambda lib: lib.eye(3),
    lambda lib: lib.eye(2, 4, dtype=lib.int64),
    lambda lib: lib.eye(0),
    lambda lib: lib.complex(lib.tensor([1.0, 2.0]), lib.tensor([3.0, 4.0])),
    lambda lib: lib.complex(lib.tensor([[1.0], [2.0]]).double(), lib.tensor([3.0, 4.0]).double()),
    lambda lib: lib.polar(lib.tensor([1.0, 2.0]), lib.tensor([0.5, -2.0])),
    lambda lib: lib.tensor([1, 2]).new_zeros(3),
    lambda lib: lib.tensor([1.5]).new_ones((2, 2)),
    lambda lib: lib.tensor([1, 2]).new_full((2,), 7),
    lambda lib: lib.tensor([1, 2]).new_tensor([1.5, 2.5]),
    lambda lib: lib.asarray([1, 2, 3]),
    lambda lib: lib.asarray(lib.tensor([1.0]), dtype=lib.float64),
    lambda lib: lib.asarray(2.5),
]
WINDOWS = {
    "hann_window": [{}],
    "hamming_window": [{}, {"alpha": 0.5, "beta": 0.4}],
    "blackman_window": [{}],
    "bartlett_window": [{}],
    "kaiser_window": [{}, {"beta": 4.0}],
}


@pytest.mark.parametrize("index", range(len(CALLS)))
def test_calls(torch, index):
    ours, theirs = CALLS[index](lucid), CALLS[index](torch)
    same(ours, theirs)
    assert ours.stride() == theirs.stride()


@pytest.mark.parametrize("name", sorted(WINDOWS))
def test_windows(torch, name):
    for keywords in WINDOWS[name]:
        for length in (0, 1, 2, 3, 8, 33):
            for periodic in (True, False):
                for dtype in ("float32", "float64"):
                    results = [
                        getattr(library, name)(length, periodic, dtype=getattr(library, dtype), **keywords)
                        for library in (lucid, torch)
                    ]
                    same(results[0], results[1])


def test_strides(torch):
    for library in (lucid, torch):
        x = library.empty_strided((2, 3), (1, 2), dtype=library.int16)
        assert tuple(x.shape) == (2, 3) and x.stride() == (1, 2) and x.dtype == library.int16
        x = library.empty_strided((2, 0), (5, 7))
        assert x.numel() == 0 and x.stride() == (5, 7)
        x = library.empty_permuted((2, 3, 5), (0, 2, 1))
        assert tuple(x.shape) == (2, 3, 5) and x.stride() == (15, 1, 3)
        assert x.new_empty_strided((2, 2), (1, 2)).stride() == (1, 2)
        with pytest.raises(RuntimeError):
            library.empty_strided((2,), (1, 1))
        with pytest.raises(RuntimeError):
            library.empty_permuted((2, 3), (0, 0))


BAD = {
    "tril_indices": lambda lib: lib.tril_indices(-1, 2),
    "tril_indices type": lambda lib: lib.tril_indices(2, 2, dtype=lib.float32),
    "logspace": lambda lib: lib.logspace(0, 1, -2),
    "window": lambda lib: lib.hann_window(-1),
    "window type": lambda lib: lib.hann_window(3, dtype=lib.int64),
    "complex types": lambda lib: lib.complex(lib.ones(1), lib.ones(1).double()),
    "complex integers": lambda lib: lib.complex(lib.ones(1).long(), lib.ones(1).long()),
    "view_as_complex size": lambda lib: lib.view_as_complex(lib.ones(3)),
    "view_as_complex stride": lambda lib: lib.view_as_complex(lib.ones(2, 3).t()),
    "view_as_real": lambda lib: lib.view_as_real(lib.ones(3)),
    "heaviside types": lambda lib: lib.heaviside(lib.ones(1), lib.ones(1).double()),
    "lerp types": lambda lib: lib.lerp(lib.ones(1), lib.ones(1).double(), 0.5),
    "addcdiv integers": lambda lib: lib.addcdiv(lib.ones(1), lib.ones(1).long(), lib.ones(1).long()),
    "polygamma order": lambda lib: lib.polygamma(-1, lib.ones(1)),
    "mvlgamma order": lambda lib: lib.mvlgamma(lib.ones(1), 0),
    "exponential rate": lambda lib: lib.ones(1).exponential_(-1),
    "exponential type": lambda lib: lib.ones(1).long().exponential_(),
    "geometric": lambda lib: lib.ones(1).geometric_(1.5),
    "cauchy": lambda lib: lib.ones(1).cauchy_(0, -1),
    "log_normal": lambda lib: lib.ones(1).log_normal_(0, -1),
    "bernoulli": lambda lib: lib.ones(1).bernoulli_(1.5),
    "random": lambda lib: lib.ones(1).random_(3, 3),
    "random bounds": lambda lib: lib.ones(1, dtype=lib.uint8).random_(0, 300),
    "multinomial many": lambda lib: lib.multinomial(lib.ones(3), 4),
    "multinomial none": lambda lib: lib.multinomial(lib.ones(3), 0),
    "multinomial negative": lambda lib: lib.multinomial(lib.tensor([1.0, -1.0]), 1),
    "multinomial zero": lambda lib: lib.multinomial(lib.zeros(3), 1),
    "multinomial nan": lambda lib: lib.multinomial(lib.tensor([1.0, float("nan")]), 1),
    "poisson negative": lambda lib: lib.poisson(lib.tensor([-1.0])),
    "normal deviation": lambda lib: lib.normal(lib.ones(2), -1.0),
    "abs in place": lambda lib: lib.ones(2, dtype=lib.complex64).abs_(),
    "positive bool": lambda lib: +lib.ones(2, dtype=lib.bool),
    "shift reals": lambda lib: lib.ones(2) << 1,
    "deg2rad complex": lambda lib: lib.deg2rad(lib.ones(2, dtype=lib.complex64)),
    "rounding mode": lambda lib: lib.div(lib.ones(2), 2, rounding_mode="up"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_refused(torch, name):
    with pytest.raises(Exception) as theirs:
        BAD[name](torch)
    with pytest.raises(Exception) as ours:
        BAD[name](lucid)
    assert isinstance(ours.value, (theirs.type, lucid.LucidError)), (ours.type, theirs.type)


def test_views_of_complex_numbers(torch):
    for library in (lucid, torch):
        z = library.tensor([[1 + 2j, 3 - 4j], [0.5j, 6]], dtype=library.complex64)
        pairs = library.view_as_real(z.t())
        assert tuple(pairs.shape) == (2, 2, 2) and pairs.stride() == (2, 4, 1)
        pairs[0, 0, 0] = 9.0
        assert z[0, 0].item() == 9 + 2j
        back = library.view_as_complex(pairs)
        assert back.stride() == (1, 2) and back.data_ptr() == z.data_ptr()
        assert library.is_conj(z) is False and z.is_neg() is False
        assert z.resolve_conj().tolist() == z.tolist()


def test_gradients_of_complex_numbers(torch):
    results = []
    for library in (lucid, torch):
        x = library.tensor([[0.5, 1.5], [2.0, 0.25]], dtype=library.float64, requires_grad=True)
        z = library.view_as_complex(x)
        w = library.polar(x[0], x[1]) + library.complex(x[1], x[0]) * z
        loss = (w.abs() + w.angle() + library.sgn(w).real + library.view_as_real(w * w).sum(-1)).sum()
        (gradient,) = library.autograd.grad(loss, x, create_graph=True)
        (second,) = library.autograd.grad((gradient * gradient).sum(), x)
        results.append((gradient, second))
    same(results[0], results[1])
