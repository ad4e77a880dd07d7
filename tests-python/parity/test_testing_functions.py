"""lucid.test beside torch.testing: what passes, what fails, and what the messages say."""

import doctest
import importlib

import pytest

import lucid

torch = pytest.importorskip("torch")

pytestmark = pytest.mark.parity

NAN = float("nan")


def pairs(lib):
    t = lib.tensor
    return [
        (t([1.0, 2.0]), t([1.0, 2.0]), {}),
        (t([1.0, 2.0]), t([1.0, 2.0 + 1e-4]), {}),
        (t([1.0, 2.0]), t([1.0, 2.0 + 1e-4]), {"rtol": 1e-3, "atol": 0.0}),
        (t([1.0, 2.0]), t([1.0]), {}),
        (t([1.0]), t([1]), {}),
        (t([1.0]), t([1]), {"check_dtype": False}),
        (t([NAN]), t([NAN]), {}),
        (t([NAN]), t([NAN]), {"equal_nan": True}),
        (t([1, 2]), t([1, 3]), {}),
        (t([True]), t([False]), {}),
        (1.0, 1.0 + 1e-9, {}),
        (1.0, 1.1, {}),
        ([t(1.0), t(2.0)], [t(1.0), t(2.0)], {}),
        ([t(1.0), t(2.0)], [t(1.0), t(3.0)], {}),
        ([t(1.0)], [t(1.0), t(3.0)], {}),
        ({"a": t(1.0)}, {"a": t(1.0)}, {}),
        ({"a": t(1.0)}, {"b": t(1.0)}, {}),
        ({"a": t(1.0)}, {"a": t(2.0)}, {}),
        (t([[1.0, 2.0], [3.0, 4.0]]).T, t([[1.0, 3.0], [2.0, 4.0]]), {"check_stride": True}),
        (None, None, {}),
        (t(1.0), 1.0, {}),
        (t([1 + 1j]), t([1 + 1.1j]), {}),
        (t([1.0]), t([float("inf")]), {}),
    ]


@pytest.mark.parametrize("index", range(len(pairs(torch))))
def test_verdicts(index):
    def verdict(lib, assertion):
        actual, expected, options = pairs(lib)[index]
        try:
            assertion(actual, expected, **options)
        except (AssertionError, TypeError) as error:
            return type(error), str(error).split("\n")[0]
        return None, None

    ours, theirs = verdict(lucid, lucid.test.assert_close), verdict(torch, torch.testing.assert_close)
    assert ours[0] is theirs[0]
    if ours[0] is AssertionError and "shape" not in ours[1] and "dtype" not in ours[1]:
        assert ours[1][:20] == theirs[1][:20]


def test_messages():
    with pytest.raises(AssertionError) as caught:
        lucid.test.assert_close(lucid.tensor([[1.0, 2.0], [3.0, 5.0]]), lucid.tensor([[1.0, 2.5], [3.0, 4.0]]))
    with pytest.raises(AssertionError) as theirs:
        torch.testing.assert_close(torch.tensor([[1.0, 2.0], [3.0, 5.0]]), torch.tensor([[1.0, 2.5], [3.0, 4.0]]))
    assert str(caught.value) == str(theirs.value)
    for values in ((1.0, 1.1), (1, 3)):
        with pytest.raises(AssertionError) as caught:
            lucid.test.assert_close(*values)
        with pytest.raises(AssertionError) as theirs:
            torch.testing.assert_close(*values)
        assert str(caught.value) == str(theirs.value)
    with pytest.raises(AssertionError, match="mine"):
        lucid.test.assert_close(1, 2, msg="mine")
    with pytest.raises(ValueError, match="rtol and atol"):
        lucid.test.assert_close(1.0, 1.0, rtol=1.0)
    lucid.test.assert_allclose(lucid.tensor([1.0]), [1.0 + 1e-7])
    with pytest.raises(AssertionError):
        lucid.test.assert_allclose(lucid.tensor([1.0]), [1.1])


@pytest.mark.parametrize("dtype", ["float32", "float16", "int64", "uint8", "bool", "complex64"])
def test_make_tensor(dtype):
    lucid.manual_seed(0)
    made = lucid.test.make_tensor((40, 30), dtype=getattr(lucid, dtype), noncontiguous=True)
    theirs = torch.testing.make_tensor((40, 30), dtype=getattr(torch, dtype), device="cpu", noncontiguous=True)
    assert made.shape == tuple(theirs.shape) and str(made.dtype).split(".")[1] == dtype
    assert not made.is_contiguous() and made.stride() == theirs.stride()
    if dtype not in ("bool", "complex64"):
        values = made.to(lucid.float64)
        assert values.min() >= (0 if dtype == "uint8" else -9) and values.max() <= 9
        assert values.max() > 8 and values.min() < (1 if dtype == "uint8" else -8)
    assert (lucid.test.make_tensor(50, dtype=lucid.int64, low=0, high=2, exclude_zero=True) != 0).all()
    with pytest.raises(ValueError, match="low"):
        lucid.test.make_tensor(2, dtype=lucid.float32, low=1, high=1)
    with pytest.raises(ValueError, match="requires_grad"):
        lucid.test.make_tensor(2, dtype=lucid.int64, requires_grad=True)


@pytest.mark.parametrize("module", ["_comparison", "_creation"])
def test_examples(module):
    result = doctest.testmod(importlib.import_module("lucid.test." + module), extraglobs={"lucid": lucid})
    assert result.attempted > 0 and result.failed == 0


def test_closeness_of_complex_numbers_counts_both_parts():
    for lib in (torch, lucid):
        x, y = lib.tensor([1 + 1j, 1 + 1j, 1 + 1j]), lib.tensor([1 + 1.1j, 1 + 1j, 1 + 1.000001j])
        assert lib.isclose(x, y).tolist() == [False, True, True] and not lib.allclose(x, y)
