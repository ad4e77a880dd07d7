"""Custom functions (``autograd.Function``) under function transforms."""

import typing

import lucid
from lucid import Tensor
from lucid._engine import engine
from lucid.autograd.function import Function, FunctionCtx, has_setup_context, record_call_with_context
from lucid.func._pytree import broadcast, flatten, unflatten


class VmapInfo(typing.NamedTuple):
    """What ``Function.vmap`` is told."""

    batch_size: int
    randomness: str


def apply_under_transforms(cls, args, kwargs):
    """``apply`` by the outermost wrapper of the arguments."""
    return _apply(cls, args, kwargs)[0]


def _apply(cls, args, kwargs):
    leaves, structure = flatten(args)
    found = [engine._wrapper(leaf) if isinstance(leaf, Tensor) else None for leaf in leaves]
    for kind in ("batch", "dual"):
        levels = [item[1] for item in found if item is not None and item[0] == kind]
        if levels:
            level = max(levels)
            run = _apply_batched if kind == "batch" else _apply_dual
            return run(cls, leaves, structure, found, level, kwargs)
    return record_call_with_context(cls, args, kwargs)


def _wrap_outputs(outputs, dims, level):
    flat, structure = flatten(outputs)
    spread = broadcast(dims, structure)
    if spread is None:
        raise RuntimeError(
            f"vmap: the out_dims returned by Function.vmap are not compatible with its outputs: {dims} for {structure}"
        )
    return unflatten(
        [v if d is None or not isinstance(v, Tensor) else engine._batch(v, d, level) for v, d in zip(flat, spread)],
        structure,
    )


def _apply_batched(cls, leaves, structure, found, level, kwargs):
    batched = [item is not None and item[0] == "batch" and item[1] == level for item in found]
    size = next(item[4] for item, here in zip(found, batched) if here)
    inner = [item[2] if here else leaf for leaf, item, here in zip(leaves, found, batched)]
    overridden = cls.vmap is not Function.vmap
    if cls.generate_vmap_rule:
        if overridden:
            raise RuntimeError(
                f"You tried to vmap over {cls.__name__}, but it has both generate_vmap_rule=True and an overriden vmap "
                "staticmethod. Please set generate_vmap_rule=False or delete the overriden vmap staticmethod to avoid "
                "ambiguity."
            )
        whole = _vmapped(cls, tuple(0 if here else None for here in batched), structure, size)
        outputs, _ = _apply(whole, tuple(inner), kwargs)
        return _wrap_outputs(outputs, 0, level), None
    if not overridden:
        raise RuntimeError(
            f"You tried to vmap over {cls.__name__}, but it does not have vmap support. Please override and implement "
            "the vmap staticmethod or set generate_vmap_rule=True."
        )
    in_dims = unflatten([0 if here else None for here in batched], structure)
    outputs, dims = cls.vmap(VmapInfo(size, "error"), in_dims, *unflatten(inner, structure))
    return _wrap_outputs(outputs, dims, level), None


class _SavedContext(FunctionCtx):
    """Stands for the context while the user's code sees elements of the batch."""

    def __init__(self, needs=()):
        self.needs_input_grad = needs

    @property
    def saved_tensors(self):
        """What was saved."""
        return self.to_save


def _batched_at(value, level):
    found = engine._wrapper(value) if isinstance(value, Tensor) else None
    return found is not None and found[0] == "batch" and found[1] == level


