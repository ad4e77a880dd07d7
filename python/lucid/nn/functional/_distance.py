"""Distances between vectors and the losses built on them."""

import lucid

from ._argument_names import also_named
from ._reduction import reduce_loss, resolve_reduction
from ._normalization import lp_norm

__all__ = [
    "cosine_embedding_loss", "cosine_similarity", "hinge_embedding_loss", "margin_ranking_loss", "pairwise_distance",
    "pdist", "triplet_margin_loss", "triplet_margin_with_distance_loss",
]  # fmt: skip


def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    """``x1 . x2 / (max(|x1|, eps) max(|x2|, eps))`` along ``dim`` of the broadcast shape.

    Raises:
        TypeError: the tensors' common type is not floating.
    """
    common = lucid.result_type(x1, x2)
    if not common.is_floating_point:
        raise TypeError(f"cosine_similarity: x1 and x2 must have a floating common dtype, but it is {common}")
    x1, x2 = lucid.broadcast_tensors(x1.to(common), x2.to(common))
    return (x1 / _norm_at_least(x1, dim, eps) * (x2 / _norm_at_least(x2, dim, eps))).sum(dim)


def _norm_at_least(vectors, dim, least):
    # The bound is no part of the derivative: PyTorch writes it in outside the graph.
    norm = lp_norm(vectors, 2, dim, keepdim=True)
    plain = norm.detach()
    return norm + (plain.clamp_min(least) - plain)


def pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False):
    """``||x1 - x2 + eps||_p`` along the last dimension."""
    return lp_norm(x1 - x2 + eps, p, -1, keepdim=keepdim)


@also_named(x="input")
def pdist(input, p=2.0):
    """Distances between every pair of rows of ``(N, M)``, in the order of the upper triangle: ``(N (N - 1) / 2,)``.

    Raises:
        ValueError: input is not two-dimensional or ``p`` is negative. TypeError: input is not floating.
    """
    if not input.dtype.is_floating_point:
        raise TypeError(f"pdist: input must be floating, but is {input.dtype}; convert it first with .float()")
    if input.dim() != 2:
        raise ValueError(f"pdist only supports 2D tensors, got: {input.dim()}D")
    if p < 0:
        raise ValueError("pdist only supports non-negative p values")
    order = lucid.arange(input.shape[0], device=input.device)
    pairs = lucid.nonzero(order.unsqueeze(1) < order)
    return lp_norm(input[pairs[:, 0]] - input[pairs[:, 1]], p, -1)


@also_named(x1="input1", x2="input2", y="target")
def cosine_embedding_loss(
    input1, input2, target, margin=0.0, reduction="mean", size_average=None, reduce=None
):
    """``1 - cos(x1, x2)`` where target is 1, ``max(0, cos(x1, x2) - margin)`` where it is -1.

    Shapes: inputs ``(N, D)`` or ``(D)``, target ``(N)`` or ``()``.
    """
    reduction = resolve_reduction(reduction, size_average, reduce)
    if input1.dim() - 1 != target.dim() or tuple(input1.shape) != tuple(input2.shape):
        raise ValueError(
            f"{target.dim()}D target tensor expects {target.dim() + 1}D input tensors, but found inputs with sizes "
            f"{list(input1.shape)} and {list(input2.shape)}."
        )
    # 1e-12 under the roots, as in PyTorch's kernel.
    product = (input1 * input2).sum(-1)
    squares = ((input1 * input1).sum(-1) + 1e-12) * ((input2 * input2).sum(-1) + 1e-12)
    cosine = product / lucid.sqrt(squares)
    zeros = lucid.zeros_like(cosine)
    loss = lucid.where(target == 1, 1 - cosine, zeros) + lucid.where(target == -1, lucid.relu(cosine - margin), zeros)
    return reduce_loss(loss, reduction)


@also_named(x="input", y="target")
def hinge_embedding_loss(input, target, margin=1.0, reduction="mean", size_average=None, reduce=None):
    """``x`` where target is 1, ``max(0, margin - x)`` where it is -1."""
    reduction = resolve_reduction(reduction, size_average, reduce)
    zeros = lucid.zeros_like(input)
    loss = lucid.where(target == 1, zeros, lucid.relu(margin - input)) + lucid.where(target == -1, zeros, input)
    return reduce_loss(loss, reduction)


@also_named(x1="input1", x2="input2", y="target")
def margin_ranking_loss(input1, input2, target, margin=0.0, reduction="mean", size_average=None, reduce=None):
    """``max(0, -target * (x1 - x2) + margin)``."""
    reduction = resolve_reduction(reduction, size_average, reduce)
    if not input1.dim() == input2.dim() == target.dim():
        raise ValueError(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            f"input1: {input1.shape}, input2: {input2.shape}, target: {target.shape} "
        )
    return reduce_loss(lucid.relu(-target * (input1 - input2) + margin), reduction)


def triplet_margin_loss(
    anchor,
    positive,
    negative,
    margin=1.0,
    p=2.0,
    eps=1e-06,
    swap=False,
    reduction="mean",
    size_average=None,
    reduce=None,
):
    """``max(0, d(anchor, positive) - d(anchor, negative) + margin)`` with the p-norm distance (Balntas et al. 2016).

    ``swap`` uses the positive in place of the anchor for the negative's distance when that is smaller.
    """
    reduction = resolve_reduction(reduction, size_average, reduce)
    return triplet_margin_with_distance_loss(
        anchor,
        positive,
        negative,
        distance_function=lambda a, b: pairwise_distance(a, b, p, eps),
        margin=margin,
        swap=swap,
        reduction=reduction,
    )


def triplet_margin_with_distance_loss(
    anchor, positive, negative, distance_function=None, margin=1.0, swap=False, reduction="mean"
):
    """:func:`triplet_margin_loss` with any distance function of two tensors (default: pairwise_distance).

    Raises:
        ValueError: ``margin`` is not positive or the numbers of dimensions differ.
    """
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    if not anchor.dim() == positive.dim() == negative.dim():
        raise ValueError(
            f"The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
            f"anchor {anchor.dim()}D, positive {positive.dim()}D, and negative {negative.dim()}D inputs"
        )
    distance = pairwise_distance if distance_function is None else distance_function
    to_positive, to_negative = distance(anchor, positive), distance(anchor, negative)
    if swap:
        to_negative = lucid.minimum(to_negative, distance(positive, negative))
    return reduce_loss(lucid.clamp(margin + to_positive - to_negative, min=0.0), reduction)
