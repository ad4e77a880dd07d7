"""Results of ops on subclasses of Tensor, and where they stay plain."""

import pytest

import lucid
from lucid import nn


class Marked(lucid.Tensor):
    """A tensor with a name of its own."""


class Deeper(Marked):
    """A subclass of a subclass."""


@pytest.fixture
def marked():
    return lucid.tensor([[1.0, -2.0], [3.0, 4.0]]).as_subclass(Marked)


@pytest.mark.smoke
def test_results_are_of_the_subclass(marked):
    plain = lucid.ones(2, 2)
    results = [
        marked + 1, 1 + marked, marked - plain, plain * marked, plain.add(marked), -marked, marked @ plain, marked[0],
        marked[0, 1], marked.sum(), marked.exp(), lucid.exp(marked), lucid.cat([plain, marked]), marked > 0,
        marked == plain,
        abs(marked), marked.reshape(4), marked.detach(), marked.to(lucid.float64), marked.max(0)[0],
        marked.max(0).indices,
        marked.unbind(0)[1], lucid.where(marked > 0, marked, plain), marked.t(), marked ** 2, 2 ** marked,
    ]  # fmt: skip
    for index, result in enumerate(results):
        assert type(result) is Marked, index
        assert isinstance(result, lucid.Tensor)


def test_plain_operands_give_plain_results(marked):
    assert type(lucid.ones(2) + 1) is lucid.Tensor
    assert type(marked.as_subclass(lucid.Tensor) + 1) is lucid.Tensor
    assert type(nn.Parameter(lucid.ones(2)) + 1) is lucid.Tensor
    assert type(nn.Parameter(lucid.ones(2)) * nn.Parameter(lucid.ones(2))) is lucid.Tensor
    assert type(nn.Parameter(lucid.ones(2)).sum()) is lucid.Tensor
    assert type(nn.Parameter(lucid.ones(2))[0]) is lucid.Tensor


def test_the_deepest_class_wins(marked):
    deeper = lucid.ones(2, 2).as_subclass(Deeper)
    assert type(deeper + marked) is Deeper and type(marked + deeper) is Deeper
    assert type(nn.Parameter(lucid.ones(2, 2)) + marked) is Marked


def test_in_place_keeps_the_object(marked):
    same = marked
    marked += 1
    assert marked is same and marked.mul_(2) is same
    plain = lucid.ones(2, 2)
    assert plain.add_(marked) is plain and type(plain) is lucid.Tensor


def test_graphs_lead_through_subclasses():
    x = lucid.tensor([1.0, 2.0], requires_grad=True)
    y = (x * 3).as_subclass(Marked)
    z = (y * y).sum()
    assert type(z) is Marked
    z.backward()
    assert x.grad.tolist() == [18.0, 36.0]


def test_as_subclass_shares_memory(marked):
    base = lucid.zeros(3)
    view = base.as_subclass(Marked)
    view[0] = 5
    assert base.tolist() == [5, 0, 0]
    with pytest.raises(TypeError, match="subclass of Tensor"):
        base.as_subclass(int)


@pytest.mark.parity
def test_the_same_as_pytorch(torch):
    class Theirs(torch.Tensor):
        pass

    def kinds(library, cls):
        x = library.ones(2, 2).as_subclass(cls)
        parameter = library.nn.Parameter(library.ones(2, 2))
        results = [x + 1, x @ x, x[0], x.sum(), x.max(0)[0], x > 0, x + parameter, parameter + 1, x.detach(), x.clone()]
        return [type(r) is cls for r in results]

    assert kinds(lucid, Marked) == kinds(torch, Theirs)
