"""Checkpointing: trades time for memory by computing parts of the graph again during backward."""

import contextlib
import functools
import sys
import types
import weakref

import lucid
from lucid import enable_grad, no_grad
from lucid.amp import autocast, get_autocast_dtype, is_autocast_enabled
from lucid.autograd import Function, FunctionCtx
from lucid.autograd.graph import saved_tensors_hooks

__all__ = [
    "CheckpointError", "CheckpointFunction", "Function", "FunctionCtx", "check_backward_validity", "checkpoint",
    "checkpoint_sequential", "detach_variable", "enable_grad", "no_grad", "noop_context_fn",
    "set_checkpoint_debug_enabled", "set_checkpoint_early_stop",
]  # fmt: skip

_early_stop = [True]
_debug = [None]


class CheckpointError(RuntimeError):
    """The second computation saved other tensors than the first."""


class _StopRecomputation(Exception):
    """Everything that was missing has been computed."""


def noop_context_fn():
    """Two context managers that do nothing: the default ``context_fn``."""
    return contextlib.nullcontext(), contextlib.nullcontext()


def detach_variable(inputs):
    """The inputs cut off from their graph; tensors keep their requires_grad.

    Raises:
        RuntimeError: the argument is no tuple.
    """
    if not isinstance(inputs, tuple):
        raise RuntimeError(f"Only tuple of tensors is supported. Got Unsupported input type: {type(inputs).__name__}")
    made = []
    for value in inputs:
        if isinstance(value, lucid.Tensor):
            detached = value.detach()
            value = detached.requires_grad_() if value.requires_grad else detached
        made.append(value)
    return tuple(made)


def check_backward_validity(inputs):
    """Warns when no input requires grad, since nothing inside would get a gradient."""
    if not any(value.requires_grad for value in inputs if isinstance(value, lucid.Tensor)):
        import warnings

        warnings.warn("None of the inputs have requires_grad=True. Gradients will be None", stacklevel=2)


class _Setting:
    """A setting that holds within a block."""

    def __init__(self, cell, value):
        self._cell, self._value = cell, value

    def __enter__(self):
        self._before, self._cell[0] = self._cell[0], self._value

    def __exit__(self, *args):
        self._cell[0] = self._before


def set_checkpoint_early_stop(enable):
    """Context manager: whether recomputation stops once all that was missing is there (the default)."""
    return _Setting(_early_stop, bool(enable))


def set_checkpoint_debug_enabled(enabled):
    """Context manager: whether checkpointing says more when the two computations differ.

    None leaves it to ``debug``.
    """
    return _Setting(_debug, enabled)


class _State:
    """Random state and mixed precision at the time of the first computation."""

    def __init__(self, preserve_rng_state):
        self.random = lucid.get_rng_state() if preserve_rng_state else None
        self.casts = [(d, is_autocast_enabled(d), get_autocast_dtype(d)) for d in ("cpu", "metal")]

    @contextlib.contextmanager
    def restored(self):
        """Within the block, both are as they were then."""
        before = None if self.random is None else lucid.get_rng_state()
        with contextlib.ExitStack() as stack:
            for device, enabled, dtype in self.casts:
                stack.enter_context(autocast(device, dtype, enabled))
            if self.random is not None:
                lucid.set_rng_state(self.random)
            try:
                yield
            finally:
                if before is not None:
                    lucid.set_rng_state(before)


class CheckpointFunction(Function):
    """The reentrant form: forward without a graph, and a whole backward of its own inside backward."""

    @staticmethod
    def forward(ctx, run_function, preserve_rng_state, *args):
        """Runs the function without recording; keeps its arguments."""
        check_backward_validity(args)
        ctx.run_function = run_function
        ctx.state = _State(preserve_rng_state)
        ctx.others = [None if isinstance(value, lucid.Tensor) else value for value in args]
        ctx.places = [place for place, value in enumerate(args) if isinstance(value, lucid.Tensor)]
        with no_grad():
            outputs = run_function(*args)
        ctx.save_for_backward(*(args[place] for place in ctx.places))
        return outputs

    @staticmethod
    def backward(ctx, *gradients):
        """Runs the function again, recording, and backward through that."""
        arguments = list(ctx.others)
        for place, value in zip(ctx.places, ctx.saved_tensors):
            arguments[place] = value
        detached = detach_variable(tuple(arguments))
        with ctx.state.restored(), enable_grad():
            outputs = ctx.run_function(*detached)
        if isinstance(outputs, lucid.Tensor):
            outputs = (outputs,)
        pairs = [
            (output, gradient)
            for output, gradient in zip(outputs, gradients)
            if isinstance(output, lucid.Tensor) and output.requires_grad
        ]
        if not pairs:
            raise RuntimeError("none of output has requires_grad=True, this checkpoint() is not necessary")
        lucid.autograd.backward([output for output, _ in pairs], [gradient for _, gradient in pairs])
        return (None, None) + tuple(v.grad if isinstance(v, lucid.Tensor) else None for v in detached)


class _Holder:
    """Stands for one saved tensor of the checkpointed part."""

    __slots__ = ("__weakref__",)


def _metadata(tensor):
    return tuple(tensor.shape), tensor.dtype, tensor.device


