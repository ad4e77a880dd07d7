"""PyTorch's promotion table: every binary op with tensors, 0-d tensors and Python numbers of every type."""

import itertools

import pytest

import lucid
from op_cases import close, flatten

pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]

TYPES = [
    "bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64",
    "complex128",
]  # fmt: skip
NUMBERS = [True, 2, 2.5, 2j]
OPS = [
    "add", "sub", "mul", "div", "true_divide", "floor_divide", "remainder", "fmod", "pow", "atan2", "rsub", "eq", "ne",
    "lt", "le", "gt", "ge", "logical_and", "logical_or", "logical_xor", "bitwise_and", "bitwise_or", "bitwise_xor",
    "bitwise_left_shift", "bitwise_right_shift", "hypot", "fmax", "fmin", "gcd", "lcm", "copysign", "xlogy",
    "logaddexp", "logaddexp2", "nextafter", "heaviside", "float_power", "maximum", "minimum", "result_type",
]  # fmt: skip
# An operand that Lucid takes and PyTorch refuses, and the other way round: op, and which operands are tensors.
WIDER = {("maximum", "tn"), ("minimum", "tn"), ("rsub", "nt"), ("rsub", "tn"), ("pow", "tn")}


def run(library, name, a, b):
    try:
        result = getattr(library, name)(a, b)
    except (RuntimeError, TypeError, NotImplementedError):
        return None
    if name == "result_type":
        return str(result).split(".")[1]
    return str(result.dtype).split(".")[1], flatten(result.tolist())


def tensor(library, dtype, dims):
    return library.tensor([1, 2, 3] if dims else 2, dtype=getattr(library, dtype))


def half_with_complex(*types):
    """There is no complex32: see docs/differences.md."""
    names = [str(t) for t in types]
    return any(n in ("float16", "bfloat16") for n in names) and any("complex" in n or "j" in n for n in names)


@pytest.mark.parametrize("left", TYPES)
@pytest.mark.parametrize("name", OPS)
def test_table(torch, name, left):
    for right in TYPES + NUMBERS:
        if half_with_complex(left, right):
            continue
        for dims_left, dims_right in itertools.product((1, 0), (1, 0)):
            number = not isinstance(right, str)
            if number and not dims_right:
                continue
            pairs = []
            for library in (lucid, torch):
                a = tensor(library, left, dims_left)
                b = right if number else tensor(library, right, dims_right)
                pairs.append([run(library, name, a, b), run(library, name, b, a) if number else None])
            for kind, ours, theirs in zip(("tn" if number else "tt", "nt"), *pairs):
                where = (name, kind, left, right, dims_left, dims_right, ours, theirs)
                if theirs is None:
                    assert ours is None or (name, kind) in WIDER, where
                    continue
                if ours is None and name == "pow" and "bool" in (left, right):
                    continue  # powers of two truth values: see docs/differences.md
                assert ours is not None, where
                if isinstance(theirs, str):
                    assert ours == theirs, where
                    continue
                assert ours[0] == theirs[0], where
                assert all(close(x, y, 2e-2) for x, y in zip(ours[1], theirs[1])), where


@pytest.mark.parametrize("left", TYPES)
def test_types_alone(torch, left):
    for right in TYPES:
        if half_with_complex(left, right):
            continue
        ours = lucid.promote_types(getattr(lucid, left), getattr(lucid, right))
        theirs = torch.promote_types(getattr(torch, left), getattr(torch, right))
        assert str(ours).split(".")[1] == str(theirs).split(".")[1], (left, right)
        assert lucid.can_cast(getattr(lucid, left), getattr(lucid, right)) == torch.can_cast(
            getattr(torch, left), getattr(torch, right)
        )


INTEGERS = ["uint8", "int8", "int16", "int32", "int64"]
VALUES = {"uint8": [0, 1, 2, 7, 128, 200, 255]}
DEFAULT = [-128, -100, -7, -2, -1, 0, 1, 2, 3, 7, 100, 127]
DIVISIONS = {
    "floor_divide": lambda lib, a, b: lib.floor_divide(a, b),
    "remainder": lambda lib, a, b: lib.remainder(a, b),
    "fmod": lambda lib, a, b: lib.fmod(a, b),
    "div floor": lambda lib, a, b: lib.div(a, b, rounding_mode="floor"),
    "div trunc": lambda lib, a, b: lib.div(a, b, rounding_mode="trunc"),
}


