"""rearrange, reduce and repeat: split composed axes, reduce or add axes, transpose, join."""

import math
from functools import lru_cache

import lucid
from lucid.einops._error import EinopsError
from lucid.einops._pattern import ELLIPSIS, read

__all__ = ["rearrange", "reduce", "repeat"]

_REDUCTIONS = ("min", "max", "sum", "mean", "prod", "any", "all")


class _Recipe:
    """What to do to a tensor of a given number of dimensions; lengths come later."""

    __slots__ = ("groups", "sources", "reduced", "order", "targets", "added", "lengths")


@lru_cache(maxsize=1024)
def _recipe(pattern, operation, rank, given):
    """The steps for a pattern, for tensors of ``rank`` dimensions and axes whose lengths will be ``given``."""
    left, right = read(pattern)
    _check(left, right, operation, given)
    recipe = _Recipe()
    recipe.lengths = {}

    def dimensions(side, hidden):
        found = []
        for group in side.groups:
            if group == ELLIPSIS:
                found += [(axis,) for axis in hidden]
            else:
                found.append(tuple(x for axis in group for x in (hidden if axis == ELLIPSIS else (axis,))))
        return found

    if left.has_ellipsis:
        if rank < len(left.groups) - 1:
            raise EinopsError(f"Wrong shape: expected >={len(left.groups) - 1} dims. Received {rank}-dim tensor.")
        hidden = [f"{ELLIPSIS}{i}" for i in range(rank - len(left.groups) + 1)]
    else:
        hidden = []
        if rank != len(left.groups):
            raise EinopsError(f"Wrong shape: expected {len(left.groups)} dims. Received {rank}-dim tensor.")

    def named(found, mark):
        # Anonymous axes get a name of their own and a known length.
        groups = []
        for group in found:
            names = []
            for axis in group:
                if isinstance(axis, int):
                    name = f"{mark}{len(recipe.lengths)}"
                    recipe.lengths[name] = axis
                    axis = name
                names.append(axis)
            groups.append(tuple(names))
        return groups

    recipe.groups = named(dimensions(left, hidden), "<")
    recipe.sources = [axis for group in recipe.groups for axis in group]
    recipe.targets = named(dimensions(right, hidden), ">")
    wanted = [axis for group in recipe.targets for axis in group]
    recipe.reduced = tuple(i for i, axis in enumerate(recipe.sources) if axis not in wanted)
    kept = [axis for axis in recipe.sources if axis in wanted]
    recipe.order = tuple(kept.index(axis) for axis in wanted if axis in kept)
    recipe.added = tuple((i, axis) for i, axis in enumerate(wanted) if axis not in kept)
    return recipe


def _check(left, right, operation, given):
    if right.has_ellipsis and not left.has_ellipsis:
        raise EinopsError(f"Ellipsis found in right side, but not left side of a pattern {left.text}->{right.text}")
    if left.has_ellipsis and any(ELLIPSIS in group for group in left.groups if group != ELLIPSIS):
        raise EinopsError(f"Ellipsis inside parenthesis in the left side is not allowed: {left.text}->{right.text}")
    if operation == "rearrange":
        if left.has_anonymous or right.has_anonymous:
            raise EinopsError("Non-unitary anonymous axes are not supported in rearrange (exception is length 1)")
        difference = left.names ^ right.names
        if difference:
            raise EinopsError(f"Identifiers only on one side of expression (should be on both): {_names(difference)}")
    elif operation == "repeat":
        if left.names - right.names:
            raise EinopsError(f"Unexpected identifiers on the left side of repeat: {_names(left.names - right.names)}")
        if left.has_anonymous:
            raise EinopsError("Non-unitary anonymous axes are not allowed on the left side of repeat")
        unknown = right.names - left.names - set(given)
        if unknown:
            raise EinopsError(f"Specify sizes for new axes in repeat: {_names(unknown)}")
    else:
        if right.names - left.names:
            raise EinopsError(
                f"Unexpected identifiers on the right side of reduce {operation}: {_names(right.names - left.names)}"
            )
        if right.has_anonymous:
            raise EinopsError("Non-unitary anonymous axes are not allowed on the right side of reduce")
    for name in given:
        if not name.isidentifier() or name[0] == "_" or name[-1] == "_":
            raise EinopsError(f"Invalid name for an axis: {name}")
        if name not in left.names | right.names:
            raise EinopsError(f"Axis {name} is not used in transform")


def _names(names):
    return "{" + ", ".join(sorted(repr("..." if name == ELLIPSIS else name) for name in names)) + "}"


def _lengths(recipe, shape, given):
    """The length of every axis: given ones, and at most one to find in each group."""
    lengths = {**recipe.lengths, **given}
    for group, size in zip(recipe.groups, shape):
        known = 1
        unknown = None
        for axis in group:
            if axis in lengths:
                known *= lengths[axis]
            elif unknown is None:
                unknown = axis
            else:
                names = {axis for axis in group if axis not in lengths}
                raise EinopsError(f"Could not infer sizes for {_names(names)}")
        if unknown is None:
            if known != size:
                raise EinopsError(f"Shape mismatch, {size} != {known}")
        elif known == 0 or size % known:
            raise EinopsError(f"Shape mismatch, can't divide axis of length {size} in chunks of {known}")
        else:
            lengths[unknown] = size // known
    return lengths


