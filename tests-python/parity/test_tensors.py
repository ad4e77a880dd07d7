"""Reductions, products, indexing, shapes, losses and refused calls beside PyTorch."""

import math

import pytest

import lucid
from op_cases import DIFFERENCES, check_gradients, differs, pair, same

pytestmark = pytest.mark.parity


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
