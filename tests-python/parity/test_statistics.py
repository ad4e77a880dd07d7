"""Reductions, scans, quantiles, histograms and covariances beside PyTorch."""

import math

import pytest

import lucid
from call_cases import both, gradients, mixed, pair_of
from op_cases import COMPLEX, FLOATS, INTEGERS, SMALL_FLOATS, pair, same

pytestmark = pytest.mark.parity

TYPES = FLOATS + SMALL_FLOATS + INTEGERS + ["bool"]
SHAPES = [(), (1,), (9,), (0,), (4, 5), (2, 0, 3), (2, 3, 4)]

REDUCTIONS = {
    "nansum": lambda lib, x, **k: lib.nansum(x, **k),
    "nansum dtype": lambda lib, x, **k: lib.nansum(x, dtype=lib.float64, **k),
    "nanmean": lambda lib, x, **k: lib.nanmean(x, **k),
    "sum int32": lambda lib, x, **k: lib.sum(x, dtype=lib.int32, **k),
    "sum float64": lambda lib, x, **k: x.sum(dtype=lib.float64, **k),
    "mean float64": lambda lib, x, **k: x.mean(dtype=lib.float64, **k),
    "std_mean": lambda lib, x, **k: lib.std_mean(x, **k),
    "var_mean": lambda lib, x, **k: lib.var_mean(x, **k),
    "std correction": lambda lib, x, **k: lib.std(x, correction=0, **k),
    "var correction": lambda lib, x, **k: x.var(correction=2, **k),
    "var biased": lambda lib, x, **k: x.var(unbiased=False, **k),
    "std biased": lambda lib, x, **k: lib.std(x, unbiased=False, **k),
    "any": lambda lib, x, **k: lib.any(x, **k),
    "all": lambda lib, x, **k: x.all(**k),
    "count_nonzero": lambda lib, x, **k: lib.count_nonzero(x, **{a: b for a, b in k.items() if a != "keepdim"}),
    "amax": lambda lib, x, **k: lib.amax(x, **k),
    "amin": lambda lib, x, **k: lib.amin(x, **k),
    "logsumexp": lambda lib, x, **k: lib.logsumexp(x, **k) if "dim" in k else x,
    "norm": lambda lib, x, **k: lib.norm(x, **k),
    "norm 1": lambda lib, x, **k: lib.norm(x, 1, **k),
    "norm 3": lambda lib, x, **k: x.norm(3, **k),
    "norm inf": lambda lib, x, **k: x.norm(math.inf, **k),
    "norm -inf": lambda lib, x, **k: x.norm(-math.inf, **k),
    "norm 0": lambda lib, x, **k: x.norm(0, **k),
    "norm half": lambda lib, x, **k: x.norm(0.5, **k),
    "norm fro": lambda lib, x, **k: x.norm("fro", **k) if not isinstance(k.get("dim"), tuple) else x,
}
DIMS = [
    {}, {"dim": 0}, {"dim": -1, "keepdim": True}, {"dim": (0, 1)}, {"dim": (0, -1), "keepdim": True}, {"dim": 7},
    {"dim": (0, 0)},
]  # fmt: skip


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", sorted(REDUCTIONS))
def test_reductions(torch, name, dtype):
    for shape in SHAPES:
        data = mixed(math.prod(shape), dtype)
        if "_mean" in name:  # PyTorch's running means turn infinity into NaN
            data = [x if abs(x) != math.inf else 2 for x in data]
        for keywords in DIMS:
            ours, theirs = pair_of(torch, data if shape else data[0], dtype, shape, transposed=True)
            both(torch, lambda lib, x: REDUCTIONS[name](lib, x, **keywords), ours, theirs, f"{name} {shape} {keywords}")


