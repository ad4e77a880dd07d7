"""What runs in a worker process."""

import dataclasses
import queue
import random
import traceback
from multiprocessing.reduction import ForkingPickler

import lucid

__all__ = ["WorkerInfo", "get_worker_info"]


@dataclasses.dataclass
class WorkerInfo:
    """Which worker this is, of how many, its seed, and its copy of the dataset."""

    id: int
    num_workers: int
    seed: int
    dataset: object


_worker_info = None


def get_worker_info():
    """Returns the :class:`WorkerInfo` inside a worker, None in the main process."""
    return _worker_info


class WorkerFailure:
    """An error that happened in a worker, to be raised in the main process."""

    def __init__(self, error, worker):
        self.kind, self.worker = type(error), worker
        self.text = "".join(traceback.format_exception(type(error), error, error.__traceback__))

    def raise_here(self):
        """Raises an error of the same type, with the worker's traceback as its message."""
        message = f"Caught {self.kind.__name__} in DataLoader worker process {self.worker}.\nOriginal {self.text}"
        if self.kind is KeyError:
            raise KeyError(_Unquoted(message))
        try:
            error = self.kind(message)
        except TypeError:
            raise RuntimeError(message) from None  # a type whose constructor wants more
        raise error


class _Unquoted(str):
    """KeyError shows repr of its message, which would hide the line breaks."""

    def __repr__(self):
        return str(self)


class Fetcher:
    """Gets items for a list of indices, or from an iterator, and joins them."""

    def __init__(self, dataset, iterable, batched, collate_fn, drop_last):
        self.dataset, self.batched, self.collate_fn, self.drop_last = dataset, batched, collate_fn, drop_last
        self.iterator = iter(dataset) if iterable else None

    def fetch(self, indices):
        """Returns the batch; raises StopIteration at the end of an iterable dataset."""
        if self.iterator is None:
            if not self.batched:
                return self.collate_fn(self.dataset[indices])
            get_all = getattr(self.dataset, "__getitems__", None)
            return self.collate_fn(get_all(indices) if get_all else [self.dataset[index] for index in indices])
        if not self.batched:
            return self.collate_fn(next(self.iterator))
        items = []
        for _ in indices:
            try:
                items.append(next(self.iterator))
            except StopIteration:
                break
        if not items or (self.drop_last and len(items) < len(indices)):
            raise StopIteration
        return self.collate_fn(items)


class EndOfData:
    """A worker's iterable dataset came to its end."""


class NewEpoch:
    """Asks a worker that lives on to start over, with a new seed."""

    def __init__(self, seed):
        self.seed = seed


def work(dataset, options, tasks, results, seed, worker, count, init):
    """Serves ``tasks`` until None comes.

    Args:
        options: (iterable, batched, collate_fn, drop_last). tasks, results: queues. seed: base of the random seeds.
        worker, count: which of how many. init: function of the worker's number, or None.
    """
    global _worker_info
    try:
        lucid.set_num_threads(1)
        _worker_info = WorkerInfo(worker, count, seed + worker, dataset)
        _seed(seed + worker)
        failure = None
        if init is not None:
            init(worker)
        fetcher = Fetcher(dataset, *options)
    except Exception as error:
        failure = WorkerFailure(error, worker)
    while True:
        try:
            task = tasks.get(timeout=5)
        except queue.Empty:
            if _orphaned():
                return
            continue
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if task is None:
            return
        if isinstance(task, NewEpoch):
            _worker_info.seed = task.seed + worker
            _seed(task.seed + worker)
            try:
                fetcher = Fetcher(dataset, *options)
            except Exception as error:
                failure = WorkerFailure(error, worker)
            continue
        number, indices = task
        try:
            value = failure or fetcher.fetch(indices)
        except StopIteration:
            value = EndOfData()
        except Exception as error:
            value = WorkerFailure(error, worker)
        failure = None
        try:
            results.put(_message(number, value, worker))
        except KeyboardInterrupt:
            return


def _message(number, value, worker):
    # Pickled here: a queue pickles on a thread of its own, where a failure would leave the main process waiting.
    try:
        return bytes(ForkingPickler.dumps((number, value)))
    except Exception as error:
        return bytes(ForkingPickler.dumps((number, WorkerFailure(error, worker))))


def _seed(seed):
    random.seed(seed)
    lucid.manual_seed(seed)


def _orphaned():
    import multiprocessing

    parent = multiprocessing.parent_process()
    return parent is not None and not parent.is_alive()
