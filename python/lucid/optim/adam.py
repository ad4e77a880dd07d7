"""Adam."""

import lucid

from . import _multi_tensor
from .optimizer import Optimizer, check_betas, check_not_negative, refuse_differentiable

__all__ = ["Adam"]


class Adam(Optimizer):
    """Adam (Kingma & Ba 2014).

    Args:
        params: parameters or groups.
        lr: learning rate. betas: decay of the averages of the gradient and of its square. eps: added to the root.
        weight_decay: L2 penalty, or decay of the weights themselves if ``decoupled_weight_decay`` (AdamW).
        amsgrad: divide by the largest average so far (Reddi et al. 2018). maximize: go up instead of down.
        foreach, capturable, fused: accepted for PyTorch's sake; every group is one engine call.

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
        amsgrad=False,
        *,
        foreach=None,
        maximize=False,
        capturable=False,
        differentiable=False,
        fused=None,
        decoupled_weight_decay=False,
    ):
        check_not_negative(lr=lr, eps=eps)
        check_betas(betas)
        check_not_negative(weight_decay=weight_decay)
        refuse_differentiable(differentiable)
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "amsgrad": amsgrad,
            "maximize": maximize,
            "foreach": foreach,
            "capturable": capturable,
            "differentiable": differentiable,
            "fused": fused,
            "decoupled_weight_decay": decoupled_weight_decay,
        }
        super().__init__(params, defaults)

    @lucid.no_grad()
    def step(self, closure=None):
        """Updates the parameters from their gradients; returns the closure's loss, if any."""
        loss = self._evaluate(closure)
        states = self.state
        for group in self.param_groups:
            amsgrad = group["amsgrad"]
            params, grads, averages, squares, largest, steps = [], [], [], [], [], []
            for param in group["params"]:
                grad = param.grad
                if grad is None:
                    continue
                state = states[param]
                if not state:
                    state["step"] = 0
                    state["exp_avg"] = lucid.zeros_like(param)
                    state["exp_avg_sq"] = lucid.zeros_like(param)
                    if amsgrad:
                        state["max_exp_avg_sq"] = lucid.zeros_like(param)
                # int(): checkpoints from PyTorch hold the count in a tensor.
                state["step"] = step = int(state["step"]) + 1
                params.append(param)
                grads.append(grad)
                averages.append(state["exp_avg"])
                squares.append(state["exp_avg_sq"])
                steps.append(step)
                if amsgrad:
                    largest.append(state["max_exp_avg_sq"])
            if params:
                beta1, beta2 = group["betas"]
                _multi_tensor.adam_step(
                    params,
                    grads,
                    averages,
                    squares,
                    largest,
                    steps,
                    float(group["lr"]),
                    float(beta1),
                    float(beta2),
                    float(group["eps"]),
                    float(group["weight_decay"]),
                    amsgrad,
                    group["maximize"],
                    group["decoupled_weight_decay"],
                )
        return loss
