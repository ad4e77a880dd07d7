"""Limited-memory BFGS."""

import lucid

from ._strong_wolfe import strong_wolfe
from .optimizer import Optimizer, check_not_negative

__all__ = ["LBFGS"]


class LBFGS(Optimizer):
    """L-BFGS (Nocedal & Wright, Numerical Optimization, algorithm 7.5), after minFunc.

    All parameters form one vector, so there is one group. ``step`` needs a closure that computes the loss and its
    gradients anew.

    Args:
        max_iter: iterations per step. max_eval: evaluations per step (None: 1.25 times max_iter).
        tolerance_grad: stop when no gradient is larger. tolerance_change: stop when value or parameters hardly change.
        history_size: number of updates remembered. line_search_fn: "strong_wolfe" or None.

    Raises:
        ValueError: there is more than one group, or the rate is negative.
    """

    def __init__(
        self,
        params,
        lr=1.0,
        max_iter=20,
        max_eval=25,
        tolerance_grad=1e-7,
        tolerance_change=1e-9,
        history_size=100,
        line_search_fn="strong_wolfe",
    ):
        check_not_negative(lr=lr)
        if max_eval is None:
            max_eval = max_iter * 5 // 4
        defaults = {
            "lr": lr,
            "max_iter": max_iter,
            "max_eval": max_eval,
            "tolerance_grad": tolerance_grad,
            "tolerance_change": tolerance_change,
            "history_size": history_size,
            "line_search_fn": line_search_fn,
        }
        super().__init__(params, defaults)
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")
        self._params = self.param_groups[0]["params"]

    def __setstate__(self, state):
        super().__setstate__(state)
        self._params = self.param_groups[0]["params"]

    def _gradient(self):
        return lucid.cat(
            [
                (lucid.zeros_like(p) if p.grad is None else p.grad).detach().reshape(-1)
                for p in self._params
            ]
        )

    def _move(self, step, direction):
        start = 0
        for param in self._params:
            end = start + param.numel()
            param.add_(direction[start:end].view_as(param) * step)
            start = end

    def _restore(self, values):
        for param, value in zip(self._params, values):
            param.copy_(value)

    def _evaluate_at(self, closure, values, step, direction):
        self._move(step, direction)
        loss = float(closure())
        gradient = self._gradient()
        self._restore(values)
        return loss, gradient

    @lucid.no_grad()
    def step(self, closure):
        """Runs up to ``max_iter`` iterations; returns the loss before the first.

        Args:
            closure: clears the gradients, computes the loss, calls backward, returns the loss.
        """
        closure = lucid.enable_grad()(closure)
        group = self.param_groups[0]
        lr, line_search = float(group["lr"]), group["line_search_fn"]
        tolerance_change = group["tolerance_change"]
        if line_search not in (None, "strong_wolfe"):
            raise RuntimeError("only 'strong_wolfe' is supported")

        # As in PyTorch, the state of the whole is kept under the first parameter.
        state = self.state[self._params[0]]
        state.setdefault("func_evals", 0)
        state.setdefault("n_iter", 0)

        first_loss = closure()
        loss = float(first_loss)
        evaluations = 1
        state["func_evals"] += 1
        gradient = self._gradient()
        if _largest(gradient) <= group["tolerance_grad"]:
            return first_loss

        direction, t = state.get("d"), state.get("t")
        history = _History.restore(state, group["history_size"])
        previous_gradient, previous_loss = state.get("prev_flat_grad"), state.get("prev_loss")

        iterations = 0
        while iterations < group["max_iter"]:
            iterations += 1
            state["n_iter"] += 1
            if state["n_iter"] == 1:
                direction = -gradient
                history = _History([], [], [], 1.0, group["history_size"])
            else:
                history.add(gradient - previous_gradient, direction * t)
                direction = history.direction(gradient)
            previous_gradient = gradient.clone()
            previous_loss = loss

            # The first direction's length is arbitrary: start with a step of at most unit 1-norm.
            t = min(1.0, 1.0 / float(lucid.abs(gradient).sum())) * lr if state["n_iter"] == 1 else lr
            slope = float((gradient * direction).sum())
            if slope > -tolerance_change:
                break

            used = 0
            if line_search == "strong_wolfe":
                start = [param.clone() for param in self._params]
                loss, gradient, t, used = strong_wolfe(
                    lambda step, d: self._evaluate_at(closure, start, step, d), t, direction, loss, gradient, slope
                )
                self._move(t, direction)
                converged = _largest(gradient) <= group["tolerance_grad"]
            else:
                self._move(t, direction)
                converged = False
                if iterations != group["max_iter"]:
                    # The last iteration's evaluation would be thrown away.
                    loss = float(closure())
                    gradient = self._gradient()
                    converged = _largest(gradient) <= group["tolerance_grad"]
                    used = 1
            evaluations += used
            state["func_evals"] += used

            if iterations == group["max_iter"] or evaluations >= group["max_eval"] or converged:
                break
            if _largest(direction * t) <= tolerance_change or abs(loss - previous_loss) < tolerance_change:
                break

        state.update(d=direction, t=t, prev_flat_grad=previous_gradient, prev_loss=previous_loss)
        history.save(state)
        return first_loss


def _largest(vector):
    return float(lucid.abs(vector).max())


class _History:
    """The last updates, from which the inverse Hessian's product with a vector is computed."""

    def __init__(self, gradient_changes, steps, curvatures, scale, size):
        self.gradient_changes, self.steps, self.curvatures = gradient_changes, steps, curvatures
        self.scale, self.size = scale, size

    @classmethod
    def restore(cls, state, size):
        return cls(
            state.get("old_dirs", []), state.get("old_stps", []), state.get("ro", []), state.get("H_diag", 1.0), size
        )

    def save(self, state):
        state.update(old_dirs=self.gradient_changes, old_stps=self.steps, ro=self.curvatures, H_diag=self.scale)

    def add(self, gradient_change, step):
        curvature = float((gradient_change * step).sum())
        if curvature <= 1e-10:
            return
        if len(self.steps) == self.size:
            for values in (self.gradient_changes, self.steps, self.curvatures):
                values.pop(0)
        self.gradient_changes.append(gradient_change)
        self.steps.append(step)
        self.curvatures.append(1.0 / curvature)
        self.scale = curvature / float((gradient_change * gradient_change).sum())

    def direction(self, gradient):
        """Two-loop recursion (Nocedal & Wright, algorithm 7.4)."""
        count = len(self.steps)
        alphas = [0.0] * count
        vector = -gradient
        for i in range(count - 1, -1, -1):
            alphas[i] = float((self.steps[i] * vector).sum()) * self.curvatures[i]
            vector = vector - self.gradient_changes[i] * alphas[i]
        vector = vector * self.scale
        for i in range(count):
            beta = float((self.gradient_changes[i] * vector).sum()) * self.curvatures[i]
            vector = vector + self.steps[i] * (alphas[i] - beta)
        return vector
