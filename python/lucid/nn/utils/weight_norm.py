"""Weight normalisation through a forward pre-hook: parameters ``weight_g`` and ``weight_v``."""

from ..module import Module
from ..parameter import Parameter
from ._norms import norm_except_dim, weight_of

__all__ = ["Module", "Parameter", "remove_weight_norm", "weight_norm"]


class _WeightNormHook:
    def __init__(self, name, dim):
        self.name, self.dim = name, -1 if dim is None else dim

    def compute(self, module):
        return weight_of(getattr(module, self.name + "_v"), getattr(module, self.name + "_g"), self.dim)

    def __call__(self, module, args):
        setattr(module, self.name, self.compute(module))


def _hooks(module, name):
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, _WeightNormHook) and hook.name == name:
            yield key, hook


def weight_norm(module, name="weight", dim=0):
    """Splits a weight into length ``<name>_g`` and direction ``<name>_v`` (Salimans & Kingma 2016).

    Args:
        dim: dimension that has a length per index; None: one for all.

    Returns:
        the module.

    Raises:
        RuntimeError: it is applied already.
    """
    if any(_hooks(module, name)):
        raise RuntimeError(f"Cannot register two weight_norm hooks on the same parameter {name}")
    hook = _WeightNormHook(name, dim)
    weight = getattr(module, name)
    del module._parameters[name]
    module.register_parameter(name + "_g", Parameter(norm_except_dim(weight.detach(), hook.dim)))
    module.register_parameter(name + "_v", Parameter(weight.detach()))
    setattr(module, name, hook.compute(module))
    module.register_forward_pre_hook(hook)
    return module


def remove_weight_norm(module, name="weight"):
    """Joins length and direction to one weight again; returns the module.

    Raises:
        ValueError: there is no weight normalisation of that name.
    """
    for key, hook in list(_hooks(module, name)):
        weight = hook.compute(module).detach()
        delattr(module, name)
        del module._parameters[name + "_g"], module._parameters[name + "_v"], module._forward_pre_hooks[key]
        setattr(module, name, Parameter(weight))
        return module
    raise ValueError(f"weight_norm of '{name}' not found in {module}")
