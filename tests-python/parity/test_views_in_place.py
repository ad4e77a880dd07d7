"""Views and in-place edits under autograd beside PyTorch: values, gradients, what is refused, version counts."""

import pytest

import lucid
from op_cases import same

pytestmark = pytest.mark.parity


def leaf(lib):
    return lib.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype=lib.float64).requires_grad_()


def no_grad_view(lib, x):
    base = x * 2
    with lib.no_grad():
        view = base[0]
    return base, view


def edits(lib, x, *steps):
    """A result of x edited by each step in turn."""
    base = x * 2
    for step in steps:
        step(base)
    return base


PROGRAMS = {
    "view": lambda lib, x: edits(lib, x, lambda b: b[0].mul_(3)),
    "view of a view": lambda lib, x: edits(lib, x, lambda b: b[:, 1:][1].exp_()),
    "transposed view": lambda lib, x: edits(lib, x, lambda b: b.t()[1].mul_(b.detach()[:, 0].clone())),
    "flattened view": lambda lib, x: edits(lib, x, lambda b: b.view(-1)[2:4].add_(5)),
    "diagonal": lambda lib, x: edits(lib, x, lambda b: b.diagonal().mul_(4)),
    "unfold apart": lambda lib, x: edits(lib, x, lambda b: b.unfold(1, 1, 2).mul_(4)),
    "as_strided": lambda lib, x: edits(lib, x, lambda b: b.as_strided((2, 2), (2, 1), 1).mul_(4)),
    "twice": lambda lib, x: edits(lib, x, lambda b: b[0].mul_(3), lambda b: b[:, 0].mul_(b[:, 1].clone())),
    "base after view": lambda lib, x: (lambda b, v: (b.mul_(3), v * v)[1])(*(lambda b: (b, b[0]))(x * 2)),
    "sibling": lambda lib, x: (lambda b, v, w: (w.mul_(3), v * v)[1])(*(lambda b: (b, b[0], b[:, 1]))(x * 2)),
    "expanded view of an edited base": lambda lib, x: (lambda b, v: (b.mul_(3), v * v)[1])(
        *(lambda b: (b, b[:1].expand(4, 3)))(x * 2)
    ),
    "view before edit by a leaf": lambda lib, x: (lambda b, v: (v.copy_(x[0]), b * b)[1])(
        *(lambda b: (b, b[1]))(lib.ones(2, 3, dtype=lib.float64))
    ),
    "setitem": lambda lib, x: edits(lib, x, lambda b: b.__setitem__((0, slice(0, 2)), x[1, 1:] ** 2)),
    "setitem list": lambda lib, x: edits(lib, x, lambda b: b.__setitem__(([0, 1], [2, 0]), x[1, 1:] ** 2)),
    "setitem mask": lambda lib, x: edits(lib, x, lambda b: b.__setitem__(b > 5, x[0, 0] ** 2)),
    "setitem on a view": lambda lib, x: edits(lib, x, lambda b: b[1].__setitem__(slice(1, None), 7.0)),
    "fill_diagonal_": lambda lib, x: edits(lib, x, lambda b: b.fill_diagonal_(9)),
    "index_add_": lambda lib, x: edits(lib, x, lambda b: b.index_add_(0, lib.tensor([1, 1]), x * x)),
    "index_copy_": lambda lib, x: edits(lib, x, lambda b: b.index_copy_(1, lib.tensor([2, 0]), x[:, :2] * 3)),
    "index_fill_": lambda lib, x: edits(lib, x, lambda b: b.index_fill_(1, lib.tensor([2, 0]), 3.0)),
    "index_fill_ tensor": lambda lib, x: edits(lib, x, lambda b: b.index_fill_(1, lib.tensor([2, 0]), x[0, 0] * 2)),
    "index_put_": lambda lib, x: edits(lib, x, lambda b: b.index_put_((lib.tensor([0, 0]),), x, accumulate=True)),
    "index_put_ mask": lambda lib, x: edits(lib, x, lambda b: b.index_put_((b > 5,), x[0, 0])),
    "index_reduce_": lambda lib, x: edits(lib, x, lambda b: b.index_reduce_(0, lib.tensor([1, 1]), x * x, "amax")),
    "scatter_": lambda lib, x: edits(lib, x, lambda b: b.scatter_(1, lib.tensor([[0], [2]]), x[:, :1] * 3)),
    "scatter_ value": lambda lib, x: edits(lib, x, lambda b: b.scatter_(1, lib.tensor([[0], [2]]), 4.0)),
    "scatter_add_": lambda lib, x: edits(lib, x, lambda b: b.scatter_add_(1, lib.tensor([[0, 0], [2, 1]]), x[:, :2])),
    "scatter_reduce_": lambda lib, x: edits(
        lib, x, lambda b: b.scatter_reduce_(1, lib.tensor([[0, 0], [2, 1]]), x[:, 1:], "mean")
    ),
    "masked_fill_": lambda lib, x: edits(lib, x, lambda b: b.masked_fill_(b > 5, 2.0)),
    "masked_scatter_": lambda lib, x: edits(lib, x, lambda b: b.masked_scatter_(b > 5, x * x)),
    "put_": lambda lib, x: edits(lib, x, lambda b: b.put_(lib.tensor([1, -1]), x[0, :2] * 7)),
    "put_ accumulate": lambda lib, x: edits(lib, x, lambda b: b.put_(lib.tensor([1, 1]), x[0, :2], True)),
    "copy_ broadcast": lambda lib, x: edits(lib, x, lambda b: b.copy_(x[0] ** 2)),
    "copy_ converting": lambda lib, x: edits(lib, x, lambda b: b.copy_((x * 3).float())),
    "zero_": lambda lib, x: edits(lib, x, lambda b: b[0].zero_()),
    "t_": lambda lib, x: edits(lib, x, lambda b: b.t_()),
    "transpose_": lambda lib, x: edits(lib, x, lambda b: b.transpose_(0, 1), lambda b: b[0].mul_(3)),
    "swapaxes_": lambda lib, x: edits(lib, x, lambda b: b.swapaxes_(0, 1)),
    "swapdims_": lambda lib, x: edits(lib, x, lambda b: b.swapdims_(0, 1)),
    "unsqueeze_ squeeze_": lambda lib, x: edits(lib, x, lambda b: b.unsqueeze_(0), lambda b: b.squeeze_()),
    "as_strided_": lambda lib, x: edits(lib, x, lambda b: b.as_strided_((2, 2), (1, 2))),
    "detach_": lambda lib, x: (lambda b: (b.detach_(), b * x)[1])(x * 2),
    "slice in no_grad": lambda lib, x: x * no_grad_view(lib, x)[0],
}


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_programs(torch, name):
    program = PROGRAMS[name]
    ours, theirs = leaf(lucid), leaf(torch)
    a, b = program(lucid, ours), program(torch, theirs)
    same(a, b)
    assert a._version == b._version
    firsts = []
    for lib, x, result in ((lucid, ours, a), (torch, theirs, b)):
        (first,) = lib.autograd.grad((result**2).sum(), x, create_graph=True)
        firsts.append(first)
    same(firsts[0], firsts[1], what="gradient")
    if firsts[1].requires_grad:
        seconds = [
            lib.autograd.grad((first**2).sum(), x)[0]
            for lib, x, first in ((lucid, ours, firsts[0]), (torch, theirs, firsts[1]))
        ]
        same(seconds[0], seconds[1], what="second gradient")


