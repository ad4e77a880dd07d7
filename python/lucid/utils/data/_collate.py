"""From a list of items to a batch."""

import copy
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence

import lucid
from lucid import Tensor

__all__ = ["collate", "default_collate", "default_convert"]


def _is_array(value):
    """Whether a value is a NumPy array or scalar; asked without importing NumPy."""
    return type(value).__module__ == "numpy" and hasattr(value, "dtype")


def default_convert(data):
    """Turns NumPy arrays inside nested containers into tensors; leaves all else as it is."""
    if isinstance(data, Tensor):
        return data
    if _is_array(data):
        if data.dtype.kind in "SUO":
            return data
        return lucid.as_tensor(data)
    if isinstance(data, Mapping):
        return _like_mapping(data, {key: default_convert(value) for key, value in data.items()})
    if isinstance(data, tuple) and hasattr(data, "_fields"):
        return type(data)(*(default_convert(value) for value in data))
    if isinstance(data, tuple):
        return [default_convert(value) for value in data]
    if isinstance(data, Sequence) and not isinstance(data, (str, bytes)):
        return _like_sequence(data, [default_convert(value) for value in data])
    return data


def _like_mapping(original, values):
    """``values`` as the kind of mapping that ``original`` is, or a dict where that cannot be made."""
    try:
        if isinstance(original, MutableMapping):
            clone = copy.copy(original)
            clone.update(values)
            return clone
        return type(original)(values)
    except TypeError:
        return values


def _like_sequence(original, values):
    try:
        if isinstance(original, MutableSequence):
            clone = copy.copy(original)
            for index, value in enumerate(values):
                clone[index] = value
            return clone
        return type(original)(values)
    except TypeError:
        return values


def collate(batch, *, collate_fn_map=None):
    """Joins items into a batch: by the function given for their type, else element by element in containers.

    Args:
        batch: list of items of one kind.
        collate_fn_map: from a type (or tuple of types) to ``function(batch, *, collate_fn_map)``.

    Raises:
        RuntimeError: sequences in the batch differ in length. TypeError: there is no way to join the type.
    """
    first = batch[0]
    kind = type(first)
    if collate_fn_map:
        if kind in collate_fn_map:
            return collate_fn_map[kind](batch, collate_fn_map=collate_fn_map)
        for key, function in collate_fn_map.items():
            if isinstance(first, key):
                return function(batch, collate_fn_map=collate_fn_map)
    if isinstance(first, Mapping):
        values = {key: collate([item[key] for item in batch], collate_fn_map=collate_fn_map) for key in first}
        return _like_mapping(first, values)
    if isinstance(first, tuple) and hasattr(first, "_fields"):
        return kind(*(collate(part, collate_fn_map=collate_fn_map) for part in zip(*batch)))
    if isinstance(first, Sequence):
        if any(len(item) != len(first) for item in batch):
            raise RuntimeError("each element in list of batch should be of equal size")
        parts = [collate(part, collate_fn_map=collate_fn_map) for part in zip(*batch)]
        return parts if isinstance(first, tuple) else _like_sequence(first, parts)
    raise TypeError(
        "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found " f"{kind}"
    )


def _stack(batch, *, collate_fn_map=None):
    return lucid.stack(list(batch), 0)


def _numbers(batch, *, collate_fn_map=None):
    return lucid.tensor(list(batch))


def _floats(batch, *, collate_fn_map=None):
    return lucid.tensor(list(batch), dtype=lucid.float64)


def _as_they_are(batch, *, collate_fn_map=None):
    return batch


_DEFAULTS = {Tensor: _stack, bool: _numbers, float: _floats, int: _numbers, str: _as_they_are, bytes: _as_they_are}


def default_collate(batch):
    """Joins items into a batch: tensors are stacked, numbers become tensors (floats float64), containers go
    element by element, strings stay a list.

    Raises:
        RuntimeError: sequences or tensors in the batch differ in size. TypeError: there is no way to join the type.
    """
    first = batch[0]
    if _is_array(first):
        if first.dtype.kind in "SUO":
            raise TypeError(
                "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found "
                f"{first.dtype}"
            )
        return lucid.stack([lucid.as_tensor(item) for item in batch])
    return collate(batch, collate_fn_map=_DEFAULTS)
