"""RAdam."""

import math

import lucid

from ._per_parameter import PerParameterOptimizer, common_options, mix_
from .optimizer import check_betas, check_not_negative

__all__ = ["RAdam"]


class RAdam(PerParameterOptimizer):
    """Adam with a rectified variance (Liu et al. 2019); arguments as :class:`Adam`'s.

    Raises:
        ValueError: an option is out of its range.
    """

    def __init__(
        self,
        params,
        lr=1e-3,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0,
        decoupled_weight_decay=False,
        *,
        foreach=None,
        maximize=False,
        capturable=False,
        differentiable=False,
    ):
        check_not_negative(lr=lr, eps=eps, weight_decay=weight_decay)
        check_betas(betas)
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "decoupled_weight_decay": decoupled_weight_decay,
        }
        super().__init__(params, {**defaults, **common_options(maximize, foreach, capturable, differentiable)})

    def _start(self, param, group):
        return {"exp_avg": lucid.zeros_like(param), "exp_avg_sq": lucid.zeros_like(param)}

    def _update(self, param, grad, state, group):
        beta1, beta2 = group["betas"]
        step, lr = state["step"], float(group["lr"])
        average, square = state["exp_avg"], state["exp_avg_sq"]
        mix_(average, grad, 1 - beta1)
        square.mul_(beta2).add_(grad * grad * (1 - beta2))
        correction1, correction2 = 1 - beta1**step, 1 - beta2**step
        longest = 2 / (1 - beta2) - 1
        length = longest - 2 * step * beta2**step / correction2  # of the approximated simple moving average
        if length > 5:
            rectification = math.sqrt(
                (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)
            )
            root = lucid.sqrt(square) + group["eps"]
            param.sub_(average / root * (lr * rectification * math.sqrt(correction2) / correction1))
        else:
            param.sub_(average * (lr / correction1))
