"""A tree of Python values as JSON, without anything that could run on loading.

Containers and tensors are *nodes* in one flat list and refer to each other by number, so that an object that is in two
places is so again after loading, and depth is no limit of the JSON parser. Simple values stand where they are used.
"""

import math
from collections import Counter, OrderedDict, defaultdict

import lucid

from ..nn.parameter import Buffer, Parameter
from ._storages import dtype_name, dtype_named, view_of

_FACTORIES = {"dict": dict, "list": list, "set": set, "int": int, "float": float, "str": str}


class UnsupportedType(Exception):
    """A value that has no safe form; the argument is its type."""


class Encoder:
    """Turns a value into nodes; ``storages`` collects what lies under the tensors."""

    def __init__(self, storages):
        self.nodes = []
        self._storages = storages
        self._numbers = {}
        self._kept = []  # ids stay unique only while the objects live
        self._open_tuples = set()

    def encode(self, value):
        """Returns the JSON form of ``value``; raises UnsupportedType."""
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return value if -(2**63) <= value < 2**63 else {"int": hex(value)}
        if kind is float:
            return value if math.isfinite(value) else {"float": value.hex()}
        if kind is complex:
            return {"complex": [value.real.hex(), value.imag.hex()]}
        if isinstance(value, lucid.dtype):
            return {"dtype": dtype_name(value)}
        if isinstance(value, lucid.device):
            return {"device": str(value)}
        return {"node": self._node(value)}

    def _node(self, value):
        number = self._numbers.get(id(value))
        if number is not None:
            if number in self._open_tuples:
                raise UnsupportedType(tuple)
            return number
        number = self._numbers[id(value)] = len(self.nodes)
        self._kept.append(value)
        self.nodes.append(None)
        self.nodes[number] = self._describe(value, number)
        return number

    def _describe(self, value, number):
        kind = type(value)
        if isinstance(value, lucid.Tensor):
            return self._tensor(value)
        if kind in (dict, OrderedDict, defaultdict, Counter):
            return self._mapping(value, kind)
        if kind is list:
            return {"list": [self.encode(item) for item in value]}
        if kind is tuple or kind is getattr(lucid, "Size", tuple):
            self._open_tuples.add(number)
            items = [self.encode(item) for item in value]
            self._open_tuples.discard(number)
            return {"tuple" if kind is tuple else "size": items}
        if kind is set or kind is frozenset:
            return {kind.__name__: [self.encode(item) for item in value]}
        if kind in (bytes, bytearray):
            return {kind.__name__: value.hex()}
        if kind is range:
            return {"range": [value.start, value.stop, value.step]}
        if kind is slice:
            return {"slice": [self.encode(value.start), self.encode(value.stop), self.encode(value.step)]}
        raise UnsupportedType(kind)

    def _mapping(self, value, kind):
        node = {kind.__name__: [[self.encode(key), self.encode(item)] for key, item in value.items()]}
        if kind is defaultdict:
            names = [name for name, factory in _FACTORIES.items() if factory is value.default_factory]
            if value.default_factory is not None and not names:
                raise UnsupportedType(value.default_factory)
            node["factory"] = names[0] if names else None
        attributes = getattr(value, "__dict__", None)
        if attributes:  # a state dict's _metadata
            node["attributes"] = [[name, self.encode(item)] for name, item in attributes.items()]
        return node

    def _tensor(self, value):
        kind = type(value)
        if kind not in (lucid.Tensor, Parameter, Buffer):
            raise UnsupportedType(kind)
        node = {
            "tensor": kind.__name__.lower(),
            "storage": self._storages.index_of(value),
            "dtype": dtype_name(value.dtype),
            "shape": list(value.shape),
            "strides": list(value.stride()),
            "offset": value.storage_offset(),
            "requires_grad": value.requires_grad,
        }
        if kind is Buffer:
            node["persistent"] = value.persistent
        return node


class Decoder:
    """Turns nodes back into values; ``storages`` holds a flat uint8 tensor for each storage."""

    def __init__(self, nodes, storages):
        self._nodes, self._storages = nodes, storages
        self._values = {}
        self._started = set()

    def decode(self, form):
        """Returns the value of a JSON form; raises ValueError, KeyError, TypeError or IndexError if it is malformed."""
        if not isinstance(form, dict):
            if isinstance(form, list):
                raise ValueError("a bare list")
            return form
        (tag, content), *more = form.items()
        if more:
            raise ValueError(f"unexpected {more[0][0]!r}")
        if tag == "node":
            return self._value(content)
        if tag == "int":
            return int(content, 16)
        if tag == "float":
            return float.fromhex(content)
        if tag == "complex":
            return complex(float.fromhex(content[0]), float.fromhex(content[1]))
        if tag == "dtype":
            return dtype_named(content)
        if tag == "device":
            return lucid.device(content)
        raise ValueError(f"unknown kind of value {tag!r}")

    def _value(self, number):
        if number in self._values:
            return self._values[number]
        if not isinstance(number, int) or not 0 <= number < len(self._nodes) or number in self._started:
            raise ValueError(f"bad reference {number!r}")
        self._started.add(number)
        node = self._nodes[number]
        tag = next(iter(node))
        read = getattr(self, "_read_" + tag, None)
        if read is None:
            raise ValueError(f"unknown kind of node {tag!r}")
        value = read(node, number)
        self._values[number] = value
        return value

    def _items(self, node, tag):
        return [self.decode(item) for item in node[tag]]

    def _read_list(self, node, number):
        value = self._values[number] = []  # known before its items: one of them may refer to it
        value.extend(self._items(node, "list"))
        return value

    def _read_tuple(self, node, number):
        return tuple(self._items(node, "tuple"))

    def _read_size(self, node, number):
        return getattr(lucid, "Size", tuple)(self._items(node, "size"))

    def _read_set(self, node, number):
        value = self._values[number] = set()
        value.update(self._items(node, "set"))
        return value

    def _read_frozenset(self, node, number):
        return frozenset(self._items(node, "frozenset"))

    def _read_bytes(self, node, number):
        return bytes.fromhex(node["bytes"])

    def _read_bytearray(self, node, number):
        return bytearray.fromhex(node["bytearray"])

    def _read_range(self, node, number):
        start, stop, step = node["range"]
        return range(start, stop, step)

    def _read_slice(self, node, number):
        return slice(*self._items(node, "slice"))

    def _fill(self, value, node, tag, number):
        self._values[number] = value
        for key, item in node[tag]:
            value[self.decode(key)] = self.decode(item)
        for name, item in node.get("attributes", ()):
            setattr(value, name, self.decode(item))
        return value

    def _read_dict(self, node, number):
        return self._fill({}, node, "dict", number)

    def _read_OrderedDict(self, node, number):
        return self._fill(OrderedDict(), node, "OrderedDict", number)

    def _read_Counter(self, node, number):
        return self._fill(Counter(), node, "Counter", number)

    def _read_defaultdict(self, node, number):
        factory = node["factory"]
        return self._fill(defaultdict(None if factory is None else _FACTORIES[factory]), node, "defaultdict", number)

    def _read_tensor(self, node, number):
        tensor = view_of(
            self._storages[node["storage"]],
            dtype_named(node["dtype"]),
            node["shape"],
            node["strides"],
            node["offset"],
        )
        if node["tensor"] == "parameter":
            return Parameter(tensor, requires_grad=node["requires_grad"])
        if node["tensor"] == "buffer":
            return Buffer(tensor, persistent=node["persistent"])
        return tensor.requires_grad_() if node["requires_grad"] else tensor
