"""Limits on gradients."""

import math

import lucid
from lucid import Tensor
from lucid.nn.functional._argument_names import also_named

__all__ = ["clip_grad_norm", "clip_grad_norm_", "clip_grad_value_", "clip_grads_with_norm_", "get_total_norm"]


def _gradients(parameters):
    parameters = [parameters] if isinstance(parameters, Tensor) else parameters
    return [parameter.grad for parameter in parameters if parameter.grad is not None]


@also_named(parameters="tensors")
def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """The p-norm of all numbers of all tensors together; a tensor without dimensions.

    Raises:
        RuntimeError: with ``error_if_nonfinite``, the norm is nan or infinite.
    """
    tensors = [tensors] if isinstance(tensors, Tensor) else list(tensors)
    norm_type = float(norm_type)
    if not tensors:
        return lucid.tensor(0.0)
    device = tensors[0].device
    norms = lucid.stack([_norm(tensor.detach(), norm_type).to(device) for tensor in tensors])
    total = _norm(norms, norm_type)
    if error_if_nonfinite and not math.isfinite(total.item()):
        raise RuntimeError(
            f"The total norm of order {norm_type} for gradients from `parameters` is non-finite, so it cannot be "
            "clipped. To disable this error and scale the gradients by the non-finite norm anyway, set "
            "`error_if_nonfinite=False`"
        )
    return total


def _norm(tensor, norm_type):
    if norm_type == 2.0:
        return lucid.sqrt((tensor * tensor).sum())
    magnitude = lucid.abs(tensor)
    if norm_type == math.inf:
        return magnitude.max() if tensor.numel() else magnitude.sum()
    if norm_type == -math.inf:
        return magnitude.min()
    if norm_type == 1.0:
        return magnitude.sum()
    if norm_type == 0.0:
        return (magnitude != 0).sum().to(tensor.dtype)
    return (magnitude**norm_type).sum() ** (1.0 / norm_type)


def clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    """Scales the gradients, in place, by ``max_norm / total_norm`` where that is below 1."""
    # Multiplying by a factor held at 1 needs no look at the number, so the GPU stream need not be flushed.
    factor = lucid.clamp(float(max_norm) / (total_norm + 1e-6), max=1.0)
    with lucid.no_grad():
        for gradient in _gradients(parameters):
            gradient.mul_(factor.to(gradient.device))


def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """Scales the gradients, in place, so that their norm taken together is at most ``max_norm``.

    Returns:
        the norm before clipping, a tensor without dimensions.

    Raises:
        RuntimeError: with ``error_if_nonfinite``, the norm is nan or infinite.
    """
    parameters = [parameters] if isinstance(parameters, Tensor) else list(parameters)
    with lucid.no_grad():
        total = get_total_norm(_gradients(parameters), norm_type, error_if_nonfinite, foreach)
        clip_grads_with_norm_(parameters, max_norm, total, foreach)
    return total


clip_grad_norm = clip_grad_norm_


def clip_grad_value_(parameters, clip_value, foreach=None):
    """Clamps every gradient, in place, to ``[-clip_value, clip_value]``."""
    clip_value = float(clip_value)
    with lucid.no_grad():
        for gradient in _gradients(parameters):
            gradient.clamp_(-clip_value, clip_value)
