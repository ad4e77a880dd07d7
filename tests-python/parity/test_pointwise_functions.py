"""Rarer elementwise functions beside PyTorch: values over types and layouts, special values, derivatives."""

import pytest

import lucid
from op_cases import COMPLEX, FLOATS, SHAPES, SMALL_FLOATS, check_gradients, pair, same

pytestmark = pytest.mark.parity

UNARY = {
    "frac": (-3, 3),
    "lgamma": (0.3, 4),
    "digamma": (0.3, 4),
    "angle": (-2, 2),
    "i0": (-4, 4),
    "sinc": (-3, 3),
    "deg2rad": (-30, 30),
    "rad2deg": (-4, 4),
    "sgn": (-2, 2),
    "positive": (-2, 2),
    "signbit": (-2, 2),
    "isposinf": (-2, 2),
    "isneginf": (-2, 2),
    "isreal": (-2, 2),
    "logit": (0.1, 0.9),
    "nan_to_num": (-2, 2),
    "conj_physical": (-2, 2),
    "abs": (-2, 2),
    "exp2": (-2, 2),
    "expm1": (-2, 2),
    "log1p": (-0.5, 2),
    "log2": (0.1, 3),
    "asinh": (-2, 2),
    "acosh": (1.1, 3),
    "atanh": (-0.9, 0.9),
    "hardshrink": (-2, 2),
    "selu": (-2, 2),
}
TRUTH = {"signbit", "isposinf", "isneginf", "isreal"}
# Functions with a kink or a pole where a complex result depends on the side are compared away from it.
CALLS = {
    "polygamma 1": (lambda lib, x: lib.polygamma(1, x), (0.4, 4)),
    "polygamma 3": (lambda lib, x: lib.polygamma(3, x), (0.4, 4)),
    "polygamma method": (lambda lib, x: x.polygamma(2), (0.4, 4)),
    "mvlgamma": (lambda lib, x: lib.mvlgamma(x, 3), (2.1, 5)),
    "logit eps": (lambda lib, x: lib.logit(x, eps=0.2), (-0.3, 1.3)),
    "round decimals": (lambda lib, x: lib.round(x, decimals=1), (-3, 3)),
    "round tens": (lambda lib, x: lib.round(x, decimals=-1), (-30, 30)),
    "clamp_min": (lambda lib, x: lib.clamp_min(x, 0.25), (-2, 2)),
    "clamp_max": (lambda lib, x: x.clamp_max(0.25), (-2, 2)),
    "threshold": (lambda lib, x: lib.threshold(x, 0.1, 20), (-2, 2)),
    "celu": (lambda lib, x: lib.celu(x, 0.5), (-2, 2)),
    "nan_to_num": (lambda lib, x: lib.nan_to_num(x / (x > 0), nan=3.0, posinf=5.0), (-2, 2)),
    "float_power": (lambda lib, x: lib.float_power(x, 3), (0.5, 3)),
    "float_power number": (lambda lib, x: lib.float_power(2, x), (0.5, 3)),
    "xlogy number": (lambda lib, x: lib.xlogy(2, x), (0.5, 3)),
    "xlogy of number": (lambda lib, x: lib.xlogy(x, 2), (0.5, 3)),
    "copysign number": (lambda lib, x: lib.copysign(x, -1), (-2, 2)),
    "number minus": (lambda lib, x: lib.sub(2, x), (-2, 2)),
    "number plus": (lambda lib, x: lib.add(2, x), (-2, 2)),
    "number times": (lambda lib, x: lib.mul(2, x), (-2, 2)),
    "number over": (lambda lib, x: lib.div(2, x), (0.5, 2)),
    "rsub alpha": (lambda lib, x: lib.rsub(x, 2, alpha=3), (-2, 2)),
    "div floor": (lambda lib, x: lib.div(x, 0.3, rounding_mode="floor"), (-2, 2)),
    "div trunc": (lambda lib, x: lib.div(x, 0.3, rounding_mode="trunc"), (-2, 2)),
    "lerp": (lambda lib, x: lib.lerp(x, x * x, 0.3), (-2, 2)),
    "frexp": (lambda lib, x: lib.frexp(x)[0], (-9, 9)),
}


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("dtype", FLOATS + SMALL_FLOATS + ["int64", "int8", "uint8", "bool"] + COMPLEX)
@pytest.mark.parametrize("name", sorted(UNARY))
def test_values(torch, name, dtype, shape):
    ours, theirs = pair(torch, shape, dtype, *UNARY[name], transposed=True)
    try:
        expected = getattr(torch, name)(theirs)
    except (RuntimeError, TypeError):
        with pytest.raises((RuntimeError, TypeError)):
            getattr(lucid, name)(ours)
        return
    same(getattr(lucid, name)(ours), expected)
    out = lucid.empty(0, dtype=getattr(lucid, str(expected.dtype).split(".")[1]))
    if name not in ("positive", "isreal", "selu"):
        getattr(lucid, name)(ours, out=out)
        same(out, expected)


