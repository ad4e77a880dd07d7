"""How a loss turns its elementwise values into the result."""

import warnings


def resolve_reduction(reduction, size_average, reduce):
    """Translates PyTorch's deprecated ``size_average`` and ``reduce`` into a reduction name."""
    if size_average is None and reduce is None:
        return reduction
    warnings.warn("size_average and reduce args will be deprecated, please use reduction= instead.", stacklevel=3)
    if reduce is False:
        return "none"
    return "sum" if size_average is False else "mean"


def reduce_loss(loss, reduction):
    """Applies "none", "mean" or "sum" to a loss of any shape.

    Raises:
        ValueError: the name is none of these.
    """
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction == "none":
        return loss
    raise ValueError(f"{reduction} is not a valid value for reduction")
