"""Every op against PyTorch: values, element types, shapes, gradients, second gradients, and which calls are refused.

One table of cases: a name, how to make the arguments, and how to call. The same call runs on both libraries.
"""

import math

import pytest

import lucid

pytestmark = pytest.mark.parity

FLOATS = ["float32", "float64"]
SMALL_FLOATS = ["float16", "bfloat16"]
INTEGERS = ["uint8", "int8", "int16", "int32", "int64"]
COMPLEX = ["complex64", "complex128"]
SHAPES = [(), (1,), (5,), (0,), (3, 4), (2, 0, 3), (2, 3, 4)]
TOLERANCE = {
    "float16": 2e-3,
    "bfloat16": 2e-2,
    "float32": 3e-5,
    "float64": 1e-10,
    "complex64": 3e-5,
    "complex128": 1e-10,
}


def values(count, dtype, low, high, salt):
    """A fixed run of numbers without a pattern that a kernel might share: the golden rotation."""
    numbers = []
    for i in range(count):
        unit = math.modf((i + 1 + 17 * salt) * 0.6180339887498949)[0]
        x = low + (high - low) * unit
        if dtype == "bool":
            numbers.append(unit > 0.5)
        elif "int" in dtype:
            numbers.append(max(int(x * 3), 0 if dtype == "uint8" else -100))
        elif "complex" in dtype:
            numbers.append(complex(x, low + (high - low) * math.modf((i + 3 + salt) * 0.7548776662466927)[0]))
        else:
            numbers.append(x)
    return numbers


def pair(torch, shape, dtype, low=-2.0, high=2.0, salt=0, transposed=False, grad=False):
    """The same tensor in both libraries."""
    count = math.prod(shape)
    made = []
    for library in (lucid, torch):
        kind = getattr(library, dtype)
        wide = library.tensor(values(count, dtype, low, high, salt), dtype=kind).reshape(shape)
        if transposed and len(shape) > 1:
            wide = wide.transpose(0, -1)
        made.append(wide.detach().requires_grad_() if grad else wide)
    return made


def same(ours, theirs, dtype=None, what="result"):
    """Compares shape, element type and values (NaN equals NaN)."""
    if isinstance(theirs, (tuple, list)):
        assert len(ours) == len(theirs)
        for a, b in zip(ours, theirs):
            same(a, b, what=what)
        return
    if not hasattr(theirs, "dtype"):
        assert ours == theirs
        return
    assert tuple(ours.shape) == tuple(theirs.shape), what
    assert str(ours.dtype).split(".")[1] == str(theirs.dtype).split(".")[1], what
    name = str(theirs.dtype).split(".")[1]
    tolerance = TOLERANCE.get(name, 0)
    flat_ours, flat_theirs = flatten(ours.detach().tolist()), flatten(theirs.detach().tolist())
    for a, b in zip(flat_ours, flat_theirs):
        assert close(a, b, tolerance), f"{what}: {a} against {b}"


def flatten(nested):
    if not isinstance(nested, list):
        return [nested]
    return [x for item in nested for x in flatten(item)]


def close(a, b, tolerance):
    if isinstance(b, complex) or isinstance(a, complex):
        a, b = complex(a), complex(b)
        return close(a.real, b.real, tolerance * max(1, abs(b))) and close(a.imag, b.imag, tolerance * max(1, abs(b)))
    if isinstance(b, float) and (math.isnan(b) or math.isinf(b)):
        return (math.isnan(a) and math.isnan(b)) or a == b
    return abs(a - b) <= tolerance * max(1, abs(b))


# Where Lucid differs on purpose: what, and why. docs/differences.md shows this list.
DIFFERENCES = {
    "complex32": "there is no complex32: half types with complex numbers give complex64",
    "prod": "prod takes several dimensions at once, as sum does",
    "logsumexp": "logsumexp without a dimension reduces all of them, as sum does",
    "argmax": "argmax and argmin take bool tensors",
    "square": "square of a bool tensor is refused instead of giving int64",
    "pow": "pow of two bools is refused; a complex power or quotient of zero may differ in where it is NaN",
    "zero": "integer division by zero gives 0 instead of an error",
}


