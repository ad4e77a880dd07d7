"""Ops that PyTorch's list of samples lacks, on samples of our own: each expression is evaluated in both libraries."""

import pytest

import lucid
from tensor_pairs import compare

pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]

WINDOWS = ["({n})", "({n}, periodic=False)", "({n}, dtype=library.float64)"]
SAMPLES = {
    **{
        window: [f"library.{window}" + form.format(n=n) for form in WINDOWS for n in (0, 1, 2, 5, 8)]
        for window in ("bartlett_window", "blackman_window", "hamming_window", "hann_window", "kaiser_window")
    },
    "copy_": [
        "library.zeros(2, 3).copy_(library.arange(3))",
        "library.zeros(3, 2).T.copy_(x34[:2, :3])",
        "x34.clone().copy_(x34.double() * 0.5)",
        "library.zeros(3, dtype=library.int64).copy_(library.tensor([1.7, -1.7, 0.2]))",
        "library.zeros(()).copy_(library.tensor(3))",
        "library.zeros(2, dtype=library.complex64).copy_(library.tensor([1.0, 2.0]))",
        "library.zeros(0, 3).copy_(library.ones(3))",
    ],
    "fill_diagonal_": [
        "x34.clone().fill_diagonal_(7)",
        "library.zeros(7, 3).fill_diagonal_(2, wrap=True)",
        "library.zeros(2, 2, 2).fill_diagonal_(1)",
    ],
    "diff": ["library.diff(x34, n=0, prepend=x34)", "library.diff(x34, n=0, dim=0, append=x34[:1])"],
    "var": ["library.var(x34, dim=None, correction=None)", "x34.var(0, correction=None)"],
    "std": ["library.std(x34, dim=None, correction=None)", "library.std(x34, 1, correction=None, keepdim=True)"],
    "var_mean": ["library.var_mean(x34, dim=None, correction=None)"],
    "std_mean": ["library.std_mean(x34, 0, correction=None)"],
    "is_conj": ["x34.is_conj()", "library.is_conj(x34)"],
    "is_neg": ["x34.is_neg()", "library.is_neg(x34)"],
    "is_contiguous": [
        "x34.is_contiguous()",
        "x34.T.is_contiguous()",
        "x34[:, :1].is_contiguous()",
        "x34[1:].is_contiguous()",
        "x34[:0].T.is_contiguous()",
        "library.zeros(2, 3, 4, 5).is_contiguous(memory_format=library.channels_last)",
    ],
    "nonzero_numpy": ["library.nonzero(x34 > 3, as_tuple=True)", "library.nonzero(library.zeros(2, 2), as_tuple=True)"],
    "poisson": ["library.poisson(x34).shape", "library.poisson(x34.double()).dtype == library.float64"],
    "binomial": ["library.binomial(x34 * 0 + 5, x34 / 20).shape"],
    "rand": [
        "library.rand(2, 3).shape",
        "library.rand(0).shape",
        "library.rand((2,), dtype=library.float64).dtype == library.float64",
    ],
    "randperm": [
        "library.randperm(6).sort().values",
        "library.randperm(0)",
        "library.randperm(5, dtype=library.int32).dtype == library.int32",
    ],
    "random_": [
        "library.zeros(5).random_().shape",
        "(library.zeros(50).random_(3) < 3).all()",
        "(library.zeros(50).random_(-2, 2) >= -2).all()",
    ],
    "type_as": [
        "x34.type_as(library.ones(1, dtype=library.int32))",
        "x34.type_as(x34)",
        "x34.type_as(library.ones(1, dtype=library.complex128))",
    ],
    "adjoint": ["x34.adjoint()", "library.adjoint(x34.double())", "library.adjoint(library.ones(2, 3, 4))"],
    "det": ["library.det(m33)", "library.det(m33 * 0)"],
    "inverse": ["library.inverse(m33)", "library.inverse(library.stack([m33, m33 + 1]))"],
    "slogdet": ["tuple(library.slogdet(m33))", "tuple(library.slogdet(-m33))"],
    "matrix_power": ["library.matrix_power(m33, 3)", "library.matrix_power(m33, 0)", "library.matrix_power(m33, -1)"],
    "vander": ["library.vander(x34[0])", "library.vander(x34[0], N=3, increasing=True)"],
    "cpu": ["x34.cpu()", "x34.T.cpu()"],
}
# Names that PyTorch has under another or as an expression.
PAIRS = {
    "cube": ("x34.cube()", "x34 ** 3"),
    "squeeze_all": ("x34[None, :1].squeeze_all()", "x34[None, :1].squeeze()"),
    "special_i1": (
        "library.special_i1(x34) if hasattr(library, 'special_i1') else library.special.i1(x34)",
        "library.special.i1(x34)",
    ),
}


def names(library):
    m33 = library.tensor([[2.0, 0.5, 0.1], [0.3, 1.5, -0.4], [0.2, -0.1, 1.0]], dtype=library.float64)
    return {"library": library, "x34": library.arange(12, dtype=library.float32).reshape(3, 4), "m33": m33}


def plain(value):
    return tuple(value) if type(value).__name__ == "Size" else value


@pytest.mark.parametrize("text", [text for texts in SAMPLES.values() for text in texts])
def test_same_in_both(torch, text):
    # Positions come in columns of one matrix there and in vectors of their own here, or the other way about.
    strides = not any(name in text for name in ("nonzero", "inverse", "matrix_power"))
    compare(plain(eval(text, names(lucid))), plain(eval(text, names(torch))), strides=strides)


@pytest.mark.parametrize("name", PAIRS)
def test_pairs(torch, name):
    mine, theirs = PAIRS[name]
    compare(eval(mine, names(lucid)), eval(theirs, names(torch)))
