"""Interpolation, grid sampling and windows as columns beside PyTorch: values, gradients, refusals."""

import pytest

import lucid
import lucid.nn.functional as F
from sample_gradients import compare_gradients, derivatives
from tensor_pairs import compare, convert
from test_convolution import both, normal

torch = pytest.importorskip("torch")
pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]

MODES = {
    1: ("nearest", "nearest-exact", "area", "linear"),
    2: ("nearest", "nearest-exact", "area", "bilinear", "bicubic"),
    3: ("nearest", "nearest-exact", "area", "trilinear"),
}
CASES = [(dims, mode) for dims, modes in MODES.items() for mode in modes]


@pytest.mark.parametrize("dims,mode", CASES)
def test_sizes(dims, mode):
    x = normal(2, 3, *(6, 5, 7)[:dims])
    for size in (1, 3, 4, 6, 9, 13):
        for corners in (None,) if mode in ("nearest", "nearest-exact", "area") else (None, False, True):
            both("interpolate", [x], size, mode=mode, align_corners=corners)


@pytest.mark.parametrize("dims,mode", CASES)
@pytest.mark.parametrize("factor", [0.4, 0.75, 1.0, 1.3, 2, 3.7])
def test_factors(dims, mode, factor):
    x = normal(1, 2, *(6, 5, 7)[:dims])
    for recompute in (None, False, True):
        both("interpolate", [x], scale_factor=factor, mode=mode, recompute_scale_factor=recompute)


@pytest.mark.parametrize("kind", ["float32", "float64"])
@pytest.mark.parametrize("mode", ["nearest", "nearest-exact"])
def test_nearest_picks_the_same_samples(mode, kind):
    for size in range(1, 80, 3):
        x = torch.arange(size, dtype=getattr(torch, kind)).reshape(1, 1, size)
        for target in (1, 7, 31, 50, 97):
            theirs = torch.nn.functional.interpolate(x, target, mode=mode)
            compare(F.interpolate(convert(x), target, mode=mode), theirs)


@pytest.mark.parametrize("mode", ["bilinear", "bicubic"])
@pytest.mark.parametrize("corners", [False, True])
def test_antialiased(mode, corners):
    for size in ((3, 4), (6, 6), (2, 15), (20, 3)):
        both("interpolate", [normal(2, 2, 9, 10)], size, mode=mode, antialias=True, align_corners=corners)


@pytest.mark.parametrize("mode", ["nearest", "bilinear", "bicubic"])
def test_bytes(mode):
    x = torch.randint(0, 256, (1, 3, 7, 9), dtype=torch.uint8, generator=torch.Generator().manual_seed(2))
    for size in ((3, 4), (14, 18), (11, 5)):
        theirs = torch.nn.functional.interpolate(x, size, mode=mode).to(torch.int64)
        mine = F.interpolate(convert(x), size, mode=mode)
        assert mine.dtype == lucid.uint8
        # PyTorch's weights have 15 bits or fewer: a byte may be rounded the other way.
        assert max(abs(a - b) for a, b in zip(mine.reshape(-1).tolist(), theirs.reshape(-1).tolist())) <= 1


@pytest.mark.parametrize("borders", ["zeros", "border", "reflection"])
@pytest.mark.parametrize("corners", [False, True])
@pytest.mark.parametrize("mode", ["bilinear", "nearest", "bicubic"])
def test_grids(mode, borders, corners):
    for x, grid in (
        (normal(2, 3, 5, 7), normal(2, 4, 6, 2)),
        (normal(1, 2, 1, 4), normal(1, 3, 3, 2) * 3),
        (normal(2, 2, 4, 3, 5), normal(2, 2, 3, 2, 3)),
    ):
        if mode == "bicubic" and x.dim() == 5:
            continue
        results = []
        for library, functional in ((torch, torch.nn.functional), (lucid, F)):
            pair = [(t.clone() if library is torch else convert(t)).requires_grad_(True) for t in (x, grid)]
            result = functional.grid_sample(*pair, mode=mode, padding_mode=borders, align_corners=corners)
            results.append((result, derivatives(library, pair, [result], False)[0]))
        compare(results[1][0].detach(), results[0][0].detach())
        compare_gradients(results[1][1], results[0][1], "gradient")


def test_second_gradient_of_a_grid():
    x, grid = (convert(t).requires_grad_(True) for t in (normal(1, 2, 4, 5), normal(1, 3, 2, 2) * 0.4))
    assert lucid.autograd.gradgradcheck(lambda a, b: F.grid_sample(a, b, align_corners=False), (x, grid))