def differs(name, dtype=None, dim=0):
    """Whether a reduction is one of the cases above."""
    return (
        (name == "prod" and isinstance(dim, tuple))
        or (name == "logsumexp" and dim is None)
        or (name in ("argmax", "argmin") and dtype == "bool")
    )


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
NO_COMPLEX = {
    "erf",
    "erfc",
    "erfinv",
    "abs",
    "sign",
    "floor",
    "ceil",
    "trunc",
    "round",
    "relu",
    "exp2",
    "expm1",
    "log1p",
    "log2",
    "asinh",
    "acosh",
    "atanh",
}
NO_INTEGER = set()


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("dtype", FLOATS + SMALL_FLOATS + ["int64", "uint8", "bool"] + COMPLEX)
@pytest.mark.parametrize("name", sorted(UNARY))
def test_unary(torch, name, dtype, shape):
    if dtype in COMPLEX and name in NO_COMPLEX:
        pytest.skip("the complex form of this function is not in the engine")
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


def check_gradients(torch, call, ours, theirs):
    """First and second derivatives of a weighted sum."""
    grads = []
    for library, inputs in ((lucid, ours), (torch, theirs)):
        result = call(library, *inputs)
        weights = library.tensor(values(math.prod(result.shape), "float64", -1, 1, 5), dtype=result.dtype).reshape(
            tuple(result.shape)
        )
        wanted = [x for x in inputs if hasattr(x, "requires_grad") and x.requires_grad]
        first = library.autograd.grad((result * weights).sum(), wanted, create_graph=True)
        total = sum(((g * g).sum() for g in first if g.requires_grad), library.zeros((), dtype=result.dtype))
        second = library.autograd.grad(total, wanted, allow_unused=True) if total.requires_grad else []
        grads.append((first, second))
    same(list(grads[0][0]), list(grads[1][0]), what="gradient")
    for a, b in zip(grads[0][1], grads[1][1]):
        a = (
            lucid.zeros(tuple(b.shape), dtype=getattr(lucid, str(b.dtype).split(".")[1]))
            if a is None and b is not None
            else a
        )
        b = (
            torch.zeros(tuple(a.shape), dtype=getattr(torch, str(a.dtype).split(".")[1]))
            if b is None and a is not None
            else b
        )
        if a is not None:
            # PyTorch may hand out zeros without memory; adding makes them real.
            same(a, b + 0, what="second gradient")


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
    if dtype == "bool" and operator in ("//", "%"):
        pytest.skip(DIFFERENCES["zero"])
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


REDUCTIONS = {
    "sum": {},
    "mean": {},
    "prod": {},
    "amax": {},
    "amin": {},
    "var": {},
    "std": {},
    "logsumexp": {},
    "any": {},
    "all": {},
    "argmax": {},
    "argmin": {},
    "max": {},
    "min": {},
    "count_nonzero": {},
}
DIMS = [None, 0, 1, -1, (0, 1), (1, 2), (0, 2)]


@pytest.mark.parametrize("dim", DIMS, ids=str)
@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "bool"])
@pytest.mark.parametrize("name", sorted(REDUCTIONS))
def test_reductions(torch, name, dtype, dim):
    if differs(name, dtype, dim):
        pytest.skip(DIFFERENCES["argmax" if name == "argmin" else name])
    for shape, transposed in (((3, 4, 2), False), ((2, 5, 3), True)):
        ours, theirs = pair(torch, shape, dtype, -2, 2, transposed=transposed)
        for keepdim in (False, True):
            keywords = {} if dim is None else {"dim": dim}
            if keepdim and dim is not None and name != "count_nonzero":
                keywords["keepdim"] = True
            try:
                expected = getattr(torch, name)(theirs, **keywords)
            except (RuntimeError, TypeError, NotImplementedError):
                with pytest.raises((RuntimeError, TypeError)):
                    getattr(lucid, name)(ours, **keywords)
                continue
            same(getattr(lucid, name)(ours, **keywords), expected)


