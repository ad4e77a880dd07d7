"""Records which ops run, how long they take and how much memory they hold; ``with lucid.profiler() as p: ...``."""

import sys
import types

from lucid.profiler._events import EventList, MemoryStats, OpEvent, ProfileSummary
from lucid.profiler._schedule import ProfilerAction, ProfilerActivity, schedule, tensorboard_trace_handler
from lucid.profiler._session import Profiler, profile, record_function

__all__ = [
    "EventList", "MemoryStats", "OpEvent", "ProfileSummary", "Profiler", "ProfilerAction", "ProfilerActivity",
    "profile", "record_function", "schedule", "tensorboard_trace_handler",
]  # fmt: skip


class _CallableModule(types.ModuleType):
    """The module makes a profiler when it is called."""

    def __call__(self, *args, **kwargs):
        return profile(*args, **kwargs)


sys.modules[__name__].__class__ = _CallableModule
