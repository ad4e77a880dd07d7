"""lucid.special beside torch.special and SciPy: values, element types, derivatives, out=, refusals."""

import doctest
import importlib
import math

import pytest

import lucid

torch = pytest.importorskip("torch")

pytestmark = pytest.mark.parity

# Ranges that cross every border between two methods of evaluation.
UNARY = {
    "bessel_j0": (-60, 60), "bessel_j1": (-60, 60), "bessel_y0": (1e-9, 60), "bessel_y1": (1e-3, 60),
    "entr": (0, 3), "erfcx": (-3, 30), "expit": (-9, 9), "gammaln": (0.1, 9), "i0e": (-40, 40), "i1": (-15, 15),
    "i1e": (-40, 40), "log_ndtr": (-30, 6), "modified_bessel_i0": (-9, 9), "modified_bessel_i1": (-9, 9),
    "modified_bessel_k0": (1e-5, 40), "modified_bessel_k1": (1e-5, 40), "ndtr": (-8, 8), "ndtri": (1e-9, 1),
    "psi": (0.1, 9), "scaled_modified_bessel_k0": (1e-5, 40), "scaled_modified_bessel_k1": (1e-5, 40),
    "spherical_bessel_j0": (-30, 30),
}  # fmt: skip
NO_DERIVATIVE_THERE = {name for name in UNARY if "bessel" in name}
POLYNOMIALS = [
    "chebyshev_polynomial_t", "chebyshev_polynomial_u", "chebyshev_polynomial_v", "chebyshev_polynomial_w",
    "shifted_chebyshev_polynomial_t", "shifted_chebyshev_polynomial_u", "shifted_chebyshev_polynomial_v",
    "shifted_chebyshev_polynomial_w", "hermite_polynomial_h", "hermite_polynomial_he", "laguerre_polynomial_l",
    "legendre_polynomial_p",
]  # fmt: skip


def points(name, count=241):
    low, high = UNARY[name]
    return torch.linspace(low, high, count + 2, dtype=torch.float64)[1:-1]


def ours_of(tensor, grad=False):
    made = lucid.tensor(tensor.tolist(), dtype=getattr(lucid, str(tensor.dtype).split(".")[1]))
    return made.requires_grad_() if grad else made


def same(ours, theirs, rtol=2e-11, atol=1e-13):
    assert tuple(ours.shape) == tuple(theirs.shape)
    assert str(ours.dtype).split(".")[1] == str(theirs.dtype).split(".")[1]
    torch.testing.assert_close(
        torch.tensor(ours.tolist(), dtype=theirs.dtype), theirs, rtol=rtol, atol=atol, equal_nan=True
    )


@pytest.mark.parametrize("name", sorted(UNARY))
def test_values(name):
    x = points(name)
    # PyTorch's ordinary Bessel functions have some seven digits beyond 5; SciPy's are compared below.
    loose = name.startswith("bessel")
    same(getattr(lucid.special, name)(ours_of(x)), getattr(torch.special, name)(x), *((1e-4, 1e-6) if loose else ()))
    single = x.float()
    same(getattr(lucid.special, name)(ours_of(single)), getattr(torch.special, name)(single), 3e-5, 2e-6)


@pytest.mark.parametrize("name", sorted(UNARY))
def test_ends_of_the_line(name):
    x = torch.tensor([0.0, 1.0, math.inf, -math.inf, math.nan, -1.0, 2.0], dtype=torch.float64)
    theirs = getattr(torch.special, name)(x)
    ours = torch.tensor(getattr(lucid.special, name)(ours_of(x)).tolist(), dtype=torch.float64)
    if "bessel" in name or name in ("i0e", "i1e", "i1"):
        # PyTorch's are NaN at infinity, or of the wrong sign; there is a limit.
        ours, theirs = ours[[0, 1, 4, 5, 6]], theirs[[0, 1, 4, 5, 6]]
    torch.testing.assert_close(ours, theirs, rtol=1e-12, atol=1e-14, equal_nan=True)


def test_bessel_functions_beside_scipy():
    special = pytest.importorskip("scipy.special")
    x = torch.logspace(-7, 4, 300, dtype=torch.float64)
    for ours, theirs in (
        ("bessel_j0", "j0"), ("bessel_j1", "j1"), ("bessel_y0", "y0"), ("bessel_y1", "y1"),
        ("scaled_modified_bessel_k0", "k0e"), ("scaled_modified_bessel_k1", "k1e"), ("erfcx", "erfcx"),
    ):  # fmt: skip
        expected = torch.from_numpy(getattr(special, theirs)(x.numpy()))
        same(getattr(lucid.special, ours)(ours_of(x)), expected, 1e-12, 1e-14)
    tails = torch.logspace(-300, -1, 200, dtype=torch.float64)
    same(lucid.special.ndtri(ours_of(tails)), torch.from_numpy(special.ndtri(tails.numpy())), 1e-13, 0)
    far = -torch.logspace(-3, 5, 200, dtype=torch.float64)
    same(lucid.special.log_ndtr(ours_of(far)), torch.from_numpy(special.log_ndtr(far.numpy())), 1e-13, 0)


