"""Debugging aid: names the forward call behind an error in backward."""

import functools
import traceback
import warnings

from lucid._engine import engine

__all__ = ["detect_anomaly", "is_anomaly_check_nan_enabled", "is_anomaly_enabled", "set_detect_anomaly"]

_state = [False, True]


def _describe():
    return "".join(traceback.format_stack()[:-1])


def _report(message):
    warnings.warn(message, stacklevel=2)


def _set(mode, check_nan):
    before = engine._set_anomaly(mode, check_nan, _describe, _report)
    _state[:] = [mode, check_nan]
    return before


def is_anomaly_enabled():
    """Whether anomaly mode is on."""
    return _state[0]


def is_anomaly_check_nan_enabled():
    """Whether anomaly mode looks for NaN."""
    return _state[1]


class _AnomalyMode:
    def __enter__(self):
        return None

    def __exit__(self, *args):
        _set(*self._before)

    def __call__(self, fn):
        @functools.wraps(fn)
        def watched(*args, **kwargs):
            with type(self)(*self._arguments):
                return fn(*args, **kwargs)

        return watched


class detect_anomaly(_AnomalyMode):
    """Within the block, ops remember where they were called, so that an error in backward comes with a warning that
    shows the forward call; and a backward that makes NaN raises. Slow: for debugging only.

    Args:
        check_nan: look for NaN in gradients.
    """

    def __init__(self, check_nan=True):
        self._arguments = (check_nan,)
        warnings.warn(
            "Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for "
            "debugging.",
            stacklevel=2,
        )

    def __enter__(self):
        self._before = _set(True, bool(self._arguments[0]))


class set_detect_anomaly(_AnomalyMode):
    """Turns anomaly mode on or off, at once; as a context manager, for a block.

    Args:
        mode: on or off. check_nan: look for NaN in gradients.
    """

    def __init__(self, mode, check_nan=True):
        self._arguments = (mode, check_nan)
        self._before = _set(bool(mode), bool(check_nan))
