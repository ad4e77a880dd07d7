"""Pooling beside PyTorch: values, positions, layouts, gradients, refusals."""

import pytest

import lucid
import lucid.nn.functional as F
from sample_gradients import compare_gradients, derivatives
from tensor_pairs import compare, convert
from test_convolution import normal

torch = pytest.importorskip("torch")
pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]
EXTENTS = {1: (11,), 2: (9, 8), 3: (6, 7, 5)}


def both(name, x, *arguments, **keywords):
    """A pooling in both libraries, with its derivatives."""
    results = []
    for library, functional in ((torch, torch.nn.functional), (lucid, F)):
        given = (x.clone().detach() if library is torch else convert(x)).requires_grad_(True)
        result = getattr(functional, name)(given, *arguments, **keywords)
        parts = list(result) if isinstance(result, tuple) else [result]
        results.append((parts, derivatives(library, [given], parts[:1], True)))
    (theirs, (first, second)), (mine, (my_first, my_second)) = results
    assert len(mine) == len(theirs)
    for ours, expected in zip(mine, theirs):
        compare(ours.detach(), expected.detach())
    compare_gradients(my_first, first, "gradient")
    compare_gradients(my_second, second, "second gradient")


@pytest.mark.parametrize(
    "figures",
    [
        {"kernel_size": 2},
        {"kernel_size": 3, "stride": 2, "padding": 1},
        {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True},
        {"kernel_size": 2, "dilation": 2, "stride": 1},
        {"kernel_size": 3, "dilation": 2, "padding": 1, "stride": 3, "ceil_mode": True},
        {"kernel_size": 1, "stride": 3},
        {"kernel_size": 5, "stride": 4, "padding": 2},
    ],
    ids=str,
)
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_maxima(dims, figures):
    both(f"max_pool{dims}d", normal(2, 3, *EXTENTS[dims]), **figures, return_indices=True)
    both(f"max_pool{dims}d", normal(3, *EXTENTS[dims]), **figures)


@pytest.mark.parametrize("width", [1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65])
@pytest.mark.parametrize("kind", ["float32", "float64"])
def test_maxima_of_every_width(width, kind):
    x = normal(2, 2, 5, width, dtype=getattr(torch, kind))
    for figures in ((3, 2, 1), (3, 1, 1), (2, 2, 0), (2, 1, 1), (3, 3, 1)):
        if width + 2 * figures[2] >= figures[0]:
            theirs = torch.nn.functional.max_pool2d(x, *figures, return_indices=True)
            mine = F.max_pool2d(convert(x), *figures, return_indices=True)
            compare(mine[0], theirs[0])
            compare(mine[1], theirs[1])


def test_maxima_of_special_numbers():
    inf, nan = float("inf"), float("nan")
    x = torch.tensor([[[[1.0, nan, 3, -inf], [nan, 2, -inf, -inf], [5, 5, -inf, -inf], [5, -0.0, 0.0, inf]]]])
    for figures in ((2, 1, 0), (2, 2, 0), (3, 1, 1), (2, 2, 1)):
        theirs = torch.nn.functional.max_pool2d(x, *figures, return_indices=True)
        mine = F.max_pool2d(convert(x), *figures, return_indices=True)
        compare(mine[0], theirs[0])
        compare(mine[1], theirs[1])
    void = torch.full((1, 1, 4, 5), -inf)
    theirs = torch.nn.functional.max_pool2d(void, 3, 2, 1, 1, False, True)[1]
    compare(F.max_pool2d(convert(void), 3, 2, 1, 1, True)[1], theirs)


@pytest.mark.parametrize("kind", ["int64", "int32", "int16", "int8", "uint8", "float16", "bfloat16"])
def test_maxima_of_other_types(kind):
    if kind == "uint8":
        x = torch.arange(180, dtype=torch.uint8).reshape(2, 3, 6, 5)
    else:
        x = normal(2, 3, 6, 5, dtype=getattr(torch, kind))
    for x in (x, x.contiguous(memory_format=torch.channels_last)):
        theirs = torch.nn.functional.max_pool2d(x, 3, 2, 1, return_indices=True)
        mine = F.max_pool2d(convert(x), 3, 2, 1, return_indices=True)
        compare(mine[0], theirs[0])
        compare(mine[1], theirs[1])


@pytest.mark.parametrize(
    "figures",
    [
        {"kernel_size": 2},
        {"kernel_size": 3, "stride": 2, "padding": 1},
        {"kernel_size": 3, "stride": 2, "padding": 1, "count_include_pad": False},
        {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True},
        {"kernel_size": 4, "stride": 3, "padding": 2, "ceil_mode": True, "count_include_pad": False},
        {"kernel_size": 1, "stride": 2},
    ],
    ids=str,
)
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_means(dims, figures):
    both(f"avg_pool{dims}d", normal(2, 3, *EXTENTS[dims]), **figures)
    if dims > 1:
        both(f"avg_pool{dims}d", normal(2, 3, *EXTENTS[dims]), **figures, divisor_override=7)


@pytest.mark.parametrize("dims", [1, 2, 3])
@pytest.mark.parametrize("norm_type", [1.0, 2.0, 3.0])
def test_norms(dims, norm_type):
    both(f"lp_pool{dims}d", normal(2, 3, *EXTENTS[dims]).abs(), norm_type, 2)
    both(f"lp_pool{dims}d", normal(2, 3, *EXTENTS[dims]).abs(), norm_type, 3, 2, True)


