"""Convolutions beside PyTorch: values, layouts, first and second gradients, refusals."""

import itertools

import pytest

import lucid
import lucid.nn.functional as F
from sample_gradients import compare_gradients, derivatives
from tensor_pairs import compare, convert

torch = pytest.importorskip("torch")
pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]


def normal(*shape, dtype=torch.float64, seed=3):
    generator = torch.Generator().manual_seed(seed + sum(shape))
    if dtype.is_complex or dtype.is_floating_point:
        wide = torch.complex128 if dtype.is_complex else torch.float64
        return torch.randn(*shape, dtype=wide, generator=generator).to(dtype)
    return torch.randint(-4, 5, shape, generator=generator).to(dtype)


def both(name, tensors, *arguments, **keywords):
    """The op in both libraries, with the derivatives of each as far as there are any."""
    results = []
    for library, functional in ((torch, torch.nn.functional), (lucid, F)):
        inputs = [t.clone().detach() if library is torch else convert(t) for t in tensors]
        real = [t for t in inputs if t.dtype.is_floating_point or t.dtype.is_complex]
        for tensor in real:
            tensor.requires_grad_(True)
        result = getattr(functional, name)(*inputs, *arguments, **keywords)
        results.append((result, derivatives(library, real, [result], True) if real else ([], [])))
    (theirs, (first, second)), (mine, (my_first, my_second)) = results
    compare(mine.detach(), theirs.detach())
    compare_gradients(my_first, first, "gradient")
    compare_gradients(my_second, second, "second gradient")


FIGURES = [
    {},
    {"padding": 1},
    {"stride": 2, "padding": 2},
    {"dilation": 2, "padding": 1},
    {"stride": 3, "dilation": 2, "padding": 3},
    {"groups": 2, "padding": 1, "stride": 2},
]


