"""``GradScaler``: keeps small gradients of half precision from vanishing."""

import math
import warnings
from enum import Enum

import lucid
from lucid import Tensor

__all__ = ["GradScaler", "OptState"]


class OptState(Enum):
    """What was done with an optimizer since the last update."""

    READY = 0
    UNSCALED = 1
    STEPPED = 2


class GradScaler:
    """Multiplies the loss, divides the gradients, and skips steps whose gradients overflowed.

    ``scaler.scale(loss).backward(); scaler.step(optimizer); scaler.update()``. To clip gradients call
    ``scaler.unscale_(optimizer)`` before.

    Args:
        init_scale: first scale. growth_factor: factor after ``growth_interval`` steps in a row without overflow.
        backoff_factor: factor after an overflow. enabled: False makes every method pass its argument through.
        device: accepted for PyTorch's sake.

    Raises:
        ValueError: a factor or the interval is out of its range.
    """

    def __init__(
        self,
        init_scale=2.0**16,
        growth_factor=2.0,
        backoff_factor=0.5,
        growth_interval=2000,
        enabled=True,
        *,
        device="metal",
    ):
        if isinstance(init_scale, str):  # PyTorch's order has the device first
            device, init_scale = init_scale, 2.0**16
        if growth_factor <= 1.0:
            raise ValueError("The growth factor must be > 1.0.")
        if backoff_factor >= 1.0:
            raise ValueError("The backoff factor must be < 1.0.")
        if growth_interval < 1:
            raise ValueError("The growth interval must be at least 1.")
        self._device, self._enabled = device, enabled
        self._scale = float(init_scale)
        self._growth_factor, self._backoff_factor = growth_factor, backoff_factor
        self._growth_interval, self._growth_tracker = growth_interval, 0
        self._states = {}

    def _state_of(self, optimizer):
        return self._states.setdefault(id(optimizer), {"stage": OptState.READY, "found_inf": False})

    def scale(self, outputs):
        """Multiplies a tensor, or all tensors of a (nested) list or tuple, by the scale.

        Raises:
            ValueError: something else is among them.
        """
        if not self._enabled:
            return outputs
        if isinstance(outputs, Tensor):
            return outputs * self._scale
        if isinstance(outputs, (list, tuple)):
            return type(outputs)([self.scale(value) for value in outputs])
        if hasattr(outputs, "__iter__"):
            return map(self.scale, outputs)
        raise ValueError("outputs must be a Tensor or an iterable of Tensors")

    def unscale_(self, optimizer):
        """Divides the gradients of an optimizer's parameters by the scale, in place, and looks for inf and nan.

        Raises:
            RuntimeError: called twice for one optimizer since the last update, or after its step.
            ValueError: a gradient is float16 (parameters must be float32).
        """
        if not self._enabled:
            return
        state = self._state_of(optimizer)
        if state["stage"] is OptState.UNSCALED:
            raise RuntimeError("unscale_() has already been called on this optimizer since the last update().")
        if state["stage"] is OptState.STEPPED:
            raise RuntimeError("unscale_() is being called after step().")
        state["found_inf"] = self._unscale_gradients(optimizer)
        state["stage"] = OptState.UNSCALED

    def _unscale_gradients(self, optimizer):
        # The inverse in double precision: a float32 inverse of a large scale would lose bits.
        inverse = 1.0 / self._scale
        sums = []
        with lucid.no_grad():
            for group in optimizer.param_groups:
                for parameter in group["params"]:
                    gradient = parameter.grad
                    if gradient is None:
                        continue
                    if gradient.dtype == lucid.float16:
                        raise ValueError("Attempting to unscale FP16 gradients.")
                    # x * 0 is 0 for finite x and nan otherwise: one flag per gradient, read together below.
                    sums.append((gradient * 0.0).sum())
                    gradient.mul_(inverse)
            if not sums:
                raise AssertionError("No inf checks were recorded for this optimizer.")
            # One read at the end: on the GPU stream each read waits for the work before it.
            return not all(math.isfinite(total) for total in _read(sums))

    def step(self, optimizer, *args, **kwargs):
        """Unscales the gradients unless that was done, and steps the optimizer unless one of them is inf or nan.

        Returns:
            what the optimizer's step returned, or None if it was skipped.

        Raises:
            RuntimeError: called twice since the last update, or with a closure.
            AssertionError: the optimizer's parameters have no gradients.
        """
        if not self._enabled:
            return optimizer.step(*args, **kwargs)
        if "closure" in kwargs:
            raise RuntimeError("Closure use is not currently supported if GradScaler is enabled.")
        state = self._state_of(optimizer)
        if state["stage"] is OptState.STEPPED:
            raise RuntimeError("step() has already been called since the last update().")
        if state["stage"] is OptState.READY:
            self.unscale_(optimizer)
        result = None if state["found_inf"] else optimizer.step(*args, **kwargs)
        state["stage"] = OptState.STEPPED
        return result

    def update(self, new_scale=None):
        """Sets the next scale: lower after an overflow, higher after enough steps without; or ``new_scale``.

        Raises:
            AssertionError: no optimizer was stepped or unscaled since the last update.
            ValueError: ``new_scale`` is a tensor with more than one element, or needs a gradient.
        """
        if not self._enabled:
            return
        if new_scale is not None:
            if isinstance(new_scale, Tensor) and (new_scale.numel() != 1 or new_scale.requires_grad):
                raise ValueError(
                    "new_scale should be a float or a 1-element tensor with requires_grad=False."
                )
            self._scale = float(new_scale)
        else:
            checked = [s for s in self._states.values() if s["stage"] is not OptState.READY]
            if not checked:
                raise AssertionError("No inf checks were recorded prior to update.")
            if any(state["found_inf"] for state in checked):
                self._scale *= self._backoff_factor
                self._growth_tracker = 0
            else:
                self._growth_tracker += 1
                if self._growth_tracker == self._growth_interval:
                    grown = self._scale * self._growth_factor
                    if grown <= lucid.finfo(lucid.float32).max:
                        self._scale = grown
                    self._growth_tracker = 0
        self._states.clear()

    def get_scale(self):
        """The present scale; 1.0 when disabled."""
        return self._scale if self._enabled else 1.0

    def get_growth_factor(self):
        """The factor of growth."""
        return self._growth_factor

    def set_growth_factor(self, new_factor):
        """Sets the factor of growth."""
        self._growth_factor = new_factor

    def get_backoff_factor(self):
        """The factor after an overflow."""
        return self._backoff_factor

    def set_backoff_factor(self, new_factor):
        """Sets the factor after an overflow."""
        self._backoff_factor = new_factor

    def get_growth_interval(self):
        """Steps without overflow until the scale grows."""
        return self._growth_interval

    def set_growth_interval(self, new_interval):
        """Sets the steps without overflow until the scale grows."""
        self._growth_interval = new_interval

    def is_enabled(self):
        """Whether the scaler does anything."""
        return self._enabled

    def state_dict(self):
        """Scale, factors, interval and the count of steps without overflow; empty when disabled."""
        if not self._enabled:
            return {}
        return {
            "scale": self._scale,
            "growth_factor": self._growth_factor,
            "backoff_factor": self._backoff_factor,
            "growth_interval": self._growth_interval,
            "_growth_tracker": self._growth_tracker,
        }

    def load_state_dict(self, state_dict):
        """Restores what ``state_dict`` returned.

        Raises:
            RuntimeError: the dictionary is empty: it was saved from a disabled scaler.
        """
        if not self._enabled:
            return
        if not state_dict:
            raise RuntimeError(
                "The source state dict is empty, possibly because it was saved from a disabled instance of GradScaler."
            )
        self._scale = float(state_dict["scale"])
        self._growth_factor = state_dict["growth_factor"]
        self._backoff_factor = state_dict["backoff_factor"]
        self._growth_interval = state_dict["growth_interval"]
        self._growth_tracker = int(state_dict["_growth_tracker"])

    def __getstate__(self):
        state = dict(self.__dict__)
        if self._states:
            if self._enabled:
                raise RuntimeError(
                    "A GradScaler instance may only be pickled at the beginning of an iteration, or at the end after "
                    "scaler.update()."
                )
            warnings.warn("pickling a GradScaler in the middle of an iteration", stacklevel=2)
        return state


def _read(scalars):
    devices = {str(scalar.device) for scalar in scalars}
    if len(devices) == 1 and len({scalar.dtype for scalar in scalars}) == 1:
        return lucid.stack(scalars).tolist()
    return [scalar.item() for scalar in scalars]
