"""Least squares: the op gives three results; the residuals follow from them."""

import lucid
from lucid import return_types
from lucid._engine import engine


def lstsq(A, B, rcond=None, driver=None):
    """The X that makes the norm of ``A X - B`` least; of all such, the one with the least norm itself.

    Args:
        A: (*, m, n), floating point or complex. B: (*, m, k), or (*, m) where it is one dimension short.
        rcond: singular values up to this share of the largest count as zero; by default the rounding error times
            ``max(m, n)``. driver: 'gelsy' (the default), 'gelsd' or 'gelss' for any matrices, 'gels' for those of full
            rank.

    Returns:
        A named tuple: ``solution`` (*, n, k); ``residuals`` (*, k), the squared norms of the columns of ``A X - B``
        where ``m > n``, A has full rank and the driver is not 'gelsy', else empty; ``rank`` (*), empty for 'gels';
        ``singular_values`` (*, min(m, n)) for 'gelsd' and 'gelss', else empty.

    Raises:
        LucidError: shapes, types or the driver do not fit.

    Example:
        >>> A = lucid.tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
        >>> lucid.linalg.lstsq(A, lucid.tensor([[1.0], [3.0], [5.0]])).solution.round(decimals=4).tolist()
        [[1.0], [2.0]]
    """
    vector = A.ndim - 1 == B.ndim and A.ndim >= 2 and A.shape[:-1] == B.shape
    sides = B.unsqueeze(-1) if vector else B
    name = "gelsy" if driver is None else driver
    solution, rank, singular_values = engine._linalg_lstsq(A, sides, rcond, name)
    residuals = lucid.empty(0, dtype=solution.dtype.to_real(), device=solution.device)
    rows, columns = A.shape[-2:]
    if rows > columns and name != "gelsy" and (name == "gels" or bool((rank == columns).all())):
        residuals = (A @ solution - sides).abs().square().sum(-2)
    if vector:
        solution = solution.squeeze(-1)
    make = return_types._make("linalg_lstsq", ("solution", "residuals", "rank", "singular_values"))
    return make((solution, residuals, rank, singular_values))
