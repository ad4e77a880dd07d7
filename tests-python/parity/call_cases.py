"""Runs one call in both libraries and compares results, or that both refuse it."""

import math

import lucid
from op_cases import check_gradients, same


def both(torch, call, ours, theirs, what=""):
    """Compares ``call(library, *tensors)``; a call that PyTorch refuses must be refused by Lucid too."""
    try:
        expected = call(torch, *theirs)
    except (RuntimeError, TypeError, ValueError, IndexError, NotImplementedError) as error:
        try:
            result = call(lucid, *ours)
        except Exception as mine:
            assert isinstance(mine, (lucid.LucidError, TypeError, ValueError, IndexError, RuntimeError)), mine
            assert str(mine)
            return None
        raise AssertionError(f"{what}: PyTorch refuses ({error}), Lucid gives {result}")
    result = call(lucid, *ours)
    same(result, expected, what=what)
    return result


def gradients(torch, call, ours, theirs):
    """First and second gradients of every differentiable result of a call."""
    count = call(torch, *theirs)
    if not isinstance(count, (tuple, list)):
        check_gradients(torch, call, ours, theirs)
        return
    for i, output in enumerate(count):
        if output.requires_grad:
            check_gradients(torch, lambda lib, *x: call(lib, *x)[i], ours, theirs)


def tensor(library, data, dtype, shape=None, transposed=False, grad=False):
    """A tensor of numbers; with ``transposed`` its first and last dimensions are exchanged in memory."""
    made = library.tensor(data, dtype=getattr(library, dtype))
    if shape is not None:
        made = made.reshape(shape)
    if transposed and made.ndim > 1:
        made = made.transpose(0, -1).contiguous().transpose(0, -1)
    return made.requires_grad_() if grad else made


def mixed(count, dtype, salt=0):
    """Numbers with ties, both signs and, for floating types, NaN, both infinities and both zeros."""
    numbers = []
    for i in range(count):
        unit = math.modf((i + 1 + 13 * salt) * 0.6180339887498949)[0]
        numbers.append(round((unit - 0.5) * 12) / 2)
    if "float" in dtype:
        for at, special in ((1, math.nan), (4, math.inf), (6, -math.inf), (2, -0.0), (3, 0.0)):
            if count > at:
                numbers[at] = special
        return numbers
    if dtype == "bool":
        return [x > 0 for x in numbers]
    return [int(abs(x) if dtype == "uint8" else x) for x in numbers]


def pair_of(torch, data, dtype, shape=None, transposed=False, grad=False):
    """The same tensor in both libraries."""
    return [[tensor(library, data, dtype, shape, transposed, grad)] for library in (lucid, torch)]
