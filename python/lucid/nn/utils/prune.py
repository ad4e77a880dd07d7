"""Pruning: parameters with some numbers held at zero by a mask."""

import lucid

from ..module import Module
from ..parameter import Parameter

__all__ = ["Module", "Parameter", "identity", "is_pruned", "l1_unstructured", "random_unstructured", "remove"]


class _MaskHook:
    """Computes ``<name> = <name>_orig * <name>_mask`` before each forward."""

    def __init__(self, name):
        self.name = name

    def compute(self, module):
        original = getattr(module, self.name + "_orig")
        return getattr(module, self.name + "_mask").to(original.dtype) * original

    def __call__(self, module, args):
        setattr(module, self.name, self.compute(module))


def _hook(module, name):
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, _MaskHook) and hook.name == name:
            return key, hook
    return None


def _mask(module, name, choose):
    """Multiplies the mask by a new one; ``choose`` turns the values still kept (a vector) into 0s and 1s."""
    found = _hook(module, name)
    if found is None:
        original = getattr(module, name)
        if not isinstance(original, Parameter):
            raise ValueError(f"{type(module).__name__} has no parameter '{name}' to prune")
        mask = lucid.ones_like(original.detach())
    else:
        original, mask = getattr(module, name + "_orig"), getattr(module, name + "_mask")
    flat_mask = mask.reshape(-1).clone()
    kept = lucid.nonzero(flat_mask).reshape(-1)
    flat_mask[kept] = choose(original.detach().reshape(-1)[kept]).to(flat_mask.dtype)
    mask = flat_mask.reshape(original.shape)
    if found is None:
        hook = _MaskHook(name)
        del module._parameters[name]
        module.register_parameter(name + "_orig", original)
        module.register_buffer(name + "_mask", mask)
        module.register_forward_pre_hook(hook)
    else:
        hook = found[1]
        setattr(module, name + "_mask", mask)
    setattr(module, name, hook.compute(module))
    return module


def _count(amount, total):
    """How many of ``total`` numbers ``amount`` (a share or a count) means."""
    if isinstance(amount, bool) or not isinstance(amount, (int, float)):
        raise TypeError(f"Invalid type for amount: {amount}. Must be int or float.")
    if amount < 0 or (isinstance(amount, float) and amount > 1.0):
        raise ValueError(f"amount={amount} should either be a float in the range [0, 1] or a non-negative integer")
    count = amount if isinstance(amount, int) else round(amount * total)
    if count > total:
        raise ValueError(f"amount={amount} should be smaller than the number of parameters to prune={total}")
    return count


def identity(module, name="weight"):
    """Adds a mask of ones: nothing is pruned, but the parameter is in pruned form. Returns the module."""
    return _mask(module, name, lucid.ones_like)


def random_unstructured(module, name="weight", amount=0.5):
    """Prunes a share (float) or number (int) of the numbers still kept, at random; returns the module.

    Raises:
        ValueError, TypeError: ``amount`` is out of range or not a number.
    """

    def choose(values):
        count = _count(amount, values.numel())
        mask = lucid.ones_like(values)
        mask[lucid.randperm(values.numel())[:count].to(values.device)] = 0
        return mask

    return _mask(module, name, choose)


def l1_unstructured(module, name="weight", amount=0.5):
    """Prunes a share (float) or number (int) of the numbers still kept, the smallest in magnitude; returns the module.

    Raises:
        ValueError, TypeError: ``amount`` is out of range or not a number.
    """

    def choose(values):
        count = _count(amount, values.numel())
        mask = lucid.ones_like(values)
        magnitudes = lucid.abs(values).tolist()
        smallest = sorted(range(len(magnitudes)), key=magnitudes.__getitem__)[:count]
        mask[lucid.tensor(smallest, dtype=lucid.int64, device=values.device)] = 0
        return mask

    return _mask(module, name, choose)


def remove(module, name="weight"):
    """Makes the pruned values the parameter, for good; returns the module.

    Raises:
        ValueError: the parameter is not pruned.
    """
    found = _hook(module, name)
    if found is None:
        raise ValueError(f"Parameter '{name}' of module {module} has to be pruned before pruning can be removed")
    key, hook = found
    original = module._parameters.pop(name + "_orig")
    original.data = (getattr(module, name + "_mask").to(original.dtype) * original.detach())
    delattr(module, name)
    delattr(module, name + "_mask")
    del module._forward_pre_hooks[key]
    module.register_parameter(name, original)
    return module


def is_pruned(module):
    """Whether a module or one below it has a pruned parameter."""
    return any(
        isinstance(hook, _MaskHook) for child in module.modules() for hook in child._forward_pre_hooks.values()
    )
