"""Gradients: backward, grad, grad modes, derivatives of whole functions, gradient checks."""

import lucid
from lucid import Tensor
from lucid._engine import engine
from lucid._grad_mode import (
    enable_grad, inference_mode, is_grad_enabled, is_inference_mode_enabled, no_grad, set_grad_enabled,
)  # fmt: skip

__all__ = [
    "Function", "FunctionCtx", "GradientEdge", "RemovableHandle", "backward", "checkpoint", "detect_anomaly",
    "enable_grad", "forward_ad", "function", "functional", "grad", "grad_mode", "gradcheck", "gradgradcheck", "graph",
    "hessian", "hvp", "inference_mode", "is_anomaly_check_nan_enabled", "is_anomaly_enabled", "is_grad_enabled",
    "is_inference_mode_enabled", "jacobian", "jvp", "no_grad", "profiler", "set_detect_anomaly", "set_grad_enabled",
    "vhp", "vjp",
]  # fmt: skip


def _list(values):
    # A gradient edge is a tuple too.
    return [values] if isinstance(values, (Tensor, GradientEdge)) else list(values)


def _seeds(grad_tensors, count, function):
    if grad_tensors is None:
        return None
    seeds = [grad_tensors] if isinstance(grad_tensors, Tensor) else list(grad_tensors)
    if len(seeds) != count:
        raise RuntimeError(f"{function}: got {count} tensors and {len(seeds)} gradients")
    return seeds


def backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, inputs=None):
    """Adds to the ``grad`` of all leaves the gradients of the sum of ``tensors``, each weighted by its gradient.

    Args:
        tensors: tensor or sequence. grad_tensors: one per tensor; may be None for single numbers.
        retain_graph: keep the graph for another backward (default: ``create_graph``).
        create_graph: record the backward pass itself. inputs: leaves to which gradients are added (None: all).

    Raises:
        RuntimeError: a tensor has no graph, its graph was freed, or a gradient is missing.
    """
    tensors = _list(tensors)
    if inputs is not None:
        inputs = _with_edges(_list(inputs))
        if not inputs:
            raise RuntimeError("`inputs` argument to `backward()` cannot be empty.")
    seeds = _seeds(grad_tensors, len(tensors), "backward")
    engine._backward(_with_edges(tensors, seeds), seeds, retain_graph, create_graph, inputs)


def grad(
    outputs,
    inputs,
    grad_outputs=None,
    retain_graph=None,
    create_graph=False,
    only_inputs=True,
    allow_unused=None,
    is_grads_batched=False,
    materialize_grads=False,
):
    """Returns the gradients of the sum of ``outputs`` with respect to ``inputs``, a tuple; no ``grad`` is touched.

    Args:
        outputs, inputs: tensor or sequence. grad_outputs: weights of the outputs; may be None for single numbers.
        retain_graph: keep the graph (default: ``create_graph``). create_graph: record the backward pass itself.
        allow_unused: give None for inputs that the outputs do not depend on, instead of raising.
        is_grads_batched: the first dimension of every grad_output counts a batch; all gradients of it at once.
        materialize_grads: give zeros instead of None.

    Raises:
        RuntimeError: an input is not used, or the graph is missing or freed.
        ValueError: ``allow_unused=False`` contradicts ``materialize_grads``.
    """
    if materialize_grads and allow_unused is False:
        raise ValueError(
            "Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False."
        )
    outputs, inputs = _list(outputs), _list(inputs)
    if is_grads_batched:
        found = _batched(outputs, inputs, grad_outputs, create_graph)
        return _complete(found, inputs, allow_unused, materialize_grads)
    seeds = _seeds(grad_outputs, len(outputs), "grad")
    outputs, inputs = _with_edges(outputs, seeds), _with_edges(inputs)
    found = engine._grad(outputs, inputs, seeds, retain_graph, create_graph)
    return _complete(found, inputs, allow_unused, materialize_grads)


def _batched(outputs, inputs, grad_outputs, create_graph):
    """Gradients for a whole batch of weights, given in the first dimension of every grad_output."""
    from lucid.func import vmap

    seeds = _seeds(grad_outputs, len(outputs), "grad")
    if seeds is None or any(seed is None for seed in seeds):
        raise RuntimeError("grad: with is_grads_batched=True every output needs a batch of grad_outputs")
    for output, seed in zip(outputs, seeds):
        if tuple(seed.shape[1:]) != tuple(output.shape):
            raise RuntimeError(
                "If `is_grads_batched=True`, we interpret the first dimension of each grad_output as the batch "
                f"dimension. The sizes of the remaining dimensions are expected to match the shape of corresponding "
                f"output, but a mismatch was detected: grad_output has a shape of {tuple(seed.shape)} and output has "
                f"a shape of {tuple(output.shape)}."
            )
    used = []

    def one(*weights):
        found = engine._grad(outputs, inputs, list(weights), True, create_graph)
        used[:] = [gradient is not None for gradient in found]
        return tuple(gradient for gradient in found if gradient is not None)

    found = iter(vmap(one)(*seeds))
    return tuple(next(found) if there else None for there in used)


def _complete(found, inputs, allow_unused, materialize_grads):
    if materialize_grads:
        return tuple(lucid.zeros_like(v) if g is None else g for g, v in zip(found, inputs))
    if not allow_unused and any(gradient is None for gradient in found):
        raise RuntimeError(
            "One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if "
            "this is the desired behavior."
        )
    return found


from . import function, functional, graph  # noqa: E402  (they need the names above)
from .anomaly_mode import (  # noqa: E402
    detect_anomaly, is_anomaly_check_nan_enabled, is_anomaly_enabled, set_detect_anomaly,
)  # fmt: skip
from .function import Function, FunctionCtx  # noqa: E402
from .functional import hessian, hvp, jacobian, jvp, vhp, vjp  # noqa: E402
from .gradcheck import gradcheck, gradgradcheck  # noqa: E402
from .graph import GradientEdge, _with_edges  # noqa: E402

RemovableHandle = engine._HookHandle


def __getattr__(name):
    if name in ("forward_ad", "grad_mode", "profiler"):
        import importlib

        return importlib.import_module("lucid.autograd." + name)
    if name == "checkpoint":
        from lucid.utils.checkpoint import reentrant_by_default

        return reentrant_by_default
    raise AttributeError(f"module 'lucid.autograd' has no attribute '{name}'")
