"""Reads and writes NumPy's ``.npy`` files without NumPy (format versions 1 to 3, little-endian numbers)."""

import ast
import struct

import lucid

__all__ = ["read_array", "write_array"]

_MAGIC = b"\x93NUMPY"
_TYPES = {
    "|b1": lucid.bool_, "|u1": lucid.uint8, "|i1": lucid.int8, "<i2": lucid.int16, "<i4": lucid.int32,
    "<i8": lucid.int64, "<f2": lucid.float16, "<f4": lucid.float32, "<f8": lucid.float64, "<c8": lucid.complex64,
    "<c16": lucid.complex128,
    # There are no wide unsigned types here: a kernel's uint reads the same bits.
    "<u2": lucid.int16, "<u4": lucid.int32, "<u8": lucid.int64,
}  # fmt: skip
_NAMES = {dtype: name for name, dtype in reversed(list(_TYPES.items()))}
_NAMES.update({lucid.int16: "<i2", lucid.int32: "<i4", lucid.int64: "<i8"})


def read_array(path):
    """The tensor that a ``.npy`` file holds.

    Raises:
        ValueError: the file is no ``.npy`` file, or holds objects, strings or big-endian numbers.
    """
    with open(path, "rb") as file:
        head = file.read(10)
        if len(head) < 10 or head[:6] != _MAGIC:
            raise ValueError(f"{path}: not a .npy file")
        size = struct.unpack("<H", head[8:])[0]
        if head[6] > 1:
            size += struct.unpack("<H", file.read(2))[0] << 16
        try:
            header = ast.literal_eval(file.read(size).decode("utf-8" if head[6] > 2 else "latin-1").strip())
            name, fortran, shape = header["descr"], header["fortran_order"], tuple(header["shape"])
        except (ValueError, SyntaxError, KeyError, TypeError) as error:
            raise ValueError(f"{path}: the header of the .npy file is damaged") from error
        dtype = _TYPES.get(name)
        if dtype is None:
            raise ValueError(f"{path}: arrays of type {name!r} cannot be read; save numbers of a little-endian type")
        data = bytearray(file.read())
    count = 1
    for extent in shape:
        count *= extent
    expected = count * lucid.empty((), dtype=dtype).itemsize
    if len(data) != expected:
        raise ValueError(f"{path}: holds {len(data)} bytes of numbers, but its shape {shape} needs {expected}")
    if count == 0:
        return lucid.zeros(shape, dtype=dtype)
    flat = lucid.frombuffer(data, dtype=dtype).clone()
    if not fortran:
        return flat.reshape(shape)
    return flat.reshape(shape[::-1]).permute(*range(len(shape) - 1, -1, -1)).contiguous()


def write_array(path, tensor):
    """Writes a tensor as a ``.npy`` file; bfloat16 becomes float32, which NumPy has.

    Raises:
        OSError: the file cannot be written.
    """
    tensor = tensor.detach().cpu().contiguous()
    if tensor.dtype == lucid.bfloat16:
        tensor = tensor.float()
    shape = ", ".join(str(extent) for extent in tensor.shape) + ("," if tensor.ndim == 1 else "")
    header = f"{{'descr': '{_NAMES[tensor.dtype]}', 'fortran_order': False, 'shape': ({shape}), }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(_MAGIC + b"\x01\x00" + struct.pack("<H", len(header)) + header.encode("latin-1"))
        file.write(bytes_of(tensor))


def bytes_of(tensor):
    """The bytes of a contiguous tensor's elements."""
    if tensor.numel() == 0:
        return b""
    return bytes(tensor.reshape(-1).view(lucid.uint8).tolist())
