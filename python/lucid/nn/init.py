"""Ways to fill a tensor with its first numbers. Each works in place, outside the graph, and returns the tensor."""

import math
import warnings

import lucid

__all__ = [
    "calculate_gain", "constant", "constant_", "dirac", "dirac_", "eye", "eye_", "kaiming_normal", "kaiming_normal_",
    "kaiming_uniform", "kaiming_uniform_", "normal", "normal_", "ones_", "orthogonal", "orthogonal_", "sparse",
    "sparse_", "trunc_normal_", "uniform", "uniform_", "xavier_normal", "xavier_normal_", "xavier_uniform",
    "xavier_uniform_", "zeros_",
]  # fmt: skip

_CONSTANT_GAINS = {
    "linear": 1.0, "conv1d": 1.0, "conv2d": 1.0, "conv3d": 1.0, "conv_transpose1d": 1.0, "conv_transpose2d": 1.0,
    "conv_transpose3d": 1.0, "sigmoid": 1.0, "tanh": 5.0 / 3, "relu": math.sqrt(2.0),
    "selu": 3.0 / 4,  # PyTorch's value: found by experiment
}  # fmt: skip


def calculate_gain(nonlinearity, param=None):
    """The factor that keeps the variance through a nonlinearity.

    Args:
        nonlinearity: "linear", "conv1d" ..., "sigmoid", "tanh", "relu", "leaky_relu" or "selu".
        param: the negative slope of "leaky_relu" (default 0.01).

    Raises:
        ValueError: the name is unknown or the slope is not a number.
    """
    if nonlinearity == "leaky_relu":
        if param is None:
            slope = 0.01
        elif isinstance(param, (int, float)) and not isinstance(param, bool):
            slope = param
        else:
            raise ValueError(f"negative_slope {param} not a valid number")
        return math.sqrt(2.0 / (1 + slope**2))
    if nonlinearity not in _CONSTANT_GAINS:
        raise ValueError(f"Unsupported nonlinearity {nonlinearity}")
    return _CONSTANT_GAINS[nonlinearity]


def uniform_(tensor, a=0.0, b=1.0, generator=None):
    """Draws from U(a, b)."""
    with lucid.no_grad():
        return tensor.uniform_(a, b, generator=generator)


def normal_(tensor, mean=0.0, std=1.0, generator=None):
    """Draws from N(mean, std^2)."""
    with lucid.no_grad():
        return tensor.normal_(mean, std, generator=generator)


def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    """Draws from N(mean, std^2) cut to [a, b], by inverting the distribution function of uniform numbers."""
    if mean < a - 2 * std or mean > b + 2 * std:
        warnings.warn(
            "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. "
            "The distribution of values may be incorrect.",
            stacklevel=2,
        )

    def normal_cdf(x):
        return (1.0 + math.erf(x / math.sqrt(2.0))) / 2.0

    low, high = normal_cdf((a - mean) / std), normal_cdf((b - mean) / std)
    with lucid.no_grad():
        tensor.uniform_(2 * low - 1, 2 * high - 1, generator=generator)
        tensor.erfinv_()
        tensor.mul_(std * math.sqrt(2.0)).add_(mean)
        return tensor.clamp_(a, b)


def constant_(tensor, val):
    """Fills with ``val``."""
    with lucid.no_grad():
        return tensor.fill_(val)


def ones_(tensor):
    """Fills with 1."""
    return constant_(tensor, 1.0)


def zeros_(tensor):
    """Fills with 0."""
    return constant_(tensor, 0.0)


def eye_(tensor):
    """Makes a matrix the identity.

    Raises:
        ValueError: the tensor is not two-dimensional.
    """
    if tensor.dim() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    with lucid.no_grad():
        return tensor.copy_(lucid.eye(*tensor.shape, dtype=tensor.dtype, device=tensor.device))