REFUSED = {
    "leaf": lambda lib, x: x.mul_(2),
    "view of a leaf": lambda lib, x: x[0].mul_(2),
    "setitem on a leaf": lambda lib, x: x.__setitem__(0, 1.0),
    "setitem list on a leaf": lambda lib, x: x.__setitem__([0], 1.0),
    "leaf t_": lambda lib, x: x.t_(),
    "leaf unsqueeze_": lambda lib, x: x.unsqueeze_(0),
    "leaf copy_": lambda lib, x: x.copy_(x.detach() * 2),
    "leaf fill_": lambda lib, x: x.fill_(2),
    "leaf index_add_": lambda lib, x: x.index_add_(0, lib.tensor([0]), x[:1].detach()),
    "split": lambda lib, x: (x * 2).split(1)[0].mul_(2),
    "split sizes": lambda lib, x: (x * 2).split([1, 1])[0].mul_(2),
    "chunk": lambda lib, x: (x * 2).chunk(2)[0].mul_(2),
    "unbind": lambda lib, x: (x * 2).unbind()[0].mul_(2),
    "iteration": lambda lib, x: [row.mul_(2) for row in x * 2],
    "view of a chunk": lambda lib, x: (x * 2).chunk(2)[0][:1].mul_(2),
    "chunk by a gradient": lambda lib, x: lib.ones(2, 3, dtype=lib.float64).chunk(2)[0].mul_(x[0]),
    "no_grad view": lambda lib, x: (lambda base, view: view.mul_(2))(*no_grad_view(lib, x)),
    "expanded target": lambda lib, x: lib.ones(3).expand(2, 3).mul_(2),
    "expanded target of copy_": lambda lib, x: lib.ones(3).expand(2, 3).copy_(lib.ones(2, 3)),
    "wider result": lambda lib, x: lib.ones(3).add_(lib.ones(2, 3)),
    "narrower type": lambda lib, x: lib.ones(3, dtype=lib.int64).add_(1.5),
    "integers requiring grad": lambda lib, x: lib.ones(3, dtype=lib.int64).requires_grad_(),
    "result without grad": lambda lib, x: (x * 2).requires_grad_(False),
    "detach_ of a view": lambda lib, x: (x * 2)[0].detach_(),
    "resize_ requiring grad": lambda lib, x: (x * 2).resize_(1),
    "saved and edited": lambda lib, x: (lambda b: (b.exp_(), b.mul_(2), b.sum().backward()))(x * 2),
    "saved and edited through a view": lambda lib, x: (
        lambda b: (lambda y: (b[0].mul_(2), y.sum().backward()))(b * b)
    )(x * 2),
    "saved and edited through data of detach": lambda lib, x: (
        lambda b: (lambda y: (b.detach().mul_(2), y.sum().backward()))(b * b)
    )(x * 2),
    "retain_grad of a constant": lambda lib, x: lib.ones(3).retain_grad(),
    "out requires grad": lambda lib, x: lib.add(lib.ones(2, 3, dtype=lib.float64), 1, out=x),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused(torch, name):
    for lib in (torch, lucid):
        with pytest.raises(RuntimeError) as error:
            REFUSED[name](lib, leaf(lib))
        assert len(str(error.value)) > 20


ALLOWED = {
    "data": lambda lib, x: (x.data.mul_(2), x._version)[1],
    "no_grad": lambda lib, x: edit_without_grad(lib, x),
    "chunk without grad": lambda lib, x: lib.ones(4).chunk(2)[0].mul_(3),
    "iteration without grad": lambda lib, x: [row.mul_(2) for row in lib.ones(2, 2)],
    "set data": lambda lib, x: (setattr(x, "data", lib.zeros(4, dtype=lib.float64)), x)[1],
    "resize_": lambda lib, x: lib.arange(6).resize_(2, 2),
    "resize_as_": lambda lib, x: lib.arange(6).resize_as_(lib.zeros(3)),
    "resize_ larger": lambda lib, x: lib.arange(6).resize_(8)[:6],
    "set_": lambda lib, x: lib.zeros(2).set_(lib.arange(3.0)),
    "set_ nothing": lambda lib, x: lib.zeros(2).set_(),
    "set_ storage": lambda lib, x: lib.zeros(2).set_(lib.arange(6.0).untyped_storage(), 1, (2, 2), (2, 1)),
    "no_grad view requires grad": lambda lib, x: (lambda v: [v.requires_grad, v.is_leaf])(no_grad_view(lib, x)[1]),
    "versions": lambda lib, x: (lambda b: (b.mul_(2), b[0].add_(1), b.t_(), b._version)[-1])(lib.ones(2, 2)),
    "detached twin": lambda lib, x: (lambda b: (b.detach().mul_(3), b)[1])(x * 2),
    "is_set_to": lambda lib, x: [x.is_set_to(x.detach()), x.is_set_to(x.clone()), x[0].is_set_to(x)],
    "requires_grad of a view": lambda lib, x: [x[0].requires_grad, x.detach()[0].requires_grad, x[0].is_leaf],
    "fill_diagonal_ wrap": lambda lib, x: lib.zeros(7, 2).fill_diagonal_(4, wrap=True),
    "fill_diagonal_ tall": lambda lib, x: lib.zeros(7, 2).fill_diagonal_(4),
    "fill_diagonal_ cube": lambda lib, x: lib.zeros(3, 3, 3).fill_diagonal_(4),
}


def edit_without_grad(lib, x):
    with lib.no_grad():
        x[0].mul_(2)
        x.add_(1)
    return x


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_allowed(torch, name):
    a, b = ALLOWED[name](lucid, leaf(lucid)), ALLOWED[name](torch, leaf(torch))
    if isinstance(b, list) and hasattr(b[0], "dtype"):
        b, a = tuple(b), tuple(a)
    same(a, b)
