"""Edits through parts of complex numbers and by index, gradients on bounds, and factories' out=, beside PyTorch."""

import pytest

import lucid
from tensor_pairs import compare

pytestmark = pytest.mark.parity


def leaf(library, data, dtype="complex128"):
    return library.tensor(data, dtype=getattr(library, dtype), requires_grad=True)


NUMBERS = [1 + 2j, 3 - 1j, -0.5 + 0.25j]

PART_EDITS = {
    "real.mul_": lambda lib, b: b.real.mul_(3.0),
    "imag item": lambda lib, b: b.imag.__setitem__(0, 5.0),
    "imag slice": lambda lib, b: b.imag[1:].add_(b.real[1:].clone()),
    "view_as_real": lambda lib, b: lib.view_as_real(b)[:, 0].mul_(4),
    "view_as_real whole": lambda lib, b: lib.view_as_real(b).sin_(),
    "part of a view": lambda lib, b: b[1:].real.copy_(b[1:].imag.clone()),
    "real of real pairs": lambda lib, b: lib.view_as_complex(lib.view_as_real(b)).mul_(1j),
    "real =": lambda lib, b: setattr(b, "real", lib.tensor([5.0, 6.0, 7.0], dtype=lib.float64)),
    "imag =": lambda lib, b: setattr(b, "imag", b.real.detach().clone()),
}


@pytest.mark.parametrize("edit", PART_EDITS)
def test_edits_of_parts_reach_the_whole(torch, edit):
    found = []
    for library in (torch, lucid):
        a = leaf(library, NUMBERS)
        b = a * 2
        PART_EDITS[edit](library, b)
        ((b * b).real.sum() + (b.imag * b.imag).sum()).backward()
        found.append((b.detach(), a.grad))
    compare(found[1][0], found[0][0], what="edited")
    compare(found[1][1], found[0][1], what="gradient")


def test_an_edit_of_complex_view_reaches_real_base(torch):
    found = []
    for library in (torch, lucid):
        a = leaf(library, [[1.0, 2.0], [3.0, -1.0]], "float64")
        b = a * 2
        library.view_as_complex(b).mul_(1j)
        (b * b * b).sum().backward()
        found.append((b.detach(), a.grad))
    compare(found[1], found[0])


def test_a_tracked_number_written_into_a_part(torch):
    found = []
    for library in (torch, lucid):
        weight = leaf(library, [2.0, 3.0, 4.0], "float64")
        a = library.tensor(NUMBERS, dtype=library.complex128)
        a.real.mul_(weight)
        assert a.requires_grad
        a.abs().sum().backward()
        found.append(weight.grad)
    compare(found[1], found[0])


def test_second_gradient_through_an_edit_of_a_part():
    """Against mathematics: f = re(z)^3 with re doubled in place is 8 x^3, whose second derivative is 48 x."""
    x = lucid.tensor([0.5, -1.5], dtype=lucid.float64, requires_grad=True)
    z = lucid.complex(x, x * 0) * 1
    z.real.mul_(2)
    (first,) = lucid.autograd.grad((z.real**3).sum(), x, create_graph=True)
    (second,) = lucid.autograd.grad(first.sum(), x)
    assert lucid.allclose(first, 24 * x**2)
    assert lucid.allclose(second, 48 * x)


