"""The slow path of ``Module.__call__``: forward with hooks around it."""

import lucid
from lucid import Tensor

from .hooks import global_hooks


def call_with_hooks(module, args, kwargs):
    """Runs pre-hooks, forward, post-hooks; wires backward hooks through identity nodes around the module."""
    called = set()
    try:
        args, kwargs = _run_forward_pre_hooks(module, args, kwargs)
        backward = _BackwardHooks.of(module)
        if backward is not None:
            args = backward.watch_inputs(args)
        output = module.forward(*args, **kwargs)
        output = _run_forward_hooks(module, args, kwargs, output, called)
        return output if backward is None else backward.watch_outputs(output)
    except Exception:
        _run_always_called_hooks(module, args, kwargs, called)
        raise


def _run_forward_pre_hooks(module, args, kwargs):
    own = module._forward_pre_hooks
    for hooks, with_kwargs in (
        (global_hooks.forward_pre, global_hooks.forward_pre_with_kwargs),
        (own, module._forward_pre_hooks_with_kwargs),
    ):
        for key, hook in list(hooks.items()):
            if key in with_kwargs:
                result = hook(module, args, kwargs)
                if result is None:
                    continue
                if not (isinstance(result, tuple) and len(result) == 2):
                    raise RuntimeError(
                        "forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got " f"{result}."
                    )
                args, kwargs = result
            else:
                result = hook(module, args)
                if result is not None:
                    args = result if isinstance(result, tuple) else (result,)
    return args, kwargs


def _forward_hook_groups(module):
    yield global_hooks.forward, global_hooks.forward_with_kwargs, global_hooks.forward_always_called
    yield module._forward_hooks, module._forward_hooks_with_kwargs, module._forward_hooks_always_called


def _run_forward_hooks(module, args, kwargs, output, called):
    for hooks, with_kwargs, _ in _forward_hook_groups(module):
        for key, hook in list(hooks.items()):
            called.add(key)
            if key in with_kwargs:
                result = hook(module, args, kwargs, output)
            else:
                result = hook(module, args, output)
            if result is not None:
                output = result
    return output


def _run_always_called_hooks(module, args, kwargs, called):
    for hooks, with_kwargs, always in _forward_hook_groups(module):
        for key, hook in list(hooks.items()):
            if key not in always or key in called:
                continue
            try:
                if key in with_kwargs:
                    hook(module, args, kwargs, None)
                else:
                    hook(module, args, None)
            except Exception as error:  # the first error is the one to report
                import warnings

                warnings.warn(
                    "module forward hook with ``always_call=True`` raised an exception that was silenced as "
                    f"another error was raised in forward: {error}"
                )


