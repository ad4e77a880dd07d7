"""One thing to measure, written for any library with PyTorch's interface."""
from typing import Callable, NamedTuple


class Case(NamedTuple):
    """A statement and what it needs.

    `prepare` takes the library and returns the names the statement uses. The statement is compiled into the timing
    loop itself, so that no Python call of ours is measured with it. `floor` names a function of plain_loops.c that
    moves the same bytes.
    """
    name: str
    statement: str
    prepare: Callable
    floor: str = ""


def random_tensors(**shapes):
    """A `prepare` that makes one normally distributed float32 tensor per name."""
    def prepare(library):
        library.manual_seed(0)
        return {name: library.randn(*shape) for name, shape in shapes.items()}
    return prepare


def recorded(prepare):
    """The same tensors, asking for gradients."""
    def prepare_recorded(library):
        return {name: tensor.requires_grad_(True) for name, tensor in prepare(library).items()}
    return prepare_recorded


def with_library(prepare):
    """Adds the library itself as `lib`, for statements that call its functions."""
    return lambda library: {"lib": library, **prepare(library)}
