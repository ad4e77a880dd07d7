"""Sorts, selections, searches and distinct elements beside PyTorch: every type, NaN, ties, empty and 0-d tensors."""

import pytest

import lucid
from call_cases import both, gradients, mixed, pair_of
from op_cases import FLOATS, INTEGERS, SMALL_FLOATS, pair, same

pytestmark = pytest.mark.parity

TYPES = FLOATS + SMALL_FLOATS + INTEGERS + ["bool"]
SHAPES = [(), (1,), (9,), (0,), (4, 5), (2, 0, 3), (2, 3, 4)]

# Positions among equals are free in PyTorch unless the sort is stable: those calls compare values.
CALLS = {
    "sort": lambda lib, x: lib.sort(x, stable=True),
    "sort first": lambda lib, x: lib.sort(x, dim=0, stable=True),
    "sort descending": lambda lib, x: lib.sort(x, dim=-1, descending=True, stable=True),
    "method": lambda lib, x: x.sort(-1, True).values,
    "argsort": lambda lib, x: lib.argsort(x, dim=-1, stable=True),
    "argsort descending": lambda lib, x: x.argsort(dim=0, descending=True, stable=True),
    "msort": lambda lib, x: lib.msort(x),
    "topk": lambda lib, x: lib.topk(x, 2).values,
    "topk smallest": lambda lib, x: lib.topk(x, 1, 0, largest=False).values,
    "topk all": lambda lib, x: x.topk(4, -1, False).values,
    "topk none": lambda lib, x: x.topk(0).values,
    "kthvalue": lambda lib, x: lib.kthvalue(x, 2).values,
    "kthvalue keepdim": lambda lib, x: x.kthvalue(1, 0, True).values,
    "median": lambda lib, x: lib.median(x),
    "median dim": lambda lib, x: lib.median(x, 0).values,
    "median keepdim": lambda lib, x: x.median(-1, keepdim=True).values,
    "nanmedian": lambda lib, x: lib.nanmedian(x),
    "nanmedian dim": lambda lib, x: x.nanmedian(-1).values,
    "mode": lambda lib, x: lib.mode(x.nan_to_num() if hasattr(x, "nan_to_num") else x).values,
    "cummax": lambda lib, x: lib.cummax(x, 0),
    "cummin": lambda lib, x: lib.cummin(x, -1),
    "unique": lambda lib, x: lib.unique(x, return_inverse=True, return_counts=True),
    "unique alone": lambda lib, x: x.unique(),
    "unique dim": lambda lib, x: lib.unique(x, dim=0, return_inverse=True, return_counts=True),
    "unique consecutive": lambda lib, x: lib.unique_consecutive(x, return_inverse=True, return_counts=True),
    "unique consecutive dim": lambda lib, x: x.unique_consecutive(dim=-1),
    "dim": lambda lib, x: lib.sort(x, 5),
    "k": lambda lib, x: lib.topk(x, 99),
    "negative k": lambda lib, x: lib.topk(x, -1),
    "kth": lambda lib, x: lib.kthvalue(x, 99),
    "kth zero": lambda lib, x: lib.kthvalue(x, 0),
}


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", sorted(CALLS))
def test_calls(torch, name, dtype):
    if name == "mode" and dtype in FLOATS + SMALL_FLOATS:
        pytest.skip("PyTorch's mode of NaN depends on the order of comparisons; test_mode has numbers")
    for shape in SHAPES:
        if shape == () and name.startswith("kthvalue") and dtype == "bool":
            continue  # PyTorch takes a single bool, but no vector of them
        count = 1
        for size in shape:
            count *= size
        if count == 0 and name in ("median", "nanmedian") and dtype not in FLOATS + SMALL_FLOATS:
            continue  # PyTorch gives the bits of a converted NaN; Lucid gives zero
        data = mixed(count, dtype)
        if name == "unique dim":  # PyTorch leaves slices with NaN unsorted
            data = [x if x == x else 1.0 for x in data]
        for transposed in (False, True):
            ours, theirs = pair_of(torch, data if shape else data[0], dtype, shape, transposed)
            both(torch, CALLS[name], ours, theirs, f"{name} {dtype} {shape}")


