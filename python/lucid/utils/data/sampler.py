"""Samplers: in which order a dataset's items are taken."""

import bisect
import math
from itertools import accumulate

import lucid

__all__ = [
    "BatchSampler", "RandomSampler", "Sampler", "SequentialSampler", "SubsetRandomSampler", "WeightedRandomSampler",
]  # fmt: skip


class Sampler:
    """Base class: a subclass defines ``__iter__`` over indices, and ``__len__`` where it is known."""

    def __init__(self, data_source=None):
        pass

    def __iter__(self):
        raise NotImplementedError(f"{type(self).__name__} does not define __iter__")

    def __class_getitem__(cls, item):
        return cls


class SequentialSampler(Sampler):
    """0, 1, 2, ..."""

    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        return iter(range(len(self.data_source)))

    def __len__(self):
        return len(self.data_source)


class RandomSampler(Sampler):
    """A random order; with ``replacement`` independent draws.

    Args:
        num_samples: how many indices an epoch has; the dataset's length when None.
        generator: source of the random numbers.

    Raises:
        TypeError: ``replacement`` is not a bool. ValueError: ``num_samples`` is not a positive int.
    """

    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        if not isinstance(replacement, bool):
            raise TypeError(f"replacement should be a boolean value, but got replacement={replacement}")
        self.data_source, self.replacement, self.generator = data_source, replacement, generator
        self._num_samples = num_samples
        if not isinstance(self.num_samples, int) or self.num_samples < 0:
            raise ValueError(f"num_samples should be a positive integer value, but got num_samples={self.num_samples}")

    @property
    def num_samples(self):
        """How many indices an epoch has."""
        return len(self.data_source) if self._num_samples is None else self._num_samples

    def __iter__(self):
        count, left = len(self.data_source), self.num_samples
        while left > 0:
            if self.replacement:
                # In blocks: one call per index would cost more than a small dataset's items.
                block = min(left, 1024)
                indices = lucid.randint(0, count, (block,), generator=self.generator).tolist()
            else:
                indices = lucid.randperm(count, generator=self.generator).tolist()[:left]
            yield from indices
            left -= len(indices)
            if not indices:
                return

    def __len__(self):
        return self.num_samples


class SubsetRandomSampler(Sampler):
    """Given indices in random order."""

    def __init__(self, indices, generator=None):
        self.indices, self.generator = indices, generator

    def __iter__(self):
        for position in lucid.randperm(len(self.indices), generator=self.generator).tolist():
            yield self.indices[position]

    def __len__(self):
        return len(self.indices)


class WeightedRandomSampler(Sampler):
    """Indices drawn with given weights.

    Args:
        weights: one non-negative number per item. num_samples: how many indices an epoch has.
        replacement: whether an index may come more than once.

    Raises:
        ValueError: the weights are not a vector, or an argument is of the wrong kind.
    """

    def __init__(self, weights, num_samples, replacement=True, generator=None):
        if not isinstance(num_samples, int) or isinstance(num_samples, bool) or num_samples <= 0:
            raise ValueError(f"num_samples should be a positive integer value, but got num_samples={num_samples}")
        if not isinstance(replacement, bool):
            raise ValueError(f"replacement should be a boolean value, but got replacement={replacement}")
        weights = lucid.as_tensor(weights, dtype=lucid.float64)
        if weights.dim() != 1:
            raise ValueError(f"weights should be a 1d sequence but given weights have shape {tuple(weights.shape)}")
        if not bool((weights >= 0).all()) or not float(weights.sum()) > 0:
            raise ValueError("weights should be non-negative numbers, not all of them 0")
        if not replacement and int((weights > 0).sum()) < num_samples:
            raise ValueError(f"cannot draw {num_samples} indices without replacement from fewer with a weight")
        self.weights, self.num_samples = weights, num_samples
        self.replacement, self.generator = replacement, generator

    def __iter__(self):
        weights = self.weights.tolist()
        count = self.num_samples if self.replacement else len(weights)
        draws = lucid.rand(count, dtype=lucid.float64, generator=self.generator).tolist()
        if self.replacement:
            ends = list(accumulate(weights))
            # Never past the last index with a weight: a draw times the sum may round up to the sum.
            last = max(i for i, weight in enumerate(weights) if weight > 0)
            return iter([min(bisect.bisect_right(ends, draw * ends[-1]), last) for draw in draws])
        # The largest keys u^(1/w) are a sample without replacement (Efraimidis & Spirakis 2006), here as logarithms.
        keys = [(math.log(u) / w if u > 0 else -math.inf, i) for i, (u, w) in enumerate(zip(draws, weights)) if w > 0]
        return iter([index for _, index in sorted(keys, reverse=True)[: self.num_samples]])

    def __len__(self):
        return self.num_samples


class BatchSampler(Sampler):
    """Lists of ``batch_size`` indices of another sampler; the last is shorter, or dropped.

    Raises:
        ValueError: ``batch_size`` is not a positive int or ``drop_last`` not a bool.
    """

    def __init__(self, sampler, batch_size, drop_last):
        if not isinstance(batch_size, int) or isinstance(batch_size, bool) or batch_size <= 0:
            raise ValueError(f"batch_size should be a positive integer value, but got batch_size={batch_size}")
        if not isinstance(drop_last, bool):
            raise ValueError(f"drop_last should be a boolean value, but got drop_last={drop_last}")
        self.sampler, self.batch_size, self.drop_last = sampler, batch_size, drop_last

    def __iter__(self):
        batch = []
        for index in self.sampler:
            batch.append(index)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch and not self.drop_last:
            yield batch

    def __len__(self):
        whole, rest = divmod(len(self.sampler), self.batch_size)
        return whole + (rest > 0 and not self.drop_last)
