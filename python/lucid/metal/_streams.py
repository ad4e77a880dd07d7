"""Streams and events of the GPU device.

The device has one queue, which runs work in the order in which the program asks for it. Streams are names for that
queue: what is put on one stream never overtakes what was put on another before.
"""

import contextlib
import threading
import time

from lucid._engine import engine

__all__ = ["MetalEvent", "MetalStream", "current_stream", "default_stream", "set_stream", "stream"]

_thread = threading.local()


class MetalStream:
    """A stream; as a context manager, the current stream of the thread while inside.

    Args:
        priority: accepted for compatibility; the device has one queue.
    """

    def __init__(self, priority=0):
        self.priority = priority
        self._outer = []

    def __enter__(self):
        self._outer.append(current_stream())
        _thread.stream = self
        return self

    def __exit__(self, *args):
        _thread.stream = self._outer.pop()

    def synchronize(self):
        """Runs all recorded work and waits for it."""
        engine._flush()

    def query(self):
        """True when no work waits."""
        return engine._pending_commands() == 0

    def record_event(self, event=None):
        """Records an event (a new one where none is given) and returns it."""
        event = MetalEvent() if event is None else event
        event.record(self)
        return event

    def wait_event(self, event):
        """Work put on this stream from now on comes after the event; with one queue it does anyway."""

    def wait_stream(self, stream):
        """Work put on this stream from now on comes after what is on the other; with one queue it does anyway."""

    def __repr__(self):
        return f"<lucid.metal.MetalStream priority={self.priority}>"


class MetalEvent:
    """A mark in the device's work.

    Args:
        enable_timing: whether :meth:`elapsed_time` may be asked. Recording such an event runs the work before it, for
            only then is the time known.
    """

    def __init__(self, enable_timing=False):
        self.enable_timing = bool(enable_timing)
        self._recorded = False
        self._done = False
        self._time = None

    def record(self, stream=None):
        """Marks the work asked for so far (on the given or the current stream: there is one queue)."""
        self._recorded = True
        self._done = engine._pending_commands() == 0
        if self.enable_timing:
            engine._flush()
            self._time = time.perf_counter()
            self._done = True

    def query(self):
        """True when the work before the mark is done, or nothing was marked."""
        if self._recorded and not self._done:
            self._done = engine._pending_commands() == 0
        return self._done or not self._recorded

    def wait(self, stream=None):
        """Work asked for from now on comes after the mark; with one queue it does anyway."""

    def synchronize(self):
        """Runs the work before the mark and waits for it."""
        if self._recorded and not self._done:
            engine._flush()
            self._done = True

    def elapsed_time(self, end_event):
        """Milliseconds between this event and a later one.

        Raises:
            ValueError: one of the events was made without ``enable_timing=True``, or has not been recorded.
        """
        for event in (self, end_event):
            if not event.enable_timing:
                raise ValueError("Both events must be created with argument 'enable_timing=True'.")
            if event._time is None:
                raise ValueError("Both events must be recorded before calculating elapsed time.")
        return (end_event._time - self._time) * 1e3

    def __repr__(self):
        return f"<lucid.metal.MetalEvent enable_timing={self.enable_timing} recorded={self._recorded}>"


_default = MetalStream()


def default_stream():
    """The stream that is current where no other has been chosen."""
    return _default


def current_stream():
    """The thread's current stream."""
    return getattr(_thread, "stream", _default)


def set_stream(stream):
    """Makes a stream the thread's current one; ``None`` changes nothing."""
    if stream is not None:
        _thread.stream = stream


@contextlib.contextmanager
def stream(stream):
    """A context in which the stream is current; ``None`` changes nothing."""
    if stream is None:
        yield None
        return
    with stream:
        yield stream
