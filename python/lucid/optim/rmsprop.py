"""RMSprop."""

import lucid

from ._per_parameter import PerParameterOptimizer, common_options, mix_
from .optimizer import check_not_negative

__all__ = ["RMSprop"]


class RMSprop(PerParameterOptimizer):
    """Divides the gradient by a running root mean square (Hinton's lecture 6e; ``centered``: Graves 2013).

    Args:
        alpha: decay of the running mean. eps: added to the root. momentum: of the update.
        centered: divide by the estimated standard deviation instead.

    Raises:
        ValueError: an option is out of its range.
    """

    def __init__(
        self,
        params,
        lr=1e-2,
        alpha=0.99,
        eps=1e-8,
        weight_decay=0,
        momentum=0,
        centered=False,
        capturable=False,
        foreach=None,
        maximize=False,
        differentiable=False,
    ):
        check_not_negative(lr=lr, eps=eps, momentum=momentum, weight_decay=weight_decay, alpha=alpha)
        defaults = {
            "lr": lr,
            "momentum": momentum,
            "alpha": alpha,
            "eps": eps,
            "centered": centered,
            "weight_decay": weight_decay,
        }
        super().__init__(params, {**defaults, **common_options(maximize, foreach, capturable, differentiable)})

    def _start(self, param, group):
        state = {"square_avg": lucid.zeros_like(param)}
        if group["momentum"] > 0:
            state["momentum_buffer"] = lucid.zeros_like(param)
        if group["centered"]:
            state["grad_avg"] = lucid.zeros_like(param)
        return state

    def _update(self, param, grad, state, group):
        alpha, momentum, lr = group["alpha"], group["momentum"], float(group["lr"])
        square = state["square_avg"]
        square.mul_(alpha).add_(grad * grad * (1 - alpha))
        if group["centered"]:
            mean = mix_(state["grad_avg"], grad, 1 - alpha)
            root = lucid.sqrt(square - mean * mean)
        else:
            root = lucid.sqrt(square)
        update = grad / (root + group["eps"])
        if momentum > 0:
            update = state["momentum_buffer"].mul_(momentum).add_(update)
        param.sub_(update * lr)