@pytest.mark.parametrize("figures", FIGURES, ids=str)
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_forward_and_derivatives(dims, figures):
    groups = figures.get("groups", 1)
    extents = (7, 6, 5)[-dims:]
    both(f"conv{dims}d", [normal(2, 4, *extents), normal(6, 4 // groups, *(3, 2, 3)[:dims]), normal(6)], **figures)


@pytest.mark.parametrize(
    "figures",
    [*FIGURES, {"stride": 3, "output_padding": 2}, {"stride": 2, "dilation": 4, "output_padding": 3}],
    ids=str,
)
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_transposed_and_derivatives(dims, figures):
    groups = figures.get("groups", 1)
    x, weight = normal(2, 4, *(4, 3, 4)[-dims:]), normal(4, 6 // groups, *(3, 2, 3)[:dims])
    both(f"conv_transpose{dims}d", [x, weight, normal(6)], **figures)


@pytest.mark.parametrize("kernel,dilation", list(itertools.product([1, 2, 3, 4], [1, 2, 3])))
def test_padding_by_name(kernel, dilation):
    for padding in ("same", "valid"):
        both("conv2d", [normal(1, 2, 11, 12), normal(3, 2, kernel, 3)], padding=padding, dilation=dilation)


@pytest.mark.parametrize("inputs,outputs,groups", [(4, 4, 4), (4, 8, 4), (3, 12, 3), (6, 4, 2), (1, 5, 1), (8, 1, 1)])
@pytest.mark.parametrize("stride", [1, 2])
def test_channels_and_groups(inputs, outputs, groups, stride):
    weight = normal(outputs, inputs // groups, 3, 3)
    both("conv2d", [normal(3, inputs, 9, 8), weight, normal(outputs)], stride, 1, 1, groups)


@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize("height,width", [(14, 15), (9, 30), (17, 33)])
def test_tiles_of_three_by_three_kernels(height, width, padding):
    """Many channels in float32: the path through transformed tiles."""
    tensors = [normal(2, 32, height, width, dtype=torch.float32), normal(25, 32, 3, 3, dtype=torch.float32)]
    results = []
    for library, functional in ((torch, torch.nn.functional), (lucid, F)):
        leaves = [(t.clone() if library is torch else convert(t)).requires_grad_(True) for t in tensors]
        result = functional.conv2d(*leaves, None, 1, padding)
        results.append((result, derivatives(library, leaves, [result], False)[0]))
    theirs, mine = results[0][0].detach(), torch.tensor(results[1][0].tolist())
    torch.testing.assert_close(mine, theirs, rtol=1e-4, atol=1e-4)
    for ours, expected in zip(results[1][1], results[0][1]):
        torch.testing.assert_close(torch.tensor(ours.tolist()), expected, rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("extent", [1, 2, 3, 15, 16, 17, 31, 33, 65])
def test_extents_around_blocks(extent):
    both("conv2d", [normal(2, 3, 3, extent, dtype=torch.float32), normal(17, 3, 3, 3, dtype=torch.float32)], None, 1, 1)


@pytest.mark.parametrize(
    "dtype", "float16 bfloat16 float32 float64 complex64 complex128 int64 int32 int16 int8 uint8".split()
)
def test_element_types(dtype):
    kind = getattr(torch, dtype)
    weights = {"conv2d": normal(4, 3, 2, 2, dtype=kind), "conv_transpose2d": normal(3, 4, 2, 2, dtype=kind)}
    for name, weight in weights.items():
        x, bias = normal(2, 3, 5, 4, dtype=kind), normal(4, dtype=kind)
        try:
            theirs = getattr(torch.nn.functional, name)(x, weight, bias)
        except NotImplementedError:  # PyTorch lacks the kernel: the numbers are small enough for float64
            wide = getattr(torch.nn.functional, name)(x.double(), weight.double(), bias.double())
            theirs = wide.to(torch.int64).to(kind)
        compare(getattr(F, name)(convert(x), convert(weight), convert(bias)), theirs)


@pytest.mark.parametrize("name", ["conv2d", "conv_transpose2d"])
@pytest.mark.parametrize("which", ["input", "weight", "both"])
def test_channels_last(name, which):
    x, weight = normal(2, 4, 6, 5), normal(4, 4, 3, 2)
    if which != "weight":
        x = x.contiguous(memory_format=torch.channels_last)
    if which != "input":
        weight = weight.contiguous(memory_format=torch.channels_last)
    compare(getattr(F, name)(convert(x), convert(weight)), getattr(torch.nn.functional, name)(x, weight))


@pytest.mark.parametrize("kernel, padding", [(3, 0), (3, 1), (3, 2), (1, 0)])
@pytest.mark.parametrize("channels", [(32, 40), (5, 7), (25, 33)])
def test_channels_last_with_kernels_of_their_own(channels, kernel, padding):
    inputs, outputs = channels
    x = normal(2, inputs, 12, 11, dtype=torch.float32).contiguous(memory_format=torch.channels_last)
    weight, bias = normal(outputs, inputs, kernel, kernel, dtype=torch.float32), normal(outputs, dtype=torch.float32)
    theirs = [t.clone().requires_grad_(True) for t in (x, weight, bias)]
    mine = [convert(t).requires_grad_(True) for t in (x, weight, bias)]
    theirs.append(torch.nn.functional.conv2d(*theirs, padding=padding))
    mine.append(F.conv2d(*mine, padding=padding))
    assert mine[3].stride() == theirs[3].stride()
    theirs[3].square().sum().backward()
    mine[3].square().sum().backward()
    # Sums of many terms of either sign: errors are measured by the largest.
    pairs = [(mine[3].detach(), theirs[3].detach())] + [(my.grad, their.grad) for my, their in zip(mine[:3], theirs)]
    for my, their in pairs:
        assert (torch.tensor(my.tolist()) - their).abs().max() <= 1e-5 * float(their.abs().max())


def test_unbatched_and_strided_operands():
    both("conv1d", [normal(4, 9), normal(5, 4, 3)])
    both("conv3d", [normal(2, 4, 3, 5), normal(3, 2, 2, 2, 2)])
    x, weight = normal(6, 2, 5, 4).transpose(0, 2), normal(3, 2, 2, 2).transpose(2, 3)
    both("conv2d", [x[:, :, ::2], weight])
    both("conv2d", [normal(1, 1, 4, 4).expand(3, 2, 4, 4), normal(2, 2, 3, 3)])


def test_no_images():
    for name, weight in (("conv2d", normal(4, 3, 2, 2)), ("conv_transpose2d", normal(3, 4, 2, 2))):
        both(name, [normal(0, 3, 5, 5), weight])


def test_not_a_number_and_infinity_stay_where_they_are_seen():
    x = normal(1, 2, 6, 6)
    x[0, 0, 2, 3], x[0, 1, 4, 4] = float("nan"), float("inf")
    weight = normal(3, 2, 3, 3).abs()
    compare(F.conv2d(convert(x), convert(weight), padding=1), torch.nn.functional.conv2d(x, weight, padding=1))


def test_the_general_op():
    x, weight = normal(2, 4, 5, 6), normal(4, 3, 2, 2)
    arguments = ([2, 1], [1, 0], [1, 2], True, [1, 0], 2)
    mine = lucid.convolution(convert(x), convert(weight), None, *arguments)
    compare(mine, torch.convolution(x, weight, None, *arguments))


WRONG = [
    ("conv2d(x, w[:, :2])", ["conv2d", "channels", "4"]),
    ("conv2d(x[0, 0], w)", ["conv2d", "3D", "(5, 5)"]),
    ("conv2d(x, w[0])", ["conv2d", "weight", "(3, 3, 3)"]),
    ("conv2d(x, w, b[:2])", ["conv2d", "bias", "(2,)"]),
    ("conv2d(x, w.double())", ["conv2d", "weight", "float64"]),
    ("conv2d(x, w, b.double())", ["conv2d", "bias", "float64"]),
    ("conv2d(x, w, stride=0)", ["conv2d", "stride", "0"]),
    ("conv2d(x, w, padding=-1)", ["conv2d", "padding", "-1"]),
    ("conv2d(x, w, dilation=0)", ["conv2d", "dilation", "0"]),
    ("conv2d(x, w, dilation=4)", ["conv2d", "Kernel size", "(2, 3, 5, 5)"]),
    ("conv2d(x, w, stride=(1, 2, 3))", ["conv2d", "stride", "(1, 2, 3)"]),
    ("conv2d(x, w, groups=2)", ["conv2d", "groups=2"]),
    ("conv2d(x, w, groups=0)", ["conv2d", "groups", "0"]),
    ("conv2d(x, w, padding='full')", ["conv2d", "padding", "full"]),
    ("conv2d(x, w, padding='same', stride=2)", ["conv2d", "same", "strided"]),
    ("conv2d(x > 0, w > 0)", ["conv2d", "bool"]),
    ("conv_transpose2d(x, w)", ["conv_transpose2d", "channels"]),
    ("conv_transpose2d(x, w[:3], output_padding=1)", ["conv_transpose2d", "output_padding", "1"]),
    ("conv_transpose2d(x, w[:3], padding=9)", ["conv_transpose2d", "padding"]),
    ("conv1d(x, w)", ["conv1d", "(2, 3, 5, 5)"]),
    ("conv3d(x, w)", ["conv3d", "weight"]),
]


@pytest.mark.parametrize("call,words", WRONG, ids=[call for call, _ in WRONG])
def test_refusals(call, words):
    x, w, b = (normal(*shape, dtype=torch.float32) for shape in ((2, 3, 5, 5), (4, 3, 3, 3), (4,)))
    with pytest.raises((RuntimeError, ValueError, TypeError, NotImplementedError)):
        eval("functional." + call, {"functional": torch.nn.functional, "x": x, "w": w, "b": b})
    with pytest.raises((lucid.LucidError, ValueError, TypeError)) as refused:
        eval("functional." + call, {"functional": F, "x": convert(x), "w": convert(w), "b": convert(b)})
    for word in words:
        assert word in str(refused.value), str(refused.value)