def _vmapped(cls, dims, structure, size):
    """The function on whole batches, each part of it run as the user wrote it on elements."""
    if not has_setup_context(cls):
        raise RuntimeError(
            f"You tried to vmap over {cls.__name__}, which has generate_vmap_rule=True, but it does not override "
            "setup_context: write forward without ctx and setup_context beside it."
        )

    def wrap(values, value_dims, level):
        return [v if d is None else engine._batch(v, d, level) for v, d in zip(values, value_dims)]

    class Vmapped(Function):
        @staticmethod
        def forward(*args):
            level = engine._enter_level(size, "error")
            try:
                outputs = cls.forward(*unflatten(wrap(args, dims, level), structure))
                flat, out_structure = flatten(outputs)
                flat = [engine._unbatch(value, level, 0) if isinstance(value, Tensor) else value for value in flat]
                return unflatten(flat, out_structure)
            finally:
                engine._leave_level(level)

        @staticmethod
        def setup_context(ctx, inputs, output):
            level = engine._enter_level(size, "error")
            try:
                flat, out_structure = flatten(output)
                inner = _SavedContext(ctx.needs_input_grad)
                outputs = [engine._batch(v, 0, level) if isinstance(v, Tensor) else v for v in flat]
                cls.setup_context(
                    inner, unflatten(wrap(inputs, dims, level), structure), unflatten(outputs, out_structure)
                )
                saved = [
                    (engine._unbatch(v, level, 0), 0) if _batched_at(v, level) else (v, None) for v in inner.to_save
                ]
                forward = [
                    (engine._unbatch(v, level, 0), 0) if _batched_at(v, level) else (v, None)
                    for v in inner.saved_for_forward
                ]
                places = [
                    i for i, v in enumerate(outputs) if any(v is other for other in inner.non_differentiable)
                ]
                ctx.mark_non_differentiable(*(flat[i] for i in places))
                ctx.set_materialize_grads(inner.materialize_grads)
                ctx.save_for_backward(*(value for value, _ in saved))
                ctx.save_for_forward(*(value for value, _ in forward))
                ctx.saved_dims = [dim for _, dim in saved]
                ctx.forward_dims = [dim for _, dim in forward]
                inner.to_save = inner.saved_for_forward = inner.non_differentiable = ()
                ctx.inner_attributes = dict(inner.__dict__)
            finally:
                engine._leave_level(level)

        @staticmethod
        def _context(ctx, level, saved, saved_dims):
            inner = _SavedContext()
            inner.__dict__.update(ctx.inner_attributes)
            inner.to_save = tuple(wrap(saved, saved_dims, level))
            return inner

        @staticmethod
        def backward(ctx, *gradients):
            level = engine._enter_level(size, "error")
            try:
                inner = Vmapped._context(ctx, level, ctx.saved_tensors, ctx.saved_dims)
                inner.needs_input_grad = ctx.needs_input_grad
                given = [None if g is None else engine._batch(g, 0, level) for g in gradients]
                found = cls.backward(inner, *given)
                found = found if isinstance(found, tuple) else (found,)
                results = []
                for gradient, dim in zip(found, dims):
                    if gradient is None:
                        results.append(None)
                        continue
                    whole = engine._unbatch(gradient, level, 0)
                    results.append(whole if dim is not None else whole.sum(0))
                return tuple(results)
            finally:
                engine._leave_level(level)

        @staticmethod
        def jvp(ctx, *tangents):
            level = engine._enter_level(size, "error")
            try:
                forward = ctx.saved_for_forward
                chosen, chosen_dims = (forward, ctx.forward_dims) if forward else (ctx.saved_tensors, ctx.saved_dims)
                inner = Vmapped._context(ctx, level, chosen, chosen_dims)
                flat = [
                    v if v is None or d is None else engine._batch(v, 0, level) for v, d in zip(tangents, dims)
                ]
                found, out_structure = flatten(cls.jvp(inner, *flat))
                found = [engine._unbatch(v, level, 0) if isinstance(v, Tensor) else v for v in found]
                return unflatten(found, out_structure)
            finally:
                engine._leave_level(level)

    Vmapped.__name__ = cls.__name__
    return Vmapped


def _apply_dual(cls, leaves, structure, found, level, kwargs):
    primals, tangents = [], []
    for leaf, item in zip(leaves, found):
        here = item is not None and item[0] == "dual" and item[1] == level
        primals.append(item[2] if here else leaf)
        tangents.append(item[3] if here else None)
    outputs, ctx = _apply(cls, unflatten(primals, structure), kwargs)
    if ctx is None:
        raise RuntimeError(
            f"{cls.__name__}: forward-mode differentiation of this combination of transforms is not supported"
        )
    if cls.jvp is Function.jvp:
        raise NotImplementedError(
            "You must implement the jvp function for custom autograd.Function to use it with forward mode AD."
        )
    if ctx.materialize_grads:
        tangents = [
            lucid.zeros_like(p)
            if t is None and isinstance(p, Tensor) and (p.is_floating_point() or p.is_complex())
            else t
            for p, t in zip(primals, tangents)
        ]
    ctx.__dict__["_in_jvp"] = True
    try:
        directions = cls.jvp(ctx, *tangents)
    finally:
        del ctx.__dict__["_in_jvp"]
    many = isinstance(outputs, tuple)
    values = outputs if many else (outputs,)
    directions = directions if isinstance(directions, tuple) else (directions,)
    if len(directions) != len(values):
        raise RuntimeError(
            f"{cls.__name__}.jvp returned {len(directions)} tangents, but forward returned {len(values)} outputs"
        )
    wrapped = []
    for value, direction in zip(values, directions):
        if direction is None or not isinstance(value, Tensor):
            wrapped.append(value)
            continue
        if tuple(direction.shape) != tuple(value.shape):
            raise RuntimeError(
                f"{cls.__name__}.jvp returned a tangent of shape {tuple(direction.shape)} for an output of shape "
                f"{tuple(value.shape)}"
            )
        wrapped.append(engine._make_dual(value, direction, level))
    return (tuple(wrapped) if many else wrapped[0]), ctx
