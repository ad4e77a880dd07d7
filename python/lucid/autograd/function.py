"""Functions with a backward of their own: the user gives forward and backward, the engine records a node."""

import functools

import lucid
from lucid import Tensor
from lucid._engine import engine

__all__ = ["BackwardCFunction", "Function", "FunctionCtx", "FunctionMeta", "InplaceFunction", "once_differentiable"]

_FRESH, _EDITED, _GUARDED = 0, 1, 2


class FunctionCtx:
    """What forward hands to backward. Any attribute may be set on it; tensors that are inputs or outputs belong into
    :meth:`save_for_backward`, which notices in-place edits and makes no cycles."""

    materialize_grads = True
    needs_input_grad = ()
    to_save = ()
    saved_for_forward = ()
    dirty_tensors = ()
    non_differentiable = ()

    def save_for_backward(self, *tensors):
        """Keeps tensors (or None) for backward, which finds them in ``saved_tensors``. Call it once, in forward or
        setup_context.

        Raises:
            TypeError: something is neither a tensor nor None.
        """
        self.to_save = _only_tensors(tensors, "save_for_backward")

    def save_for_forward(self, *tensors):
        """Keeps tensors (or None) for :meth:`Function.jvp`, which finds them in ``saved_tensors``."""
        self.saved_for_forward = _only_tensors(tensors, "save_for_forward")

    def mark_dirty(self, *args):
        """Says which inputs forward edited in place. Each must be returned by forward too."""
        self.dirty_tensors = args

    def mark_non_differentiable(self, *args):
        """Says which outputs have no gradient; backward gets zeros (or None) for them."""
        self.non_differentiable = args

    def set_materialize_grads(self, value):
        """Whether backward gets zeros (the default) or None for outputs without a gradient."""
        self.materialize_grads = bool(value)

    @property
    def saved_tensors(self):
        """The tensors that were saved.

        Raises:
            RuntimeError: backward already ran and freed them, or one was edited in place since.
        """
        if self.__dict__.get("_in_jvp"):
            return self.saved_for_forward or self.to_save
        found = engine._saved_tensors(self)
        return self.to_save if found is None else found

    saved_variables = saved_tensors


def _only_tensors(values, function):
    for position, value in enumerate(values):
        if value is not None and not isinstance(value, Tensor):
            raise TypeError(
                f"{function} can only save variables, but argument {position} is of type {type(value).__name__}"
            )
    return values


class BackwardCFunction(engine.Node, FunctionCtx):
    """The context of one call, which is also its node in the graph."""

    _function = None

    def _run_backward(self, gradients, needs):
        """Called by the engine: gradients of the outputs in, gradients of all arguments out."""
        if self.materialize_grads:
            gradients = tuple(
                lucid.zeros(made[0], dtype=made[1], device=made[2])
                if gradient is None and made is not None
                else gradient
                for gradient, made in zip(gradients, self._output_metadata)
            )
        self.needs_input_grad = tuple(wanted and need for wanted, need in zip(self.needs_input_grad, needs))
        cls = self._function
        if cls.vjp is not Function.vjp:
            if cls.backward is not Function.backward:
                raise RuntimeError(
                    "Implementing both 'backward' and 'vjp' for a custom Function is not allowed. You should only "
                    "implement one of them."
                )
            found = cls.vjp(self, *gradients)
        else:
            found = cls.backward(self, *gradients)
        return self._checked(found if isinstance(found, (tuple, list)) else (found,))

    def _checked(self, found):
        name, metadata = self.name(), self._input_metadata
        if len(found) > len(metadata) and all(value is None for value in found[len(metadata) :]):
            found = found[: len(metadata)]
        if len(found) != len(metadata):
            raise RuntimeError(
                f"function {name} returned an incorrect number of gradients "
                f"(expected {len(metadata)}, got {len(found)})"
            )
        checked = []
        for position, (gradient, made) in enumerate(zip(found, metadata)):
            if gradient is None:
                checked.append(None)
                continue
            if made is None:
                raise RuntimeError(
                    f"function {name} returned a gradient different from None at position {position + 1}, but the "
                    "corresponding forward input was not a Variable"
                )
            if not isinstance(gradient, Tensor):
                raise TypeError(
                    f"expected Variable or None (got {type(gradient).__name__}) from function {name} at position "
                    f"{position + 1}"
                )
            checked.append(_fitting(gradient, made, name, position) if made[3] else None)
        return tuple(checked)


