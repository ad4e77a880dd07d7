"""Gathers, scatters and index ops beside PyTorch: every reduction, with and without what was there; refused calls."""

import pytest

import lucid
from op_cases import check_gradients, pair, same

pytestmark = pytest.mark.parity

SHAPE = (3, 4)


def index(lib, numbers=((0, 1, 2, 0), (2, 2, 1, 0), (1, 0, 0, 2))):
    return lib.tensor(numbers)


CALLS = {
    "gather": lambda lib, x, y: x.gather(0, index(lib)),
    "gather out of order": lambda lib, x, y: lib.gather(x, 1, index(lib)[:2, :2]),
    "take": lambda lib, x, y: x.take(lib.tensor([[0, -1], [5, 5]])),
    "take_along_dim": lambda lib, x, y: lib.take_along_dim(x, index(lib)[:, :1], 1),
    "take_along_dim broadcast": lambda lib, x, y: lib.take_along_dim(x, index(lib)[:1], dim=0),
    "take_along_dim flat": lambda lib, x, y: lib.take_along_dim(x, lib.tensor([3, 11, 0])),
    "put": lambda lib, x, y: x.put(lib.tensor([1, -2]), y[0, :2]),
    "put accumulate": lambda lib, x, y: lib.Tensor.put(x, lib.tensor([[1, 1]]), y[0, :2], accumulate=True),
    "scatter": lambda lib, x, y: x.scatter(0, index(lib)[1:2], y[:1]),
    "scatter value": lambda lib, x, y: x.scatter(0, index(lib)[:1], 3.0),
    "scatter_add": lambda lib, x, y: lib.scatter_add(x, 0, index(lib), y),
    "scatter_add corner": lambda lib, x, y: x.scatter_add(1, index(lib)[:2, :3], y[:2, 1:]),
    "index_select": lambda lib, x, y: x.index_select(1, lib.tensor([3, 0, 3])),
    "index_add": lambda lib, x, y: x.index_add(0, lib.tensor([1, 1, 0]), y, alpha=2),
    "index_copy": lambda lib, x, y: x.index_copy(0, lib.tensor([2, 0]), y[:2]),
    "index_fill": lambda lib, x, y: x.index_fill(1, lib.tensor([2, 0]), 5),
    "index_fill tensor": lambda lib, x, y: x.index_fill(1, lib.tensor([2, 0]), y[0, 0] * 1),
    "index_put": lambda lib, x, y: x.index_put((lib.tensor([2, 0]), lib.tensor([1, 1])), y[0, :2]),
    "index_put None": lambda lib, x, y: x.index_put((lib.tensor([2, 0]),), y[:2], accumulate=True),
    "index_put mask": lambda lib, x, y: x.index_put((x > 0,), y[0, 0]),
    "masked_fill": lambda lib, x, y: x.masked_fill(x > 0, y[0, 0] * 1),
    "masked_select": lambda lib, x, y: x.masked_select(x[0] > 0),
    "masked_scatter": lambda lib, x, y: x.masked_scatter(x > 0, y),
    "masked_scatter broadcast": lambda lib, x, y: x.masked_scatter(x[0] > 0, y),
    "where": lambda lib, x, y: lib.where(x > y, x, y),
    "where method": lambda lib, x, y: x.where(x > y, y),
    "where number": lambda lib, x, y: lib.where(x > y, x, 2.0),
    "unbind by index": lambda lib, x, y: x[lib.tensor([0, 1])] * y[lib.tensor([2, 2])],
}
for reduce in ("sum", "prod", "mean", "amax", "amin"):
    for include in (True, False):
        CALLS[f"scatter_reduce {reduce} {include}"] = lambda lib, x, y, r=reduce, i=include: x.scatter_reduce(
            0, index(lib), y, r, include_self=i
        )
        CALLS[f"scatter_reduce corner {reduce} {include}"] = lambda lib, x, y, r=reduce, i=include: lib.scatter_reduce(
            x, 1, index(lib)[:2, :3], y[:2, 1:], reduce=r, include_self=i
        )
        if reduce != "sum":
            CALLS[f"index_reduce {reduce} {include}"] = lambda lib, x, y, r=reduce, i=include: x.index_reduce(
                0, lib.tensor([1, 1, 0]), y, r, include_self=i
            )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(CALLS))
