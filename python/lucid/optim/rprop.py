"""Resilient backpropagation."""

import lucid

from ._per_parameter import PerParameterOptimizer, common_options
from .optimizer import check_not_negative

__all__ = ["Rprop"]


class Rprop(PerParameterOptimizer):
    """Moves each number by its own step size, which grows while the gradient keeps its sign (Riedmiller & Braun 1993).

    Args:
        lr: first step size. etas: factors when the sign changes and when it stays. step_sizes: smallest and largest.

    Raises:
        ValueError: an option is out of its range.
    """

    def __init__(
        self,
        params,
        lr=1e-2,
        etas=(0.5, 1.2),
        step_sizes=(1e-6, 50),
        *,
        capturable=False,
        foreach=None,
        maximize=False,
        differentiable=False,
    ):
        check_not_negative(lr=lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError(f"Invalid eta values: {etas[0]}, {etas[1]}")
        defaults = {"lr": lr, "etas": etas, "step_sizes": step_sizes}
        super().__init__(params, {**defaults, **common_options(maximize, foreach, capturable, differentiable)})

    def _start(self, param, group):
        return {"prev": lucid.zeros_like(param), "step_size": lucid.full_like(param, float(group["lr"])).detach()}

    def _update(self, param, grad, state, group):
        smaller, larger = group["etas"]
        agreement = grad * state["prev"]
        ones = lucid.ones_like(grad)
        factor = lucid.where(agreement > 0, ones * larger, lucid.where(agreement < 0, ones * smaller, ones))
        step_size = state["step_size"]
        step_size.mul_(factor)
        step_size.copy_(lucid.clamp(step_size, *group["step_sizes"]))
        # Where the sign changed the number stays for one step.
        grad = lucid.where(agreement < 0, lucid.zeros_like(grad), grad)
        param.sub_(lucid.sign(grad) * step_size)
        state["prev"].copy_(grad)