@pytest.mark.parametrize("name", sorted(CALLS))
@pytest.mark.parametrize("dtype", FLOATS + SMALL_FLOATS)
def test_calls(torch, name, dtype):
    if name.startswith("polygamma") and dtype == "float64":
        pytest.skip("PyTorch's trigamma is good to 9 digits; test_precision compares with SciPy")
    call, (low, high) = CALLS[name]
    for shape in [(3, 4), (), (0,), (5,)]:
        ours, theirs = pair(torch, shape, dtype, low, high, transposed=True)
        same(call(lucid, ours), call(torch, theirs))


# Derivatives that pass through PyTorch's trigamma, which is good to 9 digits.
COARSE = {"lgamma", "digamma", "mvlgamma", "polygamma 1"}


@pytest.mark.parametrize("name", sorted(set(UNARY) - TRUTH))
def test_gradients(torch, name):
    ours, theirs = pair(torch, (3, 4), "float32" if name in COARSE else "float64", *UNARY[name], grad=True)
    check_gradients(torch, lambda lib, x: getattr(lib, name)(x) * x, [ours], [theirs])


@pytest.mark.parametrize("name", sorted(set(CALLS)))
def test_call_gradients(torch, name):
    call, (low, high) = CALLS[name]
    ours, theirs = pair(torch, (3, 4), "float32" if name in COARSE else "float64", low, high, grad=True)
    check_gradients(torch, lambda lib, x: call(lib, x) * x, [ours], [theirs])


BINARY = {
    "hypot": (-2, 2),
    "logaddexp": (-2, 2),
    "logaddexp2": (-2, 2),
    "copysign": (-2, 2),
    "xlogy": (0.3, 2),
    "fmax": (-2, 2),
    "fmin": (-2, 2),
    "nextafter": (-2, 2),
    "heaviside": (-1, 1),
    "float_power": (0.5, 2),
    "gcd": (-9, 9),
    "lcm": (-9, 9),
    "bitwise_left_shift": (-3, 9),
    "bitwise_right_shift": (-3, 9),
}
ALL = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64"]


@pytest.mark.parametrize("dtype", ALL)
@pytest.mark.parametrize("name", sorted(BINARY))
def test_binary_values(torch, name, dtype):
    for shapes in [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (1, 4)), ((), (3,)), ((0, 3), (1, 3))]:
        a, b = pair(torch, shapes[0], dtype, *BINARY[name]), pair(torch, shapes[1], dtype, *BINARY[name], salt=5)
        try:
            expected = getattr(torch, name)(a[1], b[1])
        except (RuntimeError, TypeError):
            with pytest.raises((RuntimeError, TypeError)):
                getattr(lucid, name)(a[0], b[0])
            continue
        same(getattr(lucid, name)(a[0], b[0]), expected)


@pytest.mark.parametrize(
    "name", ["hypot", "logaddexp", "logaddexp2", "copysign", "xlogy", "fmax", "fmin", "float_power", "ldexp"]
)
def test_binary_gradients(torch, name):
    for shapes in [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (1, 4)), ((), (3,))]:
        a = pair(torch, shapes[0], "float64", 0.3, 2, grad=True)
        b = pair(torch, shapes[1], "float64", 0.4, 2, salt=5, grad=True)
        check_gradients(torch, lambda lib, x, y: getattr(lib, name)(x, y), [a[0], b[0]], [a[1], b[1]])


TERNARY = {
    "lerp": lambda lib, x, y, z: lib.lerp(x, y, z),
    "addcmul": lambda lib, x, y, z: lib.addcmul(x, y, z, value=0.3),
    "addcdiv": lambda lib, x, y, z: lib.addcdiv(x, y, z, value=0.3),
}


