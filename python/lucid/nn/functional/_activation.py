"""Activations: functions of each element."""

import lucid

from ._argument_names import also_named
from ._in_place import apply, into

__all__ = [
    "celu", "celu_", "elu", "elu_", "gelu", "glu", "hardshrink", "hardsigmoid", "hardswish", "hardtanh", "hardtanh_",
    "leaky_relu", "leaky_relu_", "logsigmoid", "mish", "prelu", "relu", "relu6", "relu_", "rrelu", "rrelu_", "selu",
    "selu_", "sigmoid", "silu", "softplus", "softshrink", "softsign", "tanh", "tanhshrink", "threshold", "threshold_",
]  # fmt: skip

# Klambauer et al., "Self-Normalizing Neural Networks" (2017), the fixed point for zero mean and unit variance.
SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


@also_named(x="input")
def relu(input, inplace=False):
    """``max(input, 0)``."""
    return input.relu_() if inplace else input.relu()


def relu_(input):
    """In-place :func:`relu`."""
    return input.relu_()


@also_named(x="input")
def relu6(input, inplace=False):
    """``min(max(input, 0), 6)``."""
    return input.relu6_() if inplace else input.relu6()


@also_named(x="input")
def hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False):
    """Clamps to ``[min_val, max_val]``; integers keep their type, by the integral parts of the bounds.

    Raises:
        ValueError: ``min_val`` exceeds ``max_val``.
        TypeError: input is bool, or uint8 and a bound's integral part is negative.
    """
    if min_val > max_val:
        raise ValueError("min_val cannot be greater than max_val")
    if input.dtype == lucid.bool:
        raise TypeError("hardtanh: input must be of numbers, but is bool; convert it first, for example with .float()")
    if not (input.dtype.is_floating_point or input.dtype.is_complex):
        min_val, max_val = int(min_val), int(max_val)
        if input.dtype == lucid.uint8 and min_val < 0:
            raise TypeError(f"hardtanh: input is uint8, so bounds must not be negative, but min_val is {min_val}")
    return apply(lambda x: lucid.clamp(x, min_val, max_val), input, inplace)


def hardtanh_(input, min_val=-1.0, max_val=1.0):
    """In-place :func:`hardtanh`."""
    return hardtanh(input, min_val, max_val, True)


@also_named(x="input")
def gelu(input, approximate="none", out=None):
    """``x * Phi(x)`` with the normal distribution function (Hendrycks & Gimpel 2016), or its tanh approximation."""
    return into(lucid.gelu(input, approximate=approximate), out)


@also_named(x="input")
def sigmoid(input):
    """``1 / (1 + exp(-x))``."""
    return input.sigmoid()


@also_named(x="input")
def tanh(input):
    """Hyperbolic tangent."""
    return input.tanh()


@also_named(x="input")
def silu(input, inplace=False):
    """``x * sigmoid(x)``."""
    return apply(lambda x: x.silu() if x.is_floating_point() else x * x.sigmoid(), input, inplace)


@also_named(x="input")
def mish(input, inplace=False):
    """``x * tanh(softplus(x))`` (Misra 2019)."""
    return apply(lambda x: x.mish() if x.is_floating_point() else x * softplus(x).tanh(), input, inplace)


@also_named(x="input")
def softplus(input, beta=1.0, threshold=20.0, out=None):
    """``log(1 + exp(beta x)) / beta``; the identity where ``beta x > threshold``."""
    if input.is_floating_point():
        return into(input.softplus(beta, threshold), out)
    scaled = input * beta
    linear = scaled > threshold
    # The branch not taken must stay finite, or its gradient would be nan.
    curved = lucid.where(linear, lucid.zeros_like(scaled), scaled)
    return into(lucid.where(linear, input, lucid.log1p(lucid.exp(curved)) / beta), out)


@also_named(x="input")
def logsigmoid(input, out=None):
    """``log(sigmoid(x))``, computed as ``-log(1 + exp(-x))``, which is -x from 40 on, to stay finite."""
    return into(-softplus(-input, threshold=40.0), out)


@also_named(x="input")
def elu(input, alpha=1.0, inplace=False):
    """``x`` where positive, else ``alpha * (exp(x) - 1)`` (Clevert et al. 2015)."""
    return apply(lambda x: _exponential_below_zero(x, alpha, 1.0, 1.0), input, inplace)


def elu_(input, alpha=1.0):
    """In-place :func:`elu`."""
    return elu(input, alpha, True)


@also_named(x="input")
def celu(input, alpha=1.0, inplace=False):
    """``x`` where positive, else ``alpha * (exp(x / alpha) - 1)`` (Barron 2017).

    Raises:
        ZeroDivisionError: ``alpha`` is 0.
    """
    return apply(lambda x: _exponential_below_zero(x, alpha, 1.0, 1.0 / alpha), input, inplace)