def test_values_and_gradients(torch, name):
    a = pair(torch, SHAPE, "float64", -2, 2, grad=True)
    b = pair(torch, SHAPE, "float64", -2, 2, salt=3, grad=True)
    ours, theirs = CALLS[name](lucid, a[0], b[0]), CALLS[name](torch, a[1], b[1])
    same(ours, theirs)
    assert ours.stride() == theirs.stride()
    inputs = [b] if name == "scatter_reduce nothing" else [a, b]
    used = [p for p in inputs if uses(torch, name, p, a, b)]
    check_gradients(
        torch,
        lambda lib, *given: CALLS[name](lib, *fill(lib, given, used, a, b)) ** 2,
        [p[0] for p in used],
        [p[1] for p in used],
    )


def uses(torch, name, wanted, a, b):
    """Whether the result depends on the operand at all."""
    grads = torch.autograd.grad(CALLS[name](torch, a[1], b[1]).sum(), [wanted[1]], allow_unused=True)
    return grads[0] is not None


def fill(lib, given, used, a, b):
    chosen = dict(zip([id(p) for p in used], given))
    side = 0 if lib is lucid else 1
    return [chosen.get(id(p), p[side]) for p in (a, b)]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("dtype", ["int64", "uint8", "bool", "float16", "bfloat16", "complex64"])
@pytest.mark.parametrize("name", sorted(CALLS))
def test_other_types(torch, name, dtype):
    a, b = pair(torch, SHAPE, dtype), pair(torch, SHAPE, dtype, salt=3)
    try:
        expected = CALLS[name](torch, a[1], b[1])
    except (RuntimeError, TypeError):
        return
    same(CALLS[name](lucid, a[0], b[0]), expected)


@pytest.mark.filterwarnings("ignore")
def test_prod_of_zeros(torch):
    """One zero, two zeros and a zero that was there before."""
    for own, given in (([1.0, 2.0], [0.0, 3.0, 4.0]), ([0.0, 2.0], [5.0, 3.0, 4.0]), ([1.0, 1.0], [2.0, 0.0, 0.0])):
        results = []
        for lib in (lucid, torch):
            x = lib.tensor(own, dtype=lib.float64).requires_grad_()
            y = lib.tensor(given, dtype=lib.float64).requires_grad_()
            z = x.scatter_reduce(0, lib.tensor([0, 0, 1]), y, "prod")
            results.append(lib.autograd.grad(z.sum(), [x, y]))
        same(results[0], results[1])


def test_scatter_with_reduce(torch):
    for reduce in ("add", "multiply"):
        a, b = pair(torch, SHAPE, "float64"), pair(torch, SHAPE, "float64", salt=3)
        same(a[0].scatter(0, index(lucid), b[0], reduce=reduce), a[1].scatter(0, index(torch), b[1], reduce=reduce))
        same(a[0].scatter(0, index(lucid), 2.5, reduce=reduce), a[1].scatter(0, index(torch), 2.5, reduce=reduce))
        edited = [x.clone().scatter_(0, index(lib), y, reduce=reduce) for lib, x, y in zip((lucid, torch), a, b)]
        same(*edited)
    with pytest.raises(RuntimeError, match="add or multiply"):
        lucid.zeros(3, 4).scatter(0, index(lucid), lucid.ones(3, 4), reduce="mean")


def test_positions(torch):
    for shape in ((), (4,), (3, 4), (2, 0), (2, 3, 2)):
        a = pair(torch, shape, "bool")
        same(a[0].nonzero(), a[1].nonzero())
        same(lucid.nonzero(a[0], as_tuple=True), torch.nonzero(a[1], as_tuple=True))
        same(a[0].nonzero(as_tuple=True), a[1].nonzero(as_tuple=True))
        same(lucid.argwhere(a[0]), torch.argwhere(a[1]))
        same(lucid.where(a[0]), torch.where(a[1]))
    same(lucid.unravel_index(lucid.tensor([0, 7, 11]), (3, 4)), torch.unravel_index(torch.tensor([0, 7, 11]), (3, 4)))
    out = lucid.zeros(0, dtype=lucid.int64)
    same(lucid.nonzero(lucid.tensor([0, 3]), out=out), torch.tensor([[1]]))


