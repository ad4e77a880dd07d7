"""Batch normalization folded into the layer before it, for inference."""

import copy

import lucid
from lucid.nn.parameter import Parameter

__all__ = ["fuse_conv_bn_eval", "fuse_conv_bn_weights", "fuse_linear_bn_eval", "fuse_linear_bn_weights"]


def _scale(bn_rv, bn_eps, bn_w):
    return bn_w * (bn_rv + bn_eps).rsqrt()


def _without(values, like, fill):
    return lucid.full_like(like, fill) if values is None else values


def _fused(weight, bias, bn_rm, scale, bn_b, shape):
    dtype = weight.dtype, (weight if bias is None else bias).dtype
    bias = _without(bias, bn_rm, 0.0)
    new_weight = (weight * scale.reshape(shape)).to(dtype[0])
    new_bias = ((bias - bn_rm) * scale + bn_b).to(dtype[1])
    return Parameter(new_weight, weight.requires_grad), Parameter(new_bias, bias.requires_grad)


def fuse_conv_bn_weights(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose=False):
    """Weight and bias of a convolution that does what the given one and a batch normalization after it do.

    Args:
        conv_w, conv_b: the convolution's; the bias may be None. bn_rm, bn_rv: running mean and variance.
        bn_eps: added to the variance. bn_w, bn_b: scale and shift of the normalization, or None.
        transpose: whether the convolution is a transposed one, whose output channels are the second dimension.

    Returns:
        ``(weight, bias)`` as parameters.
    """
    bn_w, bn_b = _without(bn_w, bn_rm, 1.0), _without(bn_b, bn_rm, 0.0)
    shape = (1, -1) if transpose else (-1, 1)
    shape = shape + (1,) * (conv_w.ndim - 2)
    return _fused(conv_w, conv_b, bn_rm, _scale(bn_rv, bn_eps, bn_w), bn_b, shape)


def fuse_conv_bn_eval(conv, bn, transpose=False):
    """A copy of a convolution with the batch normalization after it folded in.

    Args:
        conv: a convolution. bn: a batch normalization with running statistics. Both in eval mode.
        transpose: whether the convolution is a transposed one.

    Raises:
        RuntimeError: a module is in training mode, or the normalization keeps no running statistics.
    """
    _check(conv, bn)
    fused = copy.deepcopy(conv)
    fused.weight, fused.bias = fuse_conv_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, transpose
    )
    return fused


def fuse_linear_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b):
    """Weight and bias of a linear layer that does what the given one and a batch normalization after it do.

    Args:
        linear_w, linear_b: the layer's; the bias may be None. The rest: as for :func:`fuse_conv_bn_weights`.

    Returns:
        ``(weight, bias)`` as parameters.
    """
    bn_w, bn_b = _without(bn_w, bn_rm, 1.0), _without(bn_b, bn_rm, 0.0)
    return _fused(linear_w, linear_b, bn_rm, _scale(bn_rv, bn_eps, bn_w), bn_b, (-1, 1))


def fuse_linear_bn_eval(linear, bn):
    """A copy of a linear layer with the batch normalization after it folded in.

    Args:
        linear: a linear layer. bn: a batch normalization over its outputs, or over one feature. Both in eval mode.

    Raises:
        RuntimeError: a module is in training mode, or the numbers of features do not fit.
    """
    _check(linear, bn)
    if not isinstance(linear, lucid.nn.Linear) or bn.num_features not in (linear.out_features, 1):
        raise RuntimeError(
            f"fuse_linear_bn_eval: linear.out_features ({getattr(linear, 'out_features', None)}) must equal "
            f"bn.num_features ({bn.num_features}), or that must be 1"
        )
    fused = copy.deepcopy(linear)
    fused.weight, fused.bias = fuse_linear_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    )
    return fused


def _check(layer, bn):
    if layer.training or bn.training:
        raise RuntimeError("Fusion only for eval: call .eval() on both modules first")
    if bn.running_mean is None or bn.running_var is None:
        raise RuntimeError("Fusion needs running statistics: the normalization has track_running_stats=False")


def __getattr__(name):
    # The classes that the functions take are found here too.
    if name in ("BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "Conv1d", "Conv2d", "Conv3d", "Linear"):
        return getattr(lucid.nn, name)
    raise AttributeError(f"module 'lucid.nn.utils.fusion' has no attribute '{name}'")
