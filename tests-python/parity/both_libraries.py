"""One expression in both libraries, on the same numbers: results, gradients and second gradients."""

import types

import lucid
from sample_gradients import compare_gradients, derivatives
from tensor_pairs import compare, from_torch, numbers


def values(torch, *shape, dtype="float64", salt=0, grad=True, scale=1.0):
    """Fixed numbers between -scale and scale as a leaf of PyTorch."""
    count = 1
    for size in shape:
        count *= size
    made = torch.tensor(numbers(count, salt), dtype=torch.float64).reshape(shape) * scale
    return made.to(getattr(torch, dtype)).requires_grad_(grad)


def check(torch, function, *inputs, second=True, strides=True, loose=1, gradients=True):
    """``function(library, functional, *inputs)`` gives the same in both, as do its first and second derivatives."""
    ours = [from_torch(x, grad=True) if isinstance(x, torch.Tensor) else x for x in inputs]
    found = []
    import torch.nn.functional as their_functional

    theirs = [x.detach().requires_grad_(x.requires_grad) if isinstance(x, torch.Tensor) else x for x in inputs]
    sides = ((torch, their_functional, theirs), (lucid, lucid.nn.functional, ours))
    for library, functional, arguments in sides:
        results = function(library, functional, *arguments)
        results = [results] if isinstance(results, library.Tensor) else [r for r in results if r is not None]
        leaves = [x for x in arguments if isinstance(x, library.Tensor) and x.requires_grad]
        differentiable = [r for r in results if r.requires_grad]
        first, again = derivatives(library, leaves, differentiable, second) if gradients else ([], [])
        found.append(types.SimpleNamespace(results=results, first=first, again=again))
    theirs, mine = found
    compare(
        [r.detach() for r in mine.results], [r.detach() for r in theirs.results], strides=strides, loose=10 * loose
    )
    compare_gradients(mine.first, theirs.first, "gradient")
    compare_gradients(mine.again, theirs.again, "second gradient")


def both_refuse(torch, function, *inputs):
    """Both libraries raise, with errors that are caught alike, and Lucid's names what is wrong."""
    import torch.nn.functional as their_functional

    errors = []
    ours = [from_torch(x) if isinstance(x, torch.Tensor) else x for x in inputs]
    for library, functional, arguments in ((torch, their_functional, inputs), (lucid, lucid.nn.functional, ours)):
        try:
            function(library, functional, *arguments)
        except (RuntimeError, ValueError, TypeError, IndexError, NotImplementedError, AssertionError) as error:
            errors.append(error)
        else:
            raise AssertionError(f"{library.__name__} raises nothing")
    assert len(str(errors[1])) > 20
    return errors
