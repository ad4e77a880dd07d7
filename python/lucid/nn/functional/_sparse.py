"""Look-ups by index."""

import lucid

from ._argument_names import also_named

__all__ = ["embedding", "embedding_bag", "one_hot"]


@also_named(x="input")
def embedding(
    input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False
):
    """Rows of ``weight`` chosen by the integers of ``input``.

    Shapes: input ``(*)`` of int32 or int64, weight ``(num_embeddings, dim)``; result ``(*, dim)``.

    Args:
        padding_idx: row whose gradient stays zero.
        max_norm: rows used with a larger norm are scaled down to it, in place.
        norm_type: the p of that norm.
        scale_grad_by_freq: divide a row's gradient by how often it was used.

    Raises:
        ValueError: ``padding_idx`` is outside the table, ``sparse`` gradients are asked for (there are none), or weight
            has not two dimensions.
        TypeError: ``max_norm`` is given and weight is of integers.
    """
    if weight.dim() != 2:
        raise lucid.ShapeMismatch(f"embedding: 'weight' must be 2-D, but is {tuple(weight.shape)}")
    if max_norm is not None and not (weight.is_floating_point() or weight.is_complex()):
        raise lucid.DtypeMismatch(f"embedding: max_norm needs a floating point weight, but it is {weight.dtype}")
    rows = weight.shape[0]
    if padding_idx is not None:
        if not -rows <= padding_idx < rows:
            raise ValueError("Padding_idx must be within num_embeddings")
        padding_idx %= rows
    if sparse:
        raise ValueError("embedding: sparse gradients are not available; use sparse=False")
    if max_norm is not None:
        with lucid.no_grad():
            _renormalise_rows(weight, input, max_norm, norm_type)
    result = lucid.embedding(weight, input, -1 if padding_idx is None else padding_idx)
    if scale_grad_by_freq and result.requires_grad:
        uses = input.reshape(-1)
        kind = {"dtype": weight.dtype, "device": weight.device}
        totals = lucid.zeros(rows, **kind).index_add(0, uses, lucid.ones(uses.numel(), **kind))
        counts = totals[input].unsqueeze(-1)
        result.register_hook(lambda grad: grad / counts)
    return result


@also_named(x="input")
def embedding_bag(
    input,
    weight,
    offsets=None,
    max_norm=None,
    norm_type=2.0,
    scale_grad_by_freq=False,
    mode="mean",
    sparse=False,
    per_sample_weights=None,
    include_last_offset=False,
    padding_idx=None,
):
    """Sums, means or maxima of rows of ``weight``, one for each bag of indices.

    Shapes: input ``(B, L)`` for B bags of L, or ``(L,)`` with offsets ``(B,)`` that say where each bag begins; weight
    ``(num_embeddings, dim)``; per_sample_weights like input; result ``(B, dim)``. An empty bag gives zeros.

    Args:
        include_last_offset: the last offset is the end of the last bag. padding_idx: indices that are left out.
        max_norm, norm_type, scale_grad_by_freq: as in :func:`embedding`.

    Raises:
        ValueError: shapes, offsets or mode are wrong. NotImplementedError: weights with another mode than "sum".
    """
    if mode not in ("sum", "mean", "max"):
        raise ValueError("mode has to be one of sum, mean or max")
    if not weight.is_floating_point():
        raise lucid.DtypeMismatch(f"embedding_bag: weight must be floating point, but is {weight.dtype}")
    if per_sample_weights is not None:
        if mode != "sum":
            raise NotImplementedError(
                f"embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' "
                f"(got mode='{mode}')."
            )
        if tuple(per_sample_weights.shape) != tuple(input.shape):
            raise ValueError(
                f"embedding_bag: If per_sample_weights ({tuple(per_sample_weights.shape)}) is not None, then it must "
                f"have the same shape as the input ({tuple(input.shape)})"
            )
    counts = _bag_sizes(input, offsets, include_last_offset)
    if padding_idx is not None:
        if not -weight.shape[0] <= padding_idx < weight.shape[0]:
            raise ValueError("padding_idx must be within the number of embeddings")
        padding_idx %= weight.shape[0]
    rows = embedding(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse)
    if per_sample_weights is not None:
        rows = rows * per_sample_weights.unsqueeze(-1)
    kept = None if padding_idx is None else input != padding_idx
    if counts is not None:
        rows, kept = _pad_bags(rows, kept, counts)
    if mode == "max":
        if rows.shape[1] == 0:
            return rows.sum(1)
        if kept is None:
            return rows.max(1).values
        found = rows.masked_fill(~kept.unsqueeze(-1), float("-inf")).max(1).values
        return found.masked_fill(~kept.any(1, keepdim=True), 0.0)
    if kept is not None:
        rows = rows.masked_fill(~kept.unsqueeze(-1), 0.0)
    total = rows.sum(1)
    if mode == "sum":
        return total
    size = rows.shape[1] if kept is None else lucid.clamp(kept.sum(1, keepdim=True), min=1)
    return total / max(size, 1) if kept is None else total / size.to(total.dtype)


