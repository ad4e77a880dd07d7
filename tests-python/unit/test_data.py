"""lucid.utils.data: datasets, samplers, collation, loaders with and without workers."""

import os
from collections import Counter, OrderedDict, namedtuple

import lucid
import pytest
from lucid.utils import data
from lucid.utils.data import DataLoader

Point = namedtuple("Point", "x y")


class Squares(data.Dataset):
    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        if not 0 <= index < self.count:
            raise IndexError(index)
        return lucid.tensor(float(index * index)), index


class Stream(data.IterableDataset):
    def __init__(self, count):
        self.count = count

    def __iter__(self):
        info = data.get_worker_info()
        start, step = (0, 1) if info is None else (info.id, info.num_workers)
        return iter(range(start, self.count, step))


class Failing(Squares):
    def __getitem__(self, index):
        if index == 3:
            raise KeyError("no three")
        return index


class Dying(Squares):
    def __getitem__(self, index):
        if index == 2:
            os._exit(9)
        return index


class WorkerNumbers(Squares):
    def __getitem__(self, index):
        info = data.get_worker_info()
        return info.id, info.num_workers, float(lucid.rand(1).item()), os.getpid()


@pytest.mark.smoke
def test_tensor_dataset_and_loader():
    images, labels = lucid.arange(20).reshape(10, 2), lucid.arange(10)
    loader = DataLoader(data.TensorDataset(images, labels), batch_size=4)
    batches = list(loader)
    assert len(loader) == 3 and [len(b[0]) for b in batches] == [4, 4, 2]
    assert batches[1][0].tolist() == [[8, 9], [10, 11], [12, 13], [14, 15]] and batches[2][1].tolist() == [8, 9]
    assert len(DataLoader(data.TensorDataset(images), batch_size=4, drop_last=True)) == 2
    with pytest.raises(AssertionError):
        data.TensorDataset(images, labels[:3])


def test_shuffling_is_a_permutation_that_the_seed_decides():
    loader = DataLoader(range(50), batch_size=7, shuffle=True)
    lucid.manual_seed(1)
    first = [i for batch in loader for i in batch.tolist()]
    second = [i for batch in loader for i in batch.tolist()]
    lucid.manual_seed(1)
    again = [i for batch in loader for i in batch.tolist()]
    assert sorted(first) == sorted(second) == list(range(50))
    assert first == again and first != second and first != list(range(50))


def test_compositions():
    joined = Squares(3) + Squares(2)
    assert len(joined) == 5 and joined[3][1] == 0 and joined[-1][1] == 1
    for wrong, error in ((5, IndexError), (-6, ValueError)):
        with pytest.raises(error):
            joined[wrong]
    assert data.Subset(Squares(9), [7, 2])[1][1] == 2
    assert data.StackDataset(Squares(3), Squares(3))[1][1][1] == 1
    assert set(data.StackDataset(a=Squares(3), b=Squares(3))[0]) == {"a", "b"}
    assert list(Stream(3) + Stream(2)) == [0, 1, 2, 0, 1]
    for build in (
        lambda: data.StackDataset(),
        lambda: data.StackDataset(Squares(1), a=Squares(1)),
        lambda: data.StackDataset(Squares(1), Squares(2)),
        lambda: data.ConcatDataset([]),
        lambda: data.ConcatDataset([Stream(1)]),
    ):
        with pytest.raises((ValueError, AssertionError)):
            build()


def test_random_split():
    for lengths, expected in (([3, 7], [3, 7]), ([0.5, 0.25, 0.25], [6, 2, 2])):
        parts = data.random_split(Squares(10), lengths)
        assert [len(part) for part in parts] == expected
        assert sorted(i for part in parts for i in part.indices) == list(range(10))
    with pytest.raises(ValueError):
        data.random_split(Squares(10), [3, 3])
    with pytest.raises(ValueError):
        data.random_split(Squares(10), [-0.5, 1.5])


def test_samplers():
    source = range(5)
    assert list(data.SequentialSampler(source)) == [0, 1, 2, 3, 4]
    assert len(list(data.RandomSampler(source, num_samples=12))) == 12
    drawn = Counter(data.RandomSampler(source, replacement=True, num_samples=5000))
    assert set(drawn) == set(source) and all(850 < count < 1150 for count in drawn.values())
    assert sorted(data.SubsetRandomSampler([3, 8, 9])) == [3, 8, 9]
    assert list(data.BatchSampler(data.SequentialSampler(source), 2, False)) == [[0, 1], [2, 3], [4]]
    assert len(data.BatchSampler(data.SequentialSampler(source), 2, True)) == 2
    for build in (
        lambda: data.RandomSampler(source, replacement=1),
        lambda: data.RandomSampler(source, num_samples=-1),
        lambda: data.BatchSampler(source, 0, False),
        lambda: data.BatchSampler(source, 2, 1),
        lambda: data.WeightedRandomSampler([[1.0]], 1),
        lambda: data.WeightedRandomSampler([1.0], 0),
        lambda: data.WeightedRandomSampler([1.0, -1.0], 1),
        lambda: data.WeightedRandomSampler([1.0, 0.0], 2, replacement=False),
        lambda: data.DistributedSampler(source, 2, 2),
    ):
        with pytest.raises((ValueError, TypeError)):
            build()


def test_weighted_sampler():
    lucid.manual_seed(2)
    counts = Counter(data.WeightedRandomSampler([0.0, 1.0, 3.0], 4000))
    assert counts[0] == 0 and 850 < counts[1] < 1150
    assert sorted(data.WeightedRandomSampler([1.0, 1.0, 1.0], 3, replacement=False)) == [0, 1, 2]


