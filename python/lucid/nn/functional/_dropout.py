"""Dropout: zeroes elements or whole channels at random in training."""

import lucid

from ._argument_names import also_named
from ._in_place import apply

__all__ = ["alpha_dropout", "dropout", "dropout1d", "dropout2d", "dropout3d", "feature_alpha_dropout"]


def _check_probability(p):
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")


def _check_fractions(name, input):
    if not (input.dtype.is_floating_point or input.dtype.is_complex):
        raise TypeError(f"{name}: input must be floating or complex to be scaled, but is {input.dtype}; use .float()")


def _nothing_kept(input, inplace):
    return apply(lambda x: x * lucid.zeros((), dtype=x.dtype, device=x.device), input, inplace)


@also_named(x="input")
def dropout(input, p=0.5, training=True, inplace=False):
    """Zeroes each element with probability ``p`` and scales the others by ``1 / (1 - p)`` (Srivastava et al. 2014).

    Raises:
        ValueError: ``p`` is outside [0, 1].
    """
    _check_probability(p)
    if not training or p == 0.0:
        return input
    if p == 1.0:
        return _nothing_kept(input, inplace)
    _check_fractions("dropout", input)
    return apply(lambda x: lucid.dropout(x, p, training), input, inplace)


def _keep_mask(input, shape, p):
    """1 where kept, 0 where dropped; same dtype and device as input."""
    return (lucid.rand(shape, device=input.device) >= p).to(input.dtype)


def _channel_dropout(input, p, training, inplace, batched):
    _check_probability(p)
    if not training or p == 0.0:
        return input
    if p == 1.0:
        return _nothing_kept(input, inplace)
    _check_fractions("dropout", input)
    kept = 2 if batched else 1
    shape = tuple(input.shape[:kept]) + (1,) * (input.dim() - kept)
    return apply(lambda x: x * (_keep_mask(x, shape, p) / (1.0 - p)), input, inplace)


@also_named(x="input")
def dropout1d(input, p=0.5, training=True, inplace=False):
    """Zeroes whole channels of ``(N, C, L)`` or ``(C, L)``.

    Raises:
        ValueError: ``p`` is outside [0, 1], or input has neither 2 nor 3 dimensions.
    """
    if input.dim() not in (2, 3):
        raise ValueError(f"dropout1d: Expected 2D or 3D input, but received a {input.dim()}D input.")
    return _channel_dropout(input, p, training, inplace, input.dim() == 3)


@also_named(x="input")
def dropout2d(input, p=0.5, training=True, inplace=False):
    """Zeroes whole channels of ``(N, C, H, W)``; as in PyTorch dimensions 0 and 1 always index the channels."""
    return _channel_dropout(input, p, training, inplace, True)


@also_named(x="input")
def dropout3d(input, p=0.5, training=True, inplace=False):
    """Zeroes whole channels of ``(N, C, D, H, W)``; as in PyTorch dimensions 0 and 1 always index the channels."""
    return _channel_dropout(input, p, training, inplace, True)


def _alpha_dropout(input, p, training, inplace, mask_shape):
    from ._activation import SELU_ALPHA, SELU_SCALE

    _check_probability(p)
    if not training or p == 0.0:
        return input
    if p == 1.0:
        return _nothing_kept(input, inplace)
    _check_fractions("alpha_dropout", input)
    # Klambauer et al. (2017), section 3: dropped elements take -scale * alpha; an affine map restores the moments.
    saturation = -SELU_ALPHA * SELU_SCALE
    slope = ((1.0 - p) * (1.0 + p * saturation * saturation)) ** -0.5
    mask = _keep_mask(input, mask_shape, p)
    shift = (1.0 - mask) * (saturation * slope) - slope * saturation * p
    return apply(lambda x: x * (mask * slope) + shift, input, inplace)


@also_named(x="input")
def alpha_dropout(input, p=0.5, training=True, inplace=False):
    """Dropout that keeps the mean and variance of SELU activations (Klambauer et al. 2017)."""
    return _alpha_dropout(input, p, training, inplace, tuple(input.shape))


@also_named(x="input")
def feature_alpha_dropout(input, p=0.5, training=True, inplace=False):
    """:func:`alpha_dropout` on whole channels (dimensions 0 and 1)."""
    if training and p != 0.0 and input.numel() and p != 1.0 and input.dim() < 2:
        raise ValueError("Feature dropout requires at least 2 dimensions in the input")
    return _alpha_dropout(input, p, training, inplace, tuple(input.shape[:2]) + (1,) * (input.dim() - 2))
