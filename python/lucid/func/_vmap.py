"""``vmap``: a function of one element becomes a function of a batch of elements."""

import functools

import lucid
from lucid import Tensor
from lucid._engine import engine
from lucid.func._pytree import broadcast, flatten, unflatten

__all__ = ["chunk_vmap", "vmap"]


def _name(func):
    return getattr(func, "__name__", None) or repr(func)


def _check_in_dims(func, in_dims, args):
    name = _name(func)
    if not isinstance(in_dims, (int, tuple, list)):
        raise ValueError(
            f"vmap({name}, in_dims={in_dims}, ...)(<inputs>): expected `in_dims` to be int or a (potentially nested) "
            f"tuple matching the structure of inputs, got: {type(in_dims)}."
        )
    if not args:
        raise ValueError(
            f"vmap({name})(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a "
            "function with no inputs. The latter is unsupported."
        )
    leaves, structure = flatten(args)
    dims = broadcast(tuple(in_dims) if isinstance(in_dims, list) else in_dims, structure)
    if dims is None:
        raise ValueError(
            f"vmap({name}, in_dims={in_dims}, ...)(<inputs>): in_dims is not compatible with the structure of "
            f"`inputs`. in_dims has structure {flatten(in_dims)[1]} but inputs has structure {structure}."
        )
    prefix = f"vmap({name}, in_dims={in_dims}, ...)(<inputs>): Got in_dim="
    checked = []
    for leaf, dim in zip(leaves, dims):
        text = f"{prefix}{dim} for "
        if dim is not None and (not isinstance(dim, int) or isinstance(dim, bool)):
            raise ValueError(text + "an input but in_dim must be either an integer dimension or None.")
        if dim is not None and not isinstance(leaf, Tensor):
            raise ValueError(
                text + f"an input but the input is of type {type(leaf)}. We cannot vmap over non-Tensor arguments, "
                "please use None as the respective in_dim"
            )
        if dim is not None and not -leaf.ndim <= dim < leaf.ndim:
            raise ValueError(
                text + f"some input, but that input is a Tensor of dimensionality {leaf.ndim} so expected in_dim to "
                f"satisfy -{leaf.ndim} <= in_dim < {leaf.ndim}."
            )
        checked.append(dim if dim is None or dim >= 0 else dim + leaf.ndim)
    return leaves, structure, checked


def _batch_size(leaves, dims):
    sizes = [leaf.shape[dim] for leaf, dim in zip(leaves, dims) if dim is not None]
    if not sizes:
        raise ValueError("vmap: Expected at least one Tensor to vmap over")
    if any(size != sizes[0] for size in sizes):
        raise ValueError(
            "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes "
            f"{sizes} for the mapped dimension"
        )
    return sizes[0]


def _out_dims(func, out_dims, structure, outputs):
    name = _name(func)
    if isinstance(structure, type(flatten(0)[1])) and isinstance(out_dims, tuple) and len(out_dims) == 1:
        # One tensor returned: a tuple of one dimension means that dimension.
        out_dims = out_dims[0]
    dims = broadcast(out_dims, structure)
    if dims is None or not all(dim is None or isinstance(dim, int) for dim in dims):
        if dims is not None:
            raise ValueError(
                f"vmap({name}, ..., out_dims={out_dims}): `out_dims` must be an int, None or a python collection of "
                "ints representing where in the outputs the vmapped dimension should appear."
            )
        raise ValueError(
            f"vmap({name}, ..., out_dims={out_dims}): out_dims is not compatible with the structure of `outputs`. "
            f"out_dims has structure {flatten(out_dims)[1]} but outputs has structure {structure}."
        )
    return dims


def _is_batched_at(value, level):
    while True:
        found = engine._wrapper(value)
        if found is None or found[0] != "batch":
            return False
        if found[1] == level:
            return True
        value = found[2]