@pytest.mark.parametrize("dim", [None, 0, -1], ids=str)
@pytest.mark.parametrize(
    "name", ["sum", "mean", "prod", "amax", "var", "std", "logsumexp", "softmax", "log_softmax", "cumsum"]
)
def test_reduction_gradients(torch, name, dim):
    if name in ("logsumexp", "softmax", "log_softmax", "cumsum") and dim is None:
        dim = 1
    ours, theirs = pair(torch, (3, 4), "float64", -2, 2, grad=True)
    keywords = {} if dim is None else {"dim": dim}
    check_gradients(torch, lambda lib, x: getattr(lib, name)(x, **keywords), [ours], [theirs])


@pytest.mark.parametrize(
    "shapes",
    [
        ((3, 4), (4, 5)),
        ((4,), (4,)),
        ((3, 4), (4,)),
        ((4,), (4, 5)),
        ((2, 3, 4), (4, 5)),
        ((2, 3, 4), (2, 4, 5)),
        ((2, 1, 3, 4), (5, 4, 2)),
        ((4,), (2, 4, 3)),
        ((0, 4), (4, 5)),
        ((3, 0), (0, 5)),
        ((1, 1), (1, 1)),
    ],
    ids=str,
)
@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "complex128", "float16", "bfloat16"])
def test_matmul(torch, dtype, shapes):
    a = pair(torch, shapes[0], dtype, -1, 1)
    b = pair(torch, shapes[1], dtype, -1, 1, salt=2)
    same(lucid.matmul(a[0], b[0]), torch.matmul(a[1], b[1]))
    if dtype == "float64" and math.prod(shapes[0]):
        a = pair(torch, shapes[0], dtype, -1, 1, grad=True)
        b = pair(torch, shapes[1], dtype, -1, 1, salt=2, grad=True)
        check_gradients(torch, lambda lib, x, y: lib.matmul(x, y), [a[0], b[0]], [a[1], b[1]])


INDICES = {
    "integer": lambda lib: 1,
    "negative": lambda lib: -1,
    "slice": lambda lib: slice(1, 3),
    "step": lambda lib: slice(None, None, 2),
    "beyond": lambda lib: slice(2, 99),
    "ellipsis": lambda lib: (..., 0),
    "none": lambda lib: (None, 1),
    "pair": lambda lib: (1, slice(0, 2)),
    "list": lambda lib: [0, 2, 2],
    "tensor": lambda lib: lib.tensor([2, 0, -1]),
    "two lists": lambda lib: ([0, 1], [1, 2]),
    "separated": lambda lib: ([0, 1], slice(None), [1, 0]),
    "middle": lambda lib: (slice(None), [1, 0, 1]),
    "mixed": lambda lib: (0, slice(None), [1, 0]),
    "mask": lambda lib: lib.tensor([True, False, True]),
    "mask 2d": lambda lib: lib.tensor([[True, False, True, False], [False] * 4, [True] * 4]),
    "true": lambda lib: True,
    "false": lambda lib: False,
    "grid": lambda lib: (lib.tensor([[0, 1], [2, 2]]), slice(1, 3)),
    "empty": lambda lib: [],
    "tensor 0d": lambda lib: lib.tensor(2),
    "broadcast": lambda lib: (lib.tensor([[0], [2]]), lib.tensor([1, 3])),
    "none list": lambda lib: (None, [1, 2]),
}


@pytest.mark.parametrize("name", sorted(INDICES))
def test_indexing(torch, name):
    index = INDICES[name]
    ours, theirs = pair(torch, (3, 4, 2), "float64", grad=True)
    same(ours[index(lucid)], theirs[index(torch)])
    check_gradients(torch, lambda lib, x: x[index(lib)] * x[index(lib)], [ours], [theirs])
    for value in (7.0, "tensor"):
        results = []
        for library, source in ((lucid, ours), (torch, theirs)):
            base = source.detach().clone().requires_grad_()
            target = base * 1
            part = target[index(library)]
            filling = (
                value
                if value == 7.0
                else library.full(tuple(part.shape)[-1:], 2.5, dtype=library.float64, requires_grad=True)
            )
            target[index(library)] = filling
            (target * target).sum().backward()
            results.append((target, base.grad, None if value == 7.0 else filling.grad))
        for a, b in zip(results[0], results[1]):
            if b is not None:
                same(a, b)