def _fitting(gradient, made, name, position):
    """The gradient in the shape and type of its input, where broadcasting explains the difference."""
    shape, dtype, device, _ = made
    if gradient.shape != shape:
        if not _expands(shape, gradient.shape):
            raise RuntimeError(
                f"Function {name} returned an invalid gradient at index {position} - got {list(gradient.shape)} but "
                f"expected shape compatible with {list(shape)}"
            )
        lead = gradient.ndim - len(shape)
        dims = [d for d in range(gradient.ndim) if d < lead or (shape[d - lead] == 1 and gradient.shape[d] != 1)]
        gradient = gradient.sum(dims, keepdim=True).reshape(shape)
    if gradient.device != device:
        raise RuntimeError(
            f"Function {name} returned an invalid gradient at index {position} - expected device {device} but got "
            f"{gradient.device}"
        )
    if gradient.dtype != dtype:
        if gradient.is_complex() and not dtype.is_complex:
            gradient = gradient.real
        gradient = gradient.to(dtype)
    return gradient


def _expands(small, large):
    if len(small) > len(large):
        return False
    return all(s == 1 or s == b for s, b in zip(reversed(small), reversed(large)))


def _metadata(value):
    if not isinstance(value, Tensor):
        return None
    return value.shape, value.dtype, value.device, value.requires_grad


class FunctionMeta(type):
    """Gives every Function class a context class of its own, so that graphs show the function's name."""

    def __init__(cls, name, bases, attributes):
        super().__init__(name, bases, attributes)
        backward = {"_function": cls, "__module__": cls.__module__}
        cls._backward_cls = type(name + "Backward", (BackwardCFunction,), backward)


class Function(metaclass=FunctionMeta):
    """Base of custom differentiable functions.

    Override ``forward`` and ``backward``, both static; call the function through :meth:`apply`::

        class Exp(Function):
            @staticmethod
            def forward(ctx, x):
                result = x.exp()
                ctx.save_for_backward(result)
                return result

            @staticmethod
            def backward(ctx, grad):
                (result,) = ctx.saved_tensors
                return grad * result

        y = Exp.apply(x)

    With ``setup_context(ctx, inputs, output)`` overridden, forward takes no ctx; ``lucid.func`` needs that form.
    ``jvp(ctx, *tangents)`` gives forward-mode derivatives; ``vmap(info, in_dims, *args)``, or
    ``generate_vmap_rule = True``, makes the function usable under ``lucid.func.vmap``.
    """

    generate_vmap_rule = False

    def __init__(self, *args, **kwargs):
        raise RuntimeError(
            f"{type(self).__name__} should not be instantiated. Methods on autograd functions are all static, so you "
            "should invoke them on the class itself: use .apply()"
        )

    @staticmethod
    def forward(*args, **kwargs):
        """Computes the outputs: ``forward(ctx, *args)``, or ``forward(*args)`` beside ``setup_context``."""
        raise NotImplementedError("You must implement the forward function for custom autograd.Function.")

    @staticmethod
    def setup_context(ctx, inputs, output):
        """Saves what backward needs, given the arguments of forward and what it returned."""
        raise NotImplementedError("setup_context is not implemented.")

    @staticmethod
    def backward(ctx, *grad_outputs):
        """Gradients of the arguments, one for each (None where there is none), from those of the outputs."""
        raise NotImplementedError(
            "You must implement either the backward or vjp method for your custom autograd.Function to use it with "
            "backward mode AD."
        )

    @staticmethod
    def vjp(ctx, *grad_outputs):
        """Another name for :meth:`backward`; override one of them."""
        raise NotImplementedError(
            "You must implement either the backward or vjp method for your custom autograd.Function to use it with "
            "backward mode AD."
        )

    @staticmethod
    def jvp(ctx, *grad_inputs):
        """Tangents of the outputs from those of the arguments (None for arguments that are no tensors)."""
        raise NotImplementedError(
            "You must implement the jvp function for custom autograd.Function to use it with forward mode AD."
        )

    @staticmethod
    def vmap(info, in_dims, *args):
        """Batched outputs and their out_dims; ``info`` has ``batch_size`` and ``randomness``."""
        raise NotImplementedError(
            "To use autograd.Function with vmap, you must either override the vmap static method or set "
            "generate_vmap_rule=True."
        )

    @classmethod
    def apply(cls, *args, **kwargs):
        """Calls forward and records the call.

        Raises:
            RuntimeError: an edited input is not returned, or may not be edited.
        """
        if engine._transforms_active():
            from lucid.func._function import apply_under_transforms

            return apply_under_transforms(cls, args, kwargs)
        return record_call_with_context(cls, args, kwargs)[0]


def has_setup_context(cls):
    """Whether the class uses the form in which forward takes no ctx."""
    return cls.setup_context is not Function.setup_context


def run_forward(cls, ctx, args, kwargs):
    """forward and setup_context under no_grad."""
    with lucid.no_grad():
        if has_setup_context(cls):
            output = cls.forward(*args, **kwargs)
            cls.setup_context(ctx, args, output)
            return output
        return cls.forward(ctx, *args, **kwargs)


