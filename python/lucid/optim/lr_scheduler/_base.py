"""``LRScheduler``: sets the learning rates of an optimizer's groups, epoch by epoch."""

import warnings
from collections import Counter

from lucid import Tensor

from ..optimizer import Optimizer


def check_is_optimizer(optimizer):
    """Raises TypeError unless given an Optimizer."""
    if not isinstance(optimizer, Optimizer):
        raise TypeError(f"{type(optimizer).__name__} is not an Optimizer")


def set_rate(group, value, name="lr"):
    """Sets a group's rate; a rate held in a tensor is filled, so that whoever shares it sees the change."""
    if isinstance(group[name], Tensor):
        group[name].fill_(float(value))
    else:
        group[name] = value


class LRScheduler:
    """Base class of the schedulers; a subclass defines ``get_lr``, and ``_get_closed_form_lr`` where there is one.

    Args:
        optimizer: whose groups' "lr" is set.
        last_epoch: index of the last epoch, -1 to start anew.
        verbose: accepted and ignored, as in PyTorch.

    Raises:
        TypeError: not an optimizer. KeyError: resuming, but a group lacks "initial_lr".
    """

    def __init__(self, optimizer, last_epoch=-1, verbose=False):
        check_is_optimizer(optimizer)
        self.optimizer = optimizer
        if last_epoch == -1:
            for group in optimizer.param_groups:
                rate = group["lr"]
                group.setdefault("initial_lr", rate.clone() if isinstance(rate, Tensor) else rate)
        else:
            for index, group in enumerate(optimizer.param_groups):
                if "initial_lr" not in group:
                    raise KeyError(
                        f"param 'initial_lr' is not specified in param_groups[{index}] when resuming scheduler with "
                        f"last_epoch >= 0."
                    )
        self.base_lrs = [group["initial_lr"] for group in optimizer.param_groups]
        self.last_epoch = last_epoch
        self._step_count = 0
        self._is_initial = True
        self.step()
        self._is_initial = False

    def state_dict(self):
        """Returns everything but the optimizer."""
        return {key: value for key, value in self.__dict__.items() if key != "optimizer"}

    def load_state_dict(self, state_dict):
        """Restores what ``state_dict`` returned."""
        self.__dict__.update(state_dict)

    def get_last_lr(self):
        """Returns the rate of each group, as last set."""
        return self._last_lr

    def get_lr(self):
        """Returns the rate of each group for ``last_epoch``, computed from the present ones."""
        raise NotImplementedError

    def step(self, epoch=None):
        """Goes to the next epoch (or to ``epoch``) and sets the rates."""
        if self._step_count == 1 and not getattr(self.optimizer, "_step_called", True):
            warnings.warn(
                "Detected call of `lr_scheduler.step()` before `optimizer.step()`. You should call them in the "
                "opposite order: `optimizer.step()` before `lr_scheduler.step()`. Failure to do this will skip the "
                "first value of the learning rate schedule.",
                stacklevel=2,
            )
        self._step_count += 1
        if epoch is None:
            self.last_epoch += 1
            rates = self.get_lr()
        else:
            self.last_epoch = epoch
            closed_form = getattr(self, "_get_closed_form_lr", None)
            rates = self.get_lr() if closed_form is None else closed_form()
        self._set(rates)

    def _set(self, rates):
        for group, rate in zip(self.optimizer.param_groups, rates):
            set_rate(group, rate)
        self._last_lr = [float(group["lr"]) for group in self.optimizer.param_groups]

    def _rates(self):
        """The groups' present rates as numbers."""
        return [float(group["lr"]) for group in self.optimizer.param_groups]

    def _base_rates(self):
        return [float(rate) for rate in self.base_lrs]


_LRScheduler = LRScheduler


def counted(milestones):
    """Milestones as a Counter: one that is given twice counts twice."""
    return Counter(milestones)
