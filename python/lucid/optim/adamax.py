"""Adamax."""

import lucid

from ._per_parameter import PerParameterOptimizer, common_options, mix_
from .optimizer import check_betas, check_not_negative

__all__ = ["Adamax"]


class Adamax(PerParameterOptimizer):
    """Adam with the infinity norm (Kingma & Ba 2014, section 7.1); arguments as :class:`Adam`'s.

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
        foreach=None,
        *,
        maximize=False,
        differentiable=False,
        capturable=False,
    ):
        check_not_negative(lr=lr, eps=eps, weight_decay=weight_decay)
        check_betas(betas)
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        super().__init__(params, {**defaults, **common_options(maximize, foreach, capturable, differentiable)})

    def _start(self, param, group):
        return {"exp_avg": lucid.zeros_like(param), "exp_inf": lucid.zeros_like(param)}

    def _update(self, param, grad, state, group):
        beta1, beta2 = group["betas"]
        mix_(state["exp_avg"], grad, 1 - beta1)
        largest = state["exp_inf"]
        largest.copy_(lucid.maximum(largest * beta2, lucid.abs(grad) + group["eps"]))
        rate = float(group["lr"]) / (1 - beta1 ** state["step"])
        param.sub_(state["exp_avg"] / largest * rate)
