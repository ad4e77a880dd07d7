# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.profiler import EventList as EventList
from lucid.profiler import MemoryStats as MemoryStats
from lucid.profiler import OpEvent as OpEvent
from lucid.profiler import ProfileSummary as ProfileSummary
from lucid.profiler import Profiler as Profiler
from lucid.profiler import profile as profile
from lucid.profiler import record_function as record_function
