"""Schedulers made of schedulers."""

from bisect import bisect_right

from ._base import LRScheduler


def _check_same_optimizer(schedulers, who):
    if not schedulers:
        raise ValueError(f"{who} expects at least one scheduler to be chained, but got no scheduler.")
    for index, scheduler in enumerate(schedulers):
        if not hasattr(scheduler, "optimizer"):
            raise TypeError(f"{who} at index {index} should have `optimizer` as its attribute.")
        if scheduler.optimizer is not schedulers[0].optimizer:
            raise ValueError(
                f"{who} expects all schedulers to belong to the same optimizer, but got scheduler at index {index} "
                "which is different from the first"
            )


class _Composed(LRScheduler):
    def state_dict(self):
        """Returns the state of this scheduler and of those it holds."""
        state = {key: value for key, value in self.__dict__.items() if key not in ("optimizer", "_schedulers")}
        state["_schedulers"] = [scheduler.state_dict() for scheduler in self._schedulers]
        return state

    def load_state_dict(self, state_dict):
        """Restores what ``state_dict`` returned."""
        state = dict(state_dict)
        inner = state.pop("_schedulers")
        self.__dict__.update(state)
        for scheduler, saved in zip(self._schedulers, inner):
            scheduler.load_state_dict(saved)


class SequentialLR(_Composed):
    """Runs one scheduler after another; ``milestones`` are the epochs at which the next takes over.

    Raises:
        ValueError: the numbers of schedulers and milestones do not fit, or the optimizers differ.
    """

    def __init__(self, optimizer, schedulers, milestones, last_epoch=-1, verbose=False):
        schedulers = list(schedulers)
        _check_same_optimizer(schedulers, "SequentialLR")
        if schedulers[0].optimizer is not optimizer:
            raise ValueError("SequentialLR expects all schedulers to belong to the same optimizer")
        if len(milestones) != len(schedulers) - 1:
            raise ValueError(
                "Sequential Schedulers expects number of schedulers provided to be one more than the number of "
                f"milestone points, but got number of schedulers {len(schedulers)} and the number of milestones to be "
                f"equal to {len(milestones)}"
            )
        self._schedulers, self._milestones = schedulers, list(milestones)
        self.last_epoch = last_epoch + 1
        self.optimizer = optimizer
        # Every scheduler made its first step when it was built: take them back, then let the first do its own.
        for group in optimizer.param_groups:
            group["lr"] = group["initial_lr"]
        for scheduler in schedulers:
            scheduler.last_epoch -= 1
        schedulers[0]._is_initial = True
        schedulers[0].step()
        schedulers[0]._is_initial = False
        self._last_lr = schedulers[0].get_last_lr()

    def step(self):
        """Steps the scheduler whose turn it is."""
        self.last_epoch += 1
        index = bisect_right(self._milestones, self.last_epoch)
        scheduler = self._schedulers[index]
        if index > 0 and self._milestones[index - 1] == self.last_epoch:
            scheduler.step(0)
        else:
            scheduler.step()
        self._last_lr = scheduler.get_last_lr()


class ChainedScheduler(_Composed):
    """Steps several schedulers together; their factors multiply.

    Raises:
        ValueError: there is none, or their optimizers differ.
    """

    def __init__(self, schedulers, optimizer=None):
        schedulers = list(schedulers)
        _check_same_optimizer(schedulers, "ChainedScheduler")
        optimizer = optimizer or schedulers[0].optimizer
        if schedulers[0].optimizer is not optimizer:
            raise ValueError("ChainedScheduler expects all schedulers to belong to the given optimizer")
        self._schedulers, self.optimizer = schedulers, optimizer
        self._last_lr = [float(group["lr"]) for group in optimizer.param_groups]

    def step(self):
        """Steps all schedulers."""
        for scheduler in self._schedulers:
            scheduler.step()
        self._last_lr = [float(group["lr"]) for group in self.optimizer.param_groups]