class _Region:
    """One checkpointed call: how to run it again, and what of it has been computed again."""

    def __init__(self, run, early_stop, check):
        self.run = run
        self.early_stop = early_stop
        self.check = check
        self.holders = []
        self.expected = []
        self.values = None

    def pack(self, tensor):
        """Keeps nothing but a token."""
        holder = _Holder()
        self.holders.append(weakref.ref(holder))
        self.expected.append(_metadata(tensor))
        return holder

    def unpack(self, holder):
        """The value for a token; runs the region again when it is not there."""
        if self.values is None or holder not in self.values:
            self.recompute()
        value = self.values.get(holder)
        if value is None:
            raise CheckpointError(
                "lucid.utils.checkpoint: Unpack is being triggered for a tensor that was either never recomputed, or "
                "already unpacked once. If you are calling ctx.saved_tensors in backward, make sure to do so only "
                "once. Otherwise please open an issue with details on your use case."
            )
        return value

    def recompute(self):
        """Runs the region again and takes what it saves, in the same order as the first time."""
        values = weakref.WeakKeyDictionary()
        count = 0

        def take(tensor):
            nonlocal count
            if count < len(self.holders):
                self.compare(count, tensor)
                holder = self.holders[count]()
                if holder is not None:
                    values[holder] = tensor
            count += 1
            if self.early_stop and count == len(self.holders):
                raise _StopRecomputation
            return tensor

        try:
            with saved_tensors_hooks(take, lambda tensor: tensor), enable_grad():
                self.run()
        except _StopRecomputation:
            pass
        if count != len(self.holders):
            raise CheckpointError(
                "lucid.utils.checkpoint: A different number of tensors was saved during the original forward and "
                f"recomputation.\nNumber of tensors saved during forward: {len(self.holders)}\n"
                f"Number of tensors saved during recomputation: {count}"
            )
        self.values = values

    def compare(self, position, tensor):
        """Refuses a value of another shape, type or device than the first time."""
        if self.check is None or self.check(tensor) == self.expected[position]:
            return
        raise CheckpointError(
            "lucid.utils.checkpoint: Recomputed values for the following tensors have different metadata than during "
            f"the forward pass.\ntensor at position {position}:\nsaved metadata: {self.expected[position]}\n"
            f"recomputed metadata: {_metadata(tensor)}"
        )


_CHECKS = {"default": _metadata, "none": None}


def _checkpoint(function, args, kwargs, preserve_rng_state, context_fn, determinism_check, early_stop):
    if determinism_check not in _CHECKS:
        raise ValueError(
            f"determinism_check should be one of {list(_CHECKS)}, but got {determinism_check}"
        )
    state = _State(preserve_rng_state)
    forward_context, again_context = context_fn()

    def run():
        with state.restored(), again_context:
            function(*args, **kwargs)

    region = _Region(run, _early_stop[0] if early_stop is None else early_stop, _CHECKS[determinism_check])
    with saved_tensors_hooks(region.pack, region.unpack), forward_context:
        return function(*args, **kwargs)


def checkpoint(
    function, *args, use_reentrant=False, context_fn=noop_context_fn, determinism_check="default", debug=False,
    early_stop=None, preserve_rng_state=True, **kwargs,
):  # fmt: skip
    """Calls ``function(*args, **kwargs)`` without keeping what its backward needs; backward calls it again.

    Args:
        use_reentrant: the older form, which runs a backward inside backward; arguments by position only, at least one
            of which must require grad.
        context_fn: returns two context managers, for the first and the second computation.
        determinism_check: "default" compares shapes, types and devices of both computations; "none" does not.
        debug: accepted for PyTorch's sake; the error says what differs.
        early_stop: stop the second computation as soon as everything is there; None: as
            :func:`set_checkpoint_early_stop` says (on).
        preserve_rng_state: give the second computation the random numbers of the first.

    Returns:
        what the function returns.

    Raises:
        CheckpointError: during backward, the second computation saved other tensors than the first.
    """
    if use_reentrant is None:
        use_reentrant = True
    if not use_reentrant:
        return _checkpoint(
            function, args, kwargs, preserve_rng_state, context_fn, determinism_check, early_stop
        )
    if kwargs:
        raise ValueError("Unexpected keyword arguments: " + ",".join(kwargs))
    if context_fn is not noop_context_fn or debug:
        raise ValueError("Passing `context_fn` or `debug` is only supported when use_reentrant=False.")
    return CheckpointFunction.apply(function, preserve_rng_state, *args)


def reentrant_by_default(function, *args, preserve_rng_state=True, use_reentrant=True, **kwargs):
    """:func:`checkpoint` as ``lucid.autograd`` has it: the reentrant form unless told otherwise."""
    return checkpoint(function, *args, use_reentrant=use_reentrant, preserve_rng_state=preserve_rng_state, **kwargs)


def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    """Calls functions one after another, all but the last segment checkpointed.

    Args:
        functions: a Sequential, or a list of functions of one argument.
        segments: into how many parts to cut the list. input: argument of the first.
        use_reentrant: as :func:`checkpoint`'s; None means True.

    Returns:
        what the last function returns.
    """
    preserve = kwargs.pop("preserve_rng_state", True)
    if kwargs:
        raise ValueError("Unexpected keyword arguments: " + ",".join(kwargs))
    functions = list(functions.children()) if isinstance(functions, lucid.nn.Sequential) else list(functions)

    def part(start, end):
        def forward(value):
            return functools.reduce(lambda current, function: function(current), functions[start:end], value)

        return forward

    size = len(functions) // segments
    end = 0
    for start in range(0, size * (segments - 1), size):
        end = start + size
        input = checkpoint(
            part(start, end), input, use_reentrant=True if use_reentrant is None else use_reentrant,
            preserve_rng_state=preserve,
        )  # fmt: skip
    return part(end, len(functions))(input)


class _CallableModule(types.ModuleType):
    """The module is a function too: ``lucid.utils.checkpoint(f, x)``."""

    def __call__(self, function, *args, **kwargs):
        return checkpoint(function, *args, **kwargs)


sys.modules[__name__].__class__ = _CallableModule
