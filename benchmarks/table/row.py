"""A row of the table: one statement, what it needs, and the least work a machine must do for it."""
from typing import Callable, NamedTuple


class Row(NamedTuple):
    """A statement written for any library with PyTorch's interface.

    `prepare` takes the library and returns the names that the statement uses. `read` and `written` are the bytes that
    must come from and go to memory, `flops` the multiplications and additions; together they give the row's floor.
    `target` is the least PyTorch / Lucid that is asked for.
    """
    name: str
    statement: str
    prepare: Callable
    read: float = 0
    written: float = 0
    flops: float = 0
    target: float = 1.0


class Rows:
    """Rows in the order they were added."""

    def __init__(self):
        self.rows = []

    def add(self, name, statement, prepare, **costs) -> None:
        self.rows.append(Row(name, statement, prepare, **costs))

    def function(self, name, path, *arguments, keywords="", **costs) -> None:
        """`path(arguments)`, where a tuple stands for a random tensor of that shape and a text for itself."""
        tensors = {f"x{place}": shape for place, shape in enumerate(arguments) if isinstance(shape, tuple)}
        given = [f"x{place}" if isinstance(argument, tuple) else str(argument)
                 for place, argument in enumerate(arguments)] + ([keywords] if keywords else [])

        def prepare(library):
            return {"function": found(library, path), **normal(library, **tensors)}
        self.add(name, f"function({', '.join(given)})", prepare, **costs)

    def method(self, name, statement, *, dtype="", **options) -> None:
        """A statement over `x`, `y`... of the given shapes (the keywords that hold tuples) and the library, `lib`."""
        shapes = {key: value for key, value in options.items() if isinstance(value, tuple)}
        costs = {key: value for key, value in options.items() if key not in shapes}

        def prepare(library):
            tensors = normal(library, **shapes)
            if dtype:
                tensors = {key: tensor.to(getattr(library, dtype)) for key, tensor in tensors.items()}
            return {"lib": library, "F": library.nn.functional, **tensors}
        self.add(name, statement, prepare, **costs)

    def prepared(self, name, statement, **costs):
        """A decorator: the function it stands on prepares the row."""
        def decorate(prepare):
            self.add(name, statement, prepare, **costs)
            return prepare
        return decorate


def found(library, path: str):
    """The function that `path` names below the library; a missing one raises AttributeError."""
    for name in path.split("."):
        library = getattr(library, name)
    return library


def normal(library, **shapes):
    """Normally distributed float32 tensors by name."""
    library.manual_seed(0)
    return {name: library.randn(*shape) for name, shape in shapes.items()}


def recorded(library, **shapes):
    """The same, asking for gradients."""
    return {name: tensor.requires_grad_(True) for name, tensor in normal(library, **shapes).items()}


def positive_definite(library, size: int):
    a = library.randn(size, size)
    return a @ a.t() / size + library.eye(size)