INDEXED = {
    "index_copy_": lambda lib, x, i: x.index_copy_(0, i, x[:2] + 1),
    "index_add_": lambda lib, x, i: x.index_add_(0, i, x[:2], alpha=2),
    "index_fill_": lambda lib, x, i: x.index_fill_(1, i, 7.0),
    "index_fill_ tensor": lambda lib, x, i: x.index_fill_(1, i, lib.tensor(7.0, dtype=lib.float64)),
    "scatter_": lambda lib, x, i: x.scatter_(0, i.unsqueeze(1).expand(2, 3), x[1:3]),
    "scatter_ number": lambda lib, x, i: x.scatter_(0, i.unsqueeze(1).expand(2, 3), 2.5),
    "scatter_add_": lambda lib, x, i: x.scatter_add_(0, i.unsqueeze(1).expand(2, 3), x[1:3]),
    "index_put_": lambda lib, x, i: x.index_put_((i, i), x[0, :2]),
    "index_put_ adds": lambda lib, x, i: x.index_put_((i,), x[:1], accumulate=True),
    "masked_fill_": lambda lib, x, i: x.masked_fill_(x > 4, -1),
    "masked_fill_ from itself": lambda lib, x, i: x.masked_fill_(x > 4, x[0, 1]),
    "masked_scatter_": lambda lib, x, i: x.masked_scatter_(x > 4, x + 100),
    "mask and number": lambda lib, x, i: x.__setitem__(x > 4, 0.5),
    "rows": lambda lib, x, i: x.__setitem__(i, x[1:3]),
}


@pytest.mark.parametrize("layout", ["plain", "transposed", "gaps", "part"])
@pytest.mark.parametrize("name", INDEXED)
def test_edits_by_index_of_operands_that_share_memory(torch, name, layout):
    """The operand may be a part of what is written to: the result is that of a copy of the operand."""

    def target(library):
        if layout == "plain":
            return library.arange(12, dtype=library.float64).reshape(4, 3)
        if layout == "transposed":
            return library.arange(12, dtype=library.float64).reshape(3, 4).t()
        if layout == "gaps":
            return library.arange(24, dtype=library.float64).reshape(4, 6)[:, ::2]
        return library.arange(24, dtype=library.float64).reshape(2, 4, 3)[1]

    x, y = target(lucid), target(torch)
    INDEXED[name](lucid, x, lucid.tensor([2, 0]))
    # PyTorch refuses operands that overlap: it is given copies.
    _expected(torch, name, y)
    compare(x, y)


def _expected(torch, name, y):
    copy = y.clone()
    i = torch.tensor([2, 0])
    edits = {
        "index_copy_": lambda: y.index_copy_(0, i, copy[:2] + 1),
        "index_add_": lambda: y.index_add_(0, i, copy[:2], alpha=2),
        "index_fill_": lambda: y.index_fill_(1, i, 7.0),
        "index_fill_ tensor": lambda: y.index_fill_(1, i, 7.0),
        "scatter_": lambda: y.scatter_(0, i.unsqueeze(1).expand(2, 3), copy[1:3]),
        "scatter_ number": lambda: y.scatter_(0, i.unsqueeze(1).expand(2, 3), 2.5),
        "scatter_add_": lambda: y.scatter_add_(0, i.unsqueeze(1).expand(2, 3), copy[1:3]),
        "index_put_": lambda: y.index_put_((i, i), copy[0, :2]),
        "index_put_ adds": lambda: y.index_put_((i,), copy[:1], accumulate=True),
        "masked_fill_": lambda: y.masked_fill_(copy > 4, -1),
        "masked_fill_ from itself": lambda: y.masked_fill_(copy > 4, copy[0, 1].item()),
        "masked_scatter_": lambda: y.masked_scatter_(copy > 4, copy + 100),
        "mask and number": lambda: y.masked_fill_(copy > 4, 0.5),
        "rows": lambda: y.index_copy_(0, i, copy[1:3]),
    }
    edits[name]()


def test_an_edit_by_index_makes_no_copy_of_its_target():
    x = lucid.zeros(1 << 20)
    index, rows = lucid.tensor([5, 7]), lucid.ones(2)
    x.index_copy_(0, index, rows)
    before = lucid.memory_stats("cpu").peak_bytes
    lucid.reset_peak_memory_stats("cpu")
    current = lucid.memory_stats("cpu").current_bytes
    for edit in (
        lambda: x.index_copy_(0, index, rows),
        lambda: x.index_add_(0, index, rows),
        lambda: x.scatter_(0, index, rows),
        lambda: x.scatter_(0, index, 3.0),
        lambda: x.__setitem__(index, rows),
        lambda: x.index_fill_(0, index, 2.0),
    ):
        edit()
    assert lucid.memory_stats("cpu").peak_bytes - current < 1 << 20 <= before


