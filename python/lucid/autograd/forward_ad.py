"""Forward-mode differentiation with dual numbers: values that carry a tangent along."""

import typing

from lucid import Tensor
from lucid._engine import engine

__all__ = [
    "UnpackedDualTensor", "dual_level", "enter_dual_level", "exit_dual_level", "make_dual", "unpack_dual",
]  # fmt: skip

# Numbers of the open levels; one at most, as in PyTorch.
_levels = []


class UnpackedDualTensor(typing.NamedTuple):
    """Value and tangent of a dual tensor."""

    primal: Tensor
    tangent: typing.Optional[Tensor]


def enter_dual_level():
    """Opens a level in which dual tensors live; returns its number.

    Raises:
        RuntimeError: one is open already.
    """
    if _levels:
        raise RuntimeError("Nested forward mode AD is not supported at the moment")
    _levels.append(engine._enter_level(-1, "error"))
    return len(_levels) - 1


def exit_dual_level(*, level=None):
    """Closes the level; dual tensors made in it become plain.

    Raises:
        RuntimeError: no such level is open.
    """
    if level is None:
        level = len(_levels) - 1
    if level != len(_levels) - 1 or not _levels:
        raise RuntimeError(
            "Trying to exit a forward AD level that was not the last one that was created. This is not supported."
        )
    engine._leave_level(_levels.pop())


class dual_level:
    """Opens a level for a ``with`` block::

        with dual_level():
            x = make_dual(primal, tangent)
            value, tangent = unpack_dual(f(x))
    """

    def __enter__(self):
        return enter_dual_level()

    def __exit__(self, *args):
        exit_dual_level()


def make_dual(tensor, tangent, *, level=None):
    """A tensor with a tangent, of the same shape, type and device.

    Raises:
        RuntimeError: no level is open, or shapes or types differ. ValueError: integers have no tangents.
    """
    if not _levels:
        raise RuntimeError(
            "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first."
        )
    for name, value in (("tensor", tensor), ("tangent", tangent)):
        if not (value.is_floating_point() or value.is_complex()):
            raise ValueError(f"Expected {name} to be floating point or complex, got: {value.dtype}")
    if tuple(tensor.shape) != tuple(tangent.shape):
        raise RuntimeError(
            f"Expected tangent to have the same shape as its primal, but got {tuple(tangent.shape)} and "
            f"{tuple(tensor.shape)}"
        )
    if tensor.dtype != tangent.dtype:
        raise RuntimeError(
            f"Expected tangent to have the same dtype as its primal, but got {tangent.dtype} and {tensor.dtype}"
        )
    return engine._make_dual(tensor, tangent, _levels[-1])


def unpack_dual(tensor, *, level=None):
    """Value and tangent of a tensor; the tangent is None for tensors without one, and outside a level."""
    if not _levels:
        return UnpackedDualTensor(tensor, None)
    return UnpackedDualTensor(*engine._unpack_dual(tensor, _levels[-1]))
