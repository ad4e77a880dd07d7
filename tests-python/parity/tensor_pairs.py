"""Tensors of PyTorch made into Lucid's with the same storage, strides and offset, and compared with them."""

import math

import lucid

TOLERANCE = {
    "float16": (2e-3, 1e-3),
    "bfloat16": (1.6e-2, 1e-2),
    "float32": (2e-5, 1e-5),
    "float64": (1e-9, 1e-10),
    "complex64": (2e-5, 1e-5),
    "complex128": (1e-9, 1e-10),
}


class Mismatch(AssertionError):
    """The two libraries differ; the message says how."""


def lucid_dtype(dtype):
    """Lucid's element type of PyTorch's."""
    return getattr(lucid, str(dtype).split(".")[1])


def numbers(count, salt=0):
    """Fixed numbers between -1 and 1 without a pattern: the golden rotation."""
    return [2 * math.modf((i + 1 + 17 * salt) * 0.6180339887498949)[0] - 1 for i in range(count)]


def from_torch(tensor, grad=False):
    """Lucid's twin of a tensor: a copy of the storage, seen with the same shape, strides and offset."""
    import torch

    plain = tensor.detach().resolve_conj().resolve_neg()
    if plain.numel() == 0:
        twin = lucid.zeros(tuple(plain.shape), dtype=lucid_dtype(plain.dtype))
        return twin.requires_grad_() if grad and tensor.requires_grad else twin
    storage = torch.empty(0, dtype=torch.uint8).set_(plain.untyped_storage())
    usable = storage.numel() - storage.numel() % plain.element_size()
    whole = lucid.frombuffer(bytearray(storage[:usable].numpy().tobytes()), dtype=lucid_dtype(plain.dtype))
    twin = whole.as_strided(tuple(plain.shape), tuple(plain.stride()), plain.storage_offset())
    return twin.detach().requires_grad_() if grad and tensor.requires_grad else twin


def convert(value, grad=False):
    """PyTorch's arguments as Lucid's."""
    import torch

    if isinstance(value, torch.Tensor):
        return from_torch(value, grad)
    if isinstance(value, torch.dtype):
        return lucid_dtype(value)
    if isinstance(value, torch.device):
        return str(value)
    if isinstance(value, torch.Size):
        return tuple(value)
    if isinstance(value, torch.memory_format):
        return getattr(lucid, str(value).split(".")[1])
    if isinstance(value, (list, tuple)):
        return type(value)(convert(item, grad) for item in value)
    if isinstance(value, dict):
        # There is one layout only.
        return {key: convert(item, grad) for key, item in value.items() if not isinstance(item, torch.layout)}
    return value


def metal(value):
    """The arguments with their tensors on the recorded stream."""
    if isinstance(value, lucid.Tensor):
        return value.to("metal")
    if isinstance(value, (list, tuple)):
        return type(value)(metal(item) for item in value)
    if isinstance(value, dict):
        moved = {key: metal(item) for key, item in value.items()}
        return {**moved, "device": "metal"} if "device" in moved else moved
    return value


def numpy_array(tensor):
    """NumPy's array of either library's tensor; bfloat16 widened."""
    tensor = tensor.detach()
    if isinstance(tensor, lucid.Tensor):
        tensor = tensor.cpu()
    else:
        tensor = tensor.resolve_conj().resolve_neg()
    if "bfloat16" in str(tensor.dtype):
        tensor = tensor.float()
    return tensor.contiguous().numpy()


def kind(tensor):
    return str(tensor.dtype).split(".")[1]


def compare(mine, theirs, what="result", values=True, strides=True, loose=1):
    """Raises Mismatch unless a result of Lucid equals one of PyTorch (or two of Lucid) in type, shape, strides, values.

    Args:
        mine, theirs: tensors, numbers, or lists of them. values, strides: what to compare beside type and shape.
        loose: factor on the tolerances.
    """
    if hasattr(theirs, "dtype") and hasattr(theirs, "stride"):
        if not isinstance(mine, lucid.Tensor):
            raise Mismatch(f"{what}: a tensor in PyTorch, {type(mine).__name__} {mine!r} in Lucid")
        _compare_tensors(mine, theirs, what, values, strides, loose)
    elif isinstance(theirs, (list, tuple)):
        if not isinstance(mine, (list, tuple)) or len(mine) != len(theirs):
            raise Mismatch(f"{what}: {len(theirs)} results in PyTorch, {type(mine).__name__} in Lucid")
        for at, (a, b) in enumerate(zip(mine, theirs)):
            compare(a, b, f"{what} {at}", values, strides, loose)
    elif isinstance(theirs, (bool, int, float, complex)):
        same = (
            mine == theirs
            or (mine != mine and theirs != theirs)
            or (values and abs(mine - theirs) <= 1e-5 * abs(theirs))
        )
        if values and not same:
            raise Mismatch(f"{what}: {theirs!r} in PyTorch, {mine!r} in Lucid")
    elif theirs is None and mine is not None:
        raise Mismatch(f"{what}: None in PyTorch, {type(mine).__name__} in Lucid")


def _compare_tensors(mine, theirs, what, values, strides, loose):
    import numpy

    if tuple(mine.shape) != tuple(theirs.shape):
        raise Mismatch(f"{what}: shape {tuple(theirs.shape)} in PyTorch, {tuple(mine.shape)} in Lucid")
    if kind(mine) != kind(theirs):
        raise Mismatch(f"{what}: {kind(theirs)} in PyTorch, {kind(mine)} in Lucid")
    if strides and theirs.numel():
        # The stride of a dimension of size 1 has no meaning.
        a = [s for n, s in zip(mine.shape, mine.stride()) if n != 1]
        b = [s for n, s in zip(theirs.shape, theirs.stride()) if n != 1]
        if a != b:
            raise Mismatch(
                f"{what}: strides {theirs.stride()} in PyTorch, {mine.stride()} in Lucid, shape {tuple(mine.shape)}"
            )
    if not values or not theirs.numel():
        return
    a, b = numpy_array(mine), numpy_array(theirs)
    rtol, atol = TOLERANCE.get(kind(theirs), (0, 0))
    with numpy.errstate(all="ignore"):
        if b.dtype.kind in "fc":
            wide = numpy.complex128 if b.dtype.kind == "c" else numpy.float64
            a, b = a.astype(wide), b.astype(wide)
            parts = [(a, b)] if b.dtype.kind == "f" else [(a.real, b.real), (a.imag, b.imag)]
            scale = numpy.abs(b)
            right = numpy.ones(b.shape, dtype=bool)
            for x, y in parts:
                near = numpy.abs(x - y) <= loose * (atol + rtol * scale)
                right &= near | (x == y) | (numpy.isnan(x) & numpy.isnan(y))
        else:
            right = a == b
    if not right.all():
        at = tuple(int(i[0]) for i in numpy.nonzero(~right)) if right.ndim else ()
        raise Mismatch(
            f"{what}: {int((~right).sum())} of {right.size} differ, at {at}: {b[at]} in PyTorch, {a[at]} in Lucid"
        )
