"""Jacobians and Hessians as functions: all rows or columns at once."""

import functools

import lucid
from lucid import Tensor
from lucid._engine import engine
from lucid.func._derivatives import is_float, push_forward, select, vjp
from lucid.func._pytree import flatten, unflatten
from lucid.func._vmap import vmap

__all__ = ["hessian", "jacfwd", "jacrev"]


def _basis(values):
    """Unit vectors over all elements of several tensors: for each tensor a stack of the tensor's shape."""
    total = sum(value.numel() for value in values)
    stacks, start = [], 0
    for value in values:
        count = value.numel()
        rows = lucid.zeros((total, count), dtype=value.dtype, device=value.device)
        if count:
            rows.diagonal(-start)[:count].fill_(1)
        stacks.append(rows.reshape((total, *value.shape)))
        start += count
    return stacks, total


def _real_only(values, name):
    for value in values:
        if not isinstance(value, Tensor) or not is_float(value):
            kind = value.dtype if isinstance(value, Tensor) else type(value)
            raise RuntimeError(f"{name}: Expected all tensors to be real or complex floating, but got {kind}")


def jacrev(func, argnums=0, has_aux=False, *, chunk_size=None, _preallocate_and_copy=False):
    """A function that gives the Jacobian of ``func``, by reverse mode: one row per element of the output.

    Args:
        func: function of tensors. argnums: as :func:`grad`'s. has_aux: func returns (output, aux).
        chunk_size: rows at a time; None: all at once.

    Returns:
        a function; its result has, for every output, the Jacobian by each argument, of shape
        ``output.shape + argument.shape``; with has_aux, (that, aux).
    """
    if not (chunk_size is None or chunk_size > 0):
        raise ValueError("jacrev: `chunk_size` should be greater than 0.")

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        chosen, put = select(args, argnums)
        found = vjp(lambda *values: func(*put(values), **kwargs), *chosen, has_aux=has_aux)
        output, vjp_fn = found[0], found[1]
        outputs, out_structure = flatten(output)
        _real_only(outputs, "jacrev")
        inputs, in_structure = flatten(chosen)
        _real_only(inputs, "jacrev")
        stacks, total = _basis(outputs)
        if total:
            rows = vmap(
                lambda *units: tuple(flatten(vjp_fn(unflatten(units, out_structure)))[0]), chunk_size=chunk_size
            )(*stacks)
        else:
            rows = [lucid.zeros((0, *value.shape), dtype=value.dtype, device=value.device) for value in inputs]
        tables, start = [], 0
        for value in outputs:
            count = value.numel()
            parts = [
                row[start : start + count].reshape((*value.shape, *point.shape)) for row, point in zip(rows, inputs)
            ]
            parts = unflatten(parts, in_structure)
            tables.append(parts[0] if isinstance(argnums, int) else parts)
            start += count
        result = unflatten(tables, out_structure)
        return (result, found[2]) if has_aux else result

    return wrapper


def jacfwd(func, argnums=0, has_aux=False, *, randomness="error", chunk_size=None):
    """A function that gives the Jacobian of ``func``, by forward mode: one column per element of the arguments.

    Args:
        func, argnums, has_aux, chunk_size: as :func:`jacrev`'s. randomness: as :func:`vmap`'s.

    Returns:
        as :func:`jacrev`.
    """

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        chosen, put = select(args, argnums)
        inputs, in_structure = flatten(chosen)
        _real_only(inputs, "jacfwd")
        stacks, total = _basis(inputs)
        kept = []

        def column(*units):
            # The point is the same for all columns: it stays unbatched at this level.
            engine._mark_basis(engine._wrapper(units[0])[1])
            output, direction, aux = push_forward(
                lambda *values: func(*put(values), **kwargs), inputs, units, in_structure, False, has_aux
            )
            _real_only(flatten(output)[0], "jacfwd")
            kept[:] = [output, aux]
            return direction

        columns = vmap(column, randomness=randomness, chunk_size=chunk_size)(*stacks)
        flat, out_structure = flatten(columns)
        tables = []
        for whole in flat:
            shape, parts, start = whole.shape[1:], [], 0
            for point in inputs:
                count = point.numel()
                part = whole[start : start + count].movedim(0, -1)
                parts.append(part.reshape((*shape, *point.shape)))
                start += count
            parts = unflatten(parts, in_structure)
            tables.append(parts[0] if isinstance(argnums, int) else parts)
        result = unflatten(tables, out_structure)
        return (result, kept[1]) if has_aux else result

    return wrapper


def hessian(func, argnums=0):
    """A function that gives the Hessian of ``func``: forward mode over reverse mode.

    Returns:
        as ``jacfwd(jacrev(func))``.
    """
    return jacfwd(jacrev(func, argnums), argnums)