EXTREMES = {
    "max": lambda lib, x: lib.max(x),
    "min": lambda lib, x: x.min(),
    "max dim": lambda lib, x: lib.max(x, 0),
    "min dim": lambda lib, x: x.min(-1, True),
    "max keyword": lambda lib, x: lib.max(x, dim=0, keepdim=True),
    "max other": lambda lib, x: lib.max(x, x * 0 + 1),
    "min other": lambda lib, x: lib.min(x, x * 0 + 1),
    "aminmax": lambda lib, x: lib.aminmax(x),
    "aminmax dim": lambda lib, x: x.aminmax(dim=0, keepdim=True),
    "argmax": lambda lib, x: lib.argmax(x),
    "argmax dim": lambda lib, x: x.argmax(0, keepdim=True),
    "argmin": lambda lib, x: lib.argmin(x),
    "argmin dim": lambda lib, x: x.argmin(-1),
    "max beyond": lambda lib, x: lib.max(x, 4),
    "std positional": lambda lib, x: lib.std(x, False),
    "var positional": lambda lib, x: x.var(True),
    "std_mean keepdim": lambda lib, x: lib.std_mean(x, dim=-1, keepdim=True),
    "var_mean unbiased": lambda lib, x: lib.var_mean(x, dim=0, unbiased=False),
    "prod": lambda lib, x: lib.prod(x),
    "prod dim": lambda lib, x: lib.prod(x, 0, True),
    "prod dtype": lambda lib, x: lib.prod(x, dim=-1, dtype=lib.float64),
    "dist": lambda lib, x: lib.dist(x, x * 0.5, 2),
    "dist 1": lambda lib, x: x.dist(x * 0.5, p=1),
}


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", sorted(EXTREMES))
def test_extremes(torch, name, dtype):
    if name.startswith("arg") and dtype == "bool":
        pytest.skip("argmax and argmin take bool tensors")
    for shape in SHAPES:
        data = mixed(math.prod(shape), dtype)
        if "_mean" in name:  # PyTorch's running means turn infinity into NaN
            data = [x if abs(x) != math.inf else 2 for x in data]
        if name.startswith("prod"):
            data = [x if x == x and abs(x) < 3 else 1 for x in data]
        ours, theirs = pair_of(torch, data if shape else data[0], dtype, shape, transposed=True)
        both(torch, EXTREMES[name], ours, theirs, f"{name} {shape}")


SCANS = {
    "cumsum": lambda lib, x: lib.cumsum(x, 0),
    "cumsum last": lambda lib, x: x.cumsum(-1),
    "cumsum dtype": lambda lib, x: x.cumsum(0, dtype=lib.float64),
    "cumprod": lambda lib, x: lib.cumprod(x, 0),
    "cumprod last": lambda lib, x: x.cumprod(dim=-1),
    "logcumsumexp": lambda lib, x: lib.logcumsumexp(x, 0),
    "logcumsumexp last": lambda lib, x: x.logcumsumexp(-1),
    "diff": lambda lib, x: lib.diff(x),
    "diff twice": lambda lib, x: x.diff(2, 0),
    "diff none": lambda lib, x: x.diff(0),
    "diff prepend": lambda lib, x: lib.diff(x, prepend=x, append=x),
    "diff negative": lambda lib, x: lib.diff(x, -1),
    "trapezoid": lambda lib, x: lib.trapezoid(x),
    "trapezoid dx": lambda lib, x: lib.trapezoid(x, dx=0.5, dim=0),
    "trapezoid x": lambda lib, x: lib.trapezoid(x, x),
    "trapz": lambda lib, x: lib.trapz(x, dim=0),
    "cumulative_trapezoid": lambda lib, x: lib.cumulative_trapezoid(x),
    "cumulative_trapezoid x": lambda lib, x: lib.cumulative_trapezoid(x, x, dim=0),
    "beyond": lambda lib, x: lib.cumsum(x, 3),
}


@pytest.mark.parametrize("dtype", TYPES + COMPLEX)
@pytest.mark.parametrize("name", sorted(SCANS))
def test_scans(torch, name, dtype):
    if dtype in COMPLEX and name.startswith("logcumsumexp"):
        pytest.skip("logcumsumexp of complex numbers is not there")
    for shape in SHAPES + [(3, 200), (130, 2)]:
        if dtype == "bool" and 0 in shape and "trap" in name:
            continue  # PyTorch refuses bools only where there are elements
        for transposed in (False, True):
            if dtype in COMPLEX or (name.startswith("cumprod") and dtype in FLOATS):
                ours, theirs = [[x] for x in pair(torch, shape, dtype, -1.2, 1.2, transposed=transposed)]
            else:
                data = mixed(math.prod(shape), dtype)
                if dtype in SMALL_FLOATS and name.startswith("cum"):
                    data = [1.0 if abs(x) < 4 else -1.0 for x in data]
                ours, theirs = pair_of(torch, data if shape else data[0], dtype, shape, transposed)
            both(torch, SCANS[name], ours, theirs, f"{name} {shape}")


