"""Shapes, views and copies beside PyTorch: values, strides, gradients, second gradients, refused calls."""

import pytest

import lucid
from op_cases import check_gradients, pair, same

pytestmark = pytest.mark.parity

MATRIX, CUBE = (3, 4), (2, 3, 4)

# Name, shape, call. Every call is made as it stands in both libraries.
CALLS = [
    ("ravel", CUBE, lambda lib, x: lib.ravel(x)),
    ("ravel transposed", CUBE, lambda lib, x: x.transpose(0, 1).ravel()),
    ("ravel 0d", (), lambda lib, x: x.ravel()),
    ("roll", CUBE, lambda lib, x: x.roll(1, 0)),
    ("roll negative", CUBE, lambda lib, x: lib.roll(x, -7, 2)),
    ("roll two", CUBE, lambda lib, x: lib.roll(x, (1, 2), (0, 2))),
    ("roll same dim twice", CUBE, lambda lib, x: lib.roll(x, (1, 2), (1, 1))),
    ("roll flat", CUBE, lambda lib, x: lib.roll(x, 5)),
    ("roll empty", (2, 0, 3), lambda lib, x: lib.roll(x, 5, 1)),
    ("rot90", MATRIX, lambda lib, x: lib.rot90(x)),
    ("rot90 2", CUBE, lambda lib, x: x.rot90(2, (0, 2))),
    ("rot90 3", CUBE, lambda lib, x: x.rot90(3, [2, 1])),
    ("rot90 -1", CUBE, lambda lib, x: x.rot90(-1, [1, -1])),
    ("rot90 4", MATRIX, lambda lib, x: x.rot90(4)),
    ("fliplr", CUBE, lambda lib, x: x.fliplr()),
    ("flipud", CUBE, lambda lib, x: lib.flipud(x)),
    ("flip none", CUBE, lambda lib, x: lib.flip(x, ())),
    ("tile", MATRIX, lambda lib, x: x.tile(2)),
    ("tile more", MATRIX, lambda lib, x: x.tile((2, 1, 3))),
    ("tile run", MATRIX, lambda lib, x: x.tile(2, 2)),
    ("tile zero", MATRIX, lambda lib, x: lib.tile(x, (0, 2))),
    ("repeat", MATRIX, lambda lib, x: x.repeat(2, 1, 3)),
    ("repeat zero", MATRIX, lambda lib, x: x.repeat(0, 1)),
    ("repeat 0d", (), lambda lib, x: x.repeat(3)),
    ("repeat_interleave", MATRIX, lambda lib, x: x.repeat_interleave(2)),
    ("repeat_interleave dim", CUBE, lambda lib, x: x.repeat_interleave(3, 1)),
    ("repeat_interleave -1", CUBE, lambda lib, x: lib.repeat_interleave(x, 2, dim=-1)),
    ("repeat_interleave 0", CUBE, lambda lib, x: lib.repeat_interleave(x, 0, dim=1)),
    ("repeat_interleave tensor", CUBE, lambda lib, x: x.repeat_interleave(lib.tensor([2, 0, 1]), 1)),
    ("repeat_interleave one", CUBE, lambda lib, x: x.repeat_interleave(lib.tensor([2]), 1)),
    ("repeat_interleave 0d", (), lambda lib, x: x.repeat_interleave(3)),
    ("repeat_interleave size", CUBE, lambda lib, x: x.repeat_interleave(lib.tensor([2, 0, 1]), 1, output_size=3)),
    ("unsqueeze", CUBE, lambda lib, x: x.unsqueeze(-2)),
    ("swapaxes", CUBE, lambda lib, x: x.swapaxes(0, -1)),
    ("swapaxes names", CUBE, lambda lib, x: lib.swapaxes(x, axis0=0, axis1=2)),
    ("swapdims", CUBE, lambda lib, x: lib.swapdims(x, 0, 1)),
    ("moveaxis", CUBE, lambda lib, x: lib.moveaxis(x, 0, 2)),
    ("movedim two", CUBE, lambda lib, x: lib.movedim(x, (0, 1), (-1, 0))),
    ("unfold", CUBE, lambda lib, x: x.unfold(2, 2, 1)),
    ("unfold apart", CUBE, lambda lib, x: x.unfold(1, 1, 2)),
    ("unfold whole", CUBE, lambda lib, x: x.unfold(-1, 4, 1)),
    ("unfold first", (7, 2), lambda lib, x: x.unfold(0, 3, 2)),
    ("unfold 0d", (), lambda lib, x: x.unfold(0, 1, 1)),
    ("unfold nothing", CUBE, lambda lib, x: x.unfold(1, 0, 1)),
    ("diag vector", (4,), lambda lib, x: lib.diag(x)),
    ("diag vector 1", (4,), lambda lib, x: lib.diag(x, 1)),
    ("diag vector -2", (4,), lambda lib, x: x.diag(-2)),
    ("diag matrix", MATRIX, lambda lib, x: x.diag()),
    ("diag matrix 2", MATRIX, lambda lib, x: x.diag(2)),
    ("diag matrix -1", MATRIX, lambda lib, x: x.diag(diagonal=-1)),
    ("diag matrix far", MATRIX, lambda lib, x: x.diag(7)),
    ("diag_embed", CUBE, lambda lib, x: lib.diag_embed(x)),
    ("diag_embed offset", MATRIX, lambda lib, x: lib.diag_embed(x, offset=-1, dim1=0, dim2=2)),
    ("diag_embed dims", MATRIX, lambda lib, x: x.diag_embed(1, 1, 0)),
    ("diagflat", MATRIX, lambda lib, x: lib.diagflat(x, 1)),
    ("diagflat 0d", (), lambda lib, x: lib.diagflat(x)),
    ("diagonal", CUBE, lambda lib, x: lib.diagonal(x, 1, 1, 2)),
    ("diagonal default", CUBE, lambda lib, x: lib.diagonal(x)),
    ("diagonal far", MATRIX, lambda lib, x: x.diagonal(9)),
    ("diagonal negative", CUBE, lambda lib, x: x.diagonal(-1, -1, -2)),
    ("narrow_copy", CUBE, lambda lib, x: lib.narrow_copy(x, 1, 1, 2)),
    ("narrow tensor", CUBE, lambda lib, x: lib.narrow(x, 1, lib.tensor(1), 2)),
    ("adjoint", CUBE, lambda lib, x: lib.adjoint(x)),
    ("mT", CUBE, lambda lib, x: x.mT),
    ("mH", CUBE, lambda lib, x: x.mH),
    ("H", MATRIX, lambda lib, x: x.H),
    ("broadcast_to", MATRIX, lambda lib, x: lib.broadcast_to(x, (2, 3, 4))),
    ("broadcast_to one", MATRIX, lambda lib, x: x.broadcast_to((1, 3, 4))),
    ("expand", (1, 4), lambda lib, x: x.expand(2, 3, -1)),
    ("expand ones", (1, 4), lambda lib, x: x.expand(1, 1, 4)),
    ("expand 0d", (), lambda lib, x: x.expand(2, 1)),
    ("expand_as", (1, 4), lambda lib, x: x.expand_as(lib.zeros(3, 4))),
    ("view_as", MATRIX, lambda lib, x: x.view_as(lib.zeros(2, 6))),
    ("reshape_as", MATRIX, lambda lib, x: x.t().reshape_as(lib.zeros(2, 6))),
    ("unflatten", CUBE, lambda lib, x: x.unflatten(-1, (2, -1))),
    ("flatten 0d", (), lambda lib, x: x.flatten()),
    ("flatten", CUBE, lambda lib, x: x.flatten(0, 1)),
    ("flatten names", CUBE, lambda lib, x: lib.flatten(x, start_dim=1)),
    ("squeeze several", (1, 3, 1, 2, 1), lambda lib, x: x.squeeze((0, 1, 2))),
    ("squeeze all", (1, 3, 1), lambda lib, x: lib.squeeze(x)),
    ("squeeze dim", (1, 3, 1), lambda lib, x: x.squeeze(dim=-1)),
    ("t vector", (3,), lambda lib, x: x.t()),
    ("select", CUBE, lambda lib, x: lib.select(x, 1, -1)),
    ("diagonal_scatter", MATRIX, lambda lib, x: lib.diagonal_scatter(x, x[0, :3] * 2)),
    ("diagonal_scatter 1", CUBE, lambda lib, x: x.diagonal_scatter(x[:, 0, :3] * 2, 1, 1, 2)),
    ("select_scatter", CUBE, lambda lib, x: lib.select_scatter(x, x[:, 0] * 3, 1, -1)),
    ("slice_scatter", CUBE, lambda lib, x: lib.slice_scatter(x, x[:, :, :2] * 3, 2, 1, 4, 2)),
    ("slice_scatter default", CUBE, lambda lib, x: x.slice_scatter(x * 3)),
    ("as_strided", MATRIX, lambda lib, x: x.as_strided((2, 2), (2, 1), 1)),
    ("as_strided overlapping", MATRIX, lambda lib, x: x.as_strided((3, 3), (1, 2), 2)),
    ("as_strided expanded", MATRIX, lambda lib, x: x.as_strided((3, 2), (0, 5))),
    ("as_strided of a transpose", MATRIX, lambda lib, x: x.t().as_strided((2, 3), (1, 2))),
    ("contiguous", CUBE, lambda lib, x: x.permute(2, 0, 1).contiguous()),
    ("clone of a permutation", CUBE, lambda lib, x: x.permute(2, 0, 1).clone()),
    ("clone contiguous", CUBE, lambda lib, x: x.permute(2, 0, 1).clone(memory_format=lib.contiguous_format)),
    ("channels_last", (2, 3, 4, 5), lambda lib, x: x.contiguous(memory_format=lib.channels_last)),
    ("channels_last clone", (2, 3, 4, 5), lambda lib, x: x.clone(memory_format=lib.channels_last)),
    ("channels_last 3d", (2, 3, 2, 2, 2), lambda lib, x: x.contiguous(memory_format=lib.channels_last_3d)),
    ("channels_last sum", (2, 3, 4, 5), lambda lib, x: (x.contiguous(memory_format=lib.channels_last) * 2).exp() + 1),
    ("pad", CUBE, lambda lib, x: lib.nn.functional.pad(x, (1, 2, 0, 1))),
    ("pad negative", CUBE, lambda lib, x: lib.nn.functional.pad(x, (-1, 2, 1, -1), value=3.0)),
    ("split_with_sizes", CUBE, lambda lib, x: lib.split_with_sizes(x, [1, 2], 1)[1]),
    ("unbind", CUBE, lambda lib, x: lib.unbind(x, 2)[3]),
    ("stack", MATRIX, lambda lib, x: lib.stack([x, x * 2], -1)),
    ("cat with void", MATRIX, lambda lib, x: lib.cat([lib.empty(0, dtype=x.dtype), x, x], 1)),
    ("complex H", MATRIX, lambda lib, x: (x * (1 + 2j)).H.contiguous().real),
]


