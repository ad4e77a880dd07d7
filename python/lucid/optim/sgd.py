"""Stochastic gradient descent."""

import lucid

from . import _multi_tensor
from .optimizer import Optimizer, check_not_negative, refuse_differentiable

__all__ = ["SGD"]


class SGD(Optimizer):
    """Stochastic gradient descent, optionally with momentum (Sutskever et al. 2013).

    Args:
        params: parameters or groups.
        lr: learning rate. momentum, dampening: of the running gradient. weight_decay: L2 penalty.
        nesterov: look one momentum step ahead. maximize: go up instead of down.
        foreach, fused: accepted for PyTorch's sake; every group is one engine call.

    Raises:
        ValueError: an option is negative, or nesterov lacks momentum or has dampening.
    """

    def __init__(
        self,
        params,
        lr=1e-3,
        momentum=0,
        dampening=0,
        weight_decay=0,
        nesterov=False,
        *,
        maximize=False,
        foreach=None,
        differentiable=False,
        fused=None,
    ):
        check_not_negative(lr=lr, momentum=momentum, weight_decay=weight_decay)
        refuse_differentiable(differentiable)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")
        defaults = {
            "lr": lr,
            "momentum": momentum,
            "dampening": dampening,
            "weight_decay": weight_decay,
            "nesterov": nesterov,
            "maximize": maximize,
            "foreach": foreach,
            "differentiable": differentiable,
            "fused": fused,
        }
        super().__init__(params, defaults)

    @lucid.no_grad()
    def step(self, closure=None):
        """Updates the parameters from their gradients; returns the closure's loss, if any."""
        loss = self._evaluate(closure)
        state = self.state
        for group in self.param_groups:
            params, grads, buffers = [], [], []
            momentum = group["momentum"]
            for param in group["params"]:
                grad = param.grad
                if grad is None:
                    continue
                params.append(param)
                grads.append(grad)
                if momentum != 0:
                    buffers.append(state[param].get("momentum_buffer"))
            if not params:
                continue
            new = any(buffer is None for buffer in buffers)
            _multi_tensor.sgd_step(
                params,
                grads,
                buffers,
                float(group["lr"]),
                float(momentum),
                float(group["dampening"]),
                float(group["weight_decay"]),
                group["nesterov"],
                group["maximize"],
            )
            if new:
                for param, buffer in zip(params, buffers):
                    state[param]["momentum_buffer"] = buffer
        return loss

