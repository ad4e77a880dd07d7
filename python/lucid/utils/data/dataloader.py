"""``DataLoader``: batches of a dataset, fetched here or by worker processes."""

import multiprocessing
import pickle
import queue
import time

import lucid

from ._collate import collate, default_collate, default_convert
from ._worker import EndOfData, Fetcher, NewEpoch, WorkerFailure, WorkerInfo, get_worker_info, work
from .dataset import Dataset, IterableDataset
from .sampler import BatchSampler, RandomSampler, Sampler, SequentialSampler

__all__ = [
    "BatchSampler", "DataLoader", "Dataset", "RandomSampler", "Sampler", "SequentialSampler", "WorkerInfo", "collate",
    "default_collate", "default_convert", "get_worker_info",
]  # fmt: skip


class _EndlessSampler(Sampler):
    """Feeds iterable datasets, which need no index."""

    def __iter__(self):
        while True:
            yield None


class DataLoader:
    """Iterates over batches of a dataset.

    Args:
        dataset: a :class:`Dataset` or :class:`IterableDataset`.
        batch_size: items per batch; None: items as they are.
        shuffle: random order. sampler: own order of indices. batch_sampler: own lists of indices.
        num_workers: processes that fetch; 0: none. They are spawned, so the script needs its
            ``if __name__ == "__main__":``.
        collate_fn: joins a list of items. drop_last: leave an incomplete last batch out.
        timeout: seconds to wait for a worker; 0: for ever.
        worker_init_fn: called in each worker with its number. multiprocessing_context: name of the start method, or
            a context. generator: source of the order and of the workers' seeds.
        prefetch_factor: batches in the making per worker (default 2).
        persistent_workers: keep the processes between epochs.
        pin_memory, pin_memory_device, in_order: accepted for PyTorch's sake.

    Raises:
        ValueError: options contradict each other or are out of range.
    """

    def __init__(
        self,
        dataset,
        batch_size=1,
        shuffle=None,
        sampler=None,
        batch_sampler=None,
        num_workers=0,
        collate_fn=None,
        drop_last=False,
        timeout=0.0,
        worker_init_fn=None,
        multiprocessing_context=None,
        generator=None,
        prefetch_factor=None,
        persistent_workers=False,
        *,
        pin_memory=False,
        pin_memory_device="",
        in_order=True,
    ):
        self.iterable = isinstance(dataset, IterableDataset)
        _check(locals(), self.iterable)
        if batch_sampler is not None:
            batch_size, drop_last = None, False
        if sampler is None:
            if self.iterable:
                sampler = _EndlessSampler()
            else:
                sampler = RandomSampler(dataset, generator=generator) if shuffle else SequentialSampler(dataset)
        if batch_size is not None and batch_sampler is None:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.dataset, self.batch_size, self.drop_last = dataset, batch_size, drop_last
        self.sampler, self.batch_sampler, self.generator = sampler, batch_sampler, generator
        if collate_fn is None:
            collate_fn = default_convert if batch_sampler is None else default_collate
        self.collate_fn, self.num_workers, self.timeout = collate_fn, num_workers, timeout
        self.worker_init_fn, self.persistent_workers = worker_init_fn, persistent_workers
        self.prefetch_factor = 2 if prefetch_factor is None and num_workers else prefetch_factor
        self.multiprocessing_context = multiprocessing_context
        self._crew = None

    def __iter__(self):
        if self.num_workers == 0:
            return self._fetch_here()
        if self.persistent_workers:
            if self._crew is None:
                self._crew = _Crew(self)
            return self._crew.epoch(last=False)
        return _Crew(self).epoch(last=True)

    def _indices(self):
        return iter(self.sampler if self.batch_sampler is None else self.batch_sampler)

    def _options(self):
        return self.iterable, self.batch_sampler is not None, self.collate_fn, self.drop_last

    def _fetch_here(self):
        fetcher = Fetcher(self.dataset, *self._options())
        for indices in self._indices():
            try:
                batch = fetcher.fetch(indices)
            except StopIteration:
                return
            yield batch

    def __len__(self):
        if self.iterable:
            length = len(self.dataset)
            if self.batch_size is None:
                return length
            whole, rest = divmod(length, self.batch_size)
            return whole + (rest > 0 and not self.drop_last)
        return len(self.sampler if self.batch_sampler is None else self.batch_sampler)


