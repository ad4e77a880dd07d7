"""``save`` and ``load``."""

import io
import os
import pickle
import warnings

import lucid

from ._atomic import replacing
from ._container import lay_out, read_header, read_record, skip_gap, write_header, write_records
from ._storages import Placement, Storages, byte_view, empty_bytes
from ._structure import Decoder, Encoder, UnsupportedType
from ._versions import check_not_newer, current_versions, migrate

MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError, StopIteration, OverflowError, RuntimeError)


def save(obj, f, *, pickle_protocol=4):
    """Saves an object: any nesting of dict, OrderedDict, list, tuple, set, numbers, strings, bytes, tensors, dtypes,
    devices. Views of one storage stay views of one storage, and an object that is in two places stays one object.

    The file is replaced atomically: a process killed while saving leaves the old file whole.

    Args:
        obj: the object. Values of other types are pickled; such a file loads with ``weights_only=False`` only.
        f: path, or a file object open for writing bytes (then nothing is atomic).
        pickle_protocol: protocol for those other types.

    Raises:
        LucidError: the object cannot be saved. OSError: the file cannot be written.
    """
    header, views = describe(obj, pickle_protocol)
    records, length = lay_out(views)
    header.update(records=records, length=length)
    if hasattr(f, "write"):
        _write(f, header, views)
    else:
        with replacing(f) as file:
            _write(file, header, views)


def _write(file, header, views):
    write_header(file, header)
    write_records(file, views, header["records"])


def describe(obj, pickle_protocol):
    """The header (without its record table) and the byte views of an object's storages."""
    storages = Storages()
    encoder = Encoder(storages)
    header = {"format": "lucid.checkpoint", "ops": current_versions()}
    try:
        header["root"] = encoder.encode(obj)
    except UnsupportedType as unsupported:
        kind = unsupported.args[0]
        name = f"{getattr(kind, '__module__', '?')}.{getattr(kind, '__qualname__', kind)}"
        if isinstance(kind, type) and issubclass(kind, lucid.Tensor):
            raise lucid.LucidError(f"save: cannot save a tensor of the subclass {name}; save its data") from None
        warnings.warn(
            f"save: the object holds a value of type {name}, which is pickled: the file will load with "
            "weights_only=False only",
            stacklevel=4,
        )
        storages = Storages()
        encoder = Encoder(storages)
        header["pickled_type"] = name
        header["pickle"] = encoder.encode(_pickle(obj, encoder, pickle_protocol))
    except RecursionError:
        raise lucid.LucidError("save: the object is nested too deeply") from None
    header["nodes"] = encoder.nodes
    header["devices"] = storages.devices
    return header, storages.views()


class _Pickler(pickle.Pickler):
    """Leaves tensors out of the pickle: they stay in records, under checksums."""

    def __init__(self, file, protocol, encoder):
        super().__init__(file, protocol)
        self._encoder = encoder

    def persistent_id(self, value):
        return self._encoder.encode(value)["node"] if isinstance(value, lucid.Tensor) else None


def _pickle(obj, encoder, protocol):
    buffer = io.BytesIO()
    try:
        _Pickler(buffer, protocol, encoder).dump(obj)
    except (pickle.PicklingError, AttributeError, TypeError, RecursionError) as error:
        raise lucid.LucidError(f"save: the object cannot be saved: {error}") from error
    return buffer.getvalue()


def load(f, *, map_location=None, weights_only=True):
    """Loads what ``save`` (or ``torch.save``) wrote. With ``weights_only`` nothing in the file is executed.

    Args:
        f: path, or a file object open for reading bytes.
        map_location: where tensors go: None (where they were), a device, a dictionary from device to device, or a
            function of (bytes as a uint8 tensor on the CPU, device name) that returns them moved, or None.
        weights_only: False also restores pickled Python objects, which can run any code: only for files you trust.

    Raises:
        LucidError: the file is cut short, altered, not a checkpoint, or needs ``weights_only=False``.
        VersionMismatch: it was written by a later version. OSError: it cannot be read.
    """
    if hasattr(f, "read"):
        return _load(f, getattr(f, "name", "the file object"), None, map_location, weights_only)
    name = os.fspath(f)
    with open(name, "rb") as file:
        return _load(file, repr(name), os.fstat(file.fileno()).st_size, map_location, weights_only)


def _load(file, name, size, map_location, weights_only):
    file, start = _peek(file)
    if start.startswith(b"PK\x03\x04"):
        from ._pytorch import load_pytorch

        return load_pytorch(file, name, Placement(map_location))
    header, position = read_header(file, name, size)
    return restore(
        header,
        name,
        lambda records: _read_storages(file, name, records, header, None if size is None else size - position),
        map_location,
        weights_only,
    )


def _peek(file):
    """The file, positioned as before, and its first four bytes."""
    if not (hasattr(file, "seekable") and file.seekable()):
        file = io.BytesIO(file.read())
    start = file.read(4)
    file.seek(-len(start), os.SEEK_CUR)
    return file, start


def restore(header, name, read_storages, map_location, weights_only):
    """Rebuilds the object that a header describes.

    Args:
        read_storages: function of the record table that returns a flat uint8 tensor per record, on the host.
    """
    try:
        ops, records, devices = header["ops"], header["records"], header["devices"]
        check_not_newer(ops, name)
        pickled = "pickle" in header
        if pickled and weights_only:
            raise lucid.LucidError(
                f"load: {name} holds Python objects (first: {header.get('pickled_type')}); only "
                "load(..., weights_only=False) restores them, which can run any code from the file"
            )
        if len(records) != len(devices):
            raise ValueError("as many devices as records are needed")
        placement = Placement(map_location)
        storages = [placement.place(flat, device) for flat, device in zip(read_storages(records), devices)]
        decoder = Decoder(header["nodes"], storages)
        value = _unpickle(header, decoder) if pickled else decoder.decode(header["root"])
    except lucid.LucidError:
        raise
    except MALFORMED as error:
        raise lucid.LucidError(f"load: {name} has a malformed header: {type(error).__name__}: {error}") from error
    return migrate(value, ops)


def _unpickle(header, decoder):
    unpickler = pickle.Unpickler(io.BytesIO(decoder.decode(header["pickle"])))
    unpickler.persistent_load = lambda number: decoder.decode({"node": number})
    return unpickler.load()


def _read_storages(file, name, records, header, available):
    length = header["length"]
    if available is not None and available != length:
        if available < length:
            raise lucid.LucidError(
                f"load: {name} is cut short: its records should have {length} bytes, {available} are there"
            )
        raise lucid.LucidError(f"load: {name} is altered: {available - length} bytes follow its end")
    storages, position = [], 0
    for number, record in enumerate(records):
        skip_gap(file, record["offset"] - position, name)
        if not 0 <= record["nbytes"] <= length - record["offset"]:
            raise ValueError(f"record {number} does not fit into the file")
        flat = empty_bytes(record["nbytes"])
        read_record(file, byte_view(flat), record, number, name)
        storages.append(flat)
        position = record["offset"] + record["nbytes"]
    if position != length:
        raise ValueError("the records do not fill the file")
    return storages