def test_scans_in_place(torch):
    for name in ("cumsum_", "cumprod_"):
        results = []
        for library in (lucid, torch):
            base = library.tensor([[1.5, 2.0], [0.5, 3.0]], dtype=library.float64, requires_grad=True)
            x = base * 2
            getattr(x, name)(0)
            (x * x).sum().backward()
            results.append((x, base.grad))
        same(results[0], results[1])
    ours, theirs = (library.tensor([1, 2, 3], dtype=library.int32).cumsum_(0) for library in (lucid, torch))
    same(ours, theirs)


GRADIENTS = {
    "cumsum": SCANS["cumsum"], "cumprod": SCANS["cumprod last"], "logcumsumexp": SCANS["logcumsumexp"],
    "diff": SCANS["diff prepend"], "trapezoid": SCANS["trapezoid x"], "cumulative": SCANS["cumulative_trapezoid x"],
    "nansum": lambda lib, x: lib.nansum(x, 0), "nanmean": lambda lib, x: lib.nanmean(x, -1),
    "std_mean": lambda lib, x: lib.std_mean(x, dim=0), "var_mean": lambda lib, x: lib.var_mean(x),
    "aminmax": lambda lib, x: lib.aminmax(x, dim=0), "norm": lambda lib, x: lib.norm(x, dim=1),
    "norm 1": lambda lib, x: x.norm(1), "norm 3": lambda lib, x: x.norm(3, dim=(0, 1)),
    "norm 1.5": lambda lib, x: x.norm(1.5, 0), "norm 0.5": lambda lib, x: x.norm(0.5, 0),
    "norm inf": lambda lib, x: x.norm(math.inf, 1), "norm fro": lambda lib, x: x.norm("fro"),
    "dist": lambda lib, x: lib.dist(x, x.detach() * 0.3), "prod": lambda lib, x: x.prod(),
    "prod dim": lambda lib, x: x.prod(0),
    "max": lambda lib, x: x.max(1), "quantile": lambda lib, x: x.quantile(0.3),
    "quantile dim": lambda lib, x: lib.quantile(x, lib.tensor([0.1, 0.5, 0.9], dtype=x.dtype), dim=1),
    "cov": lambda lib, x: lib.cov(x),
    "corrcoef": lambda lib, x: lib.corrcoef(x * x + x).triu(1),
    "renorm": lambda lib, x: lib.renorm(x, 2, 0, 1.0),
    "logsumexp": lambda lib, x: x.logsumexp((0, 1)), "var biased": lambda lib, x: x.var(0, unbiased=False),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(GRADIENTS))
def test_gradients(torch, name):
    for shape, transposed in (((3, 4), False), ((4, 3), True)):
        ours, theirs = pair(torch, shape, "float64", -2, 2, transposed=transposed, grad=True)
        gradients(torch, GRADIENTS[name], [ours], [theirs])


@pytest.mark.parametrize("data", [[2.0, 0.0, 3.0, -1.0], [0.0, 0.0, 3.0, 4.0], [1.0, 2.0, 3.0, 0.0], [0.0]])
def test_products_with_zeros(torch, data):
    for call in (lambda lib, x: x.prod(), lambda lib, x: x.cumprod(0), lambda lib, x: x.prod(0, keepdim=True)):
        (ours,), (theirs,) = pair_of(torch, data, "float64", grad=True)
        gradients(torch, lambda lib, x: call(lib, x * 1), [ours], [theirs])


def test_product_gradient_over_several_dimensions():
    x = lucid.tensor([[[2.0, 0.0], [3.0, 4.0]], [[1.0, 5.0], [0.0, 0.0]]], dtype=lucid.float64, requires_grad=True)
    x.prod((0, 2)).sum().backward()
    # d/dx of a product is the product of the other elements: rows (2, 0, 1, 5) and (3, 4, 0, 0).
    assert x.grad.tolist() == [[[0.0, 10.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, 0.0]]]