def test_a_grid_of_nan_stays_inside():
    x, grid = normal(1, 2, 4, 5), torch.full((1, 2, 2, 2), float("nan"), dtype=torch.float64)
    for mode in ("bilinear", "nearest", "bicubic"):
        for borders in ("zeros", "border", "reflection"):
            result = F.grid_sample(convert(x), convert(grid), mode, borders, align_corners=False)
            assert tuple(result.shape) == (1, 2, 2, 2)


@pytest.mark.parametrize("corners", [False, True])
def test_affine_grids(corners):
    both("affine_grid", [normal(2, 2, 3)], (2, 3, 4, 5), align_corners=corners)
    both("affine_grid", [normal(2, 3, 4)], (2, 3, 4, 1, 5), align_corners=corners)


FIGURES = [
    {"kernel_size": 2},
    {"kernel_size": (2, 3), "stride": 2},
    {"kernel_size": 3, "padding": 2, "dilation": 2},
    {"kernel_size": (1, 2), "padding": (0, 1), "stride": (3, 1)},
]


@pytest.mark.parametrize("figures", FIGURES, ids=str)
@pytest.mark.parametrize("dtype", [torch.float64, torch.complex128, torch.float32])
def test_columns(figures, dtype):
    x = normal(2, 3, 6, 7, dtype=dtype)
    both("unfold", [x], **figures)
    both("unfold", [x[0]], **figures)
    columns = torch.nn.functional.unfold(x, **figures)
    both("fold", [columns], (6, 7), **figures)
    both("fold", [columns[1]], (6, 7), **figures)


WRONG = [
    ("interpolate(x)", ["interpolate", "size"]),
    ("interpolate(x, 3, 2.0)", ["interpolate", "size"]),
    ("interpolate(x, (3, 3, 3))", ["interpolate", "(2, 3, 5, 5)"]),
    ("interpolate(x, 0)", ["interpolate", "0"]),
    ("interpolate(x, 3, mode='linear')", ["interpolate", "linear", "3D"]),
    ("interpolate(x, 3, mode='trilinear')", ["interpolate", "trilinear", "5D"]),
    ("interpolate(x, 3, mode='cubic')", ["interpolate", "cubic"]),
    ("interpolate(x, 3, align_corners=True)", ["interpolate", "align_corners"]),
    ("interpolate(x, 3, antialias=True)", ["interpolate", "Anti-alias"]),
    ("interpolate(x, 3, recompute_scale_factor=True)", ["interpolate", "recompute_scale_factor"]),
    ("interpolate(x.to(i.dtype), 3)", ["interpolate", "int64"]),
    ("grid_sample(x, g, 'cubic')", ["grid_sample", "cubic"]),
    ("grid_sample(x, g, padding_mode='wrap')", ["grid_sample", "wrap"]),
    ("grid_sample(x, g[:1])", ["grid", "(1, 2, 2, 2)"]),
    ("grid_sample(x, g[..., :1])", ["grid", "(2, 2, 2, 1)"]),
    ("grid_sample(x, g.double())", ["grid", "float64"]),
    ("affine_grid(g, (2, 1, 3, 3))", ["affine_grid", "(2, 2, 2, 2)"]),
    ("affine_grid(g[:, 0, :, :1].expand(2, 2, 3), (2, 1, 0, 3))", ["affine_grid", "(2, 1, 0, 3)"]),
    ("unfold(x, 9)", ["im2col", "9"]),
    ("unfold(x, 0)", ["im2col", "kernel_size"]),
    ("unfold(x[0, 0], 2)", ["im2col", "(5, 5)"]),
    ("fold(x[0], 4, 2)", ["col2im", "(3, 5, 5)"]),
    ("fold(x[0][:, :4], 4, 2)", ["col2im", "sliding blocks", "9"]),
]


@pytest.mark.parametrize("call,words", WRONG, ids=[call for call, _ in WRONG])
def test_refusals(call, words):
    x, g = normal(2, 3, 5, 5, dtype=torch.float32), normal(2, 2, 2, 2, dtype=torch.float32)
    i = torch.zeros(1, dtype=torch.int64)
    with pytest.raises((RuntimeError, ValueError, TypeError, IndexError)):
        eval("functional." + call, {"functional": torch.nn.functional, "x": x, "g": g, "i": i})
    with pytest.raises((lucid.LucidError, ValueError, TypeError)) as refused:
        eval("functional." + call, {"functional": F, "x": convert(x), "g": convert(g), "i": convert(i)})
    for word in words:
        assert word in str(refused.value), str(refused.value)
