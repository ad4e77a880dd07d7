"""Look-ups by index."""

import lucid

from ._argument_names import also_named

__all__ = ["embedding", "one_hot"]


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
        raise ValueError(f"embedding: 'weight' must be 2-D, but has shape {tuple(weight.shape)}")
    if max_norm is not None and not (weight.dtype.is_floating_point or weight.dtype.is_complex):
        raise TypeError(f"embedding: max_norm needs a floating weight, but weight is {weight.dtype}")
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
