"""Adagrad."""

import lucid

from ._per_parameter import PerParameterOptimizer, common_options
from .optimizer import check_not_negative

__all__ = ["Adagrad"]


class Adagrad(PerParameterOptimizer):
    """Divides the gradient by the root of the sum of its squares (Duchi et al. 2011).

    Args:
        lr_decay: the rate is divided by ``1 + (step - 1) * lr_decay``. initial_accumulator_value: where the sum starts.

    Raises:
        ValueError: an option is out of its range.
    """

    def __init__(
        self,
        params,
        lr=1e-2,
        lr_decay=0,
        weight_decay=0,
        eps=1e-10,
        initial_accumulator_value=0,
        foreach=None,
        *,
        maximize=False,
        differentiable=False,
        fused=None,
    ):
        check_not_negative(
            lr=lr,
            lr_decay=lr_decay,
            weight_decay=weight_decay,
            initial_accumulator_value=initial_accumulator_value,
            eps=eps,
        )
        defaults = {
            "lr": lr,
            "lr_decay": lr_decay,
            "eps": eps,
            "weight_decay": weight_decay,
            "initial_accumulator_value": initial_accumulator_value,
            "fused": fused,
        }
        options = common_options(maximize, foreach, False, differentiable)
        del options["capturable"]  # PyTorch's Adagrad has none
        super().__init__(params, {**defaults, **options})
        # As in PyTorch the sums exist from the start.
        for group in self.param_groups:
            for param in group["params"]:
                self.state[param] = {"step": 0, **self._start(param, group)}

    def _start(self, param, group):
        return {"sum": lucid.full_like(param, group["initial_accumulator_value"]).detach()}

    def _update(self, param, grad, state, group):
        total = state["sum"]
        total.add_(grad * grad)
        rate = float(group["lr"]) / (1 + (state["step"] - 1) * group["lr_decay"])
        param.sub_(grad / (lucid.sqrt(total) + group["eps"]) * rate)
