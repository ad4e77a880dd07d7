"""Spectral normalisation through a forward pre-hook: parameter ``weight_orig``, buffers ``weight_u``, ``weight_v``."""

import lucid

from ..module import Module
from ..parameter import Parameter
from ._norms import as_matrix, default_dim, first_vectors, power_iteration

__all__ = ["Module", "Parameter", "remove_spectral_norm", "spectral_norm"]


class _SpectralNormHook:
    def __init__(self, name, steps, eps, dim):
        self.name, self.steps, self.eps, self.dim = name, steps, eps, dim

    def compute(self, module, improve):
        weight = getattr(module, self.name + "_orig")
        u, v = getattr(module, self.name + "_u"), getattr(module, self.name + "_v")
        matrix = as_matrix(weight, self.dim)
        if improve:
            # The hook form improves v before u, the parametrization u before v; both are PyTorch's orders.
            power_iteration(matrix.detach().t(), v, u, self.steps, self.eps)
            # Copies: the next iteration changes the buffers, which backward still needs.
            u, v = u.clone(), v.clone()
        return weight / (u * lucid.mv(matrix, v)).sum()

    def __call__(self, module, args):
        setattr(module, self.name, self.compute(module, module.training))


def _hooks(module, name):
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, _SpectralNormHook) and hook.name == name:
            yield key, hook


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    """Divides a weight by its largest singular value (Miyato et al. 2018), estimated by power iteration.

    Returns:
        the module.

    Raises:
        RuntimeError: it is applied already. ValueError: the number of iterations is not positive.
    """
    if any(_hooks(module, name)):
        raise RuntimeError(f"Cannot register two spectral_norm hooks on the same parameter {name}")
    if n_power_iterations <= 0:
        raise ValueError(f"Expected n_power_iterations to be positive, but got n_power_iterations={n_power_iterations}")
    hook = _SpectralNormHook(name, n_power_iterations, eps, default_dim(module) if dim is None else dim)
    weight = module._parameters.pop(name)
    u, v = first_vectors(as_matrix(weight.detach(), hook.dim), eps, steps=0)
    module.register_parameter(name + "_orig", weight)
    setattr(module, name, weight.detach())
    module.register_buffer(name + "_u", u)
    module.register_buffer(name + "_v", v)
    module.register_forward_pre_hook(hook)
    return module


def remove_spectral_norm(module, name="weight"):
    """Makes the normalised weight a parameter again; returns the module.

    Raises:
        ValueError: there is no spectral normalisation of that name.
    """
    for key, hook in list(_hooks(module, name)):
        weight = hook.compute(module, False).detach()
        delattr(module, name)
        del module._parameters[name + "_orig"], module._forward_pre_hooks[key]
        delattr(module, name + "_u")
        delattr(module, name + "_v")
        setattr(module, name, Parameter(weight))
        return module
    raise ValueError(f"spectral_norm of '{name}' not found in {module}")
