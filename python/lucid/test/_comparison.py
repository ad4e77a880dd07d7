"""Assertions that two values agree within a tolerance."""

import collections.abc
import math
import numbers

import lucid

__all__ = ["assert_allclose", "assert_close"]

# Relative and absolute tolerances by element type, as PyTorch has them.
_TOLERANCES = {
    lucid.float16: (1e-3, 1e-5), lucid.bfloat16: (1.6e-2, 1e-5), lucid.float32: (1.3e-6, 1e-5),
    lucid.float64: (1e-7, 1e-7), lucid.complex64: (1.3e-6, 1e-5), lucid.complex128: (1e-7, 1e-7),
}  # fmt: skip


def assert_close(
    actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False, check_device=True,
    check_dtype=True, check_layout=True, check_stride=False, msg=None,
):  # fmt: skip
    """Asserts ``|actual - expected| <= atol + rtol |expected|`` for tensors, numbers, sequences and mappings of them.

    Args:
        actual, expected: the values. rtol, atol: tolerances, both or none; by element type otherwise, the larger of the
            two. equal_nan: whether NaN agrees with NaN.
        check_device, check_dtype, check_stride: whether these must be equal too. check_layout: kept for compatibility.
        allow_subclasses: whether a subclass of the other's class may be compared. msg: the error's text, or a function
            of it.

    Raises:
        AssertionError: they differ; the message says where and by how much. ValueError: one tolerance alone is given.
        TypeError: values that cannot be compared.

    Example:
        >>> lucid.test.assert_close(lucid.tensor([1.0, 2.0]), lucid.tensor([1.0, 2.0 + 1e-7]))
    """
    if (rtol is None) != (atol is None):
        raise ValueError(f"assert_close: rtol and atol must both be specified or both left out, got {rtol=}, {atol=}")
    problem = _difference(
        actual, expected, (rtol, atol), equal_nan,
        {"device": check_device, "dtype": check_dtype, "stride": check_stride, "subclass": allow_subclasses}, "",
    )  # fmt: skip
    if problem is not None:
        raise AssertionError(msg(problem) if callable(msg) else msg or problem)


def assert_allclose(actual, expected, rtol=None, atol=None, equal_nan=True, msg=""):
    """:func:`assert_close` that compares neither types nor devices, and takes NaN for equal.

    Raises:
        AssertionError: they differ.
    """
    if not isinstance(actual, lucid.Tensor):
        actual = lucid.tensor(actual)
    if not isinstance(expected, lucid.Tensor):
        expected = lucid.tensor(expected, dtype=actual.dtype)
    if rtol is None and atol is None:
        rtol, atol = max(_tolerances(actual), _tolerances(expected))
    assert_close(
        actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan, check_device=False, check_dtype=False,
        msg=msg or None,
    )  # fmt: skip


def _tolerances(tensor):
    return _TOLERANCES.get(tensor.dtype, (0.0, 0.0))


def _difference(actual, expected, tolerance, equal_nan, checks, place):
    """What differs, as text; None where nothing does."""
    if isinstance(actual, collections.abc.Mapping) and isinstance(expected, collections.abc.Mapping):
        if set(actual) != set(expected):
            return f"The keys of the mappings do not match: {sorted(map(str, set(actual) ^ set(expected)))}{place}"
        pairs = [(actual[key], expected[key], f"[{key!r}]") for key in actual]
    elif _is_sequence(actual) and _is_sequence(expected):
        if len(actual) != len(expected):
            return f"The length of the sequences mismatch: {len(actual)} != {len(expected)}{place}"
        pairs = [(a, b, f"[{i}]") for i, (a, b) in enumerate(zip(actual, expected))]
    else:
        return _leaf(actual, expected, tolerance, equal_nan, checks, place)
    for a, b, step in pairs:
        at = f"{place}{step}" if place else f"\n\nThe failure occurred for item {step}"
        problem = _difference(a, b, tolerance, equal_nan, checks, at)
        if problem is not None:
            return problem
    return None


def _is_sequence(value):
    return isinstance(value, collections.abc.Sequence) and not isinstance(value, str)