DIFFERENTIABLE = ["sort", "topk", "kthvalue", "median dim", "nanmedian dim", "median", "nanmedian", "cummax", "cummin"]


@pytest.mark.parametrize("name", DIFFERENTIABLE + ["msort", "mode"])
def test_gradients(torch, name):
    calls = dict(CALLS, topk=lambda lib, x: lib.topk(x, 2), mode=lambda lib, x: lib.mode(x, 0).values)
    for shape in ((3, 4), (5,), (2, 3, 2)):
        ours, theirs = pair(torch, shape, "float64", -2, 2, grad=True)
        gradients(torch, lambda lib, x: calls[name](lib, x * x * x), [ours], [theirs])


def test_even_gradients(torch):
    for name in ("max", "min", "median", "nanmedian", "amax", "amin"):
        for data in ([1.0, 3.0, 3.0, 1.0], [2.0, 2.0, 2.0], [float("nan"), 1.0, float("nan")]):
            (ours,), (theirs,) = pair_of(torch, data, "float64", grad=True)
            getattr(lucid, name)(ours).backward()
            getattr(torch, name)(theirs).backward()
            same(ours.grad, theirs.grad, what=f"{name} {data}")


@pytest.mark.parametrize("dtype", TYPES)
def test_mode(torch, dtype):
    data = [3, 1, 1, 2, 3, 3, 1, 0, 2, 2, 7, 7]
    if dtype == "bool":
        data = [bool(x % 2) for x in data]
    ours, theirs = pair_of(torch, data, dtype, (3, 4))
    for dim in (0, 1, -1):
        for keepdim in (False, True):
            both(torch, lambda lib, x: lib.mode(x, dim, keepdim), ours, theirs)


@pytest.mark.parametrize("dtype", TYPES)
def test_long_rows(torch, dtype):
    """Rows beyond the length at which the radix sort begins: the values must agree and the positions be stable."""
    generator = torch.Generator().manual_seed(7)
    values = torch.randint(-500, 500, (3, 2500), generator=generator)
    small = values.abs() % 200 if dtype in ("uint8", "int8") else values
    theirs = (values % 2 == 0) if dtype == "bool" else small
    theirs = (theirs if dtype == "bool" else theirs % 100 if dtype == "int8" else theirs).to(getattr(torch, dtype))
    ours = lucid.tensor(theirs.tolist(), dtype=getattr(lucid, dtype))
    for descending in (False, True):
        expected = torch.sort(theirs, dim=-1, descending=descending, stable=True)
        result = lucid.sort(ours, -1, descending)
        same(result.values, expected.values)
        same(result.indices, expected.indices)
    if dtype == "bool":
        return
    for k in (1, 7, 100, 2000, 2500):
        same(lucid.topk(ours, k).values, torch.topk(theirs, k).values)
        same(lucid.topk(ours, k, largest=False).values, torch.topk(theirs, k, largest=False).values)
        same(lucid.kthvalue(ours, k).values, torch.kthvalue(theirs, k).values)
    same(lucid.median(ours, -1).values, torch.median(theirs, -1).values)
    picked = lucid.kthvalue(ours, 1200)
    same(ours.gather(1, picked.indices.unsqueeze(1)).squeeze(1), torch.kthvalue(theirs, 1200).values)


SEARCHES = {
    "left": {},
    "right": {"right": True},
    "side": {"side": "right"},
    "side left": {"side": "left"},
    "int32": {"out_int32": True},
    "opposites": {"side": "left", "right": True},
    "bad side": {"side": "middle"},
}


