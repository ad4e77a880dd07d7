"""Attention."""

import math

import lucid

from ._dropout import dropout
from ._linear import linear

__all__ = ["multi_head_attention_forward", "scaled_dot_product_attention"]


def scaled_dot_product_attention(
    query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False
):
    """``softmax(scale * query @ key.T + mask) @ value`` (Vaswani et al. 2017), without storing the score matrix.

    Shapes: query ``(..., L, E)``, key ``(..., S, E)``, value ``(..., S, Ev)``; result ``(..., L, Ev)``.

    Args:
        attn_mask: broadcast to ``(..., L, S)``; True (or any number, which is added) where a key is seen.
        dropout_p: share of the weights that become zero. Applied whether training or not.
        is_causal: query i sees keys 0 to i.
        scale: ``1 / sqrt(E)`` unless given.
        enable_gqa: key and value may have fewer heads (dimension -3) than query; each serves a run of them.

    Raises:
        ShapeMismatch: the shapes do not fit. ValueError: a mask together with ``is_causal``.
    """
    return lucid.scaled_dot_product_attention(
        query, key, value, attn_mask, dropout_p, is_causal, scale=scale, enable_gqa=enable_gqa
    )


def as_additive_mask(mask, like, name):
    """A mask of bools (True hides) as numbers to add; numbers stay."""
    if mask is None or mask.is_floating_point():
        return mask if mask is None else mask.to(like.dtype)
    if mask.dtype != lucid.bool:
        raise lucid.DtypeMismatch(f"only bool and floating types of {name} are supported, not {mask.dtype}")
    return lucid.zeros(mask.shape, dtype=like.dtype, device=like.device).masked_fill(mask, float("-inf"))


def _check_shapes(query, key, value, key_padding_mask, attn_mask, heads):
    batched = query.dim() == 3
    if query.dim() not in (2, 3):
        raise lucid.ShapeMismatch(
            f"query should be unbatched 2D or batched 3D tensor but received {query.dim()}-D query tensor"
        )
    if key.dim() != query.dim() or value.dim() != query.dim():
        raise lucid.ShapeMismatch(
            f"For a {query.dim()}-D query, expected key and value to be {query.dim()}-D, but found {key.dim()}-D and "
            f"{value.dim()}-D tensors"
        )
    if key_padding_mask is not None and key_padding_mask.dim() != query.dim() - 1:
        raise lucid.ShapeMismatch(
            f"For a {query.dim()}-D query, expected key_padding_mask to be None or {query.dim() - 1}-D, but found "
            f"{key_padding_mask.dim()}-D"
        )
    if attn_mask is not None and attn_mask.dim() not in (2, 3):
        raise lucid.ShapeMismatch(f"expected attn_mask to be None, 2-D or 3-D, but found {attn_mask.dim()}-D")
    if attn_mask is not None and attn_mask.dim() == 3 and not batched and attn_mask.shape[0] != heads:
        raise lucid.ShapeMismatch(f"Expected attn_mask of shape ({heads}, L, S), but got {tuple(attn_mask.shape)}")
    return batched