BAD = {
    "gather float": lambda lib, x: x.gather(0, x),
    "gather bounds": lambda lib, x: x.gather(0, lib.tensor([[5]])),
    "gather rank": lambda lib, x: x.gather(0, lib.tensor([0])),
    "gather wide": lambda lib, x: x.gather(0, lib.zeros(1, 9, dtype=lib.int64)),
    "scatter type": lambda lib, x: x.scatter(0, lib.tensor([[0]]), x.float()),
    "scatter bounds": lambda lib, x: x.scatter(0, lib.tensor([[7]]), x),
    "scatter src": lambda lib, x: x.scatter(0, lib.zeros(3, 4, dtype=lib.int64), x[:1]),
    "scatter_reduce name": lambda lib, x: x.scatter_reduce(0, lib.tensor([[0]]), x, "median"),
    "index_reduce name": lambda lib, x: x.index_reduce(0, lib.tensor([0]), x[:1], "sum"),
    "index_reduce size": lambda lib, x: x.index_reduce(0, lib.tensor([0]), x, "prod"),
    "index_select float": lambda lib, x: x.index_select(0, lib.tensor([1.0])),
    "index_select bounds": lambda lib, x: x.index_select(0, lib.tensor([3])),
    "index_select rank": lambda lib, x: x.index_select(0, lib.tensor([[1]])),
    "index_add size": lambda lib, x: x.index_add(0, lib.tensor([1]), x),
    "index_copy bounds": lambda lib, x: x.index_copy(0, lib.tensor([9]), x[:1]),
    "index_put type": lambda lib, x: x.index_put((lib.tensor([0]),), x[:1].float()),
    "index_put shape": lambda lib, x: x.index_put((lib.tensor([0]),), x[:, :3]),
    "index_put bounds": lambda lib, x: x.index_put((lib.tensor([3]),), x[0]),
    "put count": lambda lib, x: x.put(lib.tensor([0, 1]), x[0]),
    "put type": lambda lib, x: x.put(lib.tensor([0]), x[0, :1].float()),
    "masked_fill mask": lambda lib, x: x.masked_fill(lib.ones(3, 4), 1.0),
    "masked_fill value": lambda lib, x: x.masked_fill(x > 0, x[0]),
    "masked_select mask": lambda lib, x: x.masked_select(lib.ones(3, 4)),
    "masked_scatter few": lambda lib, x: x.masked_scatter(x == x, x[0]),
    "mask shape": lambda lib, x: x[lib.tensor([True, False])],
    "float index": lambda lib, x: x[lib.tensor([1.0])],
    "too many": lambda lib, x: x[0, 0, 0],
    "bounds": lambda lib, x: x[3],
    "bounds second": lambda lib, x: x[:, -5],
    "negative step": lambda lib, x: x[::-1],
    "text": lambda lib, x: x["a"],
    "float": lambda lib, x: x[1.0],
    "indices apart": lambda lib, x: x[[0, 1], [0, 1, 2]],
    "value shape": lambda lib, x: x.__setitem__(0, lib.ones(3)),
    "value shape advanced": lambda lib, x: x.__setitem__([0, 1], lib.ones(3)),
    "0d": lambda lib, x: x[0, 0][0],
    "take bounds": lambda lib, x: x.take(lib.tensor([12])),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_refused(torch, name):
    a = pair(torch, SHAPE, "float64")
    with pytest.raises((RuntimeError, TypeError, IndexError, ValueError)) as theirs:
        BAD[name](torch, a[1])
    with pytest.raises((RuntimeError, TypeError, IndexError, ValueError)) as ours:
        BAD[name](lucid, a[0])
    if isinstance(theirs.value, IndexError):
        assert isinstance(ours.value, IndexError), (name, theirs.value, ours.value)
    assert len(str(ours.value)) > 10


@pytest.mark.parametrize("columns", [1, 63, 64, 65, 700])
def test_rows_that_meet_in_columns_shared_out(torch, columns):
    numbers = [[float((7 * r + 3 * c) % 11) for c in range(columns)] for r in range(300)]
    places = [(r * r) % 13 for r in range(300)]
    for add in ("index_add", "index_copy"):
        results = []
        for lib in (lucid, torch):
            # Of rows that are copied to one place, PyTorch promises none: each place is met once.
            count = 300 if add == "index_add" else 13
            index = lib.tensor(places if add == "index_add" else list(range(12, -1, -1)))
            table = lib.zeros(2, 13, columns)
            source = lib.tensor([numbers[:count], numbers[:count]])
            results.append(getattr(table, add)(1, index, source).tolist())
        assert results[0] == results[1]
