"""Products of many tensors, given one after another, and tensordot with every form of its dimensions."""

import builtins

from lucid._engine import engine

__all__ = ["block_diag", "cartesian_prod", "chain_matmul", "tensordot"]


def _listed(tensors):
    return list(tensors[0]) if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else list(tensors)


def tensordot(a, b, dims=2, out=None):
    """Sums of products over pairs of dimensions; the others stay, those of ``a`` first.

    Args:
        a, b: the tensors. dims: the last ``dims`` dimensions of ``a`` with the first of ``b``; or two lists of
            dimensions; or a tensor of shape (2, n) with them. out: where the result goes.

    Raises:
        ValueError: sizes of paired dimensions differ. RuntimeError: ``dims`` is negative or too large.

    Example:
        >>> lucid.tensordot(lucid.ones(2, 3), lucid.ones(3, 4), dims=1).shape
        (2, 4)
    """
    if isinstance(dims, engine.Tensor):
        if dims.numel() > 1 or dims.ndim > 1:
            if dims.shape[0] != 2:
                raise RuntimeError(f"tensordot: dims must have 2 rows, but is {dims.shape}")
            dims = dims.tolist()
            dims = [d if isinstance(d, list) else [d] for d in dims]
        else:
            dims = builtins.int(dims.item())
    if isinstance(dims, (list, tuple)):
        if len(dims) != 2:
            raise RuntimeError(f"tensordot: dims must be a number or two lists of dimensions, but is {dims}")
        first, second = ([d] if isinstance(d, builtins.int) else list(d) for d in dims)
    else:
        if dims < 0:
            raise RuntimeError(f"tensordot expects dims >= 0, but got dims={dims}")
        if dims > min(a.ndim, b.ndim):
            raise RuntimeError(
                f"tensordot expects dims < ndim_a or ndim_b, but got dims={dims}, and tensors of {a.ndim} and "
                f"{b.ndim} dimensions"
            )
        first, second = list(range(-dims, 0)), list(range(dims))
    return engine._tensordot(a, b, first, second, **({} if out is None else {"out": out}))


def cartesian_prod(*tensors):
    """All tuples with one element of each vector, as rows; a single vector comes back as it is.

    Raises:
        ValueError: a tensor is no vector. TypeError: the vectors differ in type.

    Example:
        >>> lucid.cartesian_prod(lucid.tensor([1, 2]), lucid.tensor([3, 4])).tolist()
        [[1, 3], [1, 4], [2, 3], [2, 4]]
    """
    return engine._cartesian_prod(_listed(tensors))


def block_diag(*tensors):
    """Matrices put along the diagonal of a matrix of zeros; vectors are rows, 0-d tensors single elements.

    Raises:
        ValueError: a tensor has more than two dimensions.

    Example:
        >>> lucid.block_diag(lucid.tensor([[1, 2]]), lucid.tensor(3)).tolist()
        [[1, 2, 0], [0, 0, 3]]
    """
    return engine._block_diag(_listed(tensors))


def chain_matmul(*matrices, out=None):
    """Product of matrices, in the order that takes the fewest multiplications.

    Raises:
        ValueError: sizes of neighbours do not fit.
    """
    product = engine._chain_matmul(_listed(matrices))
    if out is None:
        return product
    if out.shape != product.shape:
        raise ValueError(f"chain_matmul: out must have the shape {product.shape}, but is {out.shape}")
    return out.copy_(product)