def _reduce_axes(tensor, reduction, axes):
    if callable(reduction):
        return reduction(tensor, axes)
    if reduction in ("min", "max"):
        return (lucid.amin if reduction == "min" else lucid.amax)(tensor, axes)
    if reduction == "mean" and not (tensor.dtype.is_floating_point or tensor.dtype.is_complex):
        raise EinopsError("reduce_mean is not available for non-floating tensors")
    if reduction in ("sum", "mean"):
        return getattr(lucid, reduction)(tensor, axes)
    for axis in sorted(axes, reverse=True):
        tensor = getattr(lucid, reduction)(tensor, axis)
    return tensor


def _transform(tensor, pattern, reduction, given):
    operation = reduction if isinstance(reduction, str) else "with a function"
    try:
        if isinstance(tensor, (list, tuple)):
            if not tensor:
                raise TypeError("Rearrange/Reduce/Repeat can't be applied to an empty list")
            tensor = lucid.stack(list(tensor))
        for name, length in given.items():
            if not isinstance(length, int) or isinstance(length, bool) or length < 0:
                raise EinopsError(f"Axis length must be a non-negative int, but {name}={length!r}")
        recipe = _recipe(pattern, operation, tensor.ndim, tuple(sorted(given)))
        lengths = _lengths(recipe, tensor.shape, given)
    except EinopsError as error:
        kind = operation if operation in ("rearrange", "repeat") else "reduction"
        message = (
            f' Error while processing {kind if kind != "reduction" else operation + "-reduction"} pattern "{pattern}".'
        )
        if isinstance(tensor, lucid.Tensor):
            message += f"\n Input tensor shape: {tuple(tensor.shape)}."
        if given:
            message += f" Additional info: {given}."
        raise EinopsError(f"{message}\n {error}") from None
    if len(recipe.sources) != tensor.ndim or any(len(group) != 1 for group in recipe.groups):
        tensor = tensor.reshape([lengths[axis] for axis in recipe.sources])
    if recipe.reduced:
        tensor = _reduce_axes(tensor, reduction, recipe.reduced)
    if recipe.order != tuple(range(len(recipe.order))):
        tensor = tensor.permute(recipe.order)
    if recipe.added:
        for position, _ in recipe.added:
            tensor = tensor.unsqueeze(position)
        tensor = tensor.expand([lengths[axis] for group in recipe.targets for axis in group])
    if any(len(group) != 1 for group in recipe.targets):
        tensor = tensor.reshape([math.prod(lengths[axis] for axis in group) for group in recipe.targets])
    return tensor


def rearrange(tensor, pattern, **axes_lengths):
    """Reorders, splits and joins axes: transpose, reshape, stack, concatenate, squeeze and expand_dims in one.

    Args:
        tensor: a tensor, or a list of tensors of one shape, which become the first axis.
        pattern: names of the axes before and after ``->``. ``(h w)`` is one axis made of two; ``1`` and ``()`` are axes
            of length 1; ``...`` is any number of axes, ``(...)`` on the right joins them.
        **axes_lengths: lengths of axes that do not follow from the shape.

    Returns:
        A view of the tensor where its strides allow, else a copy.

    Raises:
        EinopsError: the pattern is malformed or does not fit; also a ValueError and RuntimeError.

    Example:
        >>> from lucid.einops import rearrange
        >>> rearrange(lucid.zeros(10, 3, 32, 40), "b c (h h2) w -> b (c h2) h w", h2=2).shape
        (10, 6, 16, 40)
    """
    return _transform(tensor, pattern, "rearrange", axes_lengths)


def reduce(tensor, pattern, reduction, **axes_lengths):
    """Reduces the axes that the right side lacks, and rearranges the others.

    Args:
        tensor: a tensor, or a list of tensors of one shape. pattern: as for :func:`rearrange`.
        reduction: ``min``, ``max``, ``sum``, ``mean``, ``prod``, ``any``, ``all``, or a function ``f(tensor, axes)``.
        **axes_lengths: lengths of axes that do not follow from the shape.

    Raises:
        EinopsError: the pattern or reduction is malformed or does not fit; also a ValueError and RuntimeError.

    Example:
        >>> from lucid.einops import reduce
        >>> reduce(lucid.ones(2, 4, 6), "b (h 2) (w 3) -> b h w", "sum").shape
        (2, 2, 2)
    """
    if not callable(reduction) and reduction not in _REDUCTIONS:
        raise EinopsError(f"Unknown reduction {reduction}. Expect one of {_REDUCTIONS}.")
    return _transform(tensor, pattern, reduction, axes_lengths)


def repeat(tensor, pattern, **axes_lengths):
    """Repeats along the axes that only the right side has, and rearranges: tile, repeat_interleave and expand in one.

    Args:
        tensor: a tensor, or a list of tensors of one shape. pattern: as for :func:`rearrange`; new axes are names
            with a length, or plain numbers.
        **axes_lengths: lengths of new axes and those that do not follow from the shape.

    Raises:
        EinopsError: the pattern is malformed or does not fit; also a ValueError and RuntimeError.

    Example:
        >>> from lucid.einops import repeat
        >>> repeat(lucid.tensor([1, 2]), "w -> (w 2)").tolist()
        [1, 1, 2, 2]
    """
    return _transform(tensor, pattern, "repeat", axes_lengths)