QUANTILES = ["linear", "lower", "higher", "midpoint", "nearest", "other"]


@pytest.mark.parametrize("interpolation", QUANTILES)
@pytest.mark.parametrize("name", ["quantile", "nanquantile"])
@pytest.mark.parametrize("dtype", FLOATS + ["float16", "int64"])
def test_quantiles(torch, dtype, name, interpolation):
    for shape in SHAPES:
        data = [x if abs(x) != math.inf else 2.5 for x in mixed(math.prod(shape), dtype)]
        ours, theirs = pair_of(torch, data if shape else data[0], dtype, shape, transposed=True)
        for q in (0.0, 0.25, 0.6, 1.0, -0.1, [0.1, 0.5, 0.77], [0.5], []):
            for keywords in ({}, {"dim": 0}, {"dim": -1, "keepdim": True}, {"keepdim": True}):

                def call(lib, x, q=q, keywords=keywords):
                    positions = lib.tensor(q, dtype=x.dtype) if isinstance(q, list) else q
                    return getattr(lib, name)(x, positions, interpolation=interpolation, **keywords)

                both(torch, call, ours, theirs, f"{shape} {q} {keywords}")


HISTOGRAMS = {
    "histc": lambda lib, x: lib.histc(x, 4),
    "histc range": lambda lib, x: lib.histc(x, bins=5, min=-1, max=2),
    "histc bad": lambda lib, x: x.histc(0),
    "histc order": lambda lib, x: x.histc(4, 3, 1),
    "histogram": lambda lib, x: lib.histogram(x, 5),
    "histogram range": lambda lib, x: lib.histogram(x, bins=3, range=(-1.0, 2.0)),
    "histogram density": lambda lib, x: lib.histogram(x, 3, density=True),
    "histogram weight": lambda lib, x: lib.histogram(x, 3, weight=x * 0 + 2),
    "histogram edges": lambda lib, x: x.histogram(lib.tensor([-2.0, 0.0, 0.5, 3.0], dtype=x.dtype)),
    "histogram bad": lambda lib, x: lib.histogram(x, 0),
    "histogramdd": lambda lib, x: lib.histogramdd(x.reshape(-1, 1), bins=[5])[0],
}


@pytest.mark.parametrize("dtype", FLOATS + ["int64"])
@pytest.mark.parametrize("name", sorted(HISTOGRAMS))
def test_histograms(torch, name, dtype):
    for shape in ((9,), (3, 4), (1,), (2, 3, 4)):
        ours, theirs = pair(torch, shape, dtype, -2.5, 2.5)
        both(torch, HISTOGRAMS[name], [ours], [theirs], f"{name} {shape}")


def test_histograms_of_several_dimensions(torch):
    ours, theirs = pair(torch, (20, 2), "float64", -2, 2)
    ranged = {"bins": [3, 2], "range": [-1.0, 1.0, 0.0, 2.0]}
    for keywords in ({"bins": [3, 4]}, {"bins": 2}, ranged, {"bins": [2, 2], "density": True}):
        expected = torch.histogramdd(theirs, **keywords)
        result = lucid.histogramdd(ours, **keywords)
        same(result.hist, expected.hist)
        same(list(result.bin_edges), list(expected.bin_edges))
    hist, x_edges, y_edges = lucid.histogram2d(ours[:, 0], ours[:, 1], 3)
    same(hist, torch.histogramdd(theirs, bins=[3, 3]).hist)
    assert x_edges.shape == y_edges.shape == (4,)


def test_bincount(torch):
    for data in ([0, 1, 1, 3, 2, 1, 7], [], [5]):
        for dtype in INTEGERS:
            ours, theirs = pair_of(torch, data, dtype)
            both(torch, lambda lib, x: lib.bincount(x), ours, theirs)
            both(torch, lambda lib, x: x.bincount(minlength=10), ours, theirs)
            for weight in ("float32", "float64", "int64"):
                both(torch, lambda lib, x: lib.bincount(x, (x * 0.5).to(getattr(lib, weight))), ours, theirs)
    for call in (
        lambda lib: lib.bincount(lib.tensor([-1, 2])),
        lambda lib: lib.bincount(lib.tensor([1.0])),
        lambda lib: lib.bincount(lib.tensor([[1]])),
        lambda lib: lib.bincount(lib.tensor([1]), minlength=-1),
        lambda lib: lib.bincount(lib.tensor([1]), lib.tensor([1.0, 2.0])),
    ):
        both(torch, lambda lib: call(lib), [], [])