@pytest.mark.parametrize("drop_last", [False, True])
def test_distributed_sampler(drop_last):
    samplers = [data.DistributedSampler(range(11), 3, rank, drop_last=drop_last) for rank in range(3)]
    parts = [list(sampler) for sampler in samplers]
    assert {len(part) for part in parts} == {3 if drop_last else 4} == {len(sampler) for sampler in samplers}
    together = [i for part in parts for i in part]
    assert len(set(together)) == (9 if drop_last else 11)
    samplers[0].set_epoch(1)
    assert list(samplers[0]) != parts[0]
    assert list(data.DistributedSampler(range(4), 2, 1, shuffle=False)) == [1, 3]


def test_collation():
    batch = data.default_collate([
        {"a": lucid.ones(2), "b": (1, 2.5), "c": ["x", b"y"], "p": Point(1, True)},
        {"a": lucid.zeros(2), "b": (3, 4.5), "c": ["z", b"w"], "p": Point(2, False)},
    ])  # fmt: skip
    assert batch["a"].tolist() == [[1, 1], [0, 0]]
    assert batch["b"][0].dtype == lucid.int64 and batch["b"][1].dtype == lucid.float64
    assert batch["c"] == [("x", "z"), (b"y", b"w")]
    assert type(batch["p"]) is Point and batch["p"].y.dtype == lucid.bool
    assert type(data.default_collate([OrderedDict(a=1)])) is OrderedDict
    with pytest.raises(RuntimeError, match="equal size"):
        data.default_collate([[1], [1, 2]])
    with pytest.raises(TypeError):
        data.default_collate([object()])
    assert data.collate([1, 2], collate_fn_map={int: lambda b, collate_fn_map: sum(b)}) == 3
    assert data.default_convert([1, "a", (2,)]) == [1, "a", [2]]


@pytest.mark.numpy
def test_arrays_are_converted():
    numpy = pytest.importorskip("numpy")
    batch = data.default_collate([numpy.arange(3), numpy.arange(3)])
    assert batch.tolist() == [[0, 1, 2], [0, 1, 2]]
    assert data.default_convert({"a": numpy.ones(2)})["a"].tolist() == [1, 1]
    with pytest.raises(TypeError):
        data.default_collate([numpy.array(["a"])])


def test_without_batches_and_own_batches():
    assert list(DataLoader(range(3), batch_size=None)) == [0, 1, 2]
    assert [b.tolist() for b in DataLoader(range(9), batch_sampler=[[1, 8], [0]])] == [[1, 8], [0]]
    assert [b.tolist() for b in DataLoader(range(9), batch_size=2, sampler=[4, 5, 6])] == [[4, 5], [6]]
    assert [b.tolist() for b in DataLoader(Stream(5), batch_size=2)] == [[0, 1], [2, 3], [4]]
    assert [b.tolist() for b in DataLoader(Stream(5), batch_size=2, drop_last=True)] == [[0, 1], [2, 3]]
    assert [b for b in DataLoader(range(4), batch_size=2, collate_fn=sum)] == [1, 5]


@pytest.mark.parametrize(
    "options",
    [
        {"num_workers": -1},
        {"timeout": -1},
        {"prefetch_factor": 2},
        {"persistent_workers": True},
        {"sampler": [0], "shuffle": True},
        {"batch_sampler": [[0]], "batch_size": 2},
        {"batch_size": None, "drop_last": True},
        {"batch_size": 0},
        {"num_workers": 1, "prefetch_factor": 0},
    ],
    ids=str,
)
def test_contradictions(options):
    with pytest.raises(ValueError):
        DataLoader(range(3), **options)
    if "batch_size" not in options:
        with pytest.raises(ValueError):
            DataLoader(Stream(3), shuffle=True)


class TestWorkers:
    def test_order_is_kept(self):
        loader = DataLoader(Squares(23), batch_size=3, num_workers=2)
        batches = list(loader)
        assert [i for _, numbers in batches for i in numbers.tolist()] == list(range(23))
        assert [v for values, _ in batches for v in values.tolist()] == [float(i * i) for i in range(23)]

    def test_iterable_dataset_is_shared_out(self):
        loader = DataLoader(Stream(11), batch_size=2, num_workers=2)
        assert sorted(i for batch in loader for i in batch.tolist()) == list(range(11))

    def test_workers_live_on_and_have_seeds_of_their_own(self):
        loader = DataLoader(WorkerNumbers(4), batch_size=None, num_workers=2, persistent_workers=True)
        first, second = list(loader), list(loader)
        assert {(item[0], item[1]) for item in first} == {(0, 2), (1, 2)}
        assert {item[3] for item in first} == {item[3] for item in second}
        draws = [item[2] for item in (*first, *second)]
        assert len(set(draws)) == len(draws)
        loader._crew.close()

    def test_errors_come_through(self):
        loader = DataLoader(Failing(6), batch_size=1, num_workers=1)
        with pytest.raises(KeyError, match="Caught KeyError in DataLoader worker process 0"):
            list(loader)

    def test_a_dead_worker_is_noticed(self):
        with pytest.raises(RuntimeError, match="exited unexpectedly"):
            list(DataLoader(Dying(6), batch_size=1, num_workers=1))

    def test_leaving_early_ends_the_processes(self):
        import multiprocessing

        before = set(multiprocessing.active_children())
        iterator = iter(DataLoader(Squares(50), num_workers=1))
        next(iterator)
        iterator.close()
        assert set(multiprocessing.active_children()) <= before
