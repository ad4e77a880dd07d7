"""Weight and spectral normalisation as parametrizations."""

import lucid

from ..module import Module
from ._norms import as_matrix, default_dim, first_vectors, norm_except_dim, power_iteration, weight_of
from .parametrize import register_parametrization

__all__ = ["spectral_norm", "weight_norm"]


class _WeightNorm(Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g, weight_v):
        return weight_of(weight_v, weight_g, self.dim)

    def right_inverse(self, weight):
        return norm_except_dim(weight, self.dim), weight


def weight_norm(module, name="weight", dim=0):
    """Splits a weight into length and direction (Salimans & Kingma 2016).

    The originals are ``parametrizations.<name>.original0`` (length) and ``original1`` (direction).

    Args:
        dim: dimension that has a length per index; None: one for all.
    """
    return register_parametrization(module, name, _WeightNorm(dim), unsafe=True)


class _SpectralNorm(Module):
    def __init__(self, weight, n_power_iterations, dim, eps):
        super().__init__()
        if n_power_iterations <= 0:
            raise ValueError(
                f"Expected n_power_iterations to be positive, but got n_power_iterations={n_power_iterations}"
            )
        if not -weight.dim() <= dim < weight.dim():
            raise IndexError(f"Dimension out of range (expected to be in range of [-{weight.dim()}, "
                             f"{weight.dim() - 1}] but got {dim})")  # fmt: skip
        self.dim = dim % weight.dim()
        self.eps, self.n_power_iterations = eps, n_power_iterations
        if weight.dim() > 1:
            u, v = first_vectors(as_matrix(weight.detach(), self.dim), eps)
            self.register_buffer("_u", u)
            self.register_buffer("_v", v)

    def forward(self, weight):
        if weight.dim() == 1:
            return weight / lucid.clamp(lucid.sqrt((weight * weight).sum()), min=self.eps)
        matrix = as_matrix(weight, self.dim)
        if self.training:
            power_iteration(matrix.detach(), self._u, self._v, self.n_power_iterations, self.eps)
        # Copies: the next iteration changes the buffers, which backward still needs.
        return weight / (self._u.clone() * lucid.mv(matrix, self._v.clone())).sum()

    def right_inverse(self, value):
        return value


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    """Divides a weight by its largest singular value (Miyato et al. 2018), estimated by power iteration.

    Args:
        n_power_iterations: iterations per forward in training. dim: dimension of the outputs (None: 0, or 1 for
            transposed convolutions).

    Raises:
        ValueError: there is no such weight, or the number of iterations is not positive.
    """
    weight = getattr(module, name, None)
    if not isinstance(weight, lucid.Tensor):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    dim = default_dim(module) if dim is None else dim
    return register_parametrization(module, name, _SpectralNorm(weight, n_power_iterations, dim, eps))