BOUNDS = {
    "clamp": lambda lib, a: a.clamp(-0.6, 0.6),
    "clamp_min": lambda lib, a: a.clamp_min(-0.6),
    "clamp_max": lambda lib, a: a.clamp_max(0.6),
    "crossed": lambda lib, a: a.clamp(0.6, -0.6),
    "tensors": lambda lib, a: a.clamp(lib.full_like(a, -0.6), lib.full_like(a, 0.6)),
    "equal tensors": lambda lib, a: a.clamp(lib.full_like(a, 0.6), lib.full_like(a, 0.6)),
    "hardtanh": lambda lib, a: lib.nn.functional.hardtanh(a, -0.6, 0.6),
    "relu6": lambda lib, a: lib.nn.functional.relu6((a + 0.6) * 5),
    "hardsigmoid": lambda lib, a: lib.nn.functional.hardsigmoid(a * 5),
    "hardswish": lambda lib, a: lib.nn.functional.hardswish(a * 5),
    "hardshrink": lambda lib, a: lib.nn.functional.hardshrink(a, 0.6),
    "softshrink": lambda lib, a: lib.nn.functional.softshrink(a, 0.6),
    "threshold": lambda lib, a: lib.nn.functional.threshold(a, -0.6, 9.0),
    "relu": lambda lib, a: (a - 0.6).relu(),
    "leaky_relu": lambda lib, a: lib.nn.functional.leaky_relu(a - 0.6),
    "elu": lambda lib, a: lib.nn.functional.elu(a - 0.6, 1.5),
    "maximum": lambda lib, a: lib.maximum(a, lib.full_like(a, 0.6)),
    "minimum": lambda lib, a: lib.minimum(a, lib.full_like(a, -0.6)),
    "fmax": lambda lib, a: lib.fmax(a, lib.full_like(a, 0.6)),
    "abs": lambda lib, a: (a - 0.6).abs(),
    "pow": lambda lib, a: (a - 0.6).abs() ** ((a - 0.6).abs() + 1.5),
    "huber": lambda lib, a: lib.nn.functional.huber_loss(a, lib.zeros_like(a), reduction="none", delta=0.6),
    "smooth_l1": lambda lib, a: lib.nn.functional.smooth_l1_loss(a, lib.zeros_like(a), reduction="none", beta=0.6),
    "hinge": lambda lib, a: lib.nn.functional.hinge_embedding_loss(a, -lib.ones_like(a), margin=0.6, reduction="none"),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_gradients_on_the_bound_itself(torch, name):
    found = []
    for library in (torch, lucid):
        a = leaf(library, [-0.6, 0.6, 0.3, -1.0, 1.0], "float64")
        BOUNDS[name](library, a).sum().backward()
        found.append(a.grad)
    # PyTorch's hardsigmoid has 1/6 in single precision.
    compare(found[1], found[0], loose=1000 if name == "hardsigmoid" else 1)


@pytest.mark.parametrize("ends", [(-0.6, 0.6), (0.6, 0.6), (0.6, 0.3), (0.3, -0.6)])
def test_gradients_of_tensors_as_bounds(torch, ends):
    found = []
    for library in (torch, lucid):
        a = leaf(library, [-0.6, 0.6, 0.3, -1.0, 1.0], "float64")
        low, high = leaf(library, ends[:1] * 5, "float64"), leaf(library, ends[1:] * 5, "float64")
        a.clamp(low, high).sum().backward()
        found.append([a.grad, low.grad, high.grad])
    compare(found[1], found[0])


@pytest.mark.parametrize("bounds", [(0.0, None), (0.0, 1.0), (None, -0.0), (None, 0.0), (-1.0, -0.0)])
def test_a_zero_on_a_bound_keeps_its_sign(torch, bounds):
    for dtype in ("float32", "float64"):
        signs = [
            lib.tensor([-0.0, 0.0] * 9, dtype=getattr(lib, dtype)).clamp(*bounds).signbit().tolist()
            for lib in (lucid, torch)
        ]
        assert signs[0] == signs[1]


def test_a_number_that_is_not_chosen_gives_no_nan(torch):
    found = []
    for library in (torch, lucid):
        a, b = leaf(library, [-1.0, 2.0], "float64"), leaf(library, [1.0, 1.0], "float64")
        library.maximum(a, b).backward(library.tensor([float("nan"), float("nan")], dtype=library.float64))
        found.append([a.grad, b.grad])
    compare(found[1], found[0])


FACTORIES = {
    "zeros": lambda lib, out: lib.zeros(2, 3, out=out),
    "ones": lambda lib, out: lib.ones((2, 3), out=out),
    "full": lambda lib, out: lib.full((2,), 3.0, out=out),
    "eye": lambda lib, out: lib.eye(2, 3, out=out),
    "arange": lambda lib, out: lib.arange(5, out=out),
    "arange with start": lambda lib, out: lib.arange(1, 5, 2, out=out),
    "linspace": lambda lib, out: lib.linspace(0, 4, 5, out=out),
}


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64"])
@pytest.mark.parametrize("name", FACTORIES)
def test_factories_write_where_they_are_told(torch, name, dtype):
    found = []
    for library in (torch, lucid):
        out = library.empty(0, dtype=getattr(library, dtype))
        assert FACTORIES[name](library, out) is out
        found.append(out)
    compare(found[1], found[0])


@pytest.mark.parametrize("name", ["rand", "randn", "empty"])
def test_random_factories_write_where_they_are_told(torch, name):
    for library in (torch, lucid):
        out = library.empty(0, dtype=library.float64)
        assert getattr(library, name)(3, 4, out=out) is out
        assert tuple(out.shape) == (3, 4)
    drawn = lucid.empty(0, dtype=lucid.int64)
    assert sorted(lucid.randperm(6, out=drawn).tolist()) == list(range(6))
    assert all(0 <= n < 4 for n in lucid.randint(4, (9,), out=drawn).tolist())


@pytest.mark.parametrize("name", ["rand_like", "randn_like"])
@pytest.mark.parametrize("form", [None, "preserve_format", "contiguous_format", "channels_last"])
def test_random_likes_take_a_memory_format(torch, name, form):
    strides = []
    for library in (torch, lucid):
        model = library.zeros(2, 3, 4, 5).transpose(1, 3)
        keywords = {} if form is None else {"memory_format": getattr(library, form)}
        strides.append(getattr(library, name)(model, **keywords).stride())
    assert strides[0] == tuple(strides[1])


def test_complex_logcumsumexp_sums_exponentials(numpy):
    """The imaginary part is known up to 2 pi: exponentials are compared."""
    real = numpy.linspace(-3, 4, 40) * numpy.array([1, -1] * 20)
    z = (real + 1j * numpy.linspace(-9, 9, 40)).reshape(4, 10)
    got = lucid.logcumsumexp(lucid.from_numpy(z.copy()), 1).numpy()
    numpy.testing.assert_allclose(numpy.exp(got), numpy.exp(z).cumsum(1), rtol=1e-10)
    huge = lucid.logcumsumexp(lucid.tensor([800 + 1j, 800 - 1j, -900 + 2j], dtype=lucid.complex128), 0)
    assert bool(lucid.isfinite(huge.real).all())
    numpy.testing.assert_allclose(huge.real.numpy()[1], 800 + numpy.log(2 * numpy.cos(1)), rtol=1e-12)
