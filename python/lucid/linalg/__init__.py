"""Linear algebra: factorisations, systems, eigenvalues, singular values, norms and products of (batches of) matrices.

Matrices are the last two dimensions of a tensor, all dimensions before them a batch. Element types are float32,
float64, complex64 and complex128. Every function is differentiable where its result is. A matrix without the factor or
solution asked for raises :class:`LinAlgError`; the functions that end in ``_ex`` return a code instead.
"""

from lucid._engine import engine as _engine
from lucid.linalg._least_squares import lstsq

LinAlgError = _engine._LinAlgError

cholesky = _engine.linalg_cholesky
cholesky_ex = _engine.linalg_cholesky_ex
cond = _engine.linalg_cond
cross = _engine.linalg_cross
det = _engine.linalg_det
diagonal = _engine.linalg_diagonal
dot = _engine.dot
eig = _engine.linalg_eig
eigh = _engine.linalg_eigh
eigvals = _engine.linalg_eigvals
eigvalsh = _engine.linalg_eigvalsh
householder_product = _engine.linalg_householder_product
inner = _engine.inner
inv = _engine.linalg_inv
inv_ex = _engine.linalg_inv_ex
ldl_factor = _engine.linalg_ldl_factor
ldl_factor_ex = _engine.linalg_ldl_factor_ex
ldl_solve = _engine.linalg_ldl_solve
lu = _engine.linalg_lu
lu_factor = _engine.linalg_lu_factor
lu_factor_ex = _engine.linalg_lu_factor_ex
lu_solve = _engine.linalg_lu_solve
matmul = _engine.matmul
matrix_exp = _engine.matrix_exp
matrix_norm = _engine.linalg_matrix_norm
matrix_power = _engine.matrix_power
matrix_rank = _engine.linalg_matrix_rank
multi_dot = _engine.linalg_multi_dot
norm = _engine.linalg_norm
outer = _engine.outer
pinv = _engine.linalg_pinv
qr = _engine.linalg_qr
slogdet = _engine.linalg_slogdet
solve = _engine.linalg_solve
solve_ex = _engine.linalg_solve_ex
solve_triangular = _engine.linalg_solve_triangular
svd = _engine.linalg_svd
svdvals = _engine.linalg_svdvals
tensorinv = _engine.linalg_tensorinv
tensorsolve = _engine.linalg_tensorsolve
vander = _engine.linalg_vander
vecdot = _engine.linalg_vecdot
vector_norm = _engine.linalg_vector_norm

__all__ = [
    "LinAlgError", "cholesky", "cholesky_ex", "cond", "cross", "det", "diagonal", "dot", "eig", "eigh", "eigvals",
    "eigvalsh", "householder_product", "inner", "inv", "inv_ex", "ldl_factor", "ldl_factor_ex", "ldl_solve", "lstsq",
    "lu", "lu_factor", "lu_factor_ex", "lu_solve", "matmul", "matrix_exp", "matrix_norm", "matrix_power",
    "matrix_rank", "multi_dot", "norm", "outer", "pinv", "qr", "slogdet", "solve", "solve_ex", "solve_triangular",
    "svd", "svdvals", "tensorinv", "tensorsolve", "vander", "vecdot", "vector_norm",
]  # fmt: skip