@pytest.mark.parametrize("name", sorted(TERNARY))
@pytest.mark.parametrize("dtype", FLOATS + SMALL_FLOATS + COMPLEX)
def test_ternary(torch, name, dtype):
    for shapes in [((3, 4), (3, 4), (3, 4)), ((3, 4), (4,), (3, 1)), ((), (3,), (2, 1)), ((0, 3), (3,), (1, 3))]:
        operands = [pair(torch, shape, dtype, 0.2, 2, salt=k) for k, shape in enumerate(shapes)]
        same(
            TERNARY[name](lucid, *[o[0] for o in operands]),
            TERNARY[name](torch, *[o[1] for o in operands]),
        )
        if dtype != "float64":
            continue
        operands = [pair(torch, shape, dtype, 0.2, 2, salt=k, grad=True) for k, shape in enumerate(shapes)]
        check_gradients(torch, TERNARY[name], [o[0] for o in operands], [o[1] for o in operands])


SPECIAL = [0.0, -0.0, 1.0, -1.0, float("inf"), -float("inf"), float("nan"), 0.5, -2.0, 3.0, -170.0, 1e-30, 1e30,
           -2.5, 700.0]  # fmt: skip


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", sorted(set(UNARY) - {"sinc"}))  # sin of huge numbers
def test_special_values(torch, name, dtype):
    ours = lucid.tensor(SPECIAL, dtype=getattr(lucid, dtype))
    theirs = torch.tensor(SPECIAL, dtype=getattr(torch, dtype))
    if name == "i0":  # PyTorch gives NaN at infinity
        ours, theirs = ours[~lucid.isinf(ours)], theirs[~torch.isinf(theirs)]
    same(getattr(lucid, name)(ours), getattr(torch, name)(theirs))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ["hypot", "logaddexp", "logaddexp2", "copysign", "xlogy", "fmax", "fmin", "heaviside",
                                  "pow",
                                  "atan2", "remainder", "fmod", "floor_divide", "maximum", "nextafter"])  # fmt: skip
def test_special_pairs(torch, name, dtype):
    ours = lucid.tensor(SPECIAL, dtype=getattr(lucid, dtype))
    theirs = torch.tensor(SPECIAL, dtype=getattr(torch, dtype))
    same(getattr(lucid, name)(ours[:, None], ours), getattr(torch, name)(theirs[:, None], theirs))


IN_PLACE = {
    "frac_": (), "lgamma_": (), "digamma_": (), "i0_": (), "sinc_": (), "deg2rad_": (), "sgn_": (), "logit_": (),
    "nan_to_num_": (), "clamp_min_": (0.5,), "clamp_max_": (0.5,), "polygamma_": (2,), "hypot_": ("t",),
    "copysign_": ("t",), "xlogy_": ("t",), "nextafter_": ("t",), "heaviside_": ("t",), "float_power_": (2,),
    "addcmul_": ("t", "t"), "addcdiv_": ("t", "t"), "lerp_": ("t", 0.3), "eq_": ("t",), "ne_": ("t",), "lt_": ("t",),
    "le_": ("t",), "gt_": ("t",), "ge_": ("t",), "logical_and_": ("t",), "logical_or_": ("t",), "logical_xor_": ("t",),
    "logical_not_": (), "ldexp_": ("t",), "conj_physical_": (), "square_": (),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(IN_PLACE))
def test_in_place(torch, name):
    results = []
    for library, index in ((lucid, 0), (torch, 1)):
        x = pair(torch, (3, 4), "float64", 0.2, 0.9)[index]
        other = pair(torch, (3, 4), "float64", 0.3, 2, salt=4)[index]
        arguments = [other if a == "t" else a for a in IN_PLACE[name]]
        address = x.data_ptr()
        result = getattr(x, name)(*arguments)
        assert result is x and x.data_ptr() == address
        results.append(x)
    same(results[0], results[1])


RECORDED = [
    "hypot_", "addcmul_", "sinc_", "eq_", "lerp_", "copysign_", "deg2rad_", "ldexp_", "clamp_min_", "float_power_",
    "conj_physical_", "square_",
]  # fmt: skip


