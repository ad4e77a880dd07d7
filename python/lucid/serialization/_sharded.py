"""Checkpoints in several files.

A folder with ``index.lucid`` (a checkpoint's header) and shards that hold the records. Shards have fresh names at
each saving and the index is replaced last, so the folder always holds one whole checkpoint.
"""

import os
import secrets
import zlib

import lucid

from ._atomic import replacing
from ._checkpoint import describe, restore
from ._container import ALIGNMENT, read_header, read_record, skip_gap, write_header, write_records
from ._storages import byte_view, empty_bytes

INDEX = "index.lucid"


def save_sharded(obj, path, *, shard_size_mb=1024.0, pickle_protocol=4):
    """Saves an object as :func:`save` does, into the folder ``path``, in files of at most ``shard_size_mb`` MiB.

    A storage larger than that has a file of its own. The folder is made if need be; files of an earlier checkpoint in
    it are removed once the new one is whole.

    Raises:
        LucidError: the object cannot be saved, or the size is not positive. OSError: a file cannot be written.
    """
    limit = int(shard_size_mb * 1024 * 1024)
    if limit <= 0:
        raise lucid.LucidError(f"save_sharded: shard_size_mb must be positive, got {shard_size_mb}")
    folder = os.fspath(path)
    os.makedirs(folder, exist_ok=True)
    header, views = describe(obj, pickle_protocol)
    shards = _divide(views, limit)
    token = secrets.token_hex(4)
    names = [f"shard-{token}-{i + 1:05}-of-{len(shards):05}.bin" for i in range(len(shards))]
    records = [None] * len(views)
    for name, members in zip(names, shards):
        offset, shard_records = 0, []
        for number in members:
            offset = -(-offset // ALIGNMENT) * ALIGNMENT
            view = views[number]
            record = {"file": name, "offset": offset, "nbytes": view.nbytes, "crc32": zlib.crc32(view)}
            shard_records.append(record)
            records[number] = record
            offset += view.nbytes
        with replacing(os.path.join(folder, name)) as file:
            write_records(file, [views[number] for number in members], shard_records)
    header.update(records=records, length=0, shards=names)
    with replacing(os.path.join(folder, INDEX)) as file:
        write_header(file, header)
    for name in os.listdir(folder):
        if name.startswith("shard-") and name.endswith(".bin") and name not in names:
            os.unlink(os.path.join(folder, name))


def _divide(views, limit):
    """Numbers of the storages of each shard, in order, none fuller than ``limit`` unless by one storage."""
    shards, filled = [], 0
    for number, view in enumerate(views):
        if not shards or filled + view.nbytes > limit:
            shards.append([])
            filled = 0
        shards[-1].append(number)
        filled += view.nbytes + ALIGNMENT
    return shards


def load_sharded(path, *, map_location=None, weights_only=True):
    """Loads what :func:`save_sharded` wrote into the folder ``path``; arguments as :func:`load`'s.

    Raises:
        LucidError: a file is missing, cut short or altered. VersionMismatch: written by a later version.
    """
    folder = os.fspath(path)
    index = os.path.join(folder, INDEX)
    with open(index, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        header, position = read_header(file, repr(index), size)
    if position != size:
        raise lucid.LucidError(f"load_sharded: {index!r} is altered: {size - position} bytes follow its end")
    return restore(
        header, repr(index), lambda records: _read_shards(folder, header, records), map_location, weights_only
    )


def _read_shards(folder, header, records):
    storages = [None] * len(records)
    for name in header["shards"]:
        if os.path.basename(name) != name:
            raise ValueError(f"shard {name!r} is not in the folder")
        path = os.path.join(folder, name)
        members = [number for number, record in enumerate(records) if record["file"] == name]
        try:
            file = open(path, "rb")
        except FileNotFoundError:
            raise lucid.LucidError(f"load_sharded: {path!r} is missing") from None
        with file:
            position = 0
            for number in members:
                record = records[number]
                skip_gap(file, record["offset"] - position, repr(path))
                if record["nbytes"] > os.fstat(file.fileno()).st_size:
                    raise lucid.LucidError(f"load_sharded: {path!r} is cut short: record {number} does not fit")
                storages[number] = empty_bytes(record["nbytes"])
                read_record(file, byte_view(storages[number]), record, number, repr(path))
                position = record["offset"] + record["nbytes"]
            if file.read(1):
                raise lucid.LucidError(f"load_sharded: {path!r} is altered: bytes follow its end")
    if any(flat is None for flat in storages):
        raise ValueError("a record is in no shard")
    return storages
