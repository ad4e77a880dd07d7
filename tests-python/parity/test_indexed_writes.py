"""Gathers of every arrangement, and writes at indices into the tensor itself, beside PyTorch."""

import pytest

import lucid
from op_cases import same

pytestmark = pytest.mark.parity


def pair(torch, make):
    return make(lucid), make(torch)


def whole(lib, *shape, dtype="float32"):
    count = 1
    for size in shape:
        count *= size
    return (lib.arange(count).reshape(shape) % 97).to(getattr(lib, dtype))


def places(lib, size, *shape):
    count = 1
    for extent in shape:
        count *= extent
    return (lib.arange(count) * 7919 % size).reshape(shape)


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32", "int64", "complex128", "bfloat16"])
@pytest.mark.parametrize("shape, picked, dim", [
    ((50,), (400,), 0), ((6, 70), (6, 300), 1), ((70, 6), (300, 5), 0), ((4, 5, 60), (4, 5, 1), 2),
    ((4, 50, 6), (3, 90, 6), 1), ((30, 4, 6), (200, 4, 6), 0), ((3, 40), (0, 7), 1),
])
def test_gather(torch, shape, picked, dim, dtype):
    def run(lib):
        return whole(lib, *shape, dtype=dtype).gather(dim, places(lib, shape[dim], *picked))
    ours, theirs = pair(torch, run)
    same(ours, theirs)


@pytest.mark.parametrize("dim", [0, 1, 2])
def test_index_select(torch, dim):
    ours, theirs = pair(torch, lambda lib: whole(lib, 7, 11, 5).index_select(dim, places(lib, 5, 23)))
    same(ours, theirs)


WRITES = {
    "scatter_ last": lambda lib, x: x.scatter_(1, places(lib, 1, 8, 1), whole(lib, 8, 1)),
    "scatter_add_ last": lambda lib, x: x.scatter_add_(1, places(lib, 9, 8, 40), whole(lib, 8, 40)),
    "scatter_add_ first": lambda lib, x: x.scatter_add_(0, places(lib, 8, 30, 9), whole(lib, 30, 9)),
    "index_add_ rows": lambda lib, x: x.index_add_(0, places(lib, 8, 30), whole(lib, 30, 9)),
    "index_add_ columns": lambda lib, x: x.index_add_(1, places(lib, 9, 30), whole(lib, 8, 30), alpha=2),
    "index_copy_": lambda lib, x: x.index_copy_(0, lib.tensor([3, 1]), whole(lib, 2, 9)),
    "scatter_ of itself": lambda lib, x: x.scatter_(1, places(lib, 9, 8, 9), x.clone()),
    "scatter_add_ of a view": lambda lib, x: x[:4].scatter_add_(0, places(lib, 4, 4, 9), x[4:]),
}


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("arrangement", ["dense", "columns", "strided"])
def test_writes_into_itself(torch, name, arrangement):
    def run(lib):
        if arrangement == "columns":
            x = whole(lib, 9, 8).t()
        elif arrangement == "strided":
            x = whole(lib, 8, 18)[:, ::2]
        else:
            x = whole(lib, 8, 9)
        version = x._version
        WRITES[name](lib, x)
        assert x._version > version
        return x
    ours, theirs = pair(torch, run)
    same(ours, theirs)


@pytest.mark.parametrize("name", ["scatter_add_ last", "index_add_ rows", "index_add_ columns", "index_copy_"])
def test_gradients_through_writes(torch, name):
    def run(lib):
        leaf = whole(lib, 8, 9).requires_grad_(True)
        x = leaf * 2
        WRITES[name](lib, x)
        (x * x).sum().backward()
        return leaf.grad
    ours, theirs = pair(torch, run)
    same(ours, theirs)


def test_one_element_to_an_index(torch):
    ours, theirs = pair(torch, lambda lib: whole(lib, 50).index_add_(0, places(lib, 50, 400), whole(lib, 400)))
    same(ours, theirs)


@pytest.mark.parametrize("position", [0, 13, 1000])
def test_a_position_outside_is_refused_before_anything_is_written(position):
    x = lucid.zeros(5)
    at = lucid.zeros(1001, dtype=lucid.int64)
    at[position] = 5
    source = lucid.ones(1001)
    for call in (lambda: x.index_add_(0, at, source), lambda: x.scatter_add_(0, at, source), lambda: x.gather(0, at)):
        with pytest.raises(IndexError, match="index 5 is out of bounds"):
            call()
    assert x.sum().item() == 0
