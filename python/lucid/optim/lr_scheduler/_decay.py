"""Schedules that follow a formula of the epoch."""

from bisect import bisect_right

from ._base import LRScheduler, counted


class LambdaLR(LRScheduler):
    """``base_lr * lr_lambda(epoch)``; one function, or a list with one per group.

    Raises:
        ValueError: the list's length is not the number of groups.
    """

    def __init__(self, optimizer, lr_lambda, last_epoch=-1, verbose=False):
        self.lr_lambdas = _per_group(optimizer, lr_lambda, "lr_lambdas")
        super().__init__(optimizer, last_epoch, verbose)

    def state_dict(self):
        """Returns the state; of the functions, only the attributes of callable objects."""
        return _without_functions(self, super().state_dict())

    def load_state_dict(self, state_dict):
        """Restores what ``state_dict`` returned, keeping this scheduler's functions."""
        _restore_functions(self, state_dict)

    def get_lr(self):
        """Rates for ``last_epoch``."""
        return [base * function(self.last_epoch) for base, function in zip(self._base_rates(), self.lr_lambdas)]


class MultiplicativeLR(LRScheduler):
    """Multiplies the rate by ``lr_lambda(epoch)`` each epoch; one function, or a list with one per group.

    Raises:
        ValueError: the list's length is not the number of groups.
    """

    def __init__(self, optimizer, lr_lambda, last_epoch=-1, verbose=False):
        self.lr_lambdas = _per_group(optimizer, lr_lambda, "lr_lambdas")
        super().__init__(optimizer, last_epoch, verbose)

    def state_dict(self):
        """Returns the state; of the functions, only the attributes of callable objects."""
        return _without_functions(self, super().state_dict())

    def load_state_dict(self, state_dict):
        """Restores what ``state_dict`` returned, keeping this scheduler's functions."""
        _restore_functions(self, state_dict)

    def get_lr(self):
        """Rates for ``last_epoch``."""
        if self._is_initial:
            return self._rates()
        return [rate * function(self.last_epoch) for rate, function in zip(self._rates(), self.lr_lambdas)]


def _per_group(optimizer, value, name):
    count = len(optimizer.param_groups)
    values = list(value) if isinstance(value, (list, tuple)) else [value] * count
    if len(values) != count:
        raise ValueError(f"Expected {count} {name}, but got {len(values)}")
    return values


def _without_functions(scheduler, state):
    state["lr_lambdas"] = [
        dict(function.__dict__) if hasattr(function, "__dict__") and not hasattr(function, "__code__") else None
        for function in scheduler.lr_lambdas
    ]
    return state


def _restore_functions(scheduler, state_dict):
    state = dict(state_dict)
    saved = state.pop("lr_lambdas", [])
    scheduler.__dict__.update(state)
    for function, attributes in zip(scheduler.lr_lambdas, saved):
        if attributes is not None:
            function.__dict__.update(attributes)


