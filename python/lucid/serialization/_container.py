"""The file format: a short preamble, a JSON header, and the storages' bytes, all under checksums.

    bytes 0-7     b"\\x89LUCID\\r\\n"  (a file mangled by a text-mode transfer is recognised)
    bytes 8-11    format version, uint32 little endian
    bytes 12-15   CRC-32 of the header
    bytes 16-23   length of the header
    header        UTF-8 JSON: root, nodes, records (offset, length, CRC-32), op versions, total length
    records       each starts at a multiple of 64 bytes after the header; the gaps are zero
"""

import json
import struct
import zlib

import lucid

MAGIC = b"\x89LUCID\r\n"
FORMAT_VERSION = 1
ALIGNMENT = 64
_PREAMBLE = struct.Struct("<8sIIQ")
_CHUNK = 1 << 24


def lay_out(views):
    """The record table of byte views that follow each other in one file, and the length of them all."""
    records, offset = [], 0
    for view in views:
        offset = -(-offset // ALIGNMENT) * ALIGNMENT
        records.append({"offset": offset, "nbytes": view.nbytes, "crc32": zlib.crc32(view)})
        offset += view.nbytes
    return records, offset


def write_header(file, header):
    """Writes preamble and header; returns their length."""
    text = json.dumps(header, separators=(",", ":"), allow_nan=False).encode()
    # Padded to the alignment, so that a record's place in the file is aligned too (for a later memory map).
    text += b" " * (-(_PREAMBLE.size + len(text)) % ALIGNMENT)
    file.write(_PREAMBLE.pack(MAGIC, FORMAT_VERSION, zlib.crc32(text), len(text)))
    file.write(text)
    return _PREAMBLE.size + len(text)


def write_records(file, views, records):
    """Writes the records at their offsets, counted from here."""
    position = 0
    for view, record in zip(views, records):
        if record["offset"] > position:
            file.write(b"\0" * (record["offset"] - position))
        for start in range(0, view.nbytes, _CHUNK):
            file.write(view[start : start + _CHUNK])
        position = record["offset"] + record["nbytes"]


def read_header(file, name, available=None):
    """Reads and checks preamble and header.

    Args:
        file: open file. name: for messages. available: bytes from here to the end, if known.

    Returns:
        (header, length of preamble and header).

    Raises:
        LucidError: not a checkpoint, cut short, altered. VersionMismatch: written by a later format.
    """
    preamble = read_exactly(file, _PREAMBLE.size, name, "its preamble")
    magic, version, checksum, length = _PREAMBLE.unpack(preamble)
    if magic != MAGIC:
        raise lucid.LucidError(f"load: {name} is not a Lucid checkpoint: it does not start with the Lucid mark")
    if version != FORMAT_VERSION:
        raise lucid.VersionMismatch(
            f"load: {name} has checkpoint format {version}; this version of Lucid reads format {FORMAT_VERSION}"
        )
    if available is not None and length > available - _PREAMBLE.size:
        raise lucid.LucidError(
            f"load: {name} is cut short or altered: its header should have {length} bytes, the file has "
            f"{available - _PREAMBLE.size} left"
        )
    text = read_exactly(file, length, name, "its header")
    if zlib.crc32(text) != checksum:
        raise lucid.LucidError(f"load: {name} is altered: the checksum of its header is wrong")
    try:
        header = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise lucid.LucidError(f"load: {name} has a malformed header: {error}") from None
    if not isinstance(header, dict):
        raise lucid.LucidError(f"load: {name} has a malformed header: not an object")
    return header, _PREAMBLE.size + length


def read_exactly(file, count, name, what):
    """Reads ``count`` bytes, in pieces, so that a false length allocates no more than the file holds."""
    pieces, missing = [], count
    while missing:
        piece = file.read(min(missing, _CHUNK))
        if not piece:
            raise lucid.LucidError(
                f"load: {name} is cut short: {what} should have {count} bytes, {count - missing} are there"
            )
        pieces.append(piece)
        missing -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def read_record(file, view, record, number, name):
    """Reads one record into a writable byte view and checks it.

    Raises:
        LucidError: cut short, or the checksum is wrong.
    """
    filled = 0
    while filled < view.nbytes:
        count = _read_into(file, view[filled : filled + _CHUNK])
        if not count:
            raise lucid.LucidError(
                f"load: {name} is cut short: record {number} should have {view.nbytes} bytes, {filled} are there"
            )
        filled += count
    if zlib.crc32(view) != record["crc32"]:
        raise lucid.LucidError(f"load: {name} is altered: the checksum of record {number} is wrong")


def _read_into(file, view):
    if hasattr(file, "readinto"):
        return file.readinto(view)
    piece = file.read(view.nbytes)
    view[: len(piece)] = piece
    return len(piece)


def skip_gap(file, count, name):
    """Reads the zero bytes between records.

    Raises:
        LucidError: they are not zero, or not there.
    """
    if count < 0 or count >= ALIGNMENT:
        raise lucid.LucidError(f"load: {name} has a malformed header: records overlap or leave a hole")
    if count and read_exactly(file, count, name, "a gap between records").strip(b"\0"):
        raise lucid.LucidError(f"load: {name} is altered: the bytes between two records are not zero")
