"""Losses between real-valued predictions and targets."""

import math
import warnings

import lucid

from ._argument_names import also_named
from ._reduction import reduce_loss, resolve_reduction

__all__ = [
    "gaussian_nll_loss", "huber_loss", "kl_div", "l1_loss", "mse_loss", "poisson_nll_loss", "smooth_l1_loss",
    "soft_margin_loss",
]  # fmt: skip


def _warn_if_broadcast(input, target):
    if tuple(input.shape) != tuple(target.shape):
        warnings.warn(
            f"Using a target size ({target.shape}) that is different to the input size ({input.shape}). This will "
            "likely lead to incorrect results due to broadcasting. Please ensure they have the same size.",
            stacklevel=4,
        )


@also_named(x="input")
def mse_loss(input, target, reduction="mean", size_average=None, reduce=None, weight=None):
    """``(input - target)^2``; weight multiplies the squares, and "mean" then divides by the sum of weights."""
    if size_average is not None or reduce is not None:
        reduction = resolve_reduction(reduction, size_average, reduce)
    if input.shape != target.shape:
        _warn_if_broadcast(input, target)
        input, target = _broadcast(input, target)
    if weight is None:
        return lucid.mse_loss(input, target, reduction)
    return _weighted((input - target) ** 2, weight, reduction)


def _broadcast(input, target):
    """Both operands at the shape of their sum."""
    shape = (input.detach() + target.detach()).shape
    return input.expand(shape), target.expand(shape)


def _weighted(loss, weight, reduction):
    if tuple(weight.shape) != tuple(loss.shape):
        raise ValueError("Inputs and weight must have the same size.")
    loss = loss * weight
    return loss.sum() / weight.sum() if reduction == "mean" else reduce_loss(loss, reduction)


@also_named(x="input")
def l1_loss(input, target, reduction="mean", size_average=None, reduce=None, weight=None):
    """``|input - target|``."""
    reduction = resolve_reduction(reduction, size_average, reduce)
    _warn_if_broadcast(input, target)
    loss = lucid.abs(input - target)
    return reduce_loss(loss, reduction) if weight is None else _weighted(loss, weight, reduction)


@also_named(x="input")
def smooth_l1_loss(input, target, beta=1.0, reduction="mean", size_average=None, reduce=None):
    """``d^2 / (2 beta)`` where ``d = |input - target| < beta``, else ``d - beta / 2`` (Girshick 2015).

    Raises:
        ValueError: ``beta`` is negative.
    """
    if isinstance(beta, str):  # PyTorch's order: (input, target, size_average, reduce, reduction, beta)
        beta, reduction = 1.0, beta
    reduction = resolve_reduction(reduction, size_average, reduce)
    if beta < 0:
        raise ValueError("smooth_l1_loss does not support negative values for beta.")
    if beta == 0:
        return l1_loss(input, target, reduction)
    _warn_if_broadcast(input, target)
    distance = lucid.abs(input - target)
    loss = lucid.where(distance < beta, distance * distance * (0.5 / beta), distance - 0.5 * beta)
    return reduce_loss(loss, reduction)


@also_named(x="input")
def huber_loss(input, target, delta=1.0, reduction="mean", weight=None):
    """``d^2 / 2`` where ``d = |input - target| < delta``, else ``delta (d - delta / 2)`` (Huber 1964).

    Raises:
        ValueError: ``delta`` is not positive.
    """
    if isinstance(delta, str):  # PyTorch's order: (input, target, reduction, delta)
        delta, reduction = (1.0 if isinstance(reduction, str) else reduction), delta
    if delta <= 0:
        raise ValueError("huber_loss does not support non-positive values for delta.")
    _warn_if_broadcast(input, target)
    distance = lucid.abs(input - target)
    loss = lucid.where(distance < delta, distance * distance * 0.5, (distance - 0.5 * delta) * delta)
    return reduce_loss(loss, reduction) if weight is None else _weighted(loss, weight, reduction)