def _bag_sizes(input, offsets, include_last_offset):
    """How many indices each bag of a vector has; None for bags that are rows."""
    if input.dim() == 2:
        if offsets is not None:
            raise ValueError(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length "
                f"sequences. However, found offsets of type {type(offsets)}"
            )
        return None
    if input.dim() != 1:
        raise ValueError(f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.dim()}")
    if offsets is None or not isinstance(offsets, lucid.Tensor):
        raise ValueError("offsets has to be a 1D Tensor but got None")
    if offsets.dim() != 1:
        raise ValueError("offsets has to be a 1D Tensor")
    starts = offsets.tolist()
    if starts and starts[0] != 0:
        raise ValueError(
            f"offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. "
            f"However, got {starts[0]}"
        )
    if starts and max(starts) > input.shape[0]:
        raise ValueError(
            f"offsets[-1] can not be greater than input's length({input.shape[0]}) but got offsets[-1] of {max(starts)}"
        )
    if not include_last_offset:
        starts = [*starts, input.shape[0]]
    sizes = [end - start for start, end in zip(starts, starts[1:])]
    if any(size < 0 for size in sizes):
        raise ValueError(f"offsets must not decrease, but got {starts}")
    return sizes


def _pad_bags(rows, kept, counts):
    """Rows of all bags as (bags, longest, dim), and which of them are there."""
    longest, taken = max(counts, default=0), sum(counts)
    if len(set(counts)) <= 1 and kept is None and longest > 0:
        return rows[:taken].unflatten(0, (len(counts), longest)), None
    places = [bag * longest + i for bag, size in enumerate(counts) for i in range(size)]
    places = lucid.tensor(places, dtype=lucid.int64, device=rows.device)
    present = lucid.ones(taken, dtype=lucid.bool, device=rows.device) if kept is None else kept[:taken]
    padded = lucid.zeros(len(counts) * longest, rows.shape[1], dtype=rows.dtype, device=rows.device)
    padded = padded.index_copy(0, places, rows[:taken])
    there = lucid.zeros(len(counts) * longest, dtype=lucid.bool, device=rows.device).index_copy(0, places, present)
    return padded.unflatten(0, (len(counts), longest)), there.unflatten(0, (len(counts), longest))


def _renormalise_rows(weight, input, max_norm, norm_type):
    used = input.reshape(-1)
    rows = weight.detach()[used]
    norms = (lucid.abs(rows) ** norm_type).sum(-1, keepdim=True) ** (1.0 / norm_type)
    # 1e-7 as in PyTorch's embedding_renorm_. A row that is used twice is written twice, with the same numbers.
    scale = lucid.where(norms > max_norm, max_norm / (norms + 1e-7), lucid.ones_like(norms))
    weight.detach()[used] = rows * scale


@also_named(input="tensor")
def one_hot(tensor, num_classes=-1):
    """Vectors of zeros with a one where the class index says; int64.

    Shapes: tensor ``(*)`` of int64; result ``(*, num_classes)``.

    Raises:
        ValueError: an index is negative or not below ``num_classes``. TypeError: tensor is not int64.
    """
    if tensor.dtype != lucid.int64:
        raise TypeError(f"one_hot: tensor must be int64, but is {tensor.dtype}; convert it first with .long()")
    if tensor.numel() == 0:
        if num_classes <= 0:
            raise ValueError("Can not infer total number of classes from empty tensor.")
        return lucid.zeros(*tensor.shape, num_classes, dtype=lucid.int64, device=tensor.device)
    if int(tensor.min().item()) < 0:
        raise ValueError("Class values must be non-negative.")
    largest = int(tensor.max().item())
    if num_classes == -1:
        num_classes = largest + 1
    elif num_classes <= largest:
        raise ValueError("Class values must be smaller than num_classes.")
    classes = lucid.arange(num_classes, device=tensor.device)
    return (tensor.unsqueeze(-1) == classes).to(lucid.int64)
