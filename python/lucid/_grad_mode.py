"""Whether ops record themselves: context managers that are decorators too. The setting is per thread."""

import functools

from lucid._engine import engine

__all__ = [
    "enable_grad", "inference_mode", "is_grad_enabled", "is_inference_mode_enabled", "no_grad", "set_grad_enabled",
]  # fmt: skip

is_grad_enabled = engine.is_grad_enabled
is_inference_mode_enabled = engine.is_inference_mode_enabled
_set_grad_enabled = engine._set_grad_enabled
_set_inference_mode = engine._set_inference_mode


class _Mode:
    """A setting that holds within a ``with`` block or a decorated function (or generator, step by step)."""

    __slots__ = ("_before",)

    def _copy(self):
        return type(self)()

    def __call__(self, fn):
        # CO_GENERATOR; inspect.isgeneratorfunction would do, but importing inspect takes longer than importing lucid.
        if getattr(getattr(fn, "__code__", None), "co_flags", 0) & 0x20:
            return self._wrap_generator(fn)

        @functools.wraps(fn)
        def in_mode(*args, **kwargs):
            # A copy per call: the function may call itself, or run on several threads.
            with self._copy():
                return fn(*args, **kwargs)

        return in_mode

    def _wrap_generator(self, fn):
        @functools.wraps(fn)
        def in_mode(*args, **kwargs):
            generator = fn(*args, **kwargs)
            try:
                with self._copy():
                    value = generator.send(None)
                while True:
                    # The caller's code between two items runs under the caller's setting.
                    try:
                        sent = yield value
                    except GeneratorExit:
                        with self._copy():
                            generator.close()
                        raise
                    except BaseException as error:
                        with self._copy():
                            value = generator.throw(error)
                    else:
                        with self._copy():
                            value = generator.send(sent)
            except StopIteration as end:
                return end.value

        return in_mode


class _NoArgumentMode(_Mode):
    __slots__ = ()

    def __new__(cls, function=None):
        # Both @no_grad and @no_grad() decorate.
        mode = object.__new__(cls)
        return mode if function is None else mode(function)


class no_grad(_NoArgumentMode):
    """Ops do not record themselves; results do not require grad."""

    __slots__ = ()

    def __enter__(self):
        self._before = _set_grad_enabled(False)
        return self

    def __exit__(self, *exception):
        _set_grad_enabled(self._before)


class enable_grad(_NoArgumentMode):
    """Ops record themselves, also within ``no_grad``."""

    __slots__ = ()

    def __enter__(self):
        self._before = _set_grad_enabled(True)
        return self

    def __exit__(self, *exception):
        _set_grad_enabled(self._before)


class set_grad_enabled(_Mode):
    """Turns recording on or off: at once, or for a ``with`` block or decorated function.

    Args:
        mode: True or False.
    """

    __slots__ = ("_mode",)

    def __init__(self, mode):
        self._mode = bool(mode)
        self._before = _set_grad_enabled(self._mode)

    def _copy(self):
        return type(self)(self._mode)

    def __call__(self, fn):
        # Used as a decorator it must not change the setting around the definition.
        _set_grad_enabled(self._before)
        return super().__call__(fn)

    def __enter__(self):
        _set_grad_enabled(self._mode)
        return self

    def __exit__(self, *exception):
        _set_grad_enabled(self._before)


class inference_mode(_Mode):
    """Like ``no_grad``, and results can never take part in a graph later.

    Args:
        mode: False makes the block a normal one within another.
    """

    __slots__ = ("_grad_before", "_mode")

    def __new__(cls, mode=True):
        instance = object.__new__(cls)
        if callable(mode):
            instance._mode = True
            return instance(mode)
        return instance

    def __init__(self, mode=True):
        self._mode = bool(mode)

    def _copy(self):
        return type(self)(self._mode)

    def __enter__(self):
        self._before = _set_inference_mode(self._mode)
        self._grad_before = _set_grad_enabled(not self._mode)
        return self

    def __exit__(self, *exception):
        _set_grad_enabled(self._grad_before)
        _set_inference_mode(self._before)