SHAPE_CALLS = {
    "reshape": lambda x: x.reshape(4, 6),
    "reshape -1": lambda x: x.reshape(-1, 3),
    "view": lambda x: x.view(2, 12),
    "flatten": lambda x: x.flatten(1),
    "permute": lambda x: x.permute(2, 0, 1),
    "transpose": lambda x: x.transpose(0, 2),
    "t": lambda x: x[0].t(),
    "T": lambda x: x[0].T,
    "mT": lambda x: x.mT,
    "unsqueeze": lambda x: x.unsqueeze(-1),
    "squeeze": lambda x: x[:, :1].squeeze(1),
    "expand": lambda x: x[:1].expand(5, -1, 4),
    "narrow": lambda x: x.narrow(1, 1, 2),
    "select": lambda x: x.select(1, -1),
    "split": lambda x: x.split(2, 1),
    "split sizes": lambda x: x.split([1, 2], 1),
    "chunk": lambda x: x.chunk(2, 2),
    "unbind": lambda x: x.unbind(1),
    "movedim": lambda x: x.movedim(0, 2),
    "flip": lambda x: x.flip(0, 2),
    "repeat": lambda x: x.repeat(2, 1, 3),
    "diagonal": lambda x: x.diagonal(0, 1, 2),
    "unflatten": lambda x: x.unflatten(2, (2, 2)),
    "contiguous": lambda x: x.transpose(0, 1).contiguous(),
    "as_strided": lambda x: x.as_strided((2, 3), (3, 1), 2),
    "clone": lambda x: x.clone(),
    "tril": lambda x: x.tril(),
    "triu": lambda x: x.triu(1),
    "masked_fill": lambda x: x.masked_fill(x > 0, -1.0),
    "clamp": lambda x: x.clamp(-1, 1),
    "clamp min": lambda x: x.clamp(min=0.25),
    "index_select": lambda x: x.index_select(1, (x[0, :, 0] * 0).long() + 1),
    "gather": lambda x: x.gather(1, (x * 0).long() + 1),
    "cumsum": lambda x: x.cumsum(1),
    "square": lambda x: x.square(),
}


@pytest.mark.parametrize("name", sorted(SHAPE_CALLS))
def test_shapes(torch, name):
    call = SHAPE_CALLS[name]
    ours, theirs = pair(torch, (2, 3, 4), "float64", grad=True)
    a, b = call(ours), call(theirs)
    same(a, b)
    if isinstance(b, (tuple, list)):
        assert [x.stride() for x in a] == [x.stride() for x in b]
        check_gradients(torch, lambda lib, x: lib.cat([p.reshape(-1) for p in call(x)]), [ours], [theirs])
        return
    assert a.stride() == b.stride()
    assert a.is_contiguous() == b.is_contiguous()
    check_gradients(torch, lambda lib, x: call(x) * call(x), [ours], [theirs])


LOSSES = {
    "cross_entropy": lambda lib, x, t: lib.nn.functional.cross_entropy(x, t),
    "cross_entropy sum": lambda lib, x, t: lib.nn.functional.cross_entropy(x, t, reduction="sum"),
    "cross_entropy smooth": lambda lib, x, t: lib.nn.functional.cross_entropy(x, t, label_smoothing=0.2),
    "cross_entropy ignore": lambda lib, x, t: lib.nn.functional.cross_entropy(x, t, ignore_index=1),
    "cross_entropy weight": lambda lib, x, t: lib.nn.functional.cross_entropy(
        x, t, weight=lib.tensor([0.5, 2.0, 1.0, 0.1], dtype=x.dtype)
    ),
    "nll": lambda lib, x, t: lib.nn.functional.nll_loss(lib.nn.functional.log_softmax(x, 1), t),
    "mse": lambda lib, x, t: lib.nn.functional.mse_loss(x, x.detach() * 0.5),
    "layer_norm": lambda lib, x, t: lib.nn.functional.layer_norm(
        x, (4,), lib.tensor([1.0, 2.0, 0.5, 1.5], dtype=x.dtype), None
    )
    * x.detach(),
    "gelu": lambda lib, x, t: lib.nn.functional.gelu(x),
    "gelu tanh": lambda lib, x, t: lib.nn.functional.gelu(x, approximate="tanh"),
    "silu": lambda lib, x, t: lib.nn.functional.silu(x),
    "linear": lambda lib, x, t: lib.nn.functional.linear(x, x[:2].detach(), x[0, :2].detach()),
}


