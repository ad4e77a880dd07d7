"""Writes a tensor as a picture: PNG or PGM/PPM, without any library."""

import struct
import zlib

import lucid

__all__ = ["write_picture"]


def _pixels(tensor, range_of_values):
    # uint8 is taken as it is; all else is stretched from the given range, or from its own, to 0..255.
    tensor = tensor.detach().cpu()
    if tensor.dtype == lucid.uint8:
        return tensor
    tensor = tensor.float()
    if range_of_values is None:
        finite = tensor[lucid.isfinite(tensor)]
        low, high = (finite.min().item(), finite.max().item()) if finite.numel() else (0.0, 1.0)
    else:
        low, high = range_of_values
    scale = 255.0 / (high - low) if high > low else 0.0
    stretched = ((tensor - low) * scale).clamp(0, 255).round()
    return lucid.where(lucid.isfinite(stretched), stretched, lucid.zeros_like(stretched)).to(lucid.uint8)


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write_picture(path, tensor, range_of_values=None):
    """Writes a picture; its format follows from the name: ``.png``, ``.pgm`` (grey) or ``.ppm`` (colour).

    Args:
        path: the file to write.
        tensor: shape (height, width) for grey, (height, width, 3) or (height, width,
            4) for colour; the fourth channel is
            opacity, which PNG alone has. uint8 is written as it is; other types are stretched to 0..255.
        range_of_values: the numbers that become 0 and 255; the least and greatest where left out.

    Raises:
        ValueError: the shape is no picture, or the format cannot hold it.
    """
    channels = 1 if tensor.ndim == 2 else tensor.shape[2] if tensor.ndim == 3 else 0
    if channels not in (1, 3, 4) or tensor.shape[0] == 0 or tensor.shape[1] == 0:
        raise ValueError(
            "a picture has shape (height, width), (height, width, 3) or (height, width, 4), "
            f"but the tensor has {tuple(tensor.shape)}"
        )
    height, width = tensor.shape[0], tensor.shape[1]
    data = bytes(_pixels(tensor, range_of_values).reshape(-1).tolist())
    kind = str(path).rsplit(".", 1)[-1].lower()
    if kind == "png":
        colour = {1: 0, 3: 2, 4: 6}[channels]
        row = width * channels
        lines = b"".join(b"\0" + data[at * row : (at + 1) * row] for at in range(height))
        content = (
            b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
            + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")
        )  # fmt: skip
    elif (kind, channels) in (("pgm", 1), ("ppm", 3)):
        content = f"P{5 if channels == 1 else 6}\n{width} {height}\n255\n".encode() + data
    else:
        raise ValueError(
            f"{path}: cannot write {channels} channels as .{kind}; use .png, .pgm (1 channel) or .ppm (3 channels)"
        )
    with open(path, "wb") as file:
        file.write(content)