def celu_(input, alpha=1.0):
    """In-place :func:`celu`."""
    return celu(input, alpha, True)


@also_named(x="input")
def selu(input, inplace=False):
    """``scale * elu(x, alpha)`` with the constants of Klambauer et al. (2017)."""
    return apply(lambda x: _exponential_below_zero(x, SELU_ALPHA, SELU_SCALE, 1.0), input, inplace)


def selu_(input):
    """In-place :func:`selu`."""
    return selu(input, True)


def _exponential_below_zero(input, alpha, scale, input_scale):
    below = lucid.expm1(lucid.where(input > 0, 0.0, input) * input_scale) * (alpha * scale)
    return lucid.where(input > 0, input * scale if scale != 1.0 else input, below)


@also_named(x="input")
def leaky_relu(input, negative_slope=0.01, inplace=False):
    """``x`` where positive, else ``negative_slope * x``."""
    return apply(lambda x: lucid.where(x > 0, x, x * negative_slope), input, inplace)


def leaky_relu_(input, negative_slope=0.01):
    """In-place :func:`leaky_relu`."""
    return leaky_relu(input, negative_slope, True)


@also_named(x="input")
def prelu(input, weight):
    """``x`` where positive, else ``weight * x``; weight has one element or one per channel (dimension 1).

    Raises:
        ValueError: weight's length is neither 1 nor the number of channels.
    """
    return lucid.prelu(input, weight)


@also_named(x="input")
def rrelu(input, lower=1.0 / 8, upper=1.0 / 3, training=False, inplace=False):
    """:func:`leaky_relu` with a slope drawn from ``U(lower, upper)`` in training, their mean otherwise.

    Raises:
        ValueError: ``lower`` exceeds ``upper``.
    """
    if lower > upper:
        raise ValueError(f"rrelu: lower must be at most upper, but they are {lower} and {upper}")
    if not training:
        return leaky_relu(input, (lower + upper) / 2, inplace)
    slope = lucid.rand_like(input) * (upper - lower) + lower
    return apply(lambda x: lucid.where(x > 0, x, x * slope), input, inplace)


def rrelu_(input, lower=1.0 / 8, upper=1.0 / 3, training=False):
    """In-place :func:`rrelu`."""
    return rrelu(input, lower, upper, training, True)


@also_named(x="input")
def glu(input, dim=-1):
    """``a * sigmoid(b)`` for the two halves a, b of input along ``dim``.

    Raises:
        ValueError: the size of ``dim`` is odd.
    """
    if input.shape[dim] % 2:
        raise ValueError(f"Halving dimension must be even, but dimension {dim} is size {input.shape[dim]}")
    first, second = lucid.chunk(input, 2, dim)
    return first * second.sigmoid()


@also_named(x="input")
def hardshrink(input, lambd=0.5, out=None):
    """``x`` where ``|x| > lambd``, else 0."""
    return into(lucid.where(lucid.abs(input) <= lambd, lucid.zeros_like(input), input), out)


@also_named(x="input")
def softshrink(input, lambd=0.5, out=None):
    """``sign(x) * max(|x| - lambd, 0)``.

    Raises:
        ValueError: ``lambd`` is negative.
    """
    if lambd < 0:
        raise ValueError(f"lambda must be greater or equal to 0, but found to be {lambd}.")
    shrunk = lucid.where(input > lambd, input - lambd, lucid.where(input < -lambd, input + lambd, input * 0.0))
    return into(shrunk, out)


@also_named(x="input")
def tanhshrink(input):
    """``x - tanh(x)``."""
    return input - input.tanh()


@also_named(x="input")
def softsign(input):
    """``x / (1 + |x|)``."""
    return input / (lucid.abs(input) + 1)


@also_named(x="input")
def hardsigmoid(input, inplace=False):
    """``clamp(x + 3, 0, 6) / 6``."""
    return apply(lambda x: lucid.clamp(x + 3.0, 0.0, 6.0) / 6.0, input, inplace)


@also_named(x="input")
def hardswish(input, inplace=False):
    """``x * hardsigmoid(x)`` (Howard et al. 2019)."""
    return apply(lambda x: x * lucid.clamp(x + 3.0, 0.0, 6.0) / 6.0, input, inplace)


@also_named(x="input")
def threshold(input, threshold, value, inplace=False):
    """``x`` where ``x > threshold``, else ``value``."""
    return apply(lambda x: lucid.where(x <= threshold, lucid.full_like(x, value), x), input, inplace)


@also_named(threshold_val="threshold")
def threshold_(input, threshold, value):
    """In-place :func:`threshold`."""
    return apply(lambda x: lucid.where(x <= threshold, lucid.full_like(x, value), x), input, True)
