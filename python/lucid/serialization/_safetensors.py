"""The safetensors format: an 8-byte length, a JSON header, the tensors' bytes; no code, no views.

Source: the format description of the safetensors project.
"""

import json
import math
import os
import struct

import lucid

from ._atomic import replacing
from ._container import read_exactly
from ._storages import byte_view, dtype_name, dtype_named, empty_bytes, view_of

_NAMES = {
    "bool": "BOOL", "uint8": "U8", "int8": "I8", "int16": "I16", "int32": "I32", "int64": "I64", "float16": "F16",
    "bfloat16": "BF16", "float32": "F32", "float64": "F64", "complex64": "C64",
}  # fmt: skip
_DTYPES = {name: dtype for dtype, name in _NAMES.items()}
_LARGEST_HEADER = 100_000_000  # the limit of the reference implementation


def save_safetensors(state_dict, path, *, metadata=None):
    """Writes a dictionary of tensors to ``path``, atomically.

    Args:
        state_dict: mapping from names to tensors; views are written as tensors of their own.
        metadata: mapping from strings to strings, kept in the header.

    Raises:
        LucidError: a value is not a tensor, a dtype has no name in the format, or the metadata holds other things.
    """
    header = {}
    if metadata is not None:
        if not all(isinstance(k, str) and isinstance(v, str) for k, v in metadata.items()):
            raise lucid.LucidError("save_safetensors: metadata must map strings to strings")
        header["__metadata__"] = dict(metadata)
    tensors = {}
    for name, tensor in state_dict.items():
        if not isinstance(tensor, lucid.Tensor):
            raise lucid.LucidError(f"save_safetensors: {name!r} is a {type(tensor).__name__}, not a tensor")
        if dtype_name(tensor.dtype) not in _NAMES:
            raise lucid.LucidError(f"save_safetensors: {name!r} has dtype {tensor.dtype}, which the format lacks")
        tensors[str(name)] = tensor.detach().cpu().contiguous()
    # Wider types first, as the reference implementation has it, so that every tensor is aligned to its type.
    order = sorted(tensors, key=lambda name: (-tensors[name].element_size(), name))
    offset, views = 0, []
    for name in order:
        tensor = tensors[name]
        view = byte_view(tensor.reshape(-1).view(lucid.uint8)) if tensor.numel() else memoryview(b"")
        header[name] = {
            "dtype": _NAMES[dtype_name(tensor.dtype)],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + view.nbytes],
        }
        offset += view.nbytes
        views.append(view)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with replacing(path) as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for view in views:
            file.write(view)


def load_safetensors(path, *, device="cpu"):
    """Reads a dictionary of tensors, each with storage of its own.

    Raises:
        LucidError: the file is cut short or malformed, or a dtype is not known. OSError: it cannot be read.
    """
    name = repr(os.fspath(path))
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        (length,) = struct.unpack("<Q", read_exactly(file, 8, name, "its preamble"))
        if length > min(_LARGEST_HEADER, size - 8):
            raise lucid.LucidError(f"load_safetensors: {name} is cut short or malformed: a header of {length} bytes")
        text = read_exactly(file, length, name, "its header")
        try:
            entries = _entries(json.loads(text), size - 8 - length)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise lucid.LucidError(f"load_safetensors: {name} has a malformed header: {error}") from error
        loaded = {}
        for key, dtype, shape, begin, end in sorted(entries, key=lambda entry: entry[3:]):
            flat = empty_bytes(end - begin)
            if end > begin:
                view, filled = byte_view(flat), 0
                while filled < view.nbytes:
                    count = file.readinto(view[filled:])
                    if not count:
                        raise lucid.LucidError(f"load_safetensors: {name} is cut short within {key!r}")
                    filled += count
            strides = [math.prod(shape[i + 1 :]) for i in range(len(shape))]
            tensor = view_of(flat, dtype, shape, strides, 0)
            loaded[key] = tensor if str(device) == "cpu" else tensor.to(device)
    return {entry[0]: loaded[entry[0]] for entry in entries}


def _entries(header, length):
    """(name, dtype, shape, begin, end) of every tensor, checked to fill the file without holes or overlaps."""
    entries = []
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        dtype = dtype_named(_DTYPES[entry["dtype"]])
        shape = entry["shape"]
        if not all(isinstance(size, int) and size >= 0 for size in shape):
            raise ValueError(f"shape {shape} of {name!r}")
        begin, end = entry["data_offsets"]
        if end - begin != math.prod(shape) * lucid.empty(0, dtype=dtype).element_size():
            raise ValueError(f"{name!r} has {end - begin} bytes, which do not make the shape {shape}")
        entries.append((name, dtype, shape, begin, end))
    position = 0
    for name, _, _, begin, end in sorted(entries, key=lambda entry: entry[3:]):
        if begin != position:
            raise ValueError(f"{name!r} starts at {begin}, not at {position}")
        position = end
    if position != length:
        raise ValueError(f"its tensors have {position} bytes, the file has {length}")
    return entries
