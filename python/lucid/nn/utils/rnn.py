"""Sequences of different lengths, padded or packed."""

from collections import namedtuple

import lucid
from lucid import Tensor

__all__ = [
    "PackedSequence", "pack_padded_sequence", "pack_sequence", "pad_packed_sequence", "pad_sequence",
    "unpad_sequence", "unpack_sequence",
]  # fmt: skip


_FIELDS = ("data", "batch_sizes", "sorted_indices", "unsorted_indices")


class PackedSequence(namedtuple("PackedSequence", _FIELDS)):
    """Sequences step by step without padding: all first elements, all second ones, ...

    Attributes:
        data: ``(sum of lengths, *)``. batch_sizes: int64, how many sequences have each step.
        sorted_indices, unsorted_indices: the order by length, and the way back; None if they came sorted.
    """

    def __new__(cls, data, batch_sizes=None, sorted_indices=None, unsorted_indices=None):
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def to(self, *args, **kwargs):
        """The data moved or cast, the indices moved along; itself if nothing changes."""
        data = self.data.to(*args, **kwargs)
        if data is self.data:
            return self

        def follow(indices):
            return None if indices is None else indices.to(data.device)

        return type(self)(data, self.batch_sizes, follow(self.sorted_indices), follow(self.unsorted_indices))

    def cpu(self):
        """On the CPU."""
        return self.to("cpu")

    def metal(self):
        """On the GPU stream."""
        return self.to("metal")


def invert_permutation(permutation):
    """The way back from a permutation; None for None."""
    if permutation is None:
        return None
    count = permutation.numel()
    inverse = lucid.empty(count, dtype=permutation.dtype, device=permutation.device)
    inverse[permutation] = lucid.arange(count, dtype=permutation.dtype, device=permutation.device)
    return inverse


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    """Packs padded sequences.

    Args:
        input: ``(T, B, *)``, or ``(B, T, *)`` with ``batch_first``. lengths: B of them, list or tensor.
        enforce_sorted: the lengths must not rise; otherwise they are sorted here.

    Raises:
        RuntimeError: the lengths rise, are not positive, exceed T, or are not B.
    """
    lengths = [int(value) for value in (lengths.tolist() if isinstance(lengths, Tensor) else lengths)]
    sorted_indices = None
    if not enforce_sorted:
        order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
        lengths = [lengths[i] for i in order]
        sorted_indices = lucid.tensor(order, dtype=lucid.int64, device=input.device)
        input = input.index_select(0 if batch_first else 1, sorted_indices)
    steps = input.transpose(0, 1) if batch_first else input
    if len(lengths) != steps.shape[1]:
        raise RuntimeError(
            f"Expected `len(lengths)` to be equal to batch_size, but got {len(lengths)} (batch_size={steps.shape[1]})"
        )
    if any(a < b for a, b in zip(lengths, lengths[1:])):
        raise RuntimeError(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass "
            "`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement."
        )
    if not lengths or lengths[-1] <= 0:
        raise RuntimeError(
            "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0"
        )
    if lengths[0] > steps.shape[0]:
        raise RuntimeError(f"Expected all lengths to be at most {steps.shape[0]}, but found {lengths[0]}")
    sizes = [sum(length > step for length in lengths) for step in range(lengths[0])]
    data = lucid.cat([steps[step, :size] for step, size in enumerate(sizes)])
    return PackedSequence(data, lucid.tensor(sizes, dtype=lucid.int64, device="cpu"), sorted_indices)


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    """Unpacks into padded sequences.

    Returns:
        (``(T, B, *)`` or ``(B, T, *)``, int64 lengths), in the original order.

    Raises:
        ValueError: ``total_length`` is below the longest sequence.
    """
    sizes = sequence.batch_sizes.tolist()
    longest, batch = len(sizes), sizes[0]
    if total_length is not None:
        if total_length < longest:
            raise ValueError(
                "Expected total_length to be at least the length of the longest sequence in input, but got "
                f"total_length={total_length} and max sequence length being {longest}"
            )
        steps = total_length
    else:
        steps = longest
    data, rows, start = sequence.data, [], 0
    rest = tuple(data.shape[1:])
    for size in sizes:
        row = data[start : start + size]
        if size < batch:
            padding = lucid.full((batch - size, *rest), padding_value, dtype=data.dtype, device=data.device)
            row = lucid.cat([row, padding])
        rows.append(row)
        start += size
    for _ in range(steps - longest):
        rows.append(lucid.full((batch, *rest), padding_value, dtype=data.dtype, device=data.device))
    padded = lucid.stack(rows, 1 if batch_first else 0)
    lengths = [sum(size > i for size in sizes) for i in range(batch)]
    lengths = lucid.tensor(lengths, dtype=lucid.int64, device="cpu")
    back = sequence.unsorted_indices
    if back is not None:
        return padded.index_select(0 if batch_first else 1, back), lengths[back.cpu()]
    return padded, lengths


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    """Pads sequences ``(L_i, *)`` to one tensor ``(T, B, *)``, or ``(B, T, *)`` with ``batch_first``.

    Raises:
        RuntimeError: there are none, or their trailing sizes differ. ValueError: ``padding_side`` is unknown.
    """
    sequences = list(sequences)
    if not sequences:
        raise RuntimeError("received an empty list of sequences")
    if padding_side not in ("left", "right"):
        raise ValueError("padding_side should be either right or left")
    longest, rows = max(sequence.shape[0] for sequence in sequences), []
    for sequence in sequences:
        missing = longest - sequence.shape[0]
        if missing:
            shape = (missing, *sequence.shape[1:])
            padding = lucid.full(shape, padding_value, dtype=sequence.dtype, device=sequence.device)
            sequence = lucid.cat([padding, sequence] if padding_side == "left" else [sequence, padding])
        rows.append(sequence)
    return lucid.stack(rows, 0 if batch_first else 1)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    """The sequences of :func:`pad_sequence` as a list, given their lengths."""
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    return [row[: int(length)] for row, length in zip(padded_sequences.unbind(0), lengths.tolist())]


def pack_sequence(sequences, enforce_sorted=True):
    """Packs a list of sequences ``(L_i, *)``; see :func:`pack_padded_sequence`."""
    lengths = [sequence.shape[0] for sequence in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences):
    """The sequences of :func:`pack_sequence` as a list."""
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