def _check(options, iterable):
    """Refuses options that contradict each other, in PyTorch's words."""

    def given(*names):
        return any(options[name] not in (None, False, 0) for name in names)

    if options["num_workers"] < 0:
        raise ValueError("num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.")
    if options["timeout"] < 0:
        raise ValueError("timeout option should be non-negative")
    if options["num_workers"] == 0:
        if options["prefetch_factor"] is not None:
            raise ValueError(
                "prefetch_factor option could only be specified in multiprocessing."
                "let num_workers > 0 to enable multiprocessing, otherwise set prefetch_factor to None."
            )
        if options["persistent_workers"]:
            raise ValueError("persistent_workers option needs num_workers > 0")
    elif options["prefetch_factor"] is not None and options["prefetch_factor"] <= 0:
        raise ValueError("prefetch_factor option should be positive")
    if iterable:
        for name in ("shuffle", "sampler", "batch_sampler"):
            if options[name] not in (None, False):
                raise ValueError(
                    f"DataLoader with IterableDataset: expected unspecified {name} option, but got "
                    f"{name}={options[name]}"
                )
    if options["sampler"] is not None and options["shuffle"]:
        raise ValueError("sampler option is mutually exclusive with shuffle")
    if options["batch_sampler"] is not None and (
        options["batch_size"] != 1 or given("shuffle", "drop_last") or options["sampler"] is not None
    ):
        raise ValueError(
            "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last"
        )
    if options["batch_size"] is None and options["drop_last"]:
        raise ValueError(
            "batch_size=None option disables auto-batching and is mutually exclusive with drop_last"
        )


class _Crew:
    """The worker processes of a loader. Each has a queue of tasks; all share one of results."""

    def __init__(self, loader):
        context = loader.multiprocessing_context or "spawn"
        if isinstance(context, str):
            context = multiprocessing.get_context(context)
        self._loader, self._first = loader, True
        self._results = context.Queue()
        self._tasks, self._processes = [], []
        seed = self._seed()
        for worker in range(loader.num_workers):
            tasks = context.Queue()
            tasks.cancel_join_thread()
            process = context.Process(
                target=work,
                args=(
                    loader.dataset,
                    loader._options(),
                    tasks,
                    self._results,
                    seed,
                    worker,
                    loader.num_workers,
                    loader.worker_init_fn,
                ),
                daemon=True,
            )
            process.start()
            self._tasks.append(tasks)
            self._processes.append(process)

    def _seed(self):
        return int(lucid.randint(0, 2**31 - 1, (1,), generator=self._loader.generator).item())

    def epoch(self, last):
        """Yields the batches of one epoch in order; ``last`` ends the processes afterwards."""
        finished = False
        try:
            if not self._first:
                seed = self._seed()
                for tasks in self._tasks:
                    tasks.put(NewEpoch(seed))
            self._first = False
            yield from self._batches()
            finished = True
        finally:
            # An epoch that was left early has batches under way that nobody will take.
            if last or not finished:
                self.close()
                if self._loader._crew is self:
                    self._loader._crew = None

    def _batches(self):
        indices = self._loader._indices()
        active = list(range(len(self._tasks)))
        sent, due, turn, arrived, owner, exhausted = 0, 0, 0, {}, {}, False

        def send():
            nonlocal sent, turn, exhausted
            if exhausted or not active:
                return
            try:
                wanted = next(indices)
            except StopIteration:
                exhausted = True
                return
            worker = active[turn % len(active)]
            turn += 1
            owner[sent] = worker
            self._tasks[worker].put((sent, wanted))
            sent += 1

        for _ in range(self._loader.prefetch_factor * len(active)):
            send()
        while due < sent:
            while due not in arrived:
                number, value = self._receive()
                arrived[number] = value
            value = arrived.pop(due)
            worker = owner.pop(due)
            due += 1
            if isinstance(value, EndOfData):
                if worker in active:
                    active.remove(worker)
                send()
                continue
            if isinstance(value, WorkerFailure):
                value.raise_here()
            send()
            yield value

    def _receive(self):
        deadline = time.monotonic() + self._loader.timeout if self._loader.timeout > 0 else None
        while True:
            try:
                message = self._results.get(timeout=1.0 if deadline is None else min(1.0, self._loader.timeout))
                return pickle.loads(message)
            except (queue.Empty, EOFError, OSError) as error:
                broken = not isinstance(error, queue.Empty)  # a worker died in the middle of a message
                dead = [str(process.pid) for process in self._processes if not process.is_alive()]
                if dead or broken:
                    raise RuntimeError(f"DataLoader worker (pid(s) {', '.join(dead)}) exited unexpectedly") from None
                if deadline is not None and time.monotonic() >= deadline:
                    raise RuntimeError(
                        f"DataLoader timed out after {self._loader.timeout} seconds"
                    ) from None

    def close(self):
        """Ends the processes."""
        for tasks in self._tasks:
            tasks.put(None)
        for process in self._processes:
            process.join(timeout=1.0)
            if process.is_alive():
                process.terminate()
                process.join()
        self._results.close()
        self._results.cancel_join_thread()
        for tasks in self._tasks:
            tasks.close()

    def __del__(self):
        if any(process.is_alive() for process in getattr(self, "_processes", ())):
            self.close()
