"""Losses over class scores and probabilities."""

import lucid

from ._argument_names import also_named
from ._reduction import reduce_loss, resolve_reduction

__all__ = [
    "binary_cross_entropy", "binary_cross_entropy_with_logits", "cross_entropy", "ctc_loss", "multi_margin_loss",
    "multilabel_margin_loss", "multilabel_soft_margin_loss", "nll_loss",
]  # fmt: skip


@also_named(x="input")
def cross_entropy(
    input,
    target,
    weight=None,
    ignore_index=-100,
    reduction="mean",
    label_smoothing=0.0,
    size_average=None,
    reduce=None,
):
    """Cross entropy between unnormalised scores and class indices or probabilities.

    Shapes: input ``(C)``, ``(N, C)`` or ``(N, C, d1, ...)``; target the same without C (int64 indices) or equal to
    input's (probabilities); weight ``(C,)``.

    Raises:
        ShapeMismatch: target fits neither form. IndexError: a class index is out of range.
    """
    if size_average is not None or reduce is not None:
        reduction = resolve_reduction(reduction, size_average, reduce)
    return lucid.cross_entropy(input, target, weight, reduction, ignore_index, label_smoothing)


def ctc_loss(
    log_probs, targets, input_lengths, target_lengths, blank=0, reduction="mean", zero_infinity=False
):
    """Minus the logarithm of the probability of each target over all its alignments (Graves et al. 2006).

    Shapes: log_probs ``(T, N, C)`` or ``(T, C)``, logarithms of probabilities; targets ``(N, S)`` or all labels in one
    vector; lengths N integers each, as tensors or lists (or one number without N).

    Args:
        blank: the class that is no label. zero_infinity: impossible targets count as 0 and get no gradient.
        reduction: "mean" divides each loss by its number of labels, then averages.

    Raises:
        ValueError: a length does not fit. IndexError: a label is no class.
    """

    def lengths(given):
        if isinstance(given, lucid.Tensor):
            given = given.tolist()
        return [given] if isinstance(given, int) else [int(length) for length in given]

    return lucid.ctc_loss(
        log_probs, targets, lengths(input_lengths), lengths(target_lengths), blank, reduction, zero_infinity
    )


@also_named(x="input")
def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean", size_average=None, reduce=None):
    """``-weight[target] * input[target]`` for log-probabilities input; "mean" divides by the sum of weights.

    Shapes: input ``(C)``, ``(N, C)`` or ``(N, C, d1, ...)``; target the same without C, int64; weight ``(C,)``.
    """
    if size_average is not None or reduce is not None:
        reduction = resolve_reduction(reduction, size_average, reduce)
    return lucid.nll_loss(input, target, weight, reduction, ignore_index)


def _check_same_shape(input, target):
    if tuple(input.shape) != tuple(target.shape):
        raise ValueError(f"Target size ({target.shape}) must be the same as input size ({input.shape})")


@also_named(x="input")
def binary_cross_entropy(input, target, weight=None, reduction="mean", size_average=None, reduce=None):
    """``-(t log x + (1 - t) log(1 - x))`` for probabilities x in [0, 1]; each log is held above -100.

    Raises:
        ValueError: target's shape is not input's. RuntimeError: a value of input is outside [0, 1].
    """
    if size_average is not None or reduce is not None:
        reduction = resolve_reduction(reduction, size_average, reduce)
    if tuple(input.shape) != tuple(target.shape):
        raise ValueError(
            f"Using a target size ({target.shape}) that is different to the input size ({input.shape}) is deprecated. "
            "Please ensure they have the same size."
        )
    if input.numel() and not bool(((input >= 0) & (input <= 1)).all()):
        raise RuntimeError("all elements of input should be between 0 and 1")
    loss = -(target * _log_at_least_minus_100(input) + (1 - target) * _log_at_least_minus_100(1 - input))
    return reduce_loss(loss if weight is None else loss * weight, reduction)


def _log_at_least_minus_100(probability):
    # The gradient of PyTorch's form is (x - t) / max(x (1 - x), 1e-12): finite where log is clamped.
    safe = lucid.clamp(probability, min=1e-12)
    value = lucid.log(safe)
    floor = lucid.clamp(lucid.log(probability.detach()), min=-100.0)
    return value + (floor - value.detach())