@also_named(x="input")
def kl_div(input, target, size_average=None, reduction="mean", log_target=False, reduce=None):
    """``target * (log target - input)`` for log-probabilities input; terms with target 0 are 0.

    Args:
        reduction: "batchmean" (the divergence) divides the sum by the size of dimension 0; "mean" by all elements.
        log_target: target holds log-probabilities.
    """
    reduction = resolve_reduction(reduction, size_average, reduce)
    if reduction == "mean":
        warnings.warn(
            "reduction: 'mean' divides the total loss by both the batch size and the support size."
            "'batchmean' divides only by the batch size, and aligns with the KL div math definition.",
            stacklevel=3,
        )
    if log_target:
        loss = lucid.exp(target) * (target - input)
    else:
        zero = target == 0
        safe = lucid.where(zero, lucid.ones_like(target), target)
        entropy = lucid.where(lucid.isnan(target), target, safe * lucid.log(safe))
        loss = entropy - target * input
    if reduction == "batchmean":
        return loss.sum() / input.shape[0] if input.dim() else loss.sum()
    return reduce_loss(loss, reduction)


@also_named(x="input")
def poisson_nll_loss(
    input, target, log_input=True, full=False, eps=1e-08, reduction="mean", size_average=None, reduce=None
):
    """Negative log likelihood of a Poisson target with rate ``exp(input)`` (or ``input`` if not ``log_input``).

    ``full`` adds Stirling's approximation of ``log(target!)`` where target > 1.
    """
    if isinstance(eps, str):
        eps, reduction = 1e-8, eps
    reduction = resolve_reduction(reduction, size_average, reduce)
    loss = lucid.exp(input) - target * input if log_input else input - target * lucid.log(input + eps)
    if full:
        safe = lucid.where(target > 1, target, lucid.ones_like(target))
        stirling = safe * lucid.log(safe) - safe + 0.5 * lucid.log(2 * math.pi * safe)
        loss = loss + lucid.where(target > 1, stirling, lucid.zeros_like(stirling))
    return reduce_loss(loss, reduction)


@also_named(x="input")
def gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction="mean"):
    """``(log var + (input - target)^2 / var) / 2`` with var held above ``eps``; ``full`` adds ``log(2 pi) / 2``.

    Shapes: var is input's, or input's with a last dimension of 1 or without the last; or a number.

    Raises:
        ValueError: var has a negative entry or a shape that does not fit.
    """
    if isinstance(var, (int, float)):
        if var < 0:
            raise ValueError("var has negative entry/entries")
        var = var * lucid.ones_like(input)
    elif bool((var < 0).any()):
        raise ValueError("var has negative entry/entries")
    if tuple(var.shape) != tuple(input.shape):
        if tuple(input.shape[:-1]) == tuple(var.shape):
            var = var.unsqueeze(-1)
        elif tuple(input.shape[:-1]) != tuple(var.shape[:-1]) or var.shape[-1] != 1:
            raise ValueError("var is of incorrect size")
    if not (var.dtype.is_floating_point or var.dtype.is_complex):
        raise TypeError(f"gaussian_nll_loss: var must be floating, but is {var.dtype}; convert it first with .float()")
    # The clamp is not part of the derivative: PyTorch clamps a copy outside the graph.
    var = var + (lucid.clamp(var.detach(), min=eps) - var.detach())
    loss = 0.5 * (lucid.log(var) + (input - target) ** 2 / var)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return reduce_loss(loss, reduction)


@also_named(x="input")
def soft_margin_loss(input, target, reduction="mean", size_average=None, reduce=None):
    """``log(1 + exp(-target * input))`` for targets of -1 and 1.

    Raises:
        TypeError: input and target are of integers.
    """
    reduction = resolve_reduction(reduction, size_average, reduce)
    margin = -target * input
    if not (margin.dtype.is_floating_point or margin.dtype.is_complex):
        raise TypeError(f"soft_margin_loss: input must be floating, but is {input.dtype}; use .float()")
    if margin.dtype.is_complex:
        return reduce_loss(lucid.log1p(lucid.exp(margin)), reduction)
    return reduce_loss(lucid.log1p(lucid.exp(-lucid.abs(margin))) + lucid.relu(margin), reduction)