@pytest.mark.parametrize("name", sorted(LOSSES))
def test_losses(torch, name):
    ours, theirs = pair(torch, (3, 4), "float64", grad=True)
    targets = (lucid.tensor([2, 0, 1]), torch.tensor([2, 0, 1]))
    same(LOSSES[name](lucid, ours, targets[0]), LOSSES[name](torch, theirs, targets[1]))
    check_gradients(torch, lambda lib, x: LOSSES[name](lib, x, targets[lib is torch]), [ours], [theirs])


BAD_CALLS = {
    "matmul shapes": lambda lib: lib.ones(2, 3) @ lib.ones(2, 3),
    "add shapes": lambda lib: lib.ones(2, 3) + lib.ones(4),
    "view": lambda lib: lib.ones(2, 3).view(4),
    "dim": lambda lib: lib.ones(2, 3).sum(5),
    "dim twice": lambda lib: lib.ones(2, 3).sum((0, 0)),
    "index": lambda lib: lib.ones(2)[3],
    "too many": lambda lib: lib.ones(2)[0, 0],
    "cat": lambda lib: lib.cat([lib.ones(2, 3), lib.ones(2)]),
    "stack": lambda lib: lib.stack([lib.ones(2), lib.ones(3)]),
    "item": lambda lib: lib.ones(2).item(),
    "bool": lambda lib: bool(lib.ones(2)),
    "requires int": lambda lib: lib.ones(2, dtype=lib.int64).requires_grad_(),
    "backward": lambda lib: lib.ones(2).sum().backward(),
    "not scalar": lambda lib: (lib.ones(2, requires_grad=True) * 2).backward(),
    "leaf in place": lambda lib: lib.ones(2, requires_grad=True).add_(1),
    "int in place": lambda lib: lib.ones(2, dtype=lib.int64).add_(0.5),
    "broadcast in place": lambda lib: lib.ones(2).add_(lib.ones(3, 2)),
    "negative size": lambda lib: lib.zeros(-1),
    "expand": lambda lib: lib.ones(2).expand(3),
    "expanded write": lambda lib: lib.ones(1).expand(3).add_(1),
    "string": lambda lib: lib.ones("a"),
    "permute": lambda lib: lib.ones(2, 3).permute(0, 0),
    "squeeze dim": lambda lib: lib.ones(2).squeeze(3),
    "mm": lambda lib: lib.ones(2).mm(lib.ones(2, 2)),
    "mean int": lambda lib: lib.ones(2, dtype=lib.int64).mean(),
    "len": lambda lib: len(lib.tensor(1)),
    "iter": lambda lib: list(lib.tensor(1)),
    "ragged": lambda lib: lib.tensor([[1, 2], [3]]),
    "text": lambda lib: lib.tensor("a"),
    "randint": lambda lib: lib.randint(3, 3, (2,)),
    "linspace": lambda lib: lib.linspace(0, 1, -1),
    "arange": lambda lib: lib.arange(0, 5, -1),
    "narrow": lambda lib: lib.ones(3).narrow(0, 2, 2),
    "split": lambda lib: lib.ones(3).split([1, 1]),
    "sub bool": lambda lib: lib.ones(2, dtype=lib.bool) - lib.ones(2, dtype=lib.bool),
}


@pytest.mark.parametrize("name", sorted(BAD_CALLS))
def test_bad_calls(torch, name):
    with pytest.raises(Exception) as theirs:
        BAD_CALLS[name](torch)
    with pytest.raises(Exception) as ours:
        BAD_CALLS[name](lucid)
    # What a program catches: our error is also of the builtin kind that PyTorch raises, or of a narrower one.
    assert isinstance(ours.value, (theirs.type, lucid.LucidError)), (ours.type, theirs.type)
    assert str(ours.value)