@pytest.mark.parametrize("name", sorted(set(UNARY) - NO_DERIVATIVE_THERE))
def test_derivatives(name):
    x = points(name, 40)
    theirs = x.clone().requires_grad_()
    (expected,) = torch.autograd.grad(getattr(torch.special, name)(theirs).sum(), theirs)
    ours = ours_of(x, grad=True)
    (found,) = lucid.autograd.grad(getattr(lucid.special, name)(ours).sum(), ours, create_graph=True)
    same(found.detach(), expected, 1e-9, 1e-10)


@pytest.mark.parametrize("name", sorted(UNARY))
def test_derivatives_are_those_of_finite_differences(name):
    low, high = UNARY[name]
    inside = lucid.linspace(max(low, -3.0) + 0.11, min(high, 3.0) - 0.12, 9, dtype=lucid.float64).requires_grad_()
    function = getattr(lucid.special, name)
    assert lucid.autograd.gradcheck(function, (inside,))
    assert lucid.autograd.gradgradcheck(function, (inside,))


@pytest.mark.parametrize("name", POLYNOMIALS)
def test_polynomials(name):
    ours, theirs = getattr(lucid.special, name), getattr(torch.special, name)
    x = torch.linspace(-1.5, 1.5, 13, dtype=torch.float64)
    n = torch.arange(-1, 9, dtype=torch.float64)[:, None]
    same(ours(ours_of(x), ours_of(n)), theirs(x, n), 1e-10, 1e-11)
    same(ours(ours_of(x), 4), theirs(x, 4), 1e-11, 1e-12)
    same(ours(0.25, ours_of(n)), theirs(0.25, n), 1e-11, 1e-12)
    same(ours(ours_of(x.float()), 3), theirs(x.float(), 3), 1e-5, 1e-5)
    inside = lucid.linspace(-0.9, 0.95, 7, dtype=lucid.float64).requires_grad_()
    assert lucid.autograd.gradcheck(lambda v: ours(v, 5), (inside,))
    assert lucid.autograd.gradgradcheck(lambda v: ours(v, 5), (inside,))


def test_functions_of_two_numbers():
    x = torch.rand(50, dtype=torch.float64, generator=torch.Generator().manual_seed(0)) * 6 + 0.05
    y = x.flip(0)
    for name in ("xlog1py", "zeta", "gammainc", "gammaincc"):
        ours, theirs = getattr(lucid.special, name), getattr(torch.special, name)
        first = x + 1.01 if name == "zeta" else x
        same(ours(ours_of(first), ours_of(y)), theirs(first, y), 1e-11, 1e-13)
        mine, other = ours_of(y, grad=True), y.clone().requires_grad_()
        (expected,) = torch.autograd.grad(theirs(first, other).sum(), other)
        (found,) = lucid.autograd.grad(ours(ours_of(first), mine).sum(), mine)
        same(found, expected, 1e-9, 1e-11)
    zero = torch.tensor([0.0, 0.0, 2.0])
    edge = torch.tensor([-1.0, math.nan, 3.0])
    same(lucid.special.xlog1py(ours_of(zero), ours_of(edge)), torch.special.xlog1py(zero, edge))
    same(lucid.special.xlog1py(2, ours_of(edge)), torch.special.xlog1py(2, edge), 1e-6)
    with pytest.raises(NotImplementedError, match="zeta"):
        lucid.special.zeta(lucid.tensor(2.0, requires_grad=True), lucid.tensor(1.0)).backward()


def test_incomplete_gamma_functions_beside_scipy():
    special = pytest.importorskip("scipy.special")
    a = torch.logspace(-3, 6, 60, dtype=torch.float64)[:, None]
    x = a * torch.linspace(0.2, 3, 25, dtype=torch.float64)
    for name in ("gammainc", "gammaincc"):
        expected = torch.from_numpy(getattr(special, name)(a.numpy(), x.numpy()))
        same(getattr(lucid.special, name)(ours_of(a), ours_of(x)), expected, 1e-9, 1e-12)
    ends = torch.tensor([0.0, 1.0, math.inf, -1.0, math.nan], dtype=torch.float64)
    for name in ("gammainc", "gammaincc"):
        expected = torch.from_numpy(getattr(special, name)(ends[:, None].numpy(), ends.numpy()))
        same(getattr(lucid.special, name)(ours_of(ends[:, None]), ours_of(ends)), expected)


def test_types_and_out():
    for dtype in ("int64", "uint8", "bool"):
        x = torch.tensor([0, 1], dtype=getattr(torch, dtype))
        same(lucid.special.i0e(ours_of(x)), torch.special.i0e(x), 1e-6)
    half = lucid.special.ndtr(lucid.tensor([0.5], dtype=lucid.bfloat16))
    assert half.dtype == lucid.bfloat16
    place = lucid.empty(1)
    assert lucid.special.erfcx(lucid.tensor([1.0]), out=place) is place and abs(place.item() - 0.4275836) < 1e-6
    with pytest.raises(NotImplementedError, match="bessel_j0"):
        lucid.special.bessel_j0(lucid.tensor([1j]))
    with pytest.raises(TypeError, match="bessel_j0"):
        lucid.special.bessel_j0(1.0)


@pytest.mark.parametrize("module", ["_bessel", "_gamma", "_normal", "_polynomials"])
def test_examples(module):
    result = doctest.testmod(importlib.import_module("lucid.special." + module), extraglobs={"lucid": lucid})
    assert result.attempted > 0 and result.failed == 0