@pytest.mark.parametrize("name,shape,call", CALLS, ids=[c[0] for c in CALLS])
def test_values_strides_gradients(torch, name, shape, call):
    ours, theirs = pair(torch, shape, "float64", grad=True)
    a, b = call(lucid, ours), call(torch, theirs)
    same(a, b)
    assert a.stride() == b.stride()
    assert a.storage_offset() == b.storage_offset()
    assert (a._base is ours) == (b._base is theirs)
    check_gradients(torch, lambda lib, x: call(lib, x) ** 2, [ours], [theirs])


@pytest.mark.parametrize("dtype", ["bool", "int16", "bfloat16", "complex64"])
@pytest.mark.parametrize("name,shape,call", CALLS, ids=[c[0] for c in CALLS])
def test_other_types(torch, name, shape, call, dtype):
    if name == "complex H" and dtype == "bfloat16":
        pytest.skip("complex32 in PyTorch")
    ours, theirs = pair(torch, shape, dtype)
    try:
        expected = call(torch, theirs)
    except (RuntimeError, TypeError):
        with pytest.raises((RuntimeError, TypeError)):
            call(lucid, ours)
        return
    same(call(lucid, ours), expected)


BAD = [
    (CUBE, lambda lib, x: x.roll((1, 2), 0)),
    (CUBE, lambda lib, x: x.roll(1, 3)),
    (CUBE, lambda lib, x: x.roll((), ())),
    ((), lambda lib, x: x.roll(1, 0)),
    (CUBE, lambda lib, x: x.rot90(1, (0,))),
    (CUBE, lambda lib, x: x.rot90(1, (0, 0))),
    (CUBE, lambda lib, x: x.rot90(1, (0, 5))),
    ((3,), lambda lib, x: x.rot90()),
    ((3,), lambda lib, x: x.fliplr()),
    ((), lambda lib, x: x.flipud()),
    (CUBE, lambda lib, x: x.flip(0, 0)),
    (CUBE, lambda lib, x: x.repeat(2)),
    (CUBE, lambda lib, x: x.repeat(2, -1, 1)),
    (CUBE, lambda lib, x: x.repeat_interleave(-1)),
    (CUBE, lambda lib, x: x.repeat_interleave(lib.tensor([1, 2]), 1)),
    (CUBE, lambda lib, x: x.repeat_interleave(lib.tensor([1.0, 2.0, 1.0]), 1)),
    (CUBE, lambda lib, x: x.repeat_interleave(lib.tensor([1, -2, 1]), 1)),
    (CUBE, lambda lib, x: x.unfold(1, 4, 1)),
    (CUBE, lambda lib, x: x.unfold(1, -1, 1)),
    (CUBE, lambda lib, x: x.unfold(1, 2, 0)),
    (CUBE, lambda lib, x: x.unfold(4, 2, 1)),
    (CUBE, lambda lib, x: lib.diag(x)),
    ((), lambda lib, x: lib.diag(x)),
    ((), lambda lib, x: lib.diag_embed(x)),
    (CUBE, lambda lib, x: lib.diag_embed(x, dim1=1, dim2=1)),
    (CUBE, lambda lib, x: lib.diag_embed(x, dim1=1, dim2=9)),
    (CUBE, lambda lib, x: x.diagonal(0, 1, 1)),
    ((3,), lambda lib, x: x.adjoint()),
    ((3,), lambda lib, x: x.mT),
    (CUBE, lambda lib, x: x.H),
    (CUBE, lambda lib, x: x.t()),
    (CUBE, lambda lib, x: x.expand(3, 4)),
    (CUBE, lambda lib, x: x.expand(-1, 2, 3, 4)),
    (CUBE, lambda lib, x: x.broadcast_to((2, 3, 5))),
    (CUBE, lambda lib, x: x.view(5, 5)),
    (CUBE, lambda lib, x: x.view(-1, -1)),
    (CUBE, lambda lib, x: x.transpose(0, 1).view(-1)),
    (CUBE, lambda lib, x: x.unflatten(1, (2, 2))),
    (CUBE, lambda lib, x: x.unflatten(5, (3, 1))),
    (CUBE, lambda lib, x: x.flatten(2, 1)),
    (CUBE, lambda lib, x: x.flatten(0, 4)),
    (CUBE, lambda lib, x: x.squeeze(5)),
    (CUBE, lambda lib, x: x.unsqueeze(5)),
    (CUBE, lambda lib, x: x.select(1, 3)),
    (CUBE, lambda lib, x: x.select(3, 0)),
    ((), lambda lib, x: x.select(0, 0)),
    (CUBE, lambda lib, x: x.narrow(1, 2, 5)),
    (CUBE, lambda lib, x: x.narrow(1, -9, 1)),
    (CUBE, lambda lib, x: x.movedim((0, 1), (0,))),
    (CUBE, lambda lib, x: x.movedim((0, 0), (0, 1))),
    (CUBE, lambda lib, x: x.permute(0, 1)),
    (CUBE, lambda lib, x: x.permute(0, 1, 1)),
    (CUBE, lambda lib, x: x.select_scatter(x, 0, 0)),
    (CUBE, lambda lib, x: x.slice_scatter(x[0], 0, 0, 1)),
    (CUBE, lambda lib, x: x.diagonal_scatter(x)),
    (CUBE, lambda lib, x: x.as_strided((2, 2), (1,))),
    (CUBE, lambda lib, x: x.as_strided((9, 9), (9, 9))),
    (CUBE, lambda lib, x: x.as_strided((2, 2), (-1, 1))),
    (CUBE, lambda lib, x: x.contiguous(memory_format=lib.channels_last)),
    (CUBE, lambda lib, x: x.mT.contiguous(memory_format=lib.preserve_format)),
    (CUBE, lambda lib, x: x.split([1, 1], 1)),
    (CUBE, lambda lib, x: x.split(-1)),
    (CUBE, lambda lib, x: x.chunk(0)),
    ((), lambda lib, x: x.unbind()),
    (CUBE, lambda lib, x: lib.cat([x, x[0]])),
    (CUBE, lambda lib, x: lib.cat([])),
    (CUBE, lambda lib, x: lib.stack([x, x[:1]])),
    (CUBE, lambda lib, x: lib.take(x, lib.tensor([99]))),
    (CUBE, lambda lib, x: lib.take(x, lib.tensor([1.0]))),
    (CUBE, lambda lib, x: lib.take_along_dim(x, lib.tensor([[0]]), 1)),
]


