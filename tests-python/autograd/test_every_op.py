"""Every differentiable op of the registry.

First and second derivatives against differences, forward mode against reverse mode, batches against loops. Arguments
are guessed from the schema; an op that takes none of the guesses is skipped by name.
"""

import itertools
import re

import pytest

import lucid
from lucid._engine import engine

POSITIVE = (0.15, 0.95)


def number(i, salt):
    return POSITIVE[0] + (POSITIVE[1] - POSITIVE[0]) * ((i + 1 + 7 * salt) * 0.6180339887498949 % 1)


def floats(shape, salt):
    count = 1
    for size in shape:
        count *= size
    return lucid.tensor([number(i, salt) for i in range(count)], dtype=lucid.float64).reshape(shape)


# What a tensor parameter of this name is, when it is no floating tensor.
INDICES = ("index", "indices", "target", "repeats", "sections", "boundaries")
MASKS = ("mask", "condition")
TENSOR_SHAPES = [((3, 3),) * 4, ((3,),) * 4, ((2, 3, 3),) * 4, ((3, 3), (3,), (3,), (3,)),
                 ((3, 4), (2, 4), (2,), (2,)), ((1, 2, 4, 4),) * 4]
INTEGERS = {"dim": 0, "dim0": 0, "dim1": 1, "dim2": 1, "start_dim": 0, "end_dim": -1, "start": 0, "length": 2,
            "index": 1, "n": 2, "k": 2, "chunks": 2, "split_size": 2, "offset": 0, "diagonal": 0,
            "size": 2, "step": 1, "shifts": 1}
LISTS = {"dim": [0], "dims": [1, 0], "size": [3, 3], "shape": [9], "repeats": [2, 1], "normalized_shape": [3],
         "pad": [1, 1], "source": [0], "destination": [1], "sizes": [3, 1], "split_size": [1, 2], "stride": [1, 3],
         "shifts": [1], "kernel_size": [2], "output_size": [2]}
# Real only where the determinant is positive: a dominant diagonal makes it so.
POSITIVE_DETERMINANT = ("logdet",)
# Ops that read one triangle of a matrix: their derivative is that of the whole matrix, whose triangles change together.
HERMITIAN = {"A": lambda x: (x + x.mT) / 2 + 3 * lucid.eye(x.shape[-1], dtype=x.dtype)}
WHOLE_MATRIX = {
    "linalg_cholesky": HERMITIAN, "linalg_cholesky_ex": HERMITIAN,
    "linalg_eigh": HERMITIAN, "linalg_eigvalsh": HERMITIAN,
    "cholesky_solve": {"input2": lambda x: x.tril()}, "cholesky_inverse": {"input": lambda x: x.tril()},
}  # fmt: skip
NO_BATCH = ("as_strided",)
# Parameters without a derivative (bounds of clamp have one in PyTorch).
CONSTANT = {"clamp": ("min", "max"), "cross_entropy": ("weight",), "nll_loss": ("weight",),
            "batch_norm": ("running_mean", "running_var"), "instance_norm": ("running_mean", "running_var")}


def usual(name):
    """False for ops that only work in place, or move to another device."""
    return not name.split(".")[0].endswith("_") and name not in ("metal", "to.device")


def entries():
    found = []
    for entry in lucid.ops.registry().values():
        schema = entry.schema
        gives_tensor = "Tensor" in schema.split("->")[1]
        if entry.differentiable and gives_tensor and "Generator" not in schema and usual(entry.name):
            found.append(schema)
    return sorted(found)


def parameters(schema):
    inside = re.match(r"[^(]*\((.*)\) ->", schema).group(1)
    parts, depth, start = [], 0, 0
    for position, letter in enumerate(inside + ","):
        depth += letter in "[("
        depth -= letter in "])"
        if letter == "," and depth == 0:
            parts.append(inside[start:position].strip())
            start = position + 1
    return [part for part in parts if part and part != "*"]


def guesses(schema):
    """Arguments by keyword to try, each with the names of the floating tensors among them."""
    for shapes, given in itertools.product(TENSOR_SHAPES, (False, True)):
        arguments, checked, salt = {}, [], 0
        for part in parameters(schema):
            declared, _, default = part.partition("=")
            kind, name = declared.strip().rsplit(" ", 1)
            plain = kind.rstrip("?")
            optional = default != ""
            if plain == "Tensor[]" and name in INDICES:
                arguments[name] = [lucid.tensor([0, 2, 1])]
            elif plain == "Tensor[]":
                arguments[name] = [floats(shapes[0], i) for i in range(2)]
                checked.append(name)
            elif plain.startswith("Tensor"):
                if optional and not given:
                    continue
                if name in INDICES:
                    one = len(shapes[0]) == 1 or given
                    arguments[name] = lucid.tensor([0, 2, 1][: shapes[0][0]] if one else [[0, 1, 2]])
                elif name in MASKS:
                    arguments[name] = floats(shapes[0], 3) > 0.5
                else:
                    arguments[name] = floats(shapes[min(salt, 3)], salt)
                    if schema.split("(")[0] in POSITIVE_DETERMINANT:
                        arguments[name] = arguments[name] + 3 * lucid.eye(shapes[0][-1], dtype=lucid.float64)
                    if name not in CONSTANT.get(schema.split("(")[0], ()):
                        checked.append(name)
                salt += 1
            elif optional and not (given and name in ("dim", "keepdim")):
                continue
            elif plain == "int":
                arguments[name] = INTEGERS.get(name, 1)
            elif plain.startswith("int["):
                arguments[name] = LISTS.get(name, [1])
            elif plain in ("Scalar", "float"):
                arguments[name] = 0.5
            elif plain == "bool":
                arguments[name] = name == "keepdim"
            elif plain == "ScalarType":
                arguments[name] = lucid.float64
            elif plain == "str":
                arguments[name] = "mean"
        if checked:
            yield arguments, checked