def _leaf(actual, expected, tolerance, equal_nan, checks, place):
    if actual is None and expected is None:
        return None
    scalars = isinstance(actual, numbers.Number) and isinstance(expected, numbers.Number)
    if scalars and not checks["dtype"] or scalars and type(actual) is type(expected):
        return _numbers(actual, expected, tolerance, equal_nan, place)
    tensors = isinstance(actual, lucid.Tensor) and isinstance(expected, lucid.Tensor)
    related = type(actual) is type(expected) or checks["subclass"]
    if not tensors or not related:
        raise TypeError(
            f"No comparison pair was able to handle inputs of type {type(actual)} and {type(expected)}.{place}"
        )
    if actual.shape != expected.shape:
        return f"The values for attribute 'shape' do not match: {actual.shape} != {expected.shape}.{place}"
    for name in ("device", "dtype"):
        mine, other = getattr(actual, name), getattr(expected, name)
        if checks[name] and mine != other:
            return f"The values for attribute '{name}' do not match: {mine} != {other}.{place}"
    if checks["stride"] and actual.stride() != expected.stride():
        return f"The values for attribute 'stride()' do not match: {actual.stride()} != {expected.stride()}.{place}"
    return _tensors(actual.detach().cpu(), expected.detach().cpu(), tolerance, equal_nan, place)


def _tensors(actual, expected, tolerance, equal_nan, place):
    rtol, atol = tolerance
    if rtol is None:
        rtol, atol = (max(pair) for pair in zip(_tolerances(actual), _tolerances(expected)))
    common = lucid.promote_types(actual.dtype, expected.dtype)
    actual, expected = actual.to(common), expected.to(common)
    if common == lucid.bool:
        actual, expected = actual.to(lucid.int64), expected.to(lucid.int64)
    matches = lucid.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan)
    if matches.all():
        return None
    if matches.ndim == 0:
        return _scalar_text(actual.item(), expected.item(), rtol, atol, place)
    count, wrong = matches.numel(), int((~matches).sum())
    exact = rtol == 0 and atol == 0
    wide = lucid.complex128 if common.is_complex else lucid.float64
    difference = (actual.to(wide) - expected.to(wide)).abs()
    difference = difference.masked_fill(matches, 0.0)
    relative = (difference / expected.to(wide).abs()).masked_fill(matches, 0.0)
    lines = [f"Tensor-likes are not {'equal' if exact else 'close'}!", ""]
    lines.append(f"Mismatched elements: {wrong} / {count} ({100 * wrong / count:.1f}%)")
    for name, values, allowed in (("absolute", difference, atol), ("relative", relative, rtol)):
        at = int(values.flatten().nan_to_num(math.inf).argmax())
        where = tuple(int(i) for i in lucid.unravel_index(lucid.tensor(at), values.shape)) if values.ndim else ()
        bound = "" if exact else f" (up to {allowed} allowed)"
        lines.append(f"Greatest {name} difference: {values.flatten()[at].item()} at index {where}{bound}")
    return "\n".join(lines) + place


def _numbers(actual, expected, tolerance, equal_nan, place):
    rtol, atol = tolerance
    if rtol is None:
        inexact = isinstance(actual, (float, complex)) or isinstance(expected, (float, complex))
        rtol, atol = _TOLERANCES[lucid.float64] if inexact else (0.0, 0.0)
    if actual == expected or (equal_nan and actual != actual and expected != expected):
        return None
    difference = abs(actual - expected)
    if difference <= atol + rtol * abs(expected) and difference != math.inf:
        return None
    return _scalar_text(actual, expected, rtol, atol, place)


def _scalar_text(actual, expected, rtol, atol, place):
    exact = rtol == 0 and atol == 0
    difference = abs(actual - expected)
    relative = math.inf if expected == 0 else difference / abs(expected)
    lines = [f"Scalars are not {'equal' if exact else 'close'}!", "", f"Expected {expected} but got {actual}."]
    for name, value, allowed in (("Absolute", difference, atol), ("Relative", relative, rtol)):
        lines.append(f"{name} difference: {value}" + ("" if exact else f" (up to {allowed} allowed)"))
    return "\n".join(lines) + place
