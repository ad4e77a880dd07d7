"""Normalisation over features, groups, or a vector's length."""

import math

import lucid

from ._argument_names import also_named

__all__ = [
    "batch_norm", "group_norm", "instance_norm", "layer_norm", "local_response_norm", "normalize", "rms_norm",
]  # fmt: skip


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
    return lucid.rms_norm(input, shape, weight, eps)


@also_named(x="input")
def group_norm(input, num_groups, weight=None, bias=None, eps=1e-05):
    """Normalises each of ``num_groups`` groups of channels over itself (Wu & He 2018).

    Shapes: input ``(N, C, *)``, weight and bias ``(C,)``.

    Raises:
        ValueError: input has fewer than 2 dimensions, C is not divisible by ``num_groups``, or a group has one number.
    """
    if input.dim() < 2:
        raise ValueError(f"Expected at least 2 dimensions for input tensor but received {input.dim()}")
    if num_groups > 0:
        per_group = input.shape[0] * input.shape[1] // num_groups
        _refuse_single_values((per_group, num_groups, *input.shape[2:]))
    return lucid.group_norm(input, num_groups, weight, bias, eps)


@also_named(x="input")
def batch_norm(
    input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05
):
    """``(x - mean) / sqrt(var + eps) * weight + bias`` for every channel (Ioffe & Szegedy 2015).

    Shapes: input ``(N, C, *)``; the others ``(C,)`` or None.

    Args:
        training: the statistics are the batch's own, and the running ones, if given, move towards them:
            ``running = (1 - momentum) * running + momentum * own`` (the variance with divisor n - 1).

    Raises:
        ValueError: training with one number for each channel, or no running statistics outside training.
        ShapeMismatch: a parameter has not C elements.
    """
    if training:
        _refuse_single_values(input.shape)
    return lucid.batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, False)


@also_named(x="input")
def instance_norm(
    input,
    running_mean=None,
    running_var=None,
    weight=None,
    bias=None,
    use_input_stats=True,
    momentum=0.1,
    eps=1e-05,
):
    """Normalises every channel of every sample over itself (Ulyanov et al. 2016).

    Shapes: input ``(N, C, *)``; the others ``(C,)`` or None.

    Args:
        use_input_stats: False normalises by the running statistics, which otherwise follow as in :func:`batch_norm`.

    Raises:
        ValueError: a channel of a sample is one number.
    """
    if use_input_stats:
        spatial = math.prod(input.shape[2:])
        if spatial == 1:
            raise ValueError(f"Expected more than 1 spatial element when training, got input size {input.shape}")
    return lucid.instance_norm(
        input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, False
    )


def _refuse_single_values(shape):
    # One number has no variance: its normalised value would be 0 whatever it is.
    if math.prod(shape[:1]) * math.prod(shape[2:]) == 1:
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {tuple(shape)}")


@also_named(x="input")
def local_response_norm(input, size, alpha=1e-4, beta=0.75, k=1.0):
    """``x / (k + alpha * mean of squares over size neighbouring channels) ** beta`` (Krizhevsky et al. 2012).

    Shapes: input ``(N, C, *)`` with at least 3 dimensions; neighbours outside the channels count as zeros.

    Raises:
        ValueError: input has fewer than 3 dimensions.
    """
    if input.dim() < 3:
        raise ValueError(f"Expected 3D or higher dimensionality input (got {input.dim()} dimensions)")
    if input.numel() == 0:
        return input
    squares = lucid.movedim(input * input, 1, -1)
    before, after = size // 2, (size - 1) // 2
    means = lucid.pad(squares, (before, after)).unfold(-1, size, 1).mean(-1)
    return input / lucid.movedim(means * alpha + k, -1, 1) ** beta


@also_named(x="input")
def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    """``x / max(||x||_p, eps)`` along ``dim``; input is floating or complex."""
    return lucid.div(input, lp_norm(input, p, dim, keepdim=True).clamp_min(eps), out=out)


def lp_norm(input, p, dim, keepdim=False):
    """``(sum |x|^p)^(1/p)`` along ``dim``; p may be infinite or 0 (the number of non-zero elements).

    The gradient at a zero vector is 0, as in PyTorch.
    """
    return input.norm(p, dim, keepdim)
