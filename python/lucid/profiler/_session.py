"""Profilers: what turns recording on and off."""

import functools
import time

import lucid
from lucid._engine import engine
from lucid.profiler._events import EventList, linked
from lucid.profiler._schedule import ProfilerAction

__all__ = ["Profiler", "profile", "record_function"]


class Profiler:
    """Records between :meth:`start` and :meth:`stop`, or within a ``with`` block, on all threads.

    Args:
        with_memory, profile_memory: kept for compatibility: memory is always recorded. activities: kept too.
        record_shapes: whether shapes of tensors are recorded. with_flops: needs shapes, and is always given then.
        schedule: a function from a step's number to a :class:`ProfilerAction`; :meth:`step` then counts steps.
        on_trace_ready: called with the profiler when a recording ends. with_stack, with_modules: not recorded.

    Raises:
        RuntimeError: another profiler is recording.

    Example:
        >>> with lucid.profiler.Profiler() as p:
        ...     y = lucid.ones(2, 3) @ lucid.ones(3, 4)
        >>> [(event.name, event.flops) for event in p.events() if event.name == "matmul"]
        [('matmul', 48)]
    """

    def __init__(
        self, with_memory=True, *, activities=None, record_shapes=True, profile_memory=True, with_flops=True,
        schedule=None, on_trace_ready=None, with_stack=False, with_modules=False, enabled=True,
    ):  # fmt: skip
        self._shapes = record_shapes
        self._schedule, self._on_trace_ready = schedule, on_trace_ready
        self._enabled = enabled
        self._events = EventList()
        self._recording = False
        self.step_num = 0

    def start(self):
        """Begins to record, or, with a schedule, begins its first step."""
        if self._enabled:
            self._take(self._schedule(0) if self._schedule else ProfilerAction.RECORD)

    def stop(self):
        """Ends recording and hands over what was recorded."""
        if self._recording:
            self._finish(save=True)

    def step(self):
        """Ends a step and begins the next one."""
        action = self._schedule(self.step_num) if self._schedule else ProfilerAction.RECORD
        self.step_num += 1
        if not self._enabled or self._schedule is None:
            return
        if action is ProfilerAction.RECORD_AND_SAVE and self._recording:
            self._finish(save=True)
        self._take(self._schedule(self.step_num))

    def _take(self, action):
        wanted = action in (ProfilerAction.RECORD, ProfilerAction.RECORD_AND_SAVE)
        if wanted and not self._recording:
            if engine._is_profiling():
                raise RuntimeError("Profiler: another profiler is recording; stop it first")
            engine._set_profiling(True, self._shapes)
            self._recording = True
        elif not wanted and self._recording:
            self._finish(save=False)

    def _finish(self, save):
        engine._set_profiling(False, self._shapes)
        self._recording = False
        self._events = linked(engine._profile_events(), time.perf_counter_ns())
        if save and self._on_trace_ready is not None:
            self._on_trace_ready(self)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *args):
        self.stop()

    def clear(self):
        """Forgets what was recorded."""
        self._events = EventList()
        if self._recording:
            engine._set_profiling(True, self._shapes)

    def events(self):
        """All events, in the order in which they began."""
        if self._recording:
            return linked(engine._profile_events(), time.perf_counter_ns())
        return self._events

    function_events = property(events)

    def key_averages(self, group_by_input_shape=False):
        """Events of one name together; ``.table()`` prints them."""
        return self.events().key_averages(group_by_input_shape)

    def total_average(self):
        """All events as one summary."""
        return self.events().total_average()

    def table(self, *args, **kwargs):
        """The events as text; see :meth:`EventList.table`."""
        return self.events().table(*args, **kwargs)

    @property
    def self_cpu_time_total(self):
        """The whole recorded time, in microseconds."""
        return self.events().self_cpu_time_total

    def export_chrome_trace(self, path):
        """Writes the events as a trace that Chrome's ``about:tracing`` and Perfetto read."""
        self.events().export_chrome_trace(path)

    def memory_stats(self):
        """Memory of the processor's tensors now, as ``lucid.memory_stats()``."""
        return lucid.memory_stats()

    def __repr__(self):
        return f"<Profiler with {len(self.events())} events{', recording' if self._recording else ''}>"


def profile(activities=None, with_memory=True, **options):
    """A :class:`Profiler`, with PyTorch's order of arguments; every option of the class may be named.

    Example:
        >>> with lucid.profiler.profile() as p, lucid.profiler.record_function("mine"):
        ...     y = lucid.ones(2) + 1
        >>> [event.name for event in p.events()]
        ['mine', 'ones', 'add']
    """
    return Profiler(with_memory, activities=activities, **options)


class record_function:
    """Names a range, so that it shows among the events: a context manager, or a decorator.

    Args:
        name: the name. args: shown nowhere; kept for compatibility.
    """

    def __init__(self, name, args=None):
        if not isinstance(name, str):
            raise TypeError(f"record_function: name must be a str, got {type(name).__name__}")
        self.name = name
        self._open = []

    def __enter__(self):
        self._open.append(engine._profile_begin(self.name))
        return self

    def __exit__(self, *args):
        engine._profile_end(self._open.pop())

    def __call__(self, function):
        @functools.wraps(function)
        def named(*args, **kwargs):
            with record_function(self.name):
                return function(*args, **kwargs)

        return named
