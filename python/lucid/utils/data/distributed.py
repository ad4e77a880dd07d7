"""The part of a dataset that one of several processes takes."""

import math

import lucid

from .sampler import Sampler

__all__ = ["DistributedSampler"]


class DistributedSampler(Sampler):
    """Every ``num_replicas``-th index from ``rank`` on; all ranks get equally many.

    Args:
        num_replicas, rank: how many processes there are, and which this is.
        shuffle: in an order that depends on ``seed`` and the epoch (see ``set_epoch``).
        drop_last: leave the rest out; otherwise some indices come twice.

    Raises:
        ValueError: ``rank`` is not in [0, num_replicas).
    """

    def __init__(self, dataset, num_replicas=1, rank=0, shuffle=True, seed=0, drop_last=False):
        if rank >= num_replicas or rank < 0:
            raise ValueError(f"Invalid rank {rank}, rank should be in the interval [0, {num_replicas - 1}]")
        self.dataset, self.num_replicas, self.rank = dataset, num_replicas, rank
        self.shuffle, self.seed, self.drop_last = shuffle, seed, drop_last
        self.epoch = 0
        share = len(dataset) / num_replicas
        self.num_samples = math.floor(share) if drop_last else math.ceil(share)
        self.total_size = self.num_samples * num_replicas

    def __iter__(self):
        if self.shuffle:
            generator = lucid.Generator()
            generator.manual_seed(self.seed + self.epoch)
            indices = lucid.randperm(len(self.dataset), generator=generator).tolist()
        else:
            indices = list(range(len(self.dataset)))
        if self.drop_last:
            indices = indices[: self.total_size]
        elif indices:
            copies = math.ceil(self.total_size / len(indices))
            indices = (indices * copies)[: self.total_size]
        return iter(indices[self.rank :: self.num_replicas])

    def __len__(self):
        return self.num_samples

    def set_epoch(self, epoch):
        """Sets the epoch, so that each has an order of its own."""
        self.epoch = epoch
