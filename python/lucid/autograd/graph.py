"""The recorded graph: nodes, edges, hooks on several gradients, hooks on saved values."""

import contextlib
import threading
import typing

import lucid
from lucid import Tensor
from lucid._engine import engine

__all__ = [
    "GradientEdge", "Node", "allow_mutation_on_saved_tensors", "disable_saved_tensors_hooks", "get_gradient_edge",
    "increment_version", "register_multi_grad_hook", "save_on_cpu", "saved_tensors_hooks",
]  # fmt: skip

Node = engine.Node


class GradientEdge(typing.NamedTuple):
    """A place in the graph that a gradient flows to; accepted by ``autograd.grad`` and ``backward`` as an input."""

    node: Node
    output_nr: int
    ownership_token: typing.Optional[Node] = None


def get_gradient_edge(tensor):
    """The place to which a tensor's gradient flows.

    Raises:
        RuntimeError: the tensor does not require gradients.
    """
    found = engine._gradient_node(tensor) if tensor.requires_grad else None
    if found is None:
        raise RuntimeError("It is not possible to get the gradient edge for a Tensor that does not require gradients.")
    return GradientEdge(*found, found[0])


def increment_version(tensor):
    """Notes an in-place edit of a tensor (or of several) that the engine could not see.

    Args:
        tensor: a tensor or an iterable of tensors.
    """
    for value in (tensor,) if isinstance(tensor, Tensor) else tensor:
        engine._bump_version(value)


class saved_tensors_hooks:
    """Within the block, values that backward will need pass through ``pack_hook``; what it returns is kept, and
    ``unpack_hook`` turns it into the tensor again when backward needs it. Blocks nest: the innermost pair counts.

    Args:
        pack_hook: takes a tensor, which it must not edit, and returns anything.
        unpack_hook: takes that and returns a tensor of the same values.
    """

    def __init__(self, pack_hook, unpack_hook):
        self.pack_hook = pack_hook
        self.unpack_hook = unpack_hook

    def __enter__(self):
        engine._push_saved_tensor_hooks(self.pack_hook, self.unpack_hook)

    def __exit__(self, *args):
        engine._pop_saved_tensor_hooks()


class save_on_cpu(saved_tensors_hooks):
    """Within the block, values that backward will need are kept in the processor's memory.

    Args:
        pin_memory: accepted for PyTorch's sake; memory here needs no pinning.
    """

    def __init__(self, pin_memory=False, device_type="cuda"):
        super().__init__(
            lambda tensor: (tensor.device, tensor.clone() if tensor.is_cpu else tensor.cpu()),
            lambda kept: kept[1].to(kept[0]),
        )


@contextlib.contextmanager
def disable_saved_tensors_hooks(error_message):
    """Within the block, asking for saved-tensor hooks raises a RuntimeError with this message."""
    before = engine._disable_saved_tensor_hooks(error_message)
    try:
        yield
    finally:
        engine._disable_saved_tensor_hooks(before)


class _MutationContext:
    """What :func:`allow_mutation_on_saved_tensors` yields."""

    def clear(self):
        """Nothing is kept here: the copies live and die with the graph."""


@contextlib.contextmanager
def allow_mutation_on_saved_tensors():
    """Within the block, tensors that backward needs may be edited in place afterwards: backward sees the old values.
    They are copied when they are saved."""
    with saved_tensors_hooks(lambda tensor: tensor.clone(), lambda kept: kept):
        yield _MutationContext()


class _Handles(tuple):
    """Several hooks' handles as one."""

    def remove(self):
        """Removes all the hooks."""
        for handle in self:
            handle.remove()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.remove()


def register_multi_grad_hook(tensors, fn, *, mode="all"):
    """Calls ``fn`` when the gradients of several tensors have been computed.

    Args:
        tensors: sequence of tensors that require grad.
        fn: with mode "all", takes the list of gradients (None where there was none) once the last one arrived; with
            mode "any", takes the first gradient that arrives.
        mode: "all" or "any".

    Returns:
        a handle whose ``remove()`` removes the hook.
    """
    if mode not in ("all", "any"):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    tensors = tuple(tensors)
    lock = threading.Lock()
    runs = {}
    if mode == "any":

        def any_hook(grad):
            run = engine._backward_number()
            with lock:
                if runs.get("seen") == run:
                    return
                runs["seen"] = run
            fn(grad)

        return _Handles(tensor.register_hook(any_hook) for tensor in tensors)

    nodes = [engine._gradient_node(tensor) for tensor in tensors]

    def hook_of(position):
        def hook(grad):
            run = engine._backward_number()
            with lock:
                if run not in runs:
                    expected = [engine._will_run(node) for node, _ in nodes]
                    runs.clear()
                    runs[run] = [sum(expected), [None] * len(tensors)]
                state = runs[run]
                state[0] -= 1
                state[1][position] = grad
                done = state[0] == 0
                if done:
                    del runs[run]
            if done:
                fn(state[1])

        return hook

    return _Handles(tensor.register_hook(hook_of(position)) for position, tensor in enumerate(tensors))


def _with_edges(values, seeds=None):
    """Tensors that stand for the gradient edges among ``values``; the tensors as they are."""
    made = []
    for position, value in enumerate(values):
        if isinstance(value, GradientEdge):
            like = seeds[position] if seeds is not None and position < len(seeds) else None
            value = engine._edge_tensor(value.node, value.output_nr, like)
        made.append(value)
    return made


_ = lucid
