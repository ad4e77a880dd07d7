"""What the transforms share: lengths, dimensions, normalization."""

import lucid

# How fft_c2c and its relatives number the factors 1, 1/√n and 1/n.
NONE, BY_ROOT, BY_SIZE = 0, 1, 2


def normalization(norm, forward, name):
    """The engine's number for ``norm`` in a transform of this direction."""
    if norm == "ortho":
        return BY_ROOT
    if norm is None or norm == "backward":
        return NONE if forward else BY_SIZE
    if norm == "forward":
        return BY_SIZE if forward else NONE
    raise RuntimeError(f"{name}: norm must be 'forward', 'backward' or 'ortho', but is {norm!r}")


def resized(input, sizes, dims, name):
    """The input cut or padded with zeros at the end to the given sizes; -1 leaves a dimension as it is."""
    for size, dim in zip(sizes, dims):
        if size == -1:
            continue
        if size < 1:
            raise RuntimeError(f"{name}: invalid number of data points ({size}) specified")
        length = input.shape[dim]
        if size < length:
            input = input.narrow(dim, 0, size)
        elif size > length:
            after = [0, 0] * (input.ndim - dim % input.ndim - 1)
            input = lucid.nn.functional.pad(input, [*after, 0, size - length])
    return input


def one_dimension(input, dim, name):
    """The dimension, checked."""
    if not -max(input.ndim, 1) <= dim < max(input.ndim, 1):
        raise lucid.IndexError(
            f"{name}: dimension out of range (expected to be in range of [{-max(input.ndim, 1)}, "
            f"{max(input.ndim, 1) - 1}], but got {dim})"
        )
    if input.ndim == 0:
        raise lucid.IndexError(f"{name}: expected a tensor with at least one dimension, but got a 0-dimensional one")
    return dim % input.ndim


def sizes_and_dims(input, s, dim, name):
    """Sizes and dimensions of an n-dimensional transform, in PyTorch's reading of ``s`` and ``dim``."""
    dims = None if dim is None else [dim] if isinstance(dim, int) else list(dim)
    sizes = None if s is None else [s] if isinstance(s, int) else list(s)
    if dims is not None:
        dims = [one_dimension(input, one, name) for one in dims]
        if len(set(dims)) != len(dims):
            raise RuntimeError(f"{name}: FFT dims must be unique, but got {tuple(dim)}")
    if sizes is not None:
        if dims is None:
            if len(sizes) > input.ndim:
                raise RuntimeError(f"{name}: got shape with {len(sizes)} values but input has {input.ndim} dimensions")
            dims = list(range(input.ndim - len(sizes), input.ndim))
        elif len(dims) != len(sizes):
            raise RuntimeError(
                f"{name}: when given, dim and s must have the same length, got {len(dims)} and {len(sizes)}"
            )
    elif dims is None:
        dims = list(range(input.ndim))
    if sizes is None:
        sizes = [-1] * len(dims)
    return [input.shape[one] if size == -1 else size for size, one in zip(sizes, dims)], dims


def as_complex(input):
    """The input with a complex element type."""
    if input.is_complex():
        return input
    if not input.is_floating_point():
        input = input.to(lucid.get_default_dtype())
    if input.dtype in (lucid.float16, lucid.bfloat16):
        raise lucid.DtypeMismatch(f"fft: input has the element type {input.dtype}; convert it with .float() first")
    return input.to(lucid.complex128 if input.dtype == lucid.float64 else lucid.complex64)


def delivered(result, out):
    """The result, or ``out`` with the result written into it."""
    if out is None:
        return result
    if out.shape != result.shape:
        out.resize_(result.shape)
    return out.copy_(result)