class StepLR(LRScheduler):
    """Multiplies the rate by ``gamma`` every ``step_size`` epochs."""

    def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1, verbose=False):
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer, last_epoch, verbose)

    def get_lr(self):
        """Rates for ``last_epoch``."""
        if self.last_epoch == 0 or self.last_epoch % self.step_size != 0:
            return self._rates()
        return [rate * self.gamma for rate in self._rates()]

    def _get_closed_form_lr(self):
        return [base * self.gamma ** (self.last_epoch // self.step_size) for base in self._base_rates()]


class MultiStepLR(LRScheduler):
    """Multiplies the rate by ``gamma`` at each epoch in ``milestones``."""

    def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1, verbose=False):
        self.milestones, self.gamma = counted(milestones), gamma
        super().__init__(optimizer, last_epoch, verbose)

    def get_lr(self):
        """Rates for ``last_epoch``."""
        return [rate * self.gamma ** self.milestones[self.last_epoch] for rate in self._rates()]

    def _get_closed_form_lr(self):
        passed = bisect_right(sorted(self.milestones.elements()), self.last_epoch)
        return [base * self.gamma**passed for base in self._base_rates()]


class ConstantLR(LRScheduler):
    """``base_lr * factor`` for the first ``total_iters`` epochs, then ``base_lr``.

    Raises:
        ValueError: ``factor`` is outside [0, 1].
    """

    def __init__(self, optimizer, factor=1.0 / 3, total_iters=5, last_epoch=-1, verbose=False):
        if factor > 1.0 or factor < 0:
            raise ValueError("Constant multiplicative factor expected to be between 0 and 1.")
        self.factor, self.total_iters = factor, total_iters
        super().__init__(optimizer, last_epoch, verbose)

    def get_lr(self):
        """Rates for ``last_epoch``."""
        if self.last_epoch == 0:
            return [rate * self.factor for rate in self._rates()]
        if self.last_epoch != self.total_iters:
            return self._rates()
        return [rate * (1.0 / self.factor) for rate in self._rates()]

    def _get_closed_form_lr(self):
        factor = self.factor if self.last_epoch < self.total_iters else 1
        return [base * factor for base in self._base_rates()]


class LinearLR(LRScheduler):
    """The factor goes linearly from ``start_factor`` to ``end_factor`` over ``total_iters`` epochs.

    Raises:
        ValueError: ``start_factor`` is outside (0, 1] or ``end_factor`` outside [0, 1].
    """

    def __init__(
        self, optimizer, start_factor=1.0 / 3, end_factor=1.0, total_iters=5, last_epoch=-1, verbose=False
    ):
        if start_factor > 1.0 or start_factor <= 0:
            raise ValueError(
                "Starting multiplicative factor expected to be greater than 0 and less or equal to 1."
            )
        if end_factor > 1.0 or end_factor < 0:
            raise ValueError("Ending multiplicative factor expected to be between 0 and 1.")
        self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, total_iters
        super().__init__(optimizer, last_epoch, verbose)

    def get_lr(self):
        """Rates for ``last_epoch``."""
        if self.last_epoch == 0:
            return [rate * self.start_factor for rate in self._rates()]
        if self._is_initial or self.last_epoch > self.total_iters:
            return self._rates()
        span = self.end_factor - self.start_factor
        change = 1.0 + span / (self.total_iters * self.start_factor + (self.last_epoch - 1) * span)
        return [rate * change for rate in self._rates()]

    def _get_closed_form_lr(self):
        share = min(self.total_iters, self.last_epoch) / self.total_iters
        factor = self.start_factor + (self.end_factor - self.start_factor) * share
        return [base * factor for base in self._base_rates()]


class ExponentialLR(LRScheduler):
    """Multiplies the rate by ``gamma`` every epoch."""

    def __init__(self, optimizer, gamma, last_epoch=-1, verbose=False):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch, verbose)

    def get_lr(self):
        """Rates for ``last_epoch``."""
        if self._is_initial:
            return self._rates()
        return [rate * self.gamma for rate in self._rates()]

    def _get_closed_form_lr(self):
        return [base * self.gamma**self.last_epoch for base in self._base_rates()]


class PolynomialLR(LRScheduler):
    """``eta_min + (base_lr - eta_min) * (1 - epoch / total_iters)^power``, constant after ``total_iters``."""

    def __init__(self, optimizer, total_iters=5, power=1.0, eta_min=0.0, last_epoch=-1, verbose=False):
        self.total_iters, self.power, self.eta_min = total_iters, power, eta_min
        super().__init__(optimizer, last_epoch, verbose)

    def get_lr(self):
        """Rates for ``last_epoch``."""
        if self._is_initial or self.last_epoch > self.total_iters:
            return self._rates()
        ratio = (1.0 - self.last_epoch / self.total_iters) / (1.0 - (self.last_epoch - 1) / self.total_iters)
        return [self.eta_min + (rate - self.eta_min) * ratio**self.power for rate in self._rates()]

    def _get_closed_form_lr(self):
        left = (1.0 - min(self.total_iters, self.last_epoch) / self.total_iters) ** self.power
        return [self.eta_min + (base - self.eta_min) * left for base in self._base_rates()]


class NoamScheduler(LRScheduler):
    """``base_lr * d_model^-0.5 * min(step^-0.5, step * warmup_steps^-1.5)`` (Vaswani et al. 2017, equation 3).

    Raises:
        ValueError: ``d_model`` or ``warmup_steps`` is not positive.
    """

    def __init__(self, optimizer, d_model, warmup_steps, last_epoch=-1, verbose=False):
        if d_model <= 0 or warmup_steps <= 0:
            raise ValueError("NoamScheduler: d_model and warmup_steps must be positive")
        self.d_model, self.warmup_steps = d_model, warmup_steps
        super().__init__(optimizer, last_epoch, verbose)

    def get_lr(self):
        """Rates for ``last_epoch``; the first step counts as 1."""
        step = max(1, self.last_epoch)
        scale = self.d_model**-0.5 * min(step**-0.5, step * self.warmup_steps**-1.5)
        return [base * scale for base in self._base_rates()]