@pytest.mark.parametrize("name", sorted(SEARCHES))
@pytest.mark.parametrize("dtype", FLOATS + SMALL_FLOATS + INTEGERS)
def test_searches(torch, dtype, name):
    rows = [1, 3, 3, 5, 9, 2, 4, 6, 8, 10]
    sought = [0, 3, 5, 11, 9, 1, 2, 4, 10, 12]
    (ours,), (theirs,) = pair_of(torch, rows, dtype, (2, 5))
    (mine,), (other,) = pair_of(torch, sought, dtype, (2, 5))
    both(torch, lambda lib, r, v: lib.searchsorted(r, v, **SEARCHES[name]), [ours, mine], [theirs, other])
    both(torch, lambda lib, r, v: lib.searchsorted(r[0], v, **SEARCHES[name]), [ours, mine], [theirs, other])
    both(torch, lambda lib, r, v: lib.searchsorted(r, v[0], **SEARCHES[name]), [ours, mine], [theirs, other])
    both(torch, lambda lib, r, v: lib.searchsorted(r[0], 4, **SEARCHES[name]), [ours, mine], [theirs, other])
    if "side" not in SEARCHES[name]:
        both(torch, lambda lib, r, v: lib.bucketize(v, r[0], **SEARCHES[name]), [ours, mine], [theirs, other])
        both(torch, lambda lib, r, v: lib.bucketize(v, r, **SEARCHES[name]), [ours, mine], [theirs, other])


def test_search_details(torch):
    nan, inf = float("nan"), float("inf")
    (ours,), (theirs,) = pair_of(torch, [-inf, 0.0, 1.0, inf, nan], "float64")
    (mine,), (other,) = pair_of(torch, [nan, inf, -inf, -0.0, 0.5], "float64")
    for right in (False, True):
        both(torch, lambda lib, r, v: lib.searchsorted(r, v, right=right), [ours, mine], [theirs, other])
    (ours,), (theirs,) = pair_of(torch, [5.0, 1.0, 3.0], "float32")
    both(
        torch,
        lambda lib, r: lib.searchsorted(r, lib.tensor([2.0, 4.0]), sorter=lib.argsort(r)),
        [ours], [theirs],
    )  # fmt: skip
    with pytest.raises(IndexError, match="sorter"):
        lucid.searchsorted(ours, lucid.tensor([2.0]), sorter=lucid.tensor([0, 1, 3]))
    with pytest.raises(ValueError, match="sorter"):
        lucid.searchsorted(ours, lucid.tensor([2.0]), sorter=lucid.tensor([0, 1]))


def test_out(torch):
    results = []
    for library in (lucid, torch):
        x = library.tensor([[3.0, 1.0, 2.0], [0.0, 5.0, 4.0]])
        values, indices = library.empty(0), library.empty(0, dtype=library.int64)
        pair_made = library.sort(x, out=(values, indices))
        top = (library.empty(2, 1), library.empty(2, 1, dtype=library.int64))
        library.topk(x, 1, out=top)
        largest = (library.empty(3), library.empty(3, dtype=library.int64))
        library.max(x, 0, out=largest)
        results.append((values, indices, *top, *largest, pair_made[0]))
    same(results[0], results[1])
    with pytest.raises(RuntimeError, match="requires grad"):
        lucid.sort(lucid.ones(2, requires_grad=True), out=(lucid.empty(2), lucid.empty(2, dtype=lucid.int64)))
    with pytest.raises(RuntimeError, match="tuple of 2 tensors"):
        lucid.sort(lucid.ones(2), out=(lucid.empty(2),))


def test_named_results(torch):
    for name, call in {
        "max": lambda lib, x: lib.max(x, 0), "sort": lambda lib, x: x.sort(), "topk": lambda lib, x: x.topk(1),
        "aminmax": lambda lib, x: lib.aminmax(x), "mode": lambda lib, x: lib.mode(x),
        "cummax": lambda lib, x: x.cummax(0),
        "median": lambda lib, x: lib.median(x, 0), "histogram": lambda lib, x: lib.histogram(x, 3),
    }.items():  # fmt: skip
        ours, theirs = (call(lib, lib.tensor([1.0, 3.0, 2.0])) for lib in (lucid, torch))
        assert repr(ours) == repr(theirs).replace("torch.", "lucid."), name
        assert isinstance(ours, tuple) and isinstance(ours, getattr(lucid.return_types, name))
        first, second = ours
        assert first is ours[0] and second is ours[1]
    import pickle

    again = pickle.loads(pickle.dumps(lucid.max(lucid.tensor([1.0, 3.0]), 0)))
    assert again.values.item() == 3.0 and again.indices.item() == 1
    with pytest.raises(TypeError):
        lucid.return_types.max((1,))
