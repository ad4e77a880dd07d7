"""Softmax and its relatives."""

import lucid

from ._argument_names import also_named

__all__ = ["gumbel_softmax", "log_softmax", "softmax", "softmin"]


def _implicit_dim(name, input):
    import warnings

    warnings.warn(
        f"Implicit dimension choice for {name} has been deprecated. Change the call to include dim=X as an argument.",
        stacklevel=4,
    )
    return 0 if input.dim() in (0, 1, 3) else 1


@also_named(x="input")
def softmax(input, dim=None, dtype=None):
    """``exp(x) / sum(exp(x))`` along ``dim``; ``dtype`` casts first."""
    if dim is None:
        dim = _implicit_dim("softmax", input)
    return lucid.softmax(input if dtype is None else input.to(dtype), dim)


@also_named(x="input")
def softmin(input, dim=None, dtype=None):
    """``softmax(-x)`` along ``dim``."""
    if dim is None:
        dim = _implicit_dim("softmin", input)
    # Negated before the cast, as in PyTorch: unsigned integers wrap.
    return softmax(-input, dim, dtype)


@also_named(x="input")
def log_softmax(input, dim=None, dtype=None):
    """``log(softmax(x))`` along ``dim``, computed stably."""
    if dim is None:
        dim = _implicit_dim("log_softmax", input)
    return lucid.log_softmax(input if dtype is None else input.to(dtype), dim)


def gumbel_softmax(logits, tau=1.0, hard=False, eps=1e-10, dim=-1):
    """Samples from the Gumbel-softmax distribution (Jang et al. 2016).

    Args:
        logits: unnormalised log-probabilities, any shape.
        tau: temperature.
        hard: return one-hot vectors in forward, the soft sample's gradient in backward.
        dim: dimension of the classes.
    """
    uniform = lucid.rand_like(logits)
    # -log(U) is Exp(1); the clamp keeps U = 0 from giving an infinite gumbel.
    exponential = -lucid.log(lucid.clamp(uniform, min=lucid.finfo(uniform.dtype).tiny))
    gumbels = (logits - lucid.log(exponential)) / tau
    soft = lucid.softmax(gumbels, dim)
    if not hard:
        return soft
    index = soft.argmax(dim, keepdim=True)
    one_hot = lucid.zeros_like(logits).scatter(dim, index, 1.0)
    return one_hot - soft.detach() + soft
