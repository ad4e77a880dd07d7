"""Modules without first numbers."""

import lucid

__all__ = ["skip_init"]


def skip_init(module_cls, *args, **kwargs):
    """Builds a module on a device without drawing its parameters' first numbers, which stay undefined.

    Raises:
        RuntimeError: not a module class. TypeError: it takes no ``device``.
    """
    import inspect

    from ..module import Module

    if not isinstance(module_cls, type) or not issubclass(module_cls, Module):
        raise RuntimeError(f"Expected a Module; got {module_cls}")
    if "device" not in inspect.signature(module_cls).parameters:
        raise RuntimeError("Module must support a 'device' arg to skip initialization")
    # Drawing them costs little here; what is promised is that nobody relies on them or on the random state.
    state = lucid.get_rng_state()
    try:
        return module_cls(*args, **kwargs)
    finally:
        lucid.set_rng_state(state)