def multi_head_attention_forward(
    query,
    key,
    value,
    embed_dim_to_check,
    num_heads,
    in_proj_weight=None,
    in_proj_bias=None,
    bias_k=None,
    bias_v=None,
    add_zero_attn=False,
    dropout_p=0.0,
    out_proj_weight=None,
    out_proj_bias=None,
    training=True,
    key_padding_mask=None,
    need_weights=True,
    attn_mask=None,
    use_separate_proj_weight=False,
    q_proj_weight=None,
    k_proj_weight=None,
    v_proj_weight=None,
    static_k=None,
    static_v=None,
    average_attn_weights=True,
    is_causal=False,
):
    """The computation of :class:`lucid.nn.MultiheadAttention`, whose parameters are given.

    Shapes: query ``(L, N, E)``, key ``(S, N, Ek)``, value ``(S, N, Ev)``, or all without N; masks as there.

    Returns:
        (``(L, N, E)``, weights ``(N, L, S)`` averaged over heads or ``(N, heads, L, S)``, or None).

    Raises:
        ShapeMismatch: the shapes do not fit. DtypeMismatch: a mask of integers. ValueError: ``is_causal`` (a hint about
            the mask) comes without ``attn_mask``.
    """
    batched = _check_shapes(query, key, value, key_padding_mask, attn_mask, num_heads)
    if not batched:
        query, key, value = query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1)
        key_padding_mask = None if key_padding_mask is None else key_padding_mask.unsqueeze(0)
    length, batch, width = query.shape
    source = key.shape[0]
    if width != embed_dim_to_check:
        raise lucid.ShapeMismatch(f"was expecting embedding dimension of {embed_dim_to_check}, but got {width}")
    head = width // num_heads
    if head * num_heads != width:
        raise lucid.ShapeMismatch(f"embed_dim {width} not divisible by num_heads {num_heads}")
    if tuple(key.shape[:2]) != tuple(value.shape[:2]):
        raise lucid.ShapeMismatch(
            f"key's sequence and batch dims {key.shape[:2]} do not match value's {value.shape[:2]}"
        )
    if is_causal and attn_mask is None:
        raise ValueError("Need attn_mask if specifying the is_causal hint.")
    if key_padding_mask is not None and tuple(key_padding_mask.shape) != (batch, source):
        raise lucid.ShapeMismatch(
            f"expected key_padding_mask of shape {(batch, source)}, but got {tuple(key_padding_mask.shape)}"
        )

    if use_separate_proj_weight:
        biases = (None, None, None) if in_proj_bias is None else in_proj_bias.chunk(3)
        q = linear(query, q_proj_weight, biases[0])
        k, v = linear(key, k_proj_weight, biases[1]), linear(value, v_proj_weight, biases[2])
    else:
        q, k, v = _project_together(query, key, value, in_proj_weight, in_proj_bias)

    # A causal mask need not be stored when nothing else is added to it and no weights are asked for. As in PyTorch it
    # then hides the key that bias_k or add_zero_attn append, too.
    causal = is_causal and key_padding_mask is None and not need_weights
    mask = None if causal else _join_masks(attn_mask, key_padding_mask, q, batch, num_heads, source, length)

    if bias_k is not None and bias_v is not None:
        k = lucid.cat([k, bias_k.expand(1, batch, width)])
        v = lucid.cat([v, bias_v.expand(1, batch, width)])
        mask = _see_one_more(mask)
    q = _by_head(q, batch, num_heads, head)
    k = _by_head(k, batch, num_heads, head) if static_k is None else static_k.unflatten(0, (batch, num_heads))
    v = _by_head(v, batch, num_heads, head) if static_v is None else static_v.unflatten(0, (batch, num_heads))
    if add_zero_attn:
        zero = lucid.zeros(batch, num_heads, 1, head, dtype=k.dtype, device=k.device)
        k, v = lucid.cat([k, zero], 2), lucid.cat([v, zero], 2)
        mask = _see_one_more(mask)

    dropout_p = dropout_p if training else 0.0
    weights = None
    if need_weights:
        scores = (q * (1.0 / math.sqrt(head))) @ k.transpose(-2, -1)
        weights = lucid.softmax(scores if mask is None else scores + mask, -1)
        if dropout_p > 0.0:
            weights = dropout(weights, dropout_p)
        output = weights @ v
    else:
        output = scaled_dot_product_attention(q, k, v, mask, dropout_p, causal)
    output = output.permute(2, 0, 1, 3).reshape(length, batch, width)
    output = linear(output, out_proj_weight, out_proj_bias)
    if weights is not None and average_attn_weights:
        weights = weights.mean(1)
    if not batched:
        output = output.squeeze(1)
        weights = None if weights is None else weights.squeeze(0)
    return output, weights


def _by_head(x, batch, heads, head):
    return x.reshape(x.shape[0], batch, heads, head).permute(1, 2, 0, 3)


def _project_together(query, key, value, weight, bias):
    width = query.shape[-1]
    if key is value:
        if query is key:
            return linear(query, weight, bias).chunk(3, -1)
        parts = (None, None) if bias is None else bias.split([width, 2 * width])
        first, rest = weight.split([width, 2 * width])
        return (linear(query, first, parts[0]), *linear(key, rest, parts[1]).chunk(2, -1))
    biases = (None, None, None) if bias is None else bias.chunk(3)
    return tuple(linear(x, w, b) for x, w, b in zip((query, key, value), weight.chunk(3), biases))


def _join_masks(attn_mask, key_padding_mask, like, batch, heads, source, length):
    mask = as_additive_mask(attn_mask, like, "attn_mask")
    if mask is not None:
        expected = (length, source) if mask.dim() == 2 else (batch * heads, length, source)
        if tuple(mask.shape) != expected:
            raise lucid.ShapeMismatch(
                f"The shape of the {mask.dim()}D attn_mask is {tuple(mask.shape)}, but should be {expected}."
            )
        mask = mask.unflatten(0, (batch, heads)) if mask.dim() == 3 else mask[None, None]
    if key_padding_mask is None:
        return mask
    padding = as_additive_mask(key_padding_mask, like, "key_padding_mask")[:, None, None, :]
    return padding if mask is None else mask + padding


def _see_one_more(mask):
    return None if mask is None else lucid.pad(mask, (0, 1))
