"""What distributions do with their parameters: broadcasting, probabilities and logits, values computed once."""

import lucid
import lucid.nn.functional as F


def broadcast_all(*values):
    """Tensors of one shape made of tensors and numbers; numbers take the type of the first tensor.

    Raises:
        ValueError: a value is neither a tensor nor a number.
    """
    for value in values:
        if not isinstance(value, (lucid.Tensor, int, float)):
            raise ValueError("Input arguments must all be instances of Number or Tensor.")
    given = [value for value in values if isinstance(value, lucid.Tensor)]
    if len(given) < len(values):
        dtype = given[0].dtype if given else lucid.get_default_dtype()
        device = given[0].device if given else None
        values = [v if isinstance(v, lucid.Tensor) else lucid.tensor(v, dtype=dtype, device=device) for v in values]
    return lucid.broadcast_tensors(*values)


def clamp_probs(probs):
    """Probabilities kept off 0 and 1 by the type's rounding unit, so that their logits are finite."""
    eps = lucid.finfo(probs.dtype).eps
    return probs.clamp(min=eps, max=1 - eps)


def probs_to_logits(probs, is_binary=False):
    """Log-odds of probabilities, or their logarithms where they are those of several classes."""
    kept = clamp_probs(probs)
    return kept.log() - (-kept).log1p() if is_binary else kept.log()


def logits_to_probs(logits, is_binary=False):
    """Probabilities of log-odds, or of unnormalized log-probabilities along the last dimension."""
    return logits.sigmoid() if is_binary else F.softmax(logits, -1)


def sum_rightmost(value, dims):
    """The sum over the last ``dims`` dimensions."""
    if dims == 0:
        return value
    shape = value.shape[: value.ndim - dims]
    return value.reshape(shape + (-1,)).sum(-1)


def normal_like(shape, like):
    """Standard normal numbers in the type and on the device of a tensor."""
    return lucid.randn(shape, dtype=like.dtype, device=like.device)


def uniform_like(shape, like):
    """Uniform numbers above 0 and below 1 in the type and on the device of a tensor."""
    info = lucid.finfo(like.dtype)
    return lucid.rand(shape, dtype=like.dtype, device=like.device).clamp(min=info.tiny, max=1 - info.eps / 2)


class lazy_property:
    """An attribute that is computed when first read, with gradients recorded, and kept from then on."""

    def __init__(self, compute):
        self._compute = compute
        self.__doc__ = compute.__doc__
        self._name = compute.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        with lucid.enable_grad():
            value = self._compute(instance)
        instance.__dict__[self._name] = value
        return value
