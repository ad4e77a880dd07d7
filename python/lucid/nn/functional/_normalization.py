"""Normalisation over features, groups, or a vector's length."""

import lucid

from ._argument_names import also_named

__all__ = ["group_norm", "layer_norm", "normalize", "rms_norm"]


@also_named(x="input")
def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05):
    """``(x - mean) / sqrt(var + eps) * weight + bias`` over the trailing dimensions (Ba et al. 2016).

    Shapes: input ``(*, *normalized_shape)``, weight and bias ``normalized_shape``.
    """
    return lucid.layer_norm(input, normalized_shape, weight, bias, eps)


@also_named(x="input")
def rms_norm(input, normalized_shape, weight=None, eps=1e-08):
    """``x / sqrt(mean(x^2) + eps) * weight`` over the trailing dimensions (Zhang & Sennrich 2019).

    ``eps`` None means the dtype's machine epsilon (PyTorch's default).

    Raises:
        ValueError: the trailing dimensions of input are not ``normalized_shape``.
    """
    shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
    if tuple(input.shape[input.dim() - len(shape) :]) != shape:
        raise ValueError(
            f"Given normalized_shape={list(shape)}, expected input with shape {['*', *shape]}, but got input of size "
            f"{list(input.shape)}"
        )
    dims = tuple(range(-len(shape), 0))
    # Squares of half-precision numbers overflow: the statistics are float32.
    wide = input.float() if input.dtype in (lucid.float16, lucid.bfloat16) else input
    scale = lucid.rsqrt((wide * wide).mean(dims, keepdim=True) + (lucid.finfo(wide.dtype).eps if eps is None else eps))
    result = wide * scale
    if weight is not None:
        result = result * weight
    return result.to(input.dtype)


@also_named(x="input")
def group_norm(input, num_groups, weight=None, bias=None, eps=1e-05):
    """Normalises each of ``num_groups`` groups of channels over itself (Wu & He 2018).

    Shapes: input ``(N, C, *)``, weight and bias ``(C,)``.

    Raises:
        ValueError: input has fewer than 2 dimensions or C is not divisible by ``num_groups``.
    """
    if input.dim() < 2:
        raise ValueError(f"Expected at least 2 dimensions for input tensor but received {input.dim()}")
    batch, channels = input.shape[0], input.shape[1]
    if channels % num_groups:
        raise ValueError(
            f"Expected number of channels in input to be divisible by num_groups, but got input of shape "
            f"{list(input.shape)} and num_groups={num_groups}"
        )
    if input.numel() == 0:
        result = input * 1.0
    else:
        flat = input.reshape(batch * num_groups, -1)
        result = lucid.layer_norm(flat, (flat.shape[1],), None, None, eps).reshape(input.shape)
    per_channel = (1, channels) + (1,) * (input.dim() - 2)
    if weight is not None:
        result = result * weight.reshape(per_channel)
    if bias is not None:
        result = result + bias.reshape(per_channel)
    return result


@also_named(x="input")
def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    """``x / max(||x||_p, eps)`` along ``dim``; input is floating or complex."""
    return lucid.div(input, lp_norm(input, p, dim, keepdim=True).clamp_min(eps), out=out)


def lp_norm(input, p, dim, keepdim=False):
    """``(sum |x|^p)^(1/p)`` along ``dim``; p may be infinite or 0 (the number of non-zero elements).

    The gradient at a zero vector is 0, as in PyTorch.
    """
    return input.norm(p, dim, keepdim)