class _BackwardHooks:
    """Observes the gradients that enter and leave one call of a module.

    Each watched tensor passes through an identity (a view), so that its hook sees only what flows through this
    call. Several inputs pass through one joined node, so that their gradients arrive together.
    """

    def __init__(self, module, hooks, pre_hooks):
        self.module, self.hooks, self.pre_hooks = module, hooks, pre_hooks
        self.grad_outputs = None
        self.input_count = 0
        self.watched_inputs = ()

    @classmethod
    def of(cls, module):
        hooks = [*global_hooks.backward.values(), *module._backward_hooks.values()]
        pre_hooks = [*global_hooks.backward_pre.values(), *module._backward_pre_hooks.values()]
        if (hooks or pre_hooks) and lucid.is_grad_enabled():
            return cls(module, hooks, pre_hooks)
        return None

    def watch_inputs(self, args):
        positions = [i for i, value in enumerate(args) if isinstance(value, Tensor)]
        self.input_count = len(positions)
        self.watched_inputs = tuple(order for order, i in enumerate(positions) if args[i].requires_grad)
        if not self.hooks or not self.watched_inputs:
            return args
        chosen = [positions[order] for order in self.watched_inputs]
        replaced = list(args)
        for position, tensor in zip(chosen, _through_one_node([args[i] for i in chosen], self._inputs_ready)):
            replaced[position] = tensor
        return tuple(replaced)

    def watch_outputs(self, output):
        tensors, rebuild = _tensors_of(output)
        differentiable = [i for i, tensor in enumerate(tensors) if tensor.requires_grad]
        if not differentiable:
            return output
        self.output_count, self.watched_outputs = len(tensors), tuple(differentiable)
        passed = _through_one_node([tensors[i] for i in differentiable], self._outputs_ready)
        for i, tensor in zip(differentiable, passed):
            tensors[i] = tensor
        return rebuild(tensors)

    def _outputs_ready(self, grads):
        grad_outputs = _spread(grads, self.watched_outputs, self.output_count)
        for hook in self.pre_hooks:
            result = hook(self.module, grad_outputs)
            if result is None:
                continue
            result = result if isinstance(result, tuple) else (result,)
            if len(result) != len(grad_outputs):
                raise RuntimeError(
                    "Backward pre hook returned an invalid number of grad_output, "
                    f"got {len(result)}, but expected {len(grad_outputs)}"
                )
            grad_outputs = result
        self.grad_outputs = grad_outputs
        if self.hooks and not self.watched_inputs:
            # No input needs a gradient, so no later moment comes: report what is known.
            for hook in self.hooks:
                if hook(self.module, (None,) * self.input_count, grad_outputs) is not None:
                    raise RuntimeError(
                        "Backward hook for Modules where no input requires gradient should always return None or "
                        "None for all gradients."
                    )
        return [grad_outputs[i] for i in self.watched_outputs]

    def _inputs_ready(self, grads):
        grad_inputs = _spread(grads, self.watched_inputs, self.input_count)
        for hook in self.hooks:
            result = hook(self.module, grad_inputs, self.grad_outputs)
            if result is None:
                continue
            result = result if isinstance(result, tuple) else (result,)
            if len(result) != len(grad_inputs):
                raise RuntimeError(
                    "Backward hook returned an invalid number of grad_input, "
                    f"got {len(result)}, but expected {len(grad_inputs)}"
                )
            grad_inputs = result
        self.grad_outputs = None
        return [grad_inputs[i] for i in self.watched_inputs]


def _spread(grads, positions, count):
    spread = [None] * count
    for position, grad in zip(positions, grads):
        spread[position] = grad
    return tuple(spread)


def _tensors_of(output):
    if isinstance(output, Tensor):
        return [output], lambda tensors: tensors[0]
    if isinstance(output, (tuple, list)):
        positions = [i for i, value in enumerate(output) if isinstance(value, Tensor)]

        def rebuild(tensors):
            values = list(output)
            for position, tensor in zip(positions, tensors):
                values[position] = tensor
            if hasattr(output, "_fields"):  # a named tuple takes its fields one by one
                return type(output)(*values)
            return type(output)(values)

        return [output[i] for i in positions], rebuild
    return [], lambda tensors: output


def _through_one_node(tensors, observe):
    """Passes tensors through one identity node whose gradient ``observe`` sees and may replace."""
    if len(tensors) == 1:
        tensor = tensors[0]
        passed = tensor.view_as(tensor)
        passed.register_hook(lambda grad: observe([grad])[0])
        return [passed]
    shapes = [tuple(tensor.shape) for tensor in tensors]
    sizes = [tensor.numel() for tensor in tensors]
    joined = lucid.cat([tensor.reshape(-1) for tensor in tensors])

    def split(flat):
        return [part.reshape(shape) for part, shape in zip(lucid.split(flat, sizes), shapes)]

    joined.register_hook(
        lambda grad: lucid.cat(
            [
                (lucid.zeros_like(old) if new is None else new).reshape(-1)
                for old, new in _paired(split(grad), observe)
            ]
        )
    )
    return [part.to(tensor.dtype) for part, tensor in zip(split(joined), tensors)]


def _paired(grads, observe):
    return zip(grads, observe(grads))
