"""What the op tests share: one tensor in both libraries, comparison, gradients, and where Lucid differs on purpose."""

import math

import lucid


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
}


def differs(name, dtype=None, dim=0):
    """Whether a reduction is one of the cases above."""
    return (
        (name == "prod" and isinstance(dim, tuple))
        or (name == "logsumexp" and dim is None)
        or (name in ("argmax", "argmin") and dtype == "bool")
    )


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
