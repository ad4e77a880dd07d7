"""When a profiler records, step by step, and what happens with what it recorded."""

import enum
import os
import time

__all__ = ["ProfilerAction", "ProfilerActivity", "schedule", "tensorboard_trace_handler"]


class ProfilerActivity(enum.Enum):
    """What may be recorded: the calls made on the processor; those on a GPU are recorded where they are made."""

    CPU = 0
    CUDA = 2
    METAL = 5


class ProfilerAction(enum.Enum):
    """What a profiler does in one step."""

    NONE = 0
    WARMUP = 1
    RECORD = 2
    RECORD_AND_SAVE = 3


def schedule(*, wait, warmup, active, repeat=0, skip_first=0):
    """A function from a step's number to a :class:`ProfilerAction`, in cycles of waiting, warming up and recording.

    Args:
        wait, warmup, active: steps of each kind in a cycle. repeat: cycles, 0 for as many as there are steps.
        skip_first: steps before the first cycle.

    Raises:
        ValueError: a number is negative, or nothing would be recorded.

    Example:
        >>> at = lucid.profiler.schedule(wait=1, warmup=1, active=2)
        >>> [at(step).name for step in range(5)]
        ['NONE', 'WARMUP', 'RECORD', 'RECORD_AND_SAVE', 'NONE']
    """
    if min(wait, warmup, repeat, skip_first) < 0 or active <= 0:
        raise ValueError(
            "schedule: wait, warmup, repeat and skip_first must not be negative and active must be positive, got "
            f"wait={wait}, warmup={warmup}, active={active}, repeat={repeat}, skip_first={skip_first}"
        )

    def action(step):
        if step < 0:
            raise ValueError(f"schedule: step must not be negative, got {step}")
        step -= skip_first
        cycle = wait + warmup + active
        if step < 0 or (repeat > 0 and step // cycle >= repeat):
            return ProfilerAction.NONE
        place = step % cycle
        if place < wait:
            return ProfilerAction.NONE
        if place < wait + warmup:
            return ProfilerAction.WARMUP
        return ProfilerAction.RECORD if place < cycle - 1 else ProfilerAction.RECORD_AND_SAVE

    return action


def tensorboard_trace_handler(dir_name, worker_name=None):
    """A function for ``on_trace_ready`` that writes a Chrome trace into a folder, which is made if need be.

    Args:
        dir_name: the folder. worker_name: start of the files' names; the process's number by default.
    """

    def write(profiler):
        os.makedirs(dir_name, exist_ok=True)
        name = f"{worker_name or os.getpid()}.{time.time_ns()}.pt.trace.json"
        profiler.export_chrome_trace(os.path.join(dir_name, name))

    return write
