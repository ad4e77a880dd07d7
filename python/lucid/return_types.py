"""Named tuples that ops with several results return, such as ``lucid.return_types.max``."""

from operator import itemgetter as _itemgetter

_types = {}


class _ReturnType(tuple):
    """A tuple whose fields also have names; made from an iterable of its fields."""

    __slots__ = ()
    _names = ()

    def __new__(cls, iterable):
        self = tuple.__new__(cls, iterable)
        if len(self) != len(cls._names):
            raise TypeError(
                f"lucid.return_types.{cls.__name__}() takes a {len(cls._names)}-sequence ({len(self)}-sequence given)"
            )
        return self

    def __repr__(self):
        fields = ",\n".join(f"{name}={value!r}" for name, value in zip(self._names, self))
        return f"lucid.return_types.{type(self).__name__}(\n{fields})"

    def __reduce__(self):
        return _restore, (type(self).__name__, self._names, tuple(self))

    def _asdict(self):
        """The fields by name."""
        return dict(zip(self._names, self))

    def _replace(self, **fields):
        """The same tuple with some fields exchanged."""
        return type(self)(fields.get(name, value) for name, value in zip(self._names, self))


def _make(name, fields):
    """The type of an op's results; made when it is first needed."""
    known = _types.get(name)
    if known is None or known._names != tuple(fields):
        members = {field: property(_itemgetter(i), doc=f"Result {i}.") for i, field in enumerate(fields)}
        members.update(
            __slots__=(), __module__=__name__, __doc__=f"What ``{name}`` returns: ({', '.join(fields)}).",
            _names=tuple(fields), n_fields=len(fields), n_sequence_fields=len(fields), n_unnamed_fields=0,
        )  # fmt: skip
        known = _types[name] = type(name, (_ReturnType,), members)
    return known


def _restore(name, fields, values):
    return _make(name, fields)(values)


def __getattr__(name):
    if name in _types:
        return _types[name]
    from lucid import ops

    for entry in ops.registry().values() if not name.startswith("_") else ():
        results = entry.schema.rsplit("->", 1)[1].strip()
        if entry.name.split(".")[0] == name and results.startswith("("):
            return _make(name, [part.split()[-1] for part in results.strip("()").split(",")])
    raise AttributeError(f"module 'lucid.return_types' has no attribute '{name}'")