def record_call_with_context(cls, args, kwargs):
    """The whole of ``apply`` for plain tensors: (outputs, context)."""
    if not isinstance(cls.__dict__.get("forward", staticmethod(None)), (staticmethod, classmethod)):
        raise RuntimeError(
            "Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd "
            "function with static forward method."
        )
    ctx = cls._backward_cls()
    needs = tuple(isinstance(value, Tensor) and value.requires_grad for value in args)
    ctx.needs_input_grad = needs
    record = lucid.is_grad_enabled() and any(needs)
    ctx._input_metadata = tuple(map(_metadata, args))
    output = run_forward(cls, ctx, args, kwargs)
    outputs = output if isinstance(output, tuple) else (output,)
    wrapped = _wrap_outputs(cls, ctx, args, outputs, record)
    return (wrapped if isinstance(output, tuple) else wrapped[0]), ctx


def _among(value, others):
    return any(value is other for other in others)


def _wrap_outputs(cls, ctx, args, outputs, record):
    tensors = [value for value in args if isinstance(value, Tensor)]
    for dirty in ctx.dirty_tensors:
        if not _among(dirty, outputs):
            raise RuntimeError(
                "Some elements marked as dirty during the forward method were not returned as output. The inputs that "
                "are modified inplace must all be outputs of the Function."
            )
        if record and dirty.requires_grad and dirty.is_leaf:
            raise RuntimeError("a leaf Variable that requires grad is being used in an in-place operation.")
        if record and dirty._base is not None and len(outputs) > 1:
            raise RuntimeError(
                "If your Function modifies inplace an input that is a view of another Tensor, your Function cannot "
                "return more than one Tensor. This is not supported by the current autograd engine. You should either "
                "make sure the input is not a view (using .clone() for example) or make your Function only return one "
                "Tensor (potentially splitting it into two Functions: one doing the inplace that returns a single "
                "Tensor and a second one that does the other operations). You can ask on the forum if you need help."
            )
    wrapped = []
    for value in outputs:
        # An input handed back as it is becomes a view: it must not take over the history of the caller's tensor.
        if isinstance(value, Tensor) and _among(value, tensors) and not _among(value, ctx.dirty_tensors):
            with lucid.no_grad():
                value = value.view_as(value) if record or value.requires_grad else value.detach()
        wrapped.append(value)
    if not record:
        return tuple(wrapped)
    ctx._output_metadata = tuple(map(_metadata, wrapped))
    inputs = tuple(value if isinstance(value, Tensor) else None for value in args)
    engine._record_function(ctx, inputs, len(outputs), cls.__name__ + "Backward")
    try:
        for position, (value, given) in enumerate(zip(wrapped, outputs)):
            if not isinstance(value, Tensor) or not (value.is_floating_point() or value.is_complex()):
                continue
            if _among(given, ctx.non_differentiable):
                if not _among(value, ctx.dirty_tensors):
                    value.detach_() if value._base is None else None
                continue
            if _among(value, ctx.dirty_tensors):
                mode = _EDITED
            else:
                mode = _GUARDED if value._base is not None else _FRESH
            engine._set_history(value, ctx, position, mode)
        if ctx.to_save:
            # A saved input that is returned as it is was saved as an input; a saved output has this node's history.
            engine._save_for_backward(ctx, ctx.to_save)
            ctx.to_save = ()
    finally:
        engine._set_history(None, ctx, 0, 0)
    return tuple(wrapped)


class _DelayedError(Function):
    """Passes tensors on and raises when a gradient comes back."""

    @staticmethod
    def forward(ctx, message, *tensors):
        ctx.message = message
        return tuple(tensor.detach() for tensor in tensors)

    @staticmethod
    def backward(ctx, *gradients):
        raise RuntimeError(ctx.message)


def once_differentiable(fn):
    """Decorates a backward that is not itself differentiable: differentiating it again raises an error."""

    @functools.wraps(fn)
    def wrapper(ctx, *args):
        with lucid.no_grad():
            outputs = fn(ctx, *args)
        if not lucid.is_grad_enabled():
            return outputs
        if not any(isinstance(value, Tensor) and value.requires_grad for value in args):
            return outputs
        is_tuple = isinstance(outputs, tuple)
        values = outputs if is_tuple else (outputs,)
        message = "trying to differentiate twice a function that was marked with @once_differentiable"
        fresh = [value.detach().requires_grad_() for value in values if value is not None]
        delayed = iter(_DelayedError.apply(message, *fresh) if fresh else ())
        values = tuple(None if value is None else next(delayed) for value in values)
        return values if is_tuple else values[0]

    return wrapper


class InplaceFunction(Function):
    """Kept for old code: a Function that knows whether it works in place."""

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace
