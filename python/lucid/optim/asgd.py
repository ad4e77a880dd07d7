"""Averaged stochastic gradient descent."""

import lucid

from ._per_parameter import PerParameterOptimizer, common_options, mix_
from .optimizer import check_not_negative

__all__ = ["ASGD"]


class ASGD(PerParameterOptimizer):
    """Averaged stochastic gradient descent (Polyak & Juditsky 1992); the average is ``state["ax"]``.

    Args:
        lambd: decay. alpha: power of the rate's fall. t0: step at which averaging starts.

    Raises:
        ValueError: an option is out of its range.
    """

    def __init__(
        self,
        params,
        lr=1e-2,
        lambd=1e-4,
        alpha=0.75,
        t0=1e6,
        weight_decay=0,
        foreach=None,
        maximize=False,
        differentiable=False,
        capturable=False,
    ):
        check_not_negative(lr=lr, weight_decay=weight_decay)
        defaults = {"lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay}
        super().__init__(params, {**defaults, **common_options(maximize, foreach, capturable, differentiable)})

    def _start(self, param, group):
        return {"eta": float(group["lr"]), "mu": 1.0, "ax": lucid.zeros_like(param)}

    def _update(self, param, grad, state, group):
        eta, mu, step, lr = float(state["eta"]), float(state["mu"]), state["step"], float(group["lr"])
        param.mul_(1 - group["lambd"] * eta)
        param.sub_(grad * eta)
        if mu == 1:
            state["ax"].copy_(param)
        else:
            mix_(state["ax"], param, mu)
        state["eta"] = lr / (1 + group["lambd"] * lr * step) ** group["alpha"]
        state["mu"] = 1 / max(1, step - group["t0"])
