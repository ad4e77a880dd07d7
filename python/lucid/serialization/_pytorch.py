"""Reading the zip files of ``torch.save``: tensors and plain containers only, through a restricted unpickler."""

import pickle
import zipfile
from collections import Counter, OrderedDict, defaultdict

import lucid

from ..nn.parameter import Parameter
from ._storages import byte_view, empty_bytes, view_of

_STORAGE_DTYPES = {
    "FloatStorage": "float32", "DoubleStorage": "float64", "HalfStorage": "float16", "BFloat16Storage": "bfloat16",
    "LongStorage": "int64", "IntStorage": "int32", "ShortStorage": "int16", "CharStorage": "int8",
    "ByteStorage": "uint8", "BoolStorage": "bool", "ComplexFloatStorage": "complex64",
    "ComplexDoubleStorage": "complex128",
    "UntypedStorage": "uint8",
}  # fmt: skip
_DTYPES = {
    "float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool", "complex64",
    "complex128", "float", "double", "half", "long", "int", "short",
}  # fmt: skip


class _StorageType:
    """Stands for a storage class named in the pickle."""

    __slots__ = ("dtype",)

    def __init__(self, dtype):
        self.dtype = dtype


class _Storage:
    """One storage of the file: its bytes as a flat uint8 tensor, and the dtype it was declared with."""

    __slots__ = ("dtype", "flat")

    def __init__(self, flat, dtype):
        self.flat, self.dtype = flat, dtype


# Instances without a dictionary: a pickle cannot attach anything to them.
class _RebuildTensor:
    __slots__ = ()

    def __call__(self, storage, offset, size, stride, requires_grad=False, hooks=None, metadata=None):
        tensor = view_of(storage.flat, storage.dtype, size, stride, offset)
        return tensor.requires_grad_() if requires_grad else tensor


class _RebuildTensorWithDtype:
    __slots__ = ()

    def __call__(self, storage, offset, size, stride, requires_grad, hooks, dtype, metadata=None):
        tensor = view_of(storage.flat, dtype, size, stride, offset)
        return tensor.requires_grad_() if requires_grad else tensor


class _RebuildParameter:
    __slots__ = ()

    def __call__(self, data, requires_grad, hooks=None, state=None):
        return Parameter(data, requires_grad)


class _Device:
    __slots__ = ()

    def __call__(self, kind, index=None):
        return lucid.device("cpu" if kind == "cpu" else "metal")


class _Encode:
    """``_codecs.encode(text, "latin1")``: how protocol 2 writes bytes."""

    __slots__ = ()

    def __call__(self, text, encoding="latin1"):
        if encoding != "latin1":
            raise pickle.UnpicklingError(f"encoding {encoding!r}")
        return text.encode("latin1")


_ALLOWED = {
    ("torch._utils", "_rebuild_tensor_v2"): _RebuildTensor(),
    ("torch._utils", "_rebuild_tensor_v3"): _RebuildTensorWithDtype(),
    ("torch._utils", "_rebuild_parameter"): _RebuildParameter(),
    ("torch._utils", "_rebuild_parameter_with_state"): _RebuildParameter(),
    ("torch", "Size"): tuple,
    ("torch", "device"): _Device(),
    ("_codecs", "encode"): _Encode(),
    ("collections", "OrderedDict"): OrderedDict,
    ("collections", "Counter"): Counter,
    ("collections", "defaultdict"): defaultdict,
    **{
        (module, name): kind
        for module in ("builtins", "__builtin__")
        for name, kind in (
            ("set", set),
            ("frozenset", frozenset),
            ("complex", complex),
            ("dict", dict),
            ("list", list),
            ("int", int),
            ("bytearray", bytearray),
        )
    },
}


class _RestrictedUnpickler(pickle.Unpickler):
    """Knows the few names that a state dict needs and refuses every other."""

    def __init__(self, file, load_storage):
        super().__init__(file, encoding="utf-8")
        self._load_storage = load_storage

    def find_class(self, module, name):
        if (module, name) in _ALLOWED:
            return _ALLOWED[module, name]
        if module in ("torch", "torch.storage") and name in _STORAGE_DTYPES:
            return _StorageType(getattr(lucid, _STORAGE_DTYPES[name]))
        if module == "torch" and name in _DTYPES:
            # float, double, ... are PyTorch's second names; lucid has the first ones for all.
            first = {"float": "float32", "double": "float64", "half": "float16", "long": "int64"}
            return getattr(lucid, {**first, "int": "int32", "short": "int16"}.get(name, name))
        raise lucid.LucidError(
            f"load: the file holds {module}.{name}, which is not among the weights and containers that are loaded "
            "from PyTorch's files"
        )

    def persistent_load(self, identity):
        kind, storage_type, key, location, _ = identity
        if kind != "storage":
            raise pickle.UnpicklingError(f"unknown persistent object {kind!r}")
        return self._load_storage(key, storage_type.dtype, location)


def load_pytorch(file, name, placement):
    """Loads a zip file of ``torch.save`` from an open, seekable file.

    Raises:
        LucidError: not such a file, damaged, or it holds more than weights and containers.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return _load(archive, name, placement)
    except lucid.LucidError:
        raise
    except (zipfile.BadZipFile, EOFError) as error:
        raise lucid.LucidError(f"load: {name} is cut short or altered: {error}") from error
    except (
        pickle.UnpicklingError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        NotImplementedError,
        OverflowError,
        RecursionError,
    ) as error:
        raise lucid.LucidError(f"load: {name} is malformed: {type(error).__name__}: {error}") from error


def _load(archive, name, placement):
    pickles = [entry for entry in archive.namelist() if entry.endswith("/data.pkl")]
    if len(pickles) != 1 or any("/code/" in entry for entry in archive.namelist()):
        raise lucid.LucidError(f"load: {name} is a zip file, but not one that torch.save wrote")
    prefix = pickles[0][: -len("data.pkl")]
    if prefix + "byteorder" in archive.namelist() and archive.read(prefix + "byteorder") != b"little":
        raise lucid.LucidError(f"load: {name} holds big-endian numbers, which are not supported")
    length = archive.fp.seek(0, 2)
    storages = {}

    def load_storage(key, dtype, location):
        if key not in storages:
            entry = archive.getinfo(f"{prefix}data/{key}")
            if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
                raise ValueError(f"storage {key} is compressed, which torch.save never does")
            if entry.file_size > length:
                raise ValueError(f"storage {key} should have {entry.file_size} bytes, more than the file")
            flat = empty_bytes(entry.file_size)
            if entry.file_size:
                view, filled = byte_view(flat), 0
                with archive.open(entry) as data:
                    while filled < view.nbytes:
                        count = data.readinto(view[filled : filled + (1 << 24)])
                        if not count:
                            raise EOFError(f"storage {key} is incomplete")
                        filled += count
                    data.read(1)  # reaching the end makes zipfile compare the checksum
            storages[key] = placement.place(flat, "cpu" if str(location) == "cpu" else "metal")
        return _Storage(storages[key], dtype)

    with archive.open(pickles[0]) as data:
        return _RestrictedUnpickler(data, load_storage).load()