@pytest.mark.parametrize("name", RECORDED)
def test_in_place_gradients(torch, name):
    results = []
    for library, index in ((lucid, 0), (torch, 1)):
        x = pair(torch, (3, 4), "float64", 0.2, 0.9, grad=True)[index]
        other = pair(torch, (3, 4), "float64", 0.3, 2, salt=4, grad=True)[index]
        arguments = [other if a == "t" else a for a in IN_PLACE[name]]
        y = x * 2
        getattr(y, name)(*arguments)
        (y * y).sum().backward()
        results.append([x.grad, other.grad])
    for ours, theirs in zip(*results):
        assert (ours is None) == (theirs is None)
        if theirs is not None:
            same(ours, theirs)


def test_isin(torch):
    for shape, tests in [((3, 4), (5,)), ((), (3,)), ((4,), ()), ((0,), (3,)), ((3,), (0,)), ((20,), (200,))]:
        for dtype in ("int64", "float32", "uint8"):
            a, b = pair(torch, shape, dtype, 0, 4), pair(torch, tests, dtype, 0, 4, salt=1)
            for keywords in ({}, {"invert": True}):
                same(lucid.isin(a[0], b[0], **keywords), torch.isin(a[1], b[1], **keywords))
    same(lucid.isin(lucid.tensor([1, 2, 3]), 2), torch.isin(torch.tensor([1, 2, 3]), 2))
    same(lucid.isin(2, lucid.tensor([1, 2, 3])), torch.isin(2, torch.tensor([1, 2, 3])))


def test_activation_methods(torch):
    ours, theirs = pair(torch, (3, 40), "float64", -30, 30, grad=True)
    functional = torch.nn.functional
    cases = {
        "mish": functional.mish, "softplus": functional.softplus, "relu6": functional.relu6,
        "hard_sigmoid": functional.hardsigmoid, "hard_swish": functional.hardswish, "selu": functional.selu,
        "hardshrink": functional.hardshrink,
    }  # fmt: skip
    for name, reference in cases.items():
        if name.startswith("hard_"):  # PyTorch's sixth is a float32 number
            ours, theirs = pair(torch, (3, 40), "float32", -30, 30, grad=True)
        same(getattr(ours, name)(), reference(theirs), what=name)
        if not name.startswith("hard_"):
            call = lambda lib, x: getattr(x, name)() if lib is lucid else reference(x)  # noqa: B023, E731
            check_gradients(torch, call, [ours], [theirs])
            continue
        # PyTorch has no second derivatives of these.
        first = lucid.autograd.grad((getattr(ours, name)() ** 2).sum(), ours)[0]
        same(first, torch.autograd.grad((reference(theirs) ** 2).sum(), theirs)[0], what=name)
    ours, theirs = pair(torch, (3, 40), "float64", -30, 30, grad=True)
    weight = pair(torch, (40,), "float64", 0.1, 0.9, grad=True)
    same(lucid.prelu(ours, weight[0]), torch.prelu(theirs, weight[1]))
    check_gradients(torch, lambda lib, x, w: lib.prelu(x, w), [ours, weight[0]], [theirs, weight[1]])


FINE = {
    "polygamma": ("polygamma", [(0.01, 3), (3, 90)]),
    "lgamma": ("loggamma", [(0.001, 3), (3, 200), (-4.9, -4.1)]),
    "digamma": ("digamma", [(0.01, 3), (3, 200)]),
    "i0": ("i0", [(0, 25), (25, 80)]),
}


@pytest.mark.parametrize("name", sorted(FINE))
def test_precision(torch, scipy, name):
    import numpy
    from scipy import special

    reference, ranges = FINE[name]
    for low, high in ranges:
        for dtype, units in (("float32", 4), ("float64", 16)):
            x = numpy.linspace(low, high, 2001).astype(dtype)
            order = (1,) if name == "polygamma" else ()
            exact = getattr(special, "gammaln" if reference == "loggamma" else reference)(*order, x.astype("float64"))
            ours = getattr(lucid, name)(*order, lucid.from_numpy(x)).numpy().astype("float64")
            spacing = numpy.spacing(numpy.maximum(numpy.abs(exact), 0.25).astype(dtype)).astype("float64")
            assert (numpy.abs(ours - exact) <= units * spacing).all(), (name, low, dtype)
