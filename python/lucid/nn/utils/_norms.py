"""What weight and spectral normalisation compute, shared by their two forms."""

import lucid

from ..functional import normalize


def norm_except_dim(v, dim):
    """The 2-norm over all dimensions but ``dim``, kept as size 1; over all dimensions for ``dim`` None or -1."""
    if dim is None or dim == -1:
        return lucid.sqrt((v * v).sum())
    others = tuple(d for d in range(v.dim()) if d != dim % v.dim())
    return lucid.sqrt((v * v).sum(others, keepdim=True)) if others else lucid.abs(v)


def weight_of(v, g, dim):
    """``g * v / |v|`` (Salimans & Kingma 2016)."""
    return v * (g / norm_except_dim(v, dim))


def as_matrix(weight, dim):
    """The weight with ``dim`` first and all else joined."""
    if dim != 0:
        weight = weight.permute(dim, *(d for d in range(weight.dim()) if d != dim))
    return weight.reshape(weight.shape[0], -1)


def power_iteration(matrix, u, v, steps, eps):
    """Improves the first singular vectors in place (Miyato et al. 2018, algorithm 1)."""
    with lucid.no_grad():
        for _ in range(steps):
            u.copy_(normalize(lucid.mv(matrix, v), dim=0, eps=eps))
            v.copy_(normalize(lucid.mv(matrix.t(), u), dim=0, eps=eps))


def first_vectors(matrix, eps, steps=15):
    """Random unit vectors, improved by ``steps`` iterations."""
    u = normalize(lucid.randn(matrix.shape[0], dtype=matrix.dtype, device=matrix.device), dim=0, eps=eps)
    v = normalize(lucid.randn(matrix.shape[1], dtype=matrix.dtype, device=matrix.device), dim=0, eps=eps)
    power_iteration(matrix.detach(), u, v, steps, eps)
    return u, v


def default_dim(module):
    """1 for transposed convolutions, whose outputs are dimension 1 of the weight; 0 otherwise."""
    return 1 if "ConvTranspose" in type(module).__name__ else 0
