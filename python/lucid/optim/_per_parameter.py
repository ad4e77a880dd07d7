"""The loop shared by optimizers that update each parameter from its own gradient and state."""

import lucid

from .optimizer import Optimizer, refuse_differentiable


class PerParameterOptimizer(Optimizer):
    """A subclass says how a parameter's state starts and how one update goes; both run outside the graph."""

    def _start(self, param, group):
        """Returns the state of a parameter before its first step, without "step"."""
        raise NotImplementedError

    def _update(self, param, grad, state, group):
        """Updates ``param`` and ``state`` in place; ``state["step"]`` already counts this step."""
        raise NotImplementedError

    @lucid.no_grad()
    def step(self, closure=None):
        """Updates the parameters from their gradients; returns the closure's loss, if any."""
        loss = self._evaluate(closure)
        for group in self.param_groups:
            decay = group.get("weight_decay", 0)
            decoupled = group.get("decoupled_weight_decay", False)
            for param in group["params"]:
                grad = param.grad
                if grad is None:
                    continue
                self._refuse_sparse(grad)
                state = self.state[param]
                if not state:
                    state["step"] = 0
                    state.update(self._start(param, group))
                state["step"] = int(state["step"]) + 1
                if group.get("maximize", False):
                    grad = -grad
                if decay != 0:
                    if decoupled:
                        param.mul_(1 - float(group["lr"]) * decay)
                    else:
                        grad = grad + param * decay
                self._update(param, grad, state, group)
        return loss


def common_options(maximize, foreach, capturable, differentiable):
    """The options every optimizer takes for PyTorch's sake; only ``maximize`` changes anything."""
    refuse_differentiable(differentiable)
    return {"maximize": maximize, "foreach": foreach, "capturable": capturable, "differentiable": differentiable}


def mix_(average, value, weight):
    """``average += (value - average) * weight``, in place."""
    return average.add_((value - average) * weight)
