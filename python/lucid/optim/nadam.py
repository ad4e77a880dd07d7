"""NAdam."""

import lucid

from ._per_parameter import PerParameterOptimizer, common_options, mix_
from .optimizer import check_betas, check_not_negative

__all__ = ["NAdam"]


class NAdam(PerParameterOptimizer):
    """Adam with Nesterov momentum (Dozat 2016).

    Args:
        momentum_decay: how fast the momentum approaches its final value; the others as :class:`Adam`'s.

    Raises:
        ValueError: an option is out of its range.
    """

    def __init__(
        self,
        params,
        lr=2e-3,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0,
        momentum_decay=4e-3,
        decoupled_weight_decay=False,
        *,
        foreach=None,
        maximize=False,
        capturable=False,
        differentiable=False,
    ):
        check_not_negative(lr=lr, eps=eps, weight_decay=weight_decay, momentum_decay=momentum_decay)
        check_betas(betas)
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "momentum_decay": momentum_decay,
            "decoupled_weight_decay": decoupled_weight_decay,
        }
        super().__init__(params, {**defaults, **common_options(maximize, foreach, capturable, differentiable)})

    def _start(self, param, group):
        return {"mu_product": 1.0, "exp_avg": lucid.zeros_like(param), "exp_avg_sq": lucid.zeros_like(param)}

    def _update(self, param, grad, state, group):
        beta1, beta2 = group["betas"]
        step, decay, lr = state["step"], group["momentum_decay"], float(group["lr"])
        momentum = beta1 * (1 - 0.5 * 0.96 ** (step * decay))
        next_momentum = beta1 * (1 - 0.5 * 0.96 ** ((step + 1) * decay))
        product = state["mu_product"] = float(state["mu_product"]) * momentum
        average, square = state["exp_avg"], state["exp_avg_sq"]
        mix_(average, grad, 1 - beta1)
        square.mul_(beta2).add_(grad * grad * (1 - beta2))
        root = lucid.sqrt(square / (1 - beta2**step)) + group["eps"]
        param.sub_(grad / root * (lr * (1 - momentum) / (1 - product)))
        param.sub_(average / root * (lr * next_momentum / (1 - product * next_momentum)))