@pytest.mark.parametrize("shape,call", BAD, ids=range(len(BAD)))
def test_refused_calls(torch, shape, call):
    ours, theirs = pair(torch, shape, "float32")
    with pytest.raises((RuntimeError, TypeError, IndexError, ValueError)):
        call(torch, theirs)
    with pytest.raises((RuntimeError, TypeError, IndexError, ValueError)) as error:
        call(lucid, ours)
    assert len(str(error.value)) > 10


def test_repeat_interleave_positions(torch):
    for counts in ([2, 0, 3], [], [1]):
        for dtype in ("int64", "int32"):
            ours = lucid.tensor(counts, dtype=getattr(lucid, dtype))
            theirs = torch.tensor(counts, dtype=getattr(torch, dtype))
            same(lucid.repeat_interleave(ours), torch.repeat_interleave(theirs))


def test_strides_of_pointwise_results(torch):
    for shape, order in (((2, 3, 4), (2, 0, 1)), ((2, 3, 4, 5), (0, 2, 3, 1)), ((2, 3, 4), (1, 0, 2))):
        ours, theirs = pair(torch, shape, "float32")
        a, b = ours.permute(order), theirs.permute(order)
        for call in (
            lambda lib, x: x + 1,
            lambda lib, x: x * x,
            lambda lib, x: x.exp(),
            lambda lib, x: x > 0,
            lambda lib, x: x.double(),
            lambda lib, x: x + x.contiguous(),
            lambda lib, x: x.contiguous() + x,
            lambda lib, x: x + x[:1],
            lambda lib, x: x[:1] + x,
            lambda lib, x: lib.where(x > 0, x, x * 2),
            lambda lib, x: lib.zeros_like(x),
            lambda lib, x: lib.empty_like(x),
            lambda lib, x: lib.ones_like(x),
            lambda lib, x: x[..., ::2] + 1,
            lambda lib, x: x.clamp(0, 1),
            lambda lib, x: x.sum(-1),
            lambda lib, x: x.to(lib.float64),
            lambda lib, x: x.masked_fill(x > 0, 1.0),
        ):
            ra, rb = call(lucid, a), call(torch, b)
            assert ra.stride() == rb.stride(), (shape, order, ra.shape)


