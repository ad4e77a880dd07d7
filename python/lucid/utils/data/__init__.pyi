# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.utils.data.sampler import BatchSampler as BatchSampler
from lucid.utils.data.dataset import ChainDataset as ChainDataset
from lucid.utils.data.dataset import ConcatDataset as ConcatDataset
from lucid.utils.data.dataloader import DataLoader as DataLoader
from lucid.utils.data.dataset import Dataset as Dataset
from lucid.utils.data.distributed import DistributedSampler as DistributedSampler
from lucid.utils.data.dataset import IterableDataset as IterableDataset
from lucid.utils.data.sampler import RandomSampler as RandomSampler
from lucid.utils.data.sampler import Sampler as Sampler
from lucid.utils.data.sampler import SequentialSampler as SequentialSampler
from lucid.utils.data.dataset import StackDataset as StackDataset
from lucid.utils.data.dataset import Subset as Subset
from lucid.utils.data.sampler import SubsetRandomSampler as SubsetRandomSampler
from lucid.utils.data.dataset import TensorDataset as TensorDataset
from lucid.utils.data.sampler import WeightedRandomSampler as WeightedRandomSampler
class WorkerInfo:
    def __init__(self, id: Any, num_workers: Any, seed: Any, dataset: Any) -> None: ...
def collate(batch: Any, *, collate_fn_map: Any = ...) -> Any: ...
def default_collate(batch: Any) -> Any: ...
def default_convert(data: Any) -> Any: ...
def get_worker_info() -> Any: ...
from lucid.utils.data.dataset import random_split as random_split
