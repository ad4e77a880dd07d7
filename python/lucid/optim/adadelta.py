"""Adadelta."""

import lucid

from ._per_parameter import PerParameterOptimizer, common_options
from .optimizer import check_not_negative

__all__ = ["Adadelta"]


class Adadelta(PerParameterOptimizer):
    """Adapts the rate by running averages of squared gradients and squared updates (Zeiler 2012).

    Args:
        lr: factor of the update. rho: decay of the averages. eps: added under the roots.

    Raises:
        ValueError: an option is out of its range.
    """

    def __init__(
        self,
        params,
        lr=1.0,
        rho=0.9,
        eps=1e-6,
        weight_decay=0,
        foreach=None,
        *,
        capturable=False,
        maximize=False,
        differentiable=False,
    ):
        check_not_negative(lr=lr, eps=eps, weight_decay=weight_decay)
        if not 0.0 <= rho <= 1.0:
            raise ValueError(f"Invalid rho value: {rho}")
        defaults = {"lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay}
        super().__init__(params, {**defaults, **common_options(maximize, foreach, capturable, differentiable)})

    def _start(self, param, group):
        return {"square_avg": lucid.zeros_like(param), "acc_delta": lucid.zeros_like(param)}

    def _update(self, param, grad, state, group):
        rho, eps = group["rho"], group["eps"]
        square, accumulated = state["square_avg"], state["acc_delta"]
        square.mul_(rho).add_(grad * grad * (1 - rho))
        delta = lucid.sqrt(accumulated + eps) / lucid.sqrt(square + eps) * grad
        accumulated.mul_(rho).add_(delta * delta * (1 - rho))
        param.sub_(delta * float(group["lr"]))
