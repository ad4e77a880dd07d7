"""Cyclical schedules (Smith 2015; Smith & Topin 2017)."""

import math

from ._base import LRScheduler, check_is_optimizer, set_rate
from ._decay import _per_group


def _momentum_name(optimizer, who):
    defaults = optimizer.defaults
    if "betas" in defaults:
        return "betas"
    if "momentum" in defaults:
        return "momentum"
    raise ValueError(f"optimizer must support momentum or beta1 with `cycle_momentum` option enabled ({who})")


def _set_momentum(group, value):
    if "betas" in group:
        group["betas"] = (value, *group["betas"][1:])
    else:
        group["momentum"] = value


class CyclicLR(LRScheduler):
    """Swings the rate between ``base_lr`` and ``max_lr``.

    Args:
        step_size_up, step_size_down: batches of the rising and the falling half (None: the same).
        mode: "triangular", "triangular2" (the amplitude halves each cycle) or "exp_range" (``gamma ** batch``).
        scale_fn: own factor of the amplitude, of the cycle or of the iteration as ``scale_mode`` says.
        cycle_momentum: swing momentum (or beta1) between ``max_momentum`` and ``base_momentum``, the other way round;
            None: where the optimizer has it.

    Raises:
        ValueError: the mode is unknown, or momentum is asked for and the optimizer has none.
    """

    def __init__(
        self,
        optimizer,
        base_lr,
        max_lr,
        step_size_up=2000,
        step_size_down=None,
        mode="triangular",
        gamma=1.0,
        scale_fn=None,
        scale_mode="cycle",
        cycle_momentum=None,
        base_momentum=0.8,
        max_momentum=0.9,
        last_epoch=-1,
        verbose=False,
    ):
        check_is_optimizer(optimizer)
        if isinstance(step_size_down, str):  # the shorter signature: (..., step_size_up, mode, gamma)
            if not isinstance(mode, str):
                gamma = mode
            step_size_down, mode = None, step_size_down
        for group, rate in zip(optimizer.param_groups, _per_group(optimizer, base_lr, "values for base_lr")):
            if last_epoch == -1:
                set_rate(group, rate)
        self.max_lrs = _per_group(optimizer, max_lr, "values for max_lr")
        step_size_up = float(step_size_up)
        step_size_down = step_size_up if step_size_down is None else float(step_size_down)
        self.total_size = step_size_up + step_size_down
        self.step_ratio = step_size_up / self.total_size
        if mode not in ("triangular", "triangular2", "exp_range") and scale_fn is None:
            raise ValueError("mode is invalid and scale_fn is None")
        self.mode, self.gamma = mode, gamma
        self._scale_fn = scale_fn
        self.scale_mode = scale_mode if scale_fn is not None else ("iterations" if mode == "exp_range" else "cycle")
        if cycle_momentum is None:
            cycle_momentum = "momentum" in optimizer.defaults or "betas" in optimizer.defaults
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            _momentum_name(optimizer, "CyclicLR")
            self.base_momentums = _per_group(optimizer, base_momentum, "values for base_momentum")
            self.max_momentums = _per_group(optimizer, max_momentum, "values for max_momentum")
            if last_epoch == -1:
                for low, high, group in zip(self.base_momentums, self.max_momentums, optimizer.param_groups):
                    _set_momentum(group, high)
                    group["max_momentum"], group["base_momentum"] = high, low
        super().__init__(optimizer, last_epoch, verbose)
        self.base_lrs = _per_group(optimizer, base_lr, "values for base_lr")

    def scale_fn(self, x):
        """The amplitude's factor at cycle or iteration ``x``."""
        if self._scale_fn is not None:
            return self._scale_fn(x)
        if self.mode == "triangular2":
            return 1 / 2.0 ** (x - 1)
        return self.gamma**x if self.mode == "exp_range" else 1.0

    def state_dict(self):
        """Returns the state without the function ``scale_fn``."""
        return {key: value for key, value in super().state_dict().items() if key != "_scale_fn"}

    def get_lr(self):
        """Rates for ``last_epoch`` (here: the batch); sets the momentum besides."""
        cycle = math.floor(1 + self.last_epoch / self.total_size)
        place = 1.0 + self.last_epoch / self.total_size - cycle
        if place <= self.step_ratio:
            height = place / self.step_ratio
        else:
            height = (place - 1) / (self.step_ratio - 1)
        scale = self.scale_fn(cycle if self.scale_mode == "cycle" else self.last_epoch)
        if self.cycle_momentum:
            for low, high, group in zip(self.base_momentums, self.max_momentums, self.optimizer.param_groups):
                _set_momentum(group, high - (high - low) * height * scale)
        return [base + (top - base) * height * scale for base, top in zip(self._base_rates(), self.max_lrs)]


