"""Modules that hold parameters."""

import operator

from lucid import Tensor

from ..module import Module
from ..parameter import Parameter

__all__ = ["ParameterDict", "ParameterList"]


def _as_parameter(value):
    """Plain tensors become parameters; other values are kept as they are (PyTorch allows them)."""
    if isinstance(value, Tensor) and not isinstance(value, Parameter):
        return Parameter(value)
    return value


def _describe(value):
    if not isinstance(value, Tensor):
        return f"Object of type: {type(value).__name__}"
    kind = "Parameter" if isinstance(value, Parameter) else "Tensor"
    place = "" if str(value.device) == "cpu" else f" ({value.device})"
    return f"{kind} containing: [{value.dtype} of size {'x'.join(map(str, value.shape))}{place}]"


class ParameterList(Module):
    """A list of parameters, registered under "0", "1", ..."""

    def __init__(self, parameters=None):
        super().__init__()
        self._size = 0
        if parameters is not None:
            self.extend(parameters)

    def _key(self, index):
        index = operator.index(index)
        if not -self._size <= index < self._size:
            raise IndexError(f"index {index} is out of range")
        return str(index % self._size)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return type(self)(self[i] for i in range(*idx.indices(self._size)))
        return getattr(self, self._key(idx))

    def __setitem__(self, idx, param):
        setattr(self, self._key(idx), _as_parameter(param))

    def __delitem__(self, idx):
        values = list(self)
        for i in range(self._size):
            delattr(self, str(i))
        del values[idx]
        self._size = 0
        self.extend(values)

    def __len__(self):
        return self._size

    def __iter__(self):
        return (self[i] for i in range(self._size))

    def __iadd__(self, parameters):
        return self.extend(parameters)

    def append(self, value):
        """Adds a parameter at the end (a tensor becomes one); returns self."""
        setattr(self, str(self._size), _as_parameter(value))
        self._size += 1
        return self

    def extend(self, parameters):
        """Adds parameters at the end; returns self.

        Raises:
            TypeError: ``parameters`` is not iterable.
        """
        if not hasattr(parameters, "__iter__") or isinstance(parameters, Tensor):
            raise TypeError(
                f"ParameterList.extend should be called with an iterable, but got {type(parameters).__name__}"
            )
        for value in parameters:
            self.append(value)
        return self

    def extra_repr(self):
        """One line per parameter."""
        return "\n".join(f"({i}): {_describe(value)}" for i, value in enumerate(self))

    def __call__(self, *args, **kwargs):
        raise RuntimeError("ParameterList should not be called.")


class ParameterDict(Module):
    """A dictionary of parameters, in insertion order."""

    def __init__(self, parameters=None):
        super().__init__()
        self._keys = {}
        if parameters is not None:
            self.update(parameters)

    def __getitem__(self, key):
        if key not in self._keys:
            raise KeyError(key)
        return getattr(self, key)

    def __setitem__(self, key, param):
        if not isinstance(key, str):
            raise TypeError("Index given to ParameterDict cannot be used as a key as it is not a string "
                            f"(type is '{type(key).__name__}').")
        self._keys[key] = None
        setattr(self, key, _as_parameter(param))

    def __delitem__(self, key):
        del self._keys[key]
        delattr(self, key)

    def __len__(self):
        return len(self._keys)

    def __iter__(self):
        return iter(self._keys)

    def __reversed__(self):
        return reversed(list(self._keys))

    def __contains__(self, key):
        return key in self._keys

    def __or__(self, other):
        result = self.copy()
        result.update(other)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def copy(self):
        """A new dictionary holding the same parameters."""
        return ParameterDict(dict(self.items()))

    def get(self, key, default=None):
        """The parameter under ``key``, or ``default``."""
        return self[key] if key in self._keys else default

    def setdefault(self, key, default=None):
        """The parameter under ``key``, which becomes ``default`` if there is none."""
        if key not in self._keys:
            self[key] = default
        return self[key]

    def clear(self):
        """Removes all parameters."""
        for key in list(self._keys):
            del self[key]

    def pop(self, key):
        """Removes and returns the parameter under ``key``."""
        value = self[key]
        del self[key]
        return value

    def popitem(self):
        """Removes and returns the last (name, parameter) pair."""
        key = next(reversed(list(self._keys)))
        return key, self.pop(key)

    def fromkeys(self, keys, default=None):
        """A new dictionary with the given names, all holding ``default``."""
        return ParameterDict({key: default for key in keys})

    def keys(self):
        """The names."""
        return self._keys.keys()

    def items(self):
        """(name, parameter) pairs."""
        return ((key, self[key]) for key in self._keys)

    def values(self):
        """The parameters."""
        return (self[key] for key in self._keys)

    def update(self, parameters):
        """Adds the parameters of a mapping or of an iterable of (name, parameter) pairs.

        Raises:
            TypeError: ``parameters`` is not iterable. ValueError: an item is not a pair.
        """
        if not hasattr(parameters, "__iter__"):
            raise TypeError(
                f"ParametersDict.update should be called with an iterable of key/value pairs, but got "
                f"{type(parameters).__name__}"
            )
        for key, value in parameters.items() if hasattr(parameters, "items") else parameters:
            self[key] = value

    def extra_repr(self):
        """One line per parameter."""
        return "\n".join(f"({key}): {_describe(value)}" for key, value in self.items())

    def __call__(self, *args, **kwargs):
        raise RuntimeError("ParameterDict should not be called.")