@pytest.mark.parametrize("dtype", INTEGERS)
@pytest.mark.parametrize("name", sorted(DIVISIONS))
def test_integer_division(torch, name, dtype):
    values = VALUES.get(dtype, DEFAULT)
    divisors = [v for v in values if v != 0]
    results = []
    for library in (lucid, torch):
        kind = getattr(library, dtype)
        a, b = library.tensor(values, dtype=kind), library.tensor(divisors, dtype=kind)
        results.append(DIVISIONS[name](library, a[:, None], b))
    assert results[0].tolist() == results[1].tolist()
    for library in (lucid, torch):
        a = library.tensor(values, dtype=getattr(library, dtype))
        for zero in (0, library.zeros_like(a), library.zeros((), dtype=a.dtype)):
            with pytest.raises(RuntimeError, match="ZeroDivisionError"):
                DIVISIONS[name](library, a, zero)
        assert DIVISIONS[name](library, a[:0], 0).numel() == 0
        assert DIVISIONS[name](library, a, 0.0).dtype == library.float32


WRAPPING = ["add", "sub", "mul", "bitwise_left_shift", "bitwise_right_shift", "gcd", "lcm", "pow"]


@pytest.mark.parametrize("dtype", INTEGERS)
@pytest.mark.parametrize("name", WRAPPING)
def test_integers_wrap(torch, name, dtype):
    values = VALUES.get(dtype, DEFAULT)
    others = [0, 1, 2, 3, 7, 9] if name == "pow" else values
    if name in ("gcd", "lcm"):
        values = others = [v for v in values if v != -128]  # its magnitude is no int8; PyTorch's gcd is negative then
    results = []
    for library in (lucid, torch):
        kind = getattr(library, dtype)
        a, b = library.tensor(values, dtype=kind), library.tensor(others, dtype=kind)
        results.append(getattr(library, name)(a[:, None], b).tolist())
    assert results[0] == results[1]


def test_numbers_too_large_for_the_type_wrap(torch):
    for library in (lucid, torch):
        bytes_ = library.tensor([1, 44, 255], dtype=library.uint8)
        assert (bytes_ + 300).tolist() == [45, 88, 43]
        assert (bytes_ * 300).tolist() == [44, 144, 212]
        assert (bytes_ == 300).tolist() == [False, True, False]
        assert (bytes_ == -1).tolist() == [False, False, True]


SHIFTS = [("<<", 1), ("<<", 70), ("<<", -1), (">>", 1), (">>", 70), (">>", -3)]


@pytest.mark.parametrize("dtype", ["bool"] + INTEGERS)
def test_shift_operators(torch, dtype):
    results = []
    for library in (lucid, torch):
        x = library.tensor([0, 1, 1] if dtype == "bool" else [1, 5, 100], dtype=getattr(library, dtype))
        row = []
        for operator, by in SHIFTS:
            row.append((x << by if operator == "<<" else x >> by).tolist())
        row.append((2 << x).tolist())
        row.append((200 >> x).tolist())
        if dtype != "bool":
            y = x.clone()
            y <<= 1
            y >>= 2
            y //= 2
            y %= 3
            row.append(y.tolist())
        results.append(row)
    assert results[0] == results[1]
    with pytest.raises((RuntimeError, TypeError)):
        lucid.tensor([1.5]) << 1


@pytest.mark.parametrize("target", INTEGERS + ["bool"])
@pytest.mark.parametrize("source", ["float16", "bfloat16", "float32", "float64"])
def test_reals_to_integers(torch, source, target):
    values = [0.0, -0.0, 0.9, -0.9, 1.5, -1.5, 2.5, 100.7]
    if target in ("int16", "int32", "int64"):
        values += [300.5, -300.5]
    results = [
        library.tensor(values, dtype=getattr(library, source)).to(getattr(library, target)).tolist()
        for library in (lucid, torch)
    ]
    assert results[0] == results[1]


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
@pytest.mark.parametrize("name", sorted(DIVISIONS))
def test_real_division(torch, name, dtype):
    inf, nan = float("inf"), float("nan")
    values = [0.0, -0.0, 0.1, -0.1, 1.0, -1.0, 2.5, -7.0, 300.0, inf, -inf, nan]
    results = []
    for library in (lucid, torch):
        x = library.tensor(values, dtype=getattr(library, dtype))
        results.append(flatten(DIVISIONS[name](library, x[:, None], x).double().tolist()))
    for ours, theirs in zip(*results):
        assert ours == theirs or (ours != ours and theirs != theirs), (ours, theirs)
