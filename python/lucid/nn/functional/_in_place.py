"""The ``inplace=True`` and ``out=`` forms of functions that compute into a new tensor."""

import lucid


def apply(formula, input, inplace):
    """``formula(input)``; with ``inplace`` the result is written into input, recording the gradient, and that returned.
    """
    if not inplace:
        return formula(input)
    # Backward needs the old numbers of input, which the copy overwrites.
    source = input.clone() if input.requires_grad and lucid.is_grad_enabled() else input
    return input.copy_(formula(source))


def into(result, out):
    """The result; with ``out`` its numbers written there, as ``out=`` of every op does, and that tensor."""
    return result if out is None else lucid.mul(result, 1, out=out)
