"""Functions that take a list of tensors or the tensors one by one, and the stacks and splits, beside PyTorch."""

import pytest

import lucid
from op_cases import check_gradients, pair, same

pytestmark = pytest.mark.parity


def lists(torch, *shapes, dtype="float64", grad=False):
    pairs = [pair(torch, shape, dtype, salt=i, grad=grad) for i, shape in enumerate(shapes)]
    return [p[0] for p in pairs], [p[1] for p in pairs]


CALLS = {
    "atleast_1d": [((),), ((3,),), ((), (2,)), ((2, 3), (), (0,))],
    "atleast_2d": [((),), ((3,),), ((), (2,)), ((2, 3, 4), (0,))],
    "atleast_3d": [((),), ((3,),), ((), (2,), (2, 3)), ((2, 3, 4, 5),)],
    "broadcast_tensors": [((2, 3),), ((2, 1), (3,)), ((), (2, 3), (1, 1, 3))],
    "meshgrid": [((3,),), ((3,), (2,)), ((3,), (), (4,)), ((0,), (2,))],
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(CALLS))
def test_one_by_one_and_as_a_list(torch, name):
    for shapes in CALLS[name]:
        ours, theirs = lists(torch, *shapes)
        for call in (lambda f, t: f(*t), lambda f, t: f(t), lambda f, t: f(tuple(t))):
            # PyTorch's broadcast_tensors takes no list; ours does, as all others do.
            how = (lambda f, t: f(*t)) if name == "broadcast_tensors" else call
            a, b = call(getattr(lucid, name), ours), how(getattr(torch, name), theirs)
            assert isinstance(a, tuple) == isinstance(b, (tuple, list))
            same(a, b)
            if isinstance(a, tuple):
                assert [x.stride() for x in a] == [x.stride() for x in b]


def test_meshgrid_indexing(torch):
    ours, theirs = lists(torch, (3,), (2,), (4,))
    for indexing in ("ij", "xy"):
        a, b = lucid.meshgrid(*ours, indexing=indexing), torch.meshgrid(*theirs, indexing=indexing)
        same(a, b)
        assert [x.stride() for x in a] == [x.stride() for x in b]
    with pytest.raises(RuntimeError, match="indexing must be one of"):
        lucid.meshgrid(*ours, indexing="ab")
    with pytest.raises(RuntimeError):
        lucid.meshgrid(ours[0], lucid.ones(2, dtype=lucid.int64))
    with pytest.raises(TypeError):
        lucid.meshgrid(ours[0], 3)


@pytest.mark.parametrize("name", ["hstack", "vstack", "dstack", "column_stack", "row_stack"])
def test_stacks(torch, name):
    for shapes in (((), ()), ((3,), (3,)), ((2, 3), (2, 3)), ((2, 3, 4), (2, 3, 4)), ((0,), (0,)), ((2, 0), (2, 0))):
        ours, theirs = lists(torch, *shapes, grad=True)
        same(getattr(lucid, name)(ours), getattr(torch, name)(theirs))
        check_gradients(torch, lambda lib, a, b: getattr(lib, name)([a, b]) ** 2, ours, theirs)
        out = lucid.empty(0, dtype=lucid.float64)
        same(getattr(lucid, name)([x.detach() for x in ours], out=out), getattr(torch, name)(theirs))
    for bad in ([], lists(torch, (2, 3), (4, 5))):
        with pytest.raises(RuntimeError):
            getattr(lucid, name)(bad[0] if bad else [])


@pytest.mark.parametrize("name", ["hsplit", "vsplit", "dsplit"])
def test_splits(torch, name):
    for shape in ((), (4,), (4, 6), (2, 4, 6), (2, 3, 4, 5)):
        for how in (1, 2, 3, [1, 3], (0, 2, 9), [], [-1]):
            ours, theirs = pair(torch, shape, "float64")
            try:
                expected = getattr(torch, name)(theirs, how)
            except RuntimeError:
                with pytest.raises(RuntimeError):
                    getattr(lucid, name)(ours, how)
                continue
            same(getattr(lucid, name)(ours, how), expected)
            same(getattr(ours, name)(how), expected)
            same(getattr(lucid, name)(ours, indices_or_sections=how), expected)


def test_tensor_split(torch):
    for shape, dim in (((7,), 0), ((3, 8), 1), ((3, 8), -2), ((0,), 0), ((2, 0, 3), 1)):
        for how in (1, 3, 10, [1, 3], [2, 2, -1], [], (5, 1), [-9, 99]):
            ours, theirs = pair(torch, shape, "float64")
            expected = torch.tensor_split(theirs, how, dim)
            actual = lucid.tensor_split(ours, how, dim)
            same(actual, expected)
            assert [x.storage_offset() for x in actual] == [x.storage_offset() for x in expected]
            given = (lucid.tensor(how, dtype=lucid.int64), torch.tensor(how, dtype=torch.int64))
            same(lucid.tensor_split(ours, given[0], dim=dim), torch.tensor_split(theirs, given[1], dim=dim))
    for bad in (0, -1):
        with pytest.raises(RuntimeError):
            lucid.tensor_split(lucid.ones(3), bad)
    with pytest.raises(RuntimeError):
        lucid.tensor_split(lucid.ones(()), 2)
    with pytest.raises(RuntimeError):
        lucid.tensor_split(lucid.ones(3), lucid.tensor([1.0]))
    with pytest.raises((RuntimeError, IndexError)):
        lucid.tensor_split(lucid.ones(3), 2, 5)


def test_split_corner_cases(torch):
    for shape, dim in (((7,), 0), ((3, 8), 1), ((0,), 0), ((2, 0, 3), 1)):
        ours, theirs = pair(torch, shape, "float64")
        for name, how in (("split", 3), ("split", 100), ("chunk", 3), ("chunk", 100), ("chunk", 1), ("split", 0)):
            try:
                expected = getattr(torch, name)(theirs, how, dim)
            except RuntimeError:
                with pytest.raises(RuntimeError):
                    getattr(lucid, name)(ours, how, dim)
                continue
            actual = getattr(lucid, name)(ours, how, dim)
            same(actual, expected)
            assert [x.stride() for x in actual] == [x.stride() for x in expected]
