"""lucid.signal.windows beside torch.signal.windows: values, types, gradients of none, refusals."""

import doctest
import importlib

import pytest

import lucid

torch = pytest.importorskip("torch")

pytestmark = pytest.mark.parity

CALLS = [
    ("bartlett", {}), ("blackman", {}), ("cosine", {}), ("hamming", {}), ("hann", {}), ("nuttall", {}),
    ("exponential", {"tau": 2.5}), ("gaussian", {"std": 1.5}), ("general_cosine", {"a": [0.4, 0.3, 0.2, 0.1]}),
    ("general_hamming", {"alpha": 0.7}), ("kaiser", {"beta": 8.0}), ("kaiser", {"beta": 0.0}),
]  # fmt: skip


@pytest.mark.parametrize("sym", [True, False])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name, extra", CALLS, ids=str)
def test_values(name, extra, dtype, sym):
    for points in (0, 1, 2, 3, 8, 51):
        ours = getattr(lucid.signal.windows, name)(points, **extra, sym=sym, dtype=getattr(lucid, dtype))
        theirs = getattr(torch.signal.windows, name)(points, **extra, sym=sym, dtype=getattr(torch, dtype))
        assert str(ours.dtype).split(".")[1] == dtype and ours.shape == tuple(theirs.shape)
        tolerance = 1e-12 if dtype == "float64" else 1e-6
        torch.testing.assert_close(
            torch.tensor(ours.tolist(), dtype=theirs.dtype), theirs, rtol=tolerance, atol=tolerance
        )


def test_general_gaussian_beside_scipy():
    windows = pytest.importorskip("scipy.signal").windows
    for sym in (True, False):
        ours = lucid.signal.windows.general_gaussian(9, p=1.5, sig=2.0, sym=sym, dtype=lucid.float64)
        assert ours.tolist() == pytest.approx(windows.general_gaussian(9, 1.5, 2.0, sym=sym).tolist(), rel=1e-12)


def test_leaves_and_off_centre():
    assert lucid.signal.windows.hann(4, requires_grad=True).requires_grad
    ours = lucid.signal.windows.exponential(5, center=1.0, tau=3.0, sym=False)
    theirs = torch.signal.windows.exponential(5, center=1.0, tau=3.0, sym=False)
    assert ours.tolist() == pytest.approx(theirs.tolist())


@pytest.mark.parametrize(
    "name, arguments, extra",
    [
        ("hann", (-1,), {}),
        ("hann", (3,), {"dtype": "int64"}),
        ("gaussian", (3,), {"std": 0.0}),
        ("exponential", (3,), {"tau": -1.0}),
        ("exponential", (3,), {"center": 1.0}),
        ("kaiser", (3,), {"beta": -1.0}),
        ("general_cosine", (3,), {"a": []}),
        ("general_cosine", (3,), {"a": 1.0}),
    ],
)
def test_refusals(name, arguments, extra):
    for lib in (lucid, torch):
        given = {key: getattr(lib, value) if key == "dtype" else value for key, value in extra.items()}
        with pytest.raises((ValueError, TypeError)):
            getattr(lib.signal.windows, name)(*arguments, **given)


@pytest.mark.parametrize("module", ["_cosine_sums", "_exponentials"])
def test_examples(module):
    result = doctest.testmod(
        importlib.import_module("lucid.signal.windows." + module), extraglobs={"lucid": lucid}
    )
    assert result.attempted > 0 and result.failed == 0