def test_as_strided_scatter(torch):
    """Values as PyTorch; its gradient ignores where the view looks, ours is that of a copy into a view."""
    ours, theirs = pair(torch, MATRIX, "float64", grad=True)
    a = lucid.as_strided_scatter(ours, ours[:2, :2] * 5, (2, 2), (1, 3), 1)
    same(a, torch.as_strided_scatter(theirs, theirs[:2, :2] * 5, (2, 2), (1, 3), 1))
    weights = lucid.arange(12.0, dtype=lucid.float64).reshape(3, 4)
    (a * weights).sum().backward()
    expected = theirs.detach().clone().requires_grad_()
    copied = expected * 1
    copied.as_strided((2, 2), (1, 3), 1).copy_(expected[:2, :2] * 5)
    (copied * torch.arange(12.0, dtype=torch.float64).reshape(3, 4)).sum().backward()
    same(ours.grad, expected.grad)


@pytest.mark.parametrize(
    "part",
    [
        lambda x: x.narrow(2, 5, 40),
        lambda x: x.narrow(1, 1, 2),
        lambda x: x.transpose(0, 1).transpose(0, 1),
        lambda x: x.transpose(0, 1).reshape(4, 3, 50).transpose(0, 1).narrow(2, 10, 20),
        lambda x: x[::2],
        lambda x: x[:1].expand(3, 4, 50),
        lambda x: x[:, :1],
        lambda x: x.narrow(2, 0, 1),
        lambda x: x.narrow(2, 0, 0),
    ],
)
def test_rows_of_views_are_joined(torch, part):
    """Parts whose rows are dense but apart, unevenly apart, or the same row over and over."""
    ours, theirs = pair(torch, (3, 4, 50), "float32")
    for dim in range(3):
        for other in (lambda x: x, lambda x: x.narrow(2, 7, 30)):
            for a, b in ((part, other), (other, part)):
                try:
                    expected = torch.cat([a(theirs), b(theirs)], dim)
                except RuntimeError:
                    continue
                same(lucid.cat([a(ours), b(ours)], dim), expected)
