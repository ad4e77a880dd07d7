"""Batch normalisation folded into the layer before it, for inference."""

import copy

import lucid

from ..modules.batchnorm import BatchNorm1d, BatchNorm2d, BatchNorm3d
from ..modules.conv import Conv1d, Conv2d, Conv3d
from ..modules.linear import Linear
from ..parameter import Parameter

__all__ = [
    "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "Conv1d", "Conv2d", "Conv3d", "Linear", "fuse_conv_bn_eval",
    "fuse_conv_bn_weights", "fuse_linear_bn_eval", "fuse_linear_bn_weights",
]  # fmt: skip


def fuse_conv_bn_eval(conv, bn, transpose=False):
    """A convolution that does what ``conv`` and then ``bn`` do.

    Args:
        conv: a convolution in eval mode. bn: a batch normalisation in eval mode with running statistics.
        transpose: ``conv`` is a transposed one.

    Raises:
        ValueError: one of the two is training, or ``bn`` has no running statistics.
    """
    _check(conv, bn)
    fused = copy.deepcopy(conv)
    fused.weight, fused.bias = fuse_conv_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, transpose
    )
    return fused


def fuse_conv_bn_weights(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose=False):
    """``w' = w * s``, ``b' = (b - mean) * s + bias`` with ``s = weight / sqrt(var + eps)`` per output channel.

    Returns:
        (weight, bias) as parameters in ``conv_w``'s dtype.
    """
    channel = 1 if transpose else 0
    shape = [-1 if dim == channel else 1 for dim in range(conv_w.dim())]
    return _fold(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, shape)


def fuse_linear_bn_eval(linear, bn):
    """A linear layer that does what ``linear`` and then ``bn`` do; see :func:`fuse_conv_bn_eval`.

    Raises:
        ValueError: one of the two is training, or ``bn``'s features are neither ``linear``'s nor 1.
    """
    _check(linear, bn)
    if linear.out_features != bn.num_features and bn.num_features != 1:
        raise ValueError("To fuse, linear.out_features == bn.num_features or bn.num_features == 1")
    fused = copy.deepcopy(linear)
    fused.weight, fused.bias = fuse_linear_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    )
    return fused


def fuse_linear_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b):
    """As :func:`fuse_conv_bn_weights`, for ``linear_w`` (out_features, in_features)."""
    return _fold(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, [-1, 1])


def _check(layer, bn):
    if layer.training or bn.training:
        raise ValueError("Fusion only for eval!")
    if bn.running_mean is None or bn.running_var is None:
        raise ValueError("Batch norm without running statistics cannot be folded")


def _fold(weight, bias, mean, var, eps, bn_weight, bn_bias, shape):
    with lucid.no_grad():
        scale = lucid.rsqrt(var + eps)
        if bn_weight is not None:
            scale = scale * bn_weight
        folded = weight * scale.reshape(shape).to(weight.dtype)
        shift = -mean if bias is None else bias - mean
        shift = shift * scale
        if bn_bias is not None:
            shift = shift + bn_bias
    like = weight if bias is None else bias
    return Parameter(folded, weight.requires_grad), Parameter(shift.to(like.dtype), like.requires_grad)
