"""``autocast``: runs matrix products in a shorter type and sensitive functions in float32."""

import functools
import warnings

import lucid
from lucid._engine import get_autocast_state, set_autocast_state

__all__ = ["autocast", "get_autocast_dtype", "is_autocast_available", "is_autocast_enabled"]

_DEVICE_TYPES = ("cpu", "metal")
_DTYPES = (lucid.float16, lucid.bfloat16)


class autocast:
    """Context manager and decorator; the engine casts each op's operands by the op's policy while it is active.

    The setting is per thread and per device type. Regions nest; an inner ``autocast(enabled=False)`` turns casting off
    within it.

    Args:
        device_type: "metal" or "cpu".
        dtype: float16 or bfloat16; None: float16 on "metal", bfloat16 on "cpu".
        enabled: False makes the region one without casting.
        cache_enabled: accepted for PyTorch's sake; casts are cheap and not cached.

    Raises:
        ValueError: the device type is unknown.
    """

    def __init__(self, device_type="metal", dtype=lucid.float16, enabled=True, cache_enabled=None):
        if not isinstance(device_type, str):
            raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
        device_type = device_type.split(":")[0]
        if device_type not in _DEVICE_TYPES:
            raise ValueError(f"autocast: device_type must be one of {_DEVICE_TYPES}, got {device_type!r}")
        if dtype is None:
            dtype = lucid.float16 if device_type == "metal" else lucid.bfloat16
        if enabled and dtype not in _DTYPES:
            warnings.warn(
                f"In {device_type} autocast, but the target dtype {dtype} is not supported. Disabling autocast.\n"
                "Supported dtypes are float16 and bfloat16.",
                stacklevel=2,
            )
            enabled = False
        self.device, self.fast_dtype, self._enabled = device_type, dtype, bool(enabled)
        self._saved = []  # a stack: one object may be entered again within itself

    def __enter__(self):
        self._saved.append(get_autocast_state(self.device))
        set_autocast_state(self.device, self._enabled, self.fast_dtype)
        return self

    def __exit__(self, *exception):
        set_autocast_state(self.device, *self._saved.pop())
        return False

    def __call__(self, fn):
        """Wraps a function so that it runs under this setting."""

        @functools.wraps(fn)
        def in_autocast(*args, **kwargs):
            with autocast(self.device, self.fast_dtype, self._enabled):
                return fn(*args, **kwargs)

        return in_autocast

    @staticmethod
    def is_autocast_enabled(device_type=None):
        """Whether ops of a device type (None: of any) are cast at present in this thread."""
        return is_autocast_enabled(device_type)

    @staticmethod
    def get_autocast_dtype(device_type=None):
        """The type that matrix products are cast to at present."""
        return get_autocast_dtype(device_type)


def is_autocast_enabled(device_type=None):
    """Whether ops of a device type (None: of any) are cast at present in this thread."""
    return any(get_autocast_state(device)[0] for device in ((device_type,) if device_type else _DEVICE_TYPES))


def get_autocast_dtype(device_type=None):
    """The type that matrix products are cast to at present.

    Args:
        device_type: None: the device type that is cast at present, "metal" if none or both are.
    """
    if device_type is None:
        only_cpu = get_autocast_state("cpu")[0] and not get_autocast_state("metal")[0]
        device_type = "cpu" if only_cpu else "metal"
    return get_autocast_state(device_type)[1] or lucid.float16


def is_autocast_available(device_type):
    """Whether ``autocast`` takes this device type."""
    return device_type in _DEVICE_TYPES
