"""Nested containers of values: tuples, lists, dictionaries and named tuples, taken apart and put together again."""

import collections


class Leaf:
    """The structure of a single value."""

    count = 1

    def __eq__(self, other):
        return isinstance(other, Leaf)

    def __hash__(self):
        return hash(Leaf)

    def __repr__(self):
        return "*"


class Branch:
    """The structure of a container: its type, what it needs to be made again, and its children."""

    def __init__(self, kind, context, children):
        self.kind, self.context, self.children = kind, context, children
        self.count = sum(child.count for child in children)

    def __eq__(self, other):
        return (
            isinstance(other, Branch)
            and self.kind is other.kind
            and self.context == other.context
            and self.children == other.children
        )

    def __hash__(self):
        return hash((self.kind, len(self.children)))

    def __repr__(self):
        return f"TreeSpec({self.kind.__name__}, {self.context}, {self.children})"


LEAF = Leaf()


def _is_namedtuple(value):
    return isinstance(value, tuple) and hasattr(type(value), "_fields")


def _children(value):
    """(context, children) of a container; None for a value."""
    kind = type(value)
    if kind in (tuple, list, collections.deque):
        return None, list(value)
    if kind in (dict, collections.OrderedDict, collections.defaultdict):
        return list(value), list(value.values())
    if _is_namedtuple(value):
        return None, list(value)
    return None


def _build(kind, context, children):
    if kind is dict or kind is collections.OrderedDict:
        return kind(zip(context, children))
    if kind is collections.defaultdict:
        return collections.defaultdict(None, zip(context, children))
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        # Results of ops are named tuples with fixed fields.
        return kind._make(children)
    return kind(children)


def flatten(tree):
    """The values of a nested container in order, and its structure."""
    found = _children(tree)
    if found is None:
        return [tree], LEAF
    context, children = found
    leaves, structures = [], []
    for child in children:
        more, structure = flatten(child)
        leaves.extend(more)
        structures.append(structure)
    return leaves, Branch(type(tree), context, structures)


def unflatten(leaves, structure):
    """The nested container of a structure, filled with values in order."""
    leaves = iter(leaves)

    def build(structure):
        if isinstance(structure, Leaf):
            return next(leaves)
        return _build(structure.kind, structure.context, [build(child) for child in structure.children])

    return build(structure)


def map_tree(function, tree):
    """The same container with a function applied to every value."""
    leaves, structure = flatten(tree)
    return unflatten([function(leaf) for leaf in leaves], structure)


def broadcast(prefix, structure):
    """One value per leaf of a structure, from a tree that may stop above the leaves; None where it does not fit."""
    if isinstance(structure, Leaf):
        return [prefix] if _children(prefix) is None else None
    found = _children(prefix)
    if found is None:
        return [prefix] * structure.count
    context, children = found
    if type(prefix) is not structure.kind or context != structure.context or len(children) != len(structure.children):
        return None
    spread = []
    for child, below in zip(children, structure.children):
        more = broadcast(child, below)
        if more is None:
            return None
        spread.extend(more)
    return spread