def dirac_(tensor, groups=1):
    """Makes a convolution's weight ``(out, in, *kernel)`` keep its input channels, in each group.

    Raises:
        ValueError: the tensor has not 3, 4 or 5 dimensions, or out is not divisible by ``groups``.
    """
    if tensor.dim() not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    if tensor.shape[0] % groups:
        raise ValueError("dim 0 must be divisible by groups")
    per_group = tensor.shape[0] // groups
    middle = tuple(size // 2 for size in tensor.shape[2:])
    with lucid.no_grad():
        tensor.zero_()
        for group in range(groups):
            for channel in range(min(per_group, tensor.shape[1])):
                tensor[(group * per_group + channel, channel) + middle] = 1
    return tensor


def _fans(tensor):
    if tensor.dim() < 2:
        raise ValueError("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    field = math.prod(tensor.shape[2:])
    return tensor.shape[1] * field, tensor.shape[0] * field


def xavier_uniform_(tensor, gain=1.0, generator=None):
    """Draws from U(-a, a), ``a = gain * sqrt(6 / (fan_in + fan_out))`` (Glorot & Bengio 2010)."""
    bound = gain * math.sqrt(6.0 / sum(_fans(tensor)))
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor, gain=1.0, generator=None):
    """Draws from N(0, std^2), ``std = gain * sqrt(2 / (fan_in + fan_out))`` (Glorot & Bengio 2010)."""
    return normal_(tensor, 0.0, gain * math.sqrt(2.0 / sum(_fans(tensor))), generator)


def _kaiming_std(tensor, a, mode, nonlinearity):
    mode = mode.lower()
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"Mode {mode} not supported, please use one of ['fan_in', 'fan_out']")
    return calculate_gain(nonlinearity, a) / math.sqrt(_fans(tensor)[mode == "fan_out"])


def _nothing_to_fill(tensor):
    if 0 in tensor.shape:
        warnings.warn("Initializing zero-element tensors is a no-op", stacklevel=3)
        return True
    return False


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    """Draws from U(-b, b), ``b = gain * sqrt(3 / fan)`` (He et al. 2015); ``a`` is leaky_relu's slope."""
    if _nothing_to_fill(tensor):
        return tensor
    bound = math.sqrt(3.0) * _kaiming_std(tensor, a, mode, nonlinearity)
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    """Draws from N(0, std^2), ``std = gain / sqrt(fan)`` (He et al. 2015); ``a`` is leaky_relu's slope."""
    if _nothing_to_fill(tensor):
        return tensor
    return normal_(tensor, 0.0, _kaiming_std(tensor, a, mode, nonlinearity), generator)


def orthogonal_(tensor, gain=1.0, generator=None):
    """Makes the rows (or columns, whichever are fewer) orthonormal times ``gain`` (Saxe et al. 2013).

    Raises:
        ValueError: the tensor has fewer than 2 dimensions.
    """
    if tensor.dim() < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    if tensor.numel() == 0:
        return tensor
    rows, columns = tensor.shape[0], tensor.numel() // tensor.shape[0]
    with lucid.no_grad():
        flat = lucid.empty((rows, columns), dtype=tensor.dtype, device=tensor.device)
        normal_(flat, generator=generator)
        vectors = _orthonormal_rows(flat if rows < columns else flat.t())
        return tensor.copy_((vectors if rows < columns else vectors.t()).reshape(tensor.shape) * gain)


def _orthonormal_rows(vectors):
    """Gram-Schmidt, each vector twice, which is orthogonal to rounding error (Giraud et al. 2005).

    Lengths stay positive, as QR's diagonal made positive, so the result has the uniform (Haar) distribution.
    """
    done = lucid.empty_like(vectors)
    for index in range(vectors.shape[0]):
        vector = vectors[index]
        for _ in range(2 if index else 0):
            before = done[:index]
            vector = vector - lucid.mv(before.t(), lucid.mv(before, vector))
        done[index] = vector / lucid.sqrt((vector * vector).sum())
    return done


def sparse_(tensor, sparsity, std=0.01, generator=None):
    """Draws a matrix from N(0, std^2) and zeroes a fraction of each column (Martens 2010).

    Raises:
        ValueError: the tensor is not two-dimensional.
    """
    if tensor.dim() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    rows, columns = tensor.shape
    zeros = math.ceil(sparsity * rows)
    with lucid.no_grad():
        normal_(tensor, 0.0, std, generator)
        for column in range(columns):
            chosen = lucid.randperm(rows, generator=generator)[:zeros].to(tensor.device)
            tensor[chosen, column] = 0
    return tensor


constant = constant_
dirac = dirac_
eye = eye_
kaiming_normal = kaiming_normal_
kaiming_uniform = kaiming_uniform_
normal = normal_
orthogonal = orthogonal_
sparse = sparse_
uniform = uniform_
xavier_normal = xavier_normal_
xavier_uniform = xavier_uniform_
