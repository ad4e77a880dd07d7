"""The profiler under the name it has beside autograd; see :mod:`lucid.profiler`."""

from lucid.profiler import (
    EventList, MemoryStats, OpEvent, Profiler, ProfileSummary, profile, record_function,
)  # fmt: skip

__all__ = ["EventList", "MemoryStats", "OpEvent", "ProfileSummary", "Profiler", "profile", "record_function"]
