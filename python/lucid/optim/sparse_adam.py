"""SparseAdam."""

import lucid

from ._per_parameter import PerParameterOptimizer, mix_
from .optimizer import check_betas

__all__ = ["SparseAdam"]


class SparseAdam(PerParameterOptimizer):
    """Adam for gradients that touch few rows: rows (of dimension 0) with an all-zero gradient keep value and moments.

    There are no sparse tensors here, so a row counts as absent when its gradient is zero throughout.

    Raises:
        ValueError: an option is out of its range.
    """

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, maximize=False):
        if not lr > 0.0:
            raise ValueError(f"Invalid learning rate: {lr}")
        if not eps > 0.0:
            raise ValueError(f"Invalid epsilon value: {eps}")
        check_betas(betas)
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "maximize": maximize})

    def _start(self, param, group):
        return {"exp_avg": lucid.zeros_like(param), "exp_avg_sq": lucid.zeros_like(param)}

    def _update(self, param, grad, state, group):
        beta1, beta2 = group["betas"]
        average, square = state["exp_avg"], state["exp_avg_sq"]
        touched = (grad != 0).reshape(grad.shape[0] if grad.dim() else 1, -1).any(1)
        touched = touched.reshape((-1,) + (1,) * (grad.dim() - 1)) if grad.dim() else touched.reshape(())
        weight = touched.to(grad.dtype)
        mix_(average, grad, weight * (1 - beta1))
        mix_(square, grad * grad, weight * (1 - beta2))
        step = state["step"]
        rate = float(group["lr"]) * (1 - beta2**step) ** 0.5 / (1 - beta1**step)
        param.sub_(average / (lucid.sqrt(square) + group["eps"]) * (weight * rate))
