# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.utils.data.sampler import BatchSampler as BatchSampler
class DataLoader:
    def __init__(self, dataset: Any, batch_size: Any = ..., shuffle: Any = ..., sampler: Any = ..., batch_sampler: Any = ..., num_workers: Any = ..., collate_fn: Any = ..., drop_last: bool = ..., timeout: float = ..., worker_init_fn: Any = ..., multiprocessing_context: Any = ..., generator: Any = ..., prefetch_factor: Any = ..., persistent_workers: bool = ..., *, pin_memory: bool = ..., pin_memory_device: str = ..., in_order: bool = ...) -> None: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
from lucid.utils.data.dataset import Dataset as Dataset
from lucid.utils.data.sampler import RandomSampler as RandomSampler
from lucid.utils.data.sampler import Sampler as Sampler
from lucid.utils.data.sampler import SequentialSampler as SequentialSampler
from lucid.utils.data import WorkerInfo as WorkerInfo
from lucid.utils.data import collate as collate
from lucid.utils.data import default_collate as default_collate
from lucid.utils.data import default_convert as default_convert
from lucid.utils.data import get_worker_info as get_worker_info
