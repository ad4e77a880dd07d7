"""The GPU device: kernels in the Metal Shading Language, availability, streams, memory.

``python -m lucid.metal check kernel.metal`` looks for mistakes in a kernel, ``python -m lucid.metal run`` runs one.
"""

from lucid._engine import engine
from lucid.metal._device import (
    current_device,
    device_count,
    driver,
    get_device_name,
    is_available,
    manual_seed,
    seed,
    synchronize,
)
from lucid.metal._kernels import check_kernel, clear_kernel_cache, is_checked, run_kernel, set_checked
from lucid.metal._memory import (
    empty_cache,
    get_cache_memory,
    is_shared,
    max_memory_allocated,
    memory_allocated,
    memory_reserved,
    memory_stats,
    reset_peak_memory_stats,
    shared_tensor,
    to_shared,
)
from lucid.metal._streams import MetalEvent, MetalStream, current_stream, default_stream, set_stream, stream

ZERO_COPY_THRESHOLD = engine._zero_copy_threshold

Event = MetalEvent
Stream = MetalStream

__all__ = [
    "Event", "MetalEvent", "MetalStream", "Stream", "ZERO_COPY_THRESHOLD", "check_kernel", "clear_kernel_cache",
    "current_device", "current_stream", "default_stream", "device_count", "driver", "empty_cache", "get_cache_memory",
    "get_device_name", "is_available", "is_checked", "is_shared", "manual_seed", "max_memory_allocated",
    "memory_allocated", "memory_reserved", "memory_stats", "reset_peak_memory_stats", "run_kernel", "seed",
    "set_checked", "set_stream", "shared_tensor", "stream", "synchronize", "to_shared",
]  # fmt: skip
