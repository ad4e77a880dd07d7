"""Elementwise ops beside PyTorch: values, element types, promotion, first and second derivatives, refusals."""

import pytest

import lucid
from op_cases import COMPLEX, DIFFERENCES, FLOATS, SHAPES, SMALL_FLOATS, check_gradients, flatten, pair, same

pytestmark = pytest.mark.parity


UNARY = {
    "exp": (-2, 2),
    "expm1": (-2, 2),
    "exp2": (-2, 2),
    "log": (0.1, 3),
    "log1p": (-0.5, 2),
    "log2": (0.1, 3),
    "log10": (0.1, 3),
    "sin": (-4, 4),
    "cos": (-4, 4),
    "tan": (-1.3, 1.3),
    "asin": (-0.9, 0.9),
    "acos": (-0.9, 0.9),
    "atan": (-3, 3),
    "sinh": (-2, 2),
    "cosh": (-2, 2),
    "tanh": (-2, 2),
    "asinh": (-2, 2),
    "acosh": (1.1, 3),
    "atanh": (-0.9, 0.9),
    "sqrt": (0.1, 4),
    "rsqrt": (0.1, 4),
    "sigmoid": (-4, 4),
    "erf": (-2, 2),
    "erfc": (-2, 2),
    "erfinv": (-0.9, 0.9),
    "neg": (-2, 2),
    "abs": (-2, 2),
    "sign": (-2, 2),
    "square": (-2, 2),
    "reciprocal": (0.5, 3),
    "floor": (-3, 3),
    "ceil": (-3, 3),
    "trunc": (-3, 3),
    "round": (-3, 3),
    "relu": (-2, 2),
    "isnan": (-2, 2),
    "isinf": (-2, 2),
    "isfinite": (-2, 2),
    "logical_not": (-1, 1),
}
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("dtype", FLOATS + SMALL_FLOATS + ["int64", "uint8", "bool"] + COMPLEX)
@pytest.mark.parametrize("name", sorted(UNARY))
def test_unary(torch, name, dtype, shape):
    if name == "square" and dtype == "bool":
        pytest.skip(DIFFERENCES["square"])
    low, high = UNARY[name]
    ours, theirs = pair(torch, shape, dtype, low, high, transposed=True)
    try:
        expected = getattr(torch, name)(theirs)
    except (RuntimeError, TypeError):
        with pytest.raises((RuntimeError, TypeError)):
            getattr(lucid, name)(ours)
        return
    same(getattr(lucid, name)(ours), expected)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("name", sorted(set(UNARY) - {"isnan", "isinf", "isfinite", "logical_not"}))
def test_unary_gradients(torch, name, dtype):
    low, high = UNARY[name]
    ours, theirs = pair(torch, (3, 4), dtype, low, high, grad=True)
    check_gradients(torch, lambda lib, x: getattr(lib, name)(x), [ours], [theirs])


BINARY = [
    "add",
    "sub",
    "mul",
    "div",
    "pow",
    "maximum",
    "minimum",
    "remainder",
    "fmod",
    "floor_divide",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "logical_and",
    "logical_or",
    "logical_xor",
    "bitwise_and",
    "bitwise_or",
    "bitwise_xor",
    "atan2",
    "rsub",
]
PROMOTION = [
    "bool",
    "uint8",
    "int8",
    "int32",
    "int64",
    "float16",
    "bfloat16",
    "float32",
    "float64",
    "complex64",
    "complex128",
]


@pytest.mark.parametrize("right", PROMOTION)
@pytest.mark.parametrize("left", PROMOTION)
@pytest.mark.parametrize("name", ["add", "mul", "div", "eq", "pow", "maximum", "where"])
def test_promotion(torch, name, left, right):
    for shapes in (((3,), (3,)), ((3,), ()), ((), (3,)), ((), ())):
        results = []
        for library in (lucid, torch):
            a = library.ones(shapes[0], dtype=getattr(library, left))
            b = library.ones(shapes[1], dtype=getattr(library, right))
            try:
                if name == "where":
                    result = library.where(library.ones((), dtype=library.bool), a, b)
                else:
                    result = getattr(library, name)(a, b)
                results.append((str(result.dtype).split(".")[1], tuple(result.shape), flatten(result.tolist())))
            except (RuntimeError, TypeError):
                results.append("refused")
        if {left, right} & set(SMALL_FLOATS) and {left, right} & set(COMPLEX):
            continue  # DIFFERENCES["complex32"]
        assert results[0] == results[1], (shapes, results)


@pytest.mark.parametrize("number", [2, -3, 0.5, True, 1j], ids=str)
@pytest.mark.parametrize("dtype", PROMOTION)
@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "**", "//", "%", "==", "<", "&"])
def test_numbers(torch, operator, dtype, number):
    import operator as op

    if isinstance(number, complex) and dtype in SMALL_FLOATS:
        pytest.skip(DIFFERENCES["complex32"])
    if dtype == "bool" and (operator, number) in (("**", True), ("**", 1j), ("/", 1j)):
        pytest.skip(DIFFERENCES["pow"])
    function = {
        "+": op.add,
        "-": op.sub,
        "*": op.mul,
        "/": op.truediv,
        "**": op.pow,
        "//": op.floordiv,
        "%": op.mod,
        "==": op.eq,
        "<": op.lt,
        "&": op.and_,
    }[operator]
    ours, theirs = pair(torch, (4,), dtype, 0.5, 2)
    for flip in (False, True):
        results = []
        for tensor in (ours, theirs):
            try:
                results.append(function(number, tensor) if flip else function(tensor, number))
            except (RuntimeError, TypeError, NotImplementedError) as error:
                results.append(error)
        if isinstance(results[1], Exception):
            assert isinstance(results[0], Exception), (flip, results)
        else:
            assert not isinstance(results[0], Exception), (flip, results)
            same(results[0], results[1], what=f"flip={flip}")


@pytest.mark.parametrize(
    "shapes",
    [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (1, 4)), ((), (3,)), ((2, 1, 3), (4, 1)), ((0, 3), (1, 3))],
    ids=str,
)
@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "bool"])
@pytest.mark.parametrize("name", BINARY)
def test_binary(torch, name, dtype, shapes):
    a = pair(torch, shapes[0], dtype, 0.4, 3)
    b = pair(torch, shapes[1], dtype, 0.7, 2, salt=3)
    try:
        expected = getattr(torch, name)(a[1], b[1])
    except (RuntimeError, TypeError, NotImplementedError):
        with pytest.raises((RuntimeError, TypeError)):
            getattr(lucid, name)(a[0], b[0])
        return
    same(getattr(lucid, name)(a[0], b[0]), expected)


@pytest.mark.parametrize("shapes", [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (1, 4)), ((), (3,))], ids=str)
@pytest.mark.parametrize("name", ["add", "sub", "mul", "div", "pow", "maximum", "minimum", "atan2", "rsub"])
def test_binary_gradients(torch, name, shapes):
    a = pair(torch, shapes[0], "float64", 0.5, 3, grad=True)
    b = pair(torch, shapes[1], "float64", 0.7, 2, salt=3, grad=True)
    check_gradients(torch, lambda lib, x, y: getattr(lib, name)(x, y), [a[0], b[0]], [a[1], b[1]])