def _run(func, leaves, structure, dims, size, out_dims, randomness, kwargs):
    level = engine._enter_level(size, randomness)
    try:
        wrapped = [leaf if dim is None else engine._batch(leaf, dim, level) for leaf, dim in zip(leaves, dims)]
        outputs = func(*unflatten(wrapped, structure), **kwargs)
        flat, out_structure = flatten(outputs)
        spread = _out_dims(func, out_dims, out_structure, outputs)
        results = []
        for value, dim in zip(flat, spread):
            if not isinstance(value, Tensor):
                if dim is None:
                    results.append(value)
                    continue
                raise ValueError(
                    f"vmap({_name(func)}, ...): `{_name(func)}` must only return Tensors, got type {type(value)}. Did "
                    "you mean to set out_dims= to None for output?"
                )
            if dim is None:
                if _is_batched_at(value, level):
                    raise ValueError(
                        f"vmap({_name(func)}, ...): `{_name(func)}` can not return a BatchedTensor when out_dim is None"
                    )
                results.append(value)
                continue
            if not -value.ndim - 1 <= dim <= value.ndim:
                raise IndexError(
                    f"Dimension out of range (expected to be in range of [{-value.ndim - 1}, {value.ndim}], but got "
                    f"{dim})"
                )
            results.append(engine._unbatch(value, level, dim))
        return results, out_structure, spread
    finally:
        engine._leave_level(level)


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None, strategy="auto"):
    """Vectorises a function: the result maps it over a dimension of its arguments, all elements at once.

    Args:
        func: function of tensors (and containers of them) that returns tensors.
        in_dims: the mapped dimension of each argument; None for arguments that are the same for all elements. An int
            for all, or a tuple that may nest as the arguments do.
        out_dims: where the mapped dimension goes in each output.
        randomness: "error" refuses random ops; "different" gives each element numbers of its own; "same" gives all the
            same.
        chunk_size: map over this many elements at a time, to save memory; None: all at once.
        strategy: accepted; ops choose by themselves between one call for the batch and a loop.

    Returns:
        a function of batched arguments; keyword arguments are passed on as they are.

    Raises:
        ValueError: dimensions do not fit the arguments or outputs. RuntimeError: the function looks at a value, calls a
        random op under "error", or edits in place what is not batched.
    """
    if randomness not in ("error", "different", "same"):
        raise RuntimeError(
            f"Only allowed values for randomness are 'error', 'different', or 'same'. Got {randomness}"
        )
    if not (chunk_size is None or chunk_size > 0):
        raise ValueError(f"vmap: chunk_size should be None or greater than 0. (got {chunk_size})")

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        leaves, structure, dims = _check_in_dims(func, in_dims, args)
        size = _batch_size(leaves, dims)
        if chunk_size is None or size <= chunk_size:
            results, out_structure, _ = _run(func, leaves, structure, dims, size, out_dims, randomness, kwargs)
            return unflatten(results, out_structure)
        parts = []
        for start in range(0, size, chunk_size):
            length = min(chunk_size, size - start)
            part = [x if d is None else x.narrow(d, start, length) for x, d in zip(leaves, dims)]
            parts.append(_run(func, part, structure, dims, length, out_dims, randomness, kwargs))
        _, out_structure, spread = parts[0]
        joined = [
            parts[0][0][i] if dim is None else lucid.cat([part[0][i] for part in parts], dim)
            for i, dim in enumerate(spread)
        ]
        return unflatten(joined, out_structure)

    return wrapped


def chunk_vmap(func, in_dims=0, out_dims=0, randomness="error", chunks=2):
    """:func:`vmap` in a given number of parts, one after another."""

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        leaves, _, dims = _check_in_dims(func, in_dims, args)
        size = _batch_size(leaves, dims)
        return vmap(func, in_dims, out_dims, randomness, chunk_size=max(1, -(-size // chunks)))(*args, **kwargs)

    return wrapped