def operation(schema):
    name = schema.split("(")[0].split(".")[0]
    return getattr(engine, name, None) or getattr(lucid.Tensor, name, None)


def sample(schema):
    """(function of the floating tensors, those tensors), or None."""
    call = operation(schema)
    if call is None:
        return None
    for arguments, checked in guesses(schema):
        flat = []
        for name in checked:
            flat.extend(arguments[name] if isinstance(arguments[name], list) else [arguments[name]])

        def function(*values, arguments=arguments, checked=checked):
            values, filled = list(values), {}
            for name, value in arguments.items():
                if name not in checked:
                    filled[name] = value
                elif isinstance(value, list):
                    filled[name] = [values.pop(0) for _ in value]
                else:
                    filled[name] = values.pop(0)
            for name, prepare in WHOLE_MATRIX.get(schema.split("(")[0], {}).items():
                filled[name] = prepare(filled[name])
            first = next(iter(filled))
            result = call(filled.pop(first), **filled)
            items = result if isinstance(result, (tuple, list)) else (result,)
            return tuple(x for x in items if isinstance(x, lucid.Tensor) and x.is_floating_point())

        try:
            results = function(*flat)
        except Exception:  # noqa: BLE001  (any refusal means: try the next guess)
            continue
        usable = results and all(r.dtype == lucid.float64 and r.numel() > 0 for r in results)
        if usable and sum(r.numel() for r in results) < 200:
            return function, flat
    return None


SCHEMAS = entries()


@pytest.fixture(params=SCHEMAS, ids=[schema.split("(")[0] for schema in SCHEMAS])
def op(request):
    found = sample(request.param)
    if found is None:
        pytest.skip("no guessed arguments fit " + request.param)
    return found


def test_most_ops_are_reached():
    missed = [schema.split("(")[0] for schema in SCHEMAS if sample(schema) is None]
    assert len(missed) < 0.4 * len(SCHEMAS), missed


def leaves(values):
    return tuple(value.detach().clone().requires_grad_() for value in values)


def test_derivatives_against_differences(op):
    function, values = op
    inputs = leaves(values)
    if not any(result.requires_grad for result in function(*inputs)):
        pytest.skip("no gradient flows")
    assert lucid.autograd.gradcheck(function, inputs)
    assert lucid.autograd.gradgradcheck(function, inputs)


def close(ours, theirs):
    assert tuple(ours.shape) == tuple(theirs.shape)
    assert lucid.allclose(ours, theirs, rtol=1e-7, atol=1e-9, equal_nan=True)


def test_forward_mode_against_reverse_mode(op):
    function, values = op
    numbers = tuple(range(len(values)))
    forward = lucid.func.jacfwd(function, argnums=numbers)(*values)
    reverse = lucid.func.jacrev(function, argnums=numbers)(*values)
    for ours, theirs in zip(forward, reverse):
        for a, b in zip(ours, theirs):
            close(a, b)


def test_forward_over_reverse_against_reverse_over_reverse(op):
    function, values = op

    def smooth(x):
        return sum((result * result).sum() for result in function(x, *values[1:]))

    first = lucid.func.jacfwd(lucid.func.grad(smooth))(values[0])
    second = lucid.func.jacrev(lucid.func.grad(smooth))(values[0])
    close(first, second)


def test_batches_against_loops(op, request):
    function, values = op
    if any(name in request.node.name for name in NO_BATCH):
        pytest.skip("depends on the memory of its argument")
    batches = [lucid.stack([value, value * 0.9 + 0.02]) for value in values]
    whole = lucid.func.vmap(function)(*batches)
    for element in range(2):
        alone = function(*(batch[element] for batch in batches))
        for a, b in zip(whole, alone):
            close(a[element], b)
    only_first = lucid.func.vmap(lambda x: function(x, *values[1:]))(batches[0])
    for element in range(2):
        for a, b in zip(only_first, function(batches[0][element], *values[1:])):
            close(a[element], b)