@pytest.mark.parametrize("dtype", FLOATS + ["int64"] + COMPLEX)
def test_covariances(torch, dtype):
    for shape in ((3, 5), (4,), (1, 4), (2, 1)):
        ours, theirs = pair(torch, shape, dtype, -2, 2)
        n = shape[-1]
        weighted = {"fweights": True, "aweights": True, "correction": 0}
        for keywords in ({}, {"correction": 0}, {"fweights": True}, {"aweights": True}, weighted):

            def call(lib, x, keywords=keywords):
                given = dict(keywords)
                if "fweights" in given:
                    given["fweights"] = lib.tensor([1, 2, 1, 3, 1][:n])
                if "aweights" in given:
                    given["aweights"] = lib.tensor([0.5, 1.0, 2.0, 0.25, 1.0][:n], dtype=x.dtype)
                return lib.cov(x, **given)

            if "aweights" in keywords and dtype not in FLOATS:
                continue
            both(torch, call, [ours], [theirs], f"{shape} {keywords}")
        both(torch, lambda lib, x: x.corrcoef(), [ours], [theirs])
    both(torch, lambda lib: lib.cov(lib.ones(2, 2, 2)), [], [])


@pytest.mark.parametrize("p", [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, math.inf])
def test_distances(torch, p):
    a, b = pair(torch, (2, 5, 3), "float64", grad=True), pair(torch, (2, 4, 3), "float64", salt=3, grad=True)
    both(torch, lambda lib, x, y: lib.cdist(x, y, p), [a[0], b[0]], [a[1], b[1]])
    if p != 0.5:
        first = [
            lib.autograd.grad((lib.cdist(x, y, p) ** 2).sum(), [x, y])
            for lib, x, y in ((lucid, a[0], b[0]), (torch, a[1], b[1]))
        ]
        same(list(first[0]), list(first[1]))
        for point in (a, b):
            assert point[0].grad is None
    if p == 2.0:
        gradients(torch, lambda lib, x, y: lib.cdist(x, y, p), [a[0], b[0]], [a[1], b[1]])
    both(torch, lambda lib, x: lib.pdist(x[0], p), [a[0]], [a[1]])
    both(torch, lambda lib, x, y: lib.cdist(x[0], y, p), [a[0], b[0]], [a[1], b[1]])
    wide = pair(torch, (40, 70), "float32", -1, 1)
    exact = "donot_use_mm_for_euclid_dist"
    both(torch, lambda lib, x: lib.cdist(x, x[:3], p, exact), [wide[0]], [wide[1]])


def test_distance_errors(torch):
    for call in (
        lambda lib: lib.cdist(lib.ones(2), lib.ones(2, 2)),
        lambda lib: lib.cdist(lib.ones(2, 3), lib.ones(2, 2)),
        lambda lib: lib.cdist(lib.ones(2, 3), lib.ones(2, 3), -1.0),
        lambda lib: lib.cdist(lib.ones(2, 3, dtype=lib.int64), lib.ones(2, 3, dtype=lib.int64)),
        lambda lib: lib.cdist(lib.ones(2, 3), lib.ones(0, 3)),
        lambda lib: lib.cdist(lib.ones(2, 0), lib.ones(3, 0)),
        lambda lib: lib.pdist(lib.ones(2, 3, 4)),
        lambda lib: lib.pdist(lib.ones(1, 3)),
    ):
        both(torch, lambda lib: call(lib), [], [])
    # Two equal rows: the distance has no slope there, and PyTorch takes zero.
    grads = []
    for library in (lucid, torch):
        x = library.tensor([[1.0, 2.0], [1.0, 2.0], [0.0, 5.0]], requires_grad=True)
        library.cdist(x, x.detach()).sum().backward()
        grads.append(x.grad)
    same(*grads)