@also_named(x="input")
def binary_cross_entropy_with_logits(
    input, target, weight=None, pos_weight=None, reduction="mean", size_average=None, reduce=None
):
    """Binary cross entropy of ``sigmoid(input)``, computed stably from the logits.

    Args:
        weight: broadcasts over the loss. pos_weight: factor of the positive term, broadcast over the last dimensions.

    Raises:
        ValueError: target's shape is not input's.
    """
    if size_average is not None or reduce is not None:
        reduction = resolve_reduction(reduction, size_average, reduce)
    _check_same_shape(input, target)
    from ._activation import logsigmoid

    log_term = -logsigmoid(input)
    if pos_weight is not None:
        log_term = log_term * (1 + (pos_weight - 1) * target)
    loss = (1 - target) * input + log_term
    return reduce_loss(loss if weight is None else loss * weight, reduction)


@also_named(x="input")
def multi_margin_loss(
    input, target, p=1, margin=1.0, weight=None, reduction="mean", size_average=None, reduce=None
):
    """``sum_{i != y} max(0, margin - x_y + x_i)^p / C``, times ``weight[y]``.

    Shapes: input ``(N, C)`` or ``(C)``, target ``(N)`` or ``()`` of int64, weight ``(C,)``.

    Raises:
        ValueError: ``p`` is neither 1 nor 2, or weight is not one-dimensional.
    """
    reduction = resolve_reduction(reduction, size_average, reduce)
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError("weight must be one-dimensional")
    single = input.dim() <= 1 and target.dim() == 0
    if input.dim() <= 1:
        input, target = input.reshape(1, -1), target.reshape(1)
    index = target.reshape(-1, 1)
    terms = lucid.relu(margin - input.gather(1, index) + input)
    if p == 2:
        terms = terms * terms
    if weight is not None:
        terms = terms * weight[target].unsqueeze(1)
    others = lucid.ones_like(input.detach()).scatter(1, index, 0.0)
    loss = (terms * others).mean(1)
    return reduce_loss(loss.squeeze(0) if single else loss, reduction)


@also_named(x="input")
def multilabel_margin_loss(input, target, reduction="mean", size_average=None, reduce=None):
    """``sum_{j in labels, i not in labels} max(0, 1 - (x_j - x_i)) / C``.

    Shapes: input and target ``(N, C)`` or ``(C)``; target lists labels (int64) up to the first -1.
    """
    reduction = resolve_reduction(reduction, size_average, reduce)
    single = input.dim() <= 1
    if single and input.numel() == 0:
        raise ValueError(f"multilabel_margin_loss: input must have classes, but has shape {tuple(input.shape)}")
    if single:
        input, target = input.reshape(1, -1), target.reshape(1, -1)
    if tuple(input.shape) != tuple(target.shape):
        raise ValueError(f"inconsistent target size: {target.shape} for input of size: {input.shape}")
    listed = lucid.cumsum((target < 0).to(lucid.int64), 1) == 0
    labels = lucid.where(listed, target, lucid.zeros_like(target))
    is_label = lucid.zeros_like(input.detach()).scatter_add(1, labels, listed.to(input.dtype)) > 0
    scores = input.gather(1, labels)
    margins = lucid.relu(1 - scores.unsqueeze(2) + input.unsqueeze(1))
    counted = listed.unsqueeze(2) & lucid.logical_not(is_label).unsqueeze(1)
    loss = (margins * counted.to(input.dtype)).sum((1, 2)) / input.shape[1]
    return reduce_loss(loss.squeeze(0) if single else loss, reduction)


@also_named(x="input")
def multilabel_soft_margin_loss(input, target, weight=None, reduction="mean", size_average=None, reduce=None):
    """Mean over classes of the binary cross entropy with logits.

    Shapes: input and target ``(N, C)`` or ``(C)``; weight ``(C,)``.
    """
    from ._activation import logsigmoid

    reduction = resolve_reduction(reduction, size_average, reduce)
    loss = -(target * logsigmoid(input) + (1 - target) * logsigmoid(-input))
    return reduce_loss((loss if weight is None else loss * weight).mean(-1), reduction)
