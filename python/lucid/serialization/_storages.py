"""The bytes under tensors: out of storages into files, and back."""

import lucid


class Storages:
    """The distinct storages of the tensors met while saving, in the order of meeting."""

    def __init__(self):
        self._indices = {}
        self.flat = []  # one uint8 tensor per storage, a view of the whole of it
        self.devices = []

    def index_of(self, tensor):
        """The index of the storage that ``tensor`` is a view of."""
        tensor = tensor.detach()
        storage = tensor.untyped_storage()
        nbytes = storage.nbytes()
        # An empty storage has no address of its own, so it is told apart by its tensor.
        key = (str(tensor.device), storage.data_ptr() if nbytes else -id(tensor), nbytes)
        index = self._indices.get(key)
        if index is None:
            index = self._indices[key] = len(self.flat)
            self.flat.append(_all_bytes(tensor, nbytes))
            self.devices.append(str(tensor.device))
        return index

    def views(self):
        """A memoryview of each storage's bytes, on the host."""
        return [byte_view(flat) for flat in self.flat]


def _all_bytes(tensor, nbytes):
    if nbytes == 0:
        return empty_bytes(0)
    # Storages are a whole number of elements of every tensor over them, or their tail cannot be reached.
    elements = nbytes // tensor.element_size()
    return tensor.as_strided((elements,), (1,), 0).view(lucid.uint8).cpu()


def byte_view(flat):
    """A writable memoryview of a one-dimensional uint8 tensor on the host."""
    return memoryview(flat).cast("B") if flat.numel() else memoryview(b"")


def empty_bytes(nbytes):
    """A uint8 tensor to read a storage's bytes into; memory from the engine's pool, so that it is accounted."""
    return lucid.empty(nbytes, dtype=lucid.uint8, device="cpu")


def view_of(flat, dtype, shape, strides, offset):
    """A tensor over a flat uint8 storage.

    Raises:
        ValueError: it would reach outside the storage.
    """
    elements = 1
    last = offset
    for size, stride in zip(shape, strides):
        if size < 0 or stride < 0:
            raise ValueError(f"negative size or stride in {tuple(shape)}, {tuple(strides)}")
        elements *= size
        last += (size - 1) * stride
    item = lucid.empty(0, dtype=dtype).element_size()
    if offset < 0 or (elements and (last + 1) * item > flat.numel()):
        raise ValueError(f"a tensor of shape {tuple(shape)} reaches outside its storage of {flat.numel()} bytes")
    if elements == 0:
        return lucid.empty(tuple(shape), dtype=dtype, device=flat.device)
    usable = flat.numel() // item * item
    typed = (flat if usable == flat.numel() else flat[:usable]).view(dtype)
    return typed.as_strided(tuple(shape), tuple(strides), offset)


class Placement:
    """Where loaded storages go: the meaning of ``map_location``."""

    def __init__(self, map_location):
        self._map = map_location

    def place(self, flat, saved_device):
        """Moves a storage's bytes from the host to where they belong.

        Args:
            flat: uint8 tensor on the CPU. saved_device: name of the device it was saved from.
        """
        rule = self._map
        if callable(rule) and not isinstance(rule, lucid.device):
            moved = rule(flat, saved_device)
            return flat.to(saved_device) if moved is None else moved
        if rule is None:
            target = saved_device
        elif isinstance(rule, dict):
            target = rule.get(saved_device, saved_device)
        else:
            target = rule
        return flat if str(target) == "cpu" else flat.to(target)


def dtype_name(dtype):
    """ "float32" for lucid.float32."""
    return str(dtype).rsplit(".", 1)[-1]


def dtype_named(name):
    """lucid.float32 for "float32".

    Raises:
        ValueError: there is no such type.
    """
    dtype = getattr(lucid, name, None) if isinstance(name, str) else None
    if not isinstance(dtype, lucid.dtype):
        raise ValueError(f"unknown dtype {name!r}")
    return dtype