@pytest.mark.parametrize("bins", [1, 2, 3, 5, 13])
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_adaptive(dims, bins):
    both(f"adaptive_avg_pool{dims}d", normal(2, 3, *EXTENTS[dims]), bins)
    both(f"adaptive_max_pool{dims}d", normal(2, 3, *EXTENTS[dims]), bins, return_indices=True)
    if dims > 1:
        both(f"adaptive_avg_pool{dims}d", normal(3, *EXTENTS[dims]), (bins, *[None] * (dims - 1)))


@pytest.mark.parametrize("dims", [2, 3])
def test_fractional(dims):
    samples = torch.rand(2, 3, dims, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    name, extents = f"fractional_max_pool{dims}d", EXTENTS[dims]
    for kind in (torch.float32, torch.float64):
        x, given = normal(2, 3, *extents, dtype=kind), samples.to(kind)
        theirs = getattr(torch.nn.functional, name)(x, 2, (3,) * dims, _random_samples=given, return_indices=True)
        mine = getattr(F, name)(convert(x), 2, (3,) * dims, _random_samples=convert(given), return_indices=True)
        compare(mine[0], theirs[0])
        compare(mine[1], theirs[1])
    lucid.manual_seed(3)
    drawn = getattr(F, name)(convert(x), 2, output_ratio=0.5)
    assert tuple(drawn.shape) == (2, 3, *[int(extent * 0.5) for extent in extents])


@pytest.mark.parametrize("dims", [1, 2, 3])
def test_unpooling(dims):
    x = normal(2, 3, *(extent // 2 * 2 for extent in EXTENTS[dims]))
    pooled, at = getattr(torch.nn.functional, f"max_pool{dims}d")(x, 2, return_indices=True)
    name = f"max_unpool{dims}d"
    for keywords in ({}, {"output_size": x.shape[2:]}, {"output_size": x.shape}):
        theirs = getattr(torch.nn.functional, name)(pooled, at, 2, **keywords)
        compare(getattr(F, name)(convert(pooled), convert(at), 2, **keywords), theirs)
    mine = convert(pooled).requires_grad_(True)
    getattr(F, name)(mine, convert(at), 2).sum().backward()
    compare(mine.grad, torch.ones_like(pooled))


WRONG = [
    ("max_pool2d(x, 0)", ["max_pool2d", "kernel_size", "0"]),
    ("max_pool2d(x, 2, 0)", ["max_pool2d", "stride", "0"]),
    ("max_pool2d(x, 2, 2, 2)", ["max_pool2d", "pad", "2"]),
    ("max_pool2d(x, 2, 2, -1)", ["max_pool2d", "padding", "-1"]),
    ("max_pool2d(x, 2, dilation=0)", ["max_pool2d", "dilation"]),
    ("max_pool2d(x, 9)", ["max_pool2d", "too small", "(2, 3, 5, 5)"]),
    ("max_pool2d(x[0, 0], 2)", ["max_pool2d", "3D", "(5, 5)"]),
    ("max_pool2d(x[:, :, :0], 2)", ["max_pool2d", "(2, 3, 0, 5)"]),
    ("max_pool2d(x, (1, 2, 3))", ["max_pool2d", "kernel_size", "(1, 2, 3)"]),
    ("avg_pool2d(x, 2, divisor_override=0)", ["avg_pool2d", "divisor"]),
    ("avg_pool2d(x, 9)", ["avg_pool2d", "too small"]),
    ("avg_pool1d(x, 2)", ["avg_pool1d", "(2, 3, 5, 5)"]),
    ("adaptive_avg_pool2d(x, (1, 2, 3))", ["3"]),
    ("adaptive_avg_pool2d(x, -1)", ["adaptive_avg_pool2d", "output_size", "-1"]),
    ("adaptive_max_pool2d(x[0, 0], 2)", ["adaptive_max_pool2d", "(5, 5)"]),
    ("fractional_max_pool2d(x, 2)", ["fractional_max_pool2d", "output_size"]),
    ("fractional_max_pool2d(x, 4, 4)", ["fractional_max_pool2d", "(2, 3, 5, 5)"]),
    ("max_unpool2d(x, i[:1], 2)", ["max_unpool2d", "indices", "(1, 3, 5, 5)"]),
    ("max_unpool2d(x, i, 2, output_size=(40, 40))", ["output_size", "40"]),
    ("max_unpool2d(x, i + 1000, 2)", ["index"]),
]


@pytest.mark.parametrize("call,words", WRONG, ids=[call for call, _ in WRONG])
def test_refusals(call, words):
    x, i = normal(2, 3, 5, 5, dtype=torch.float32), torch.zeros(2, 3, 5, 5, dtype=torch.int64)
    with pytest.raises((RuntimeError, ValueError, TypeError, NotImplementedError)):
        eval("functional." + call, {"functional": torch.nn.functional, "x": x, "i": i})
    with pytest.raises((lucid.LucidError, ValueError, TypeError)) as refused:
        eval("functional." + call, {"functional": F, "x": convert(x), "i": convert(i)})
    for word in words:
        assert word in str(refused.value), str(refused.value)