class OneCycleLR(LRScheduler):
    """One rise from ``max_lr / div_factor`` to ``max_lr`` and a fall to the initial rate over ``final_div_factor``.

    Args:
        total_steps: batches of the whole cycle; or give ``epochs`` and ``steps_per_epoch``.
        pct_start: the rise's share. anneal_strategy: "cos" or "linear".
        cycle_momentum, base_momentum, max_momentum: swing momentum (or beta1) the other way round; ``cycle_momentum``
            None: where the optimizer has it.
        three_phase: fall to the initial rate first, symmetrically, then to the final one.

    Raises:
        ValueError: the length is missing or not positive, or an option is out of its range; stepping past the end.
    """

    def __init__(
        self,
        optimizer,
        max_lr,
        total_steps=None,
        pct_start=0.3,
        anneal_strategy="cos",
        div_factor=25.0,
        final_div_factor=1e4,
        last_epoch=-1,
        verbose=False,
        *,
        epochs=None,
        steps_per_epoch=None,
        cycle_momentum=None,
        base_momentum=0.85,
        max_momentum=0.95,
        three_phase=False,
    ):
        check_is_optimizer(optimizer)
        if total_steps is None:
            if epochs is None or steps_per_epoch is None:
                raise ValueError(
                    "You must define either total_steps OR (epochs AND steps_per_epoch)"
                )
            for name, value in (("epochs", epochs), ("steps_per_epoch", steps_per_epoch)):
                if not isinstance(value, int) or value <= 0:
                    raise ValueError(f"Expected positive integer {name}, but got {value}")
            total_steps = epochs * steps_per_epoch
        elif not isinstance(total_steps, int) or total_steps <= 0:
            raise ValueError(f"Expected positive integer total_steps, but got {total_steps}")
        if not isinstance(pct_start, float) or not 0 <= pct_start <= 1:
            raise ValueError(f"Expected float between 0 and 1 pct_start, but got {pct_start}")
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(
                f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}"
            )
        self.total_steps, self._anneal_strategy = total_steps, anneal_strategy
        rise = float(pct_start * total_steps) - 1
        if three_phase:
            self._phases = [
                (rise, "initial_lr", "max_lr", "max_momentum", "base_momentum"),
                (float(2 * pct_start * total_steps) - 2, "max_lr", "initial_lr", "base_momentum", "max_momentum"),
                (total_steps - 1, "initial_lr", "min_lr", "max_momentum", "max_momentum"),
            ]
        else:
            self._phases = [
                (rise, "initial_lr", "max_lr", "max_momentum", "base_momentum"),
                (total_steps - 1, "max_lr", "min_lr", "base_momentum", "max_momentum"),
            ]
        if last_epoch == -1:
            for group, top in zip(optimizer.param_groups, _per_group(optimizer, max_lr, "values for max_lr")):
                group["initial_lr"] = top / div_factor
                group["max_lr"] = top
                group["min_lr"] = group["initial_lr"] / final_div_factor
        if cycle_momentum is None:
            cycle_momentum = "momentum" in optimizer.defaults or "betas" in optimizer.defaults
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            _momentum_name(optimizer, "OneCycleLR")
            if last_epoch == -1:
                highs = _per_group(optimizer, max_momentum, "values for max_momentum")
                lows = _per_group(optimizer, base_momentum, "values for base_momentum")
                for low, high, group in zip(lows, highs, optimizer.param_groups):
                    _set_momentum(group, high)
                    group["max_momentum"], group["base_momentum"] = high, low
        super().__init__(optimizer, last_epoch, verbose)

    def _anneal(self, start, end, share):
        if self._anneal_strategy == "linear":
            return (end - start) * share + start
        return end + (start - end) / 2.0 * (math.cos(math.pi * share) + 1)

    def get_lr(self):
        """Rates for ``last_epoch`` (here: the batch); sets the momentum besides."""
        step = self.last_epoch
        if step > self.total_steps:
            raise ValueError(
                f"Tried to step {step} times. The specified number of total steps is {self.total_steps}"
            )
        rates = []
        for group in self.optimizer.param_groups:
            start = 0.0
            for index, (end, rate_from, rate_to, momentum_from, momentum_to) in enumerate(self._phases):
                if step <= end or index == len(self._phases) - 1:
                    share = (step - start) / (end - start)
                    rates.append(self._anneal(group[rate_from], group[rate_to], share))
                    if self.cycle_momentum:
                        _set_momentum(group, self._anneal(group[momentum_from], group[momentum_to], share))
                    break
                start = end
        return rates
