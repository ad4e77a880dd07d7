# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.errors import LucidError as LucidError

class LinAlgError(LucidError):
    argument: Any
    expected: Any
    got: Any
    op: Any
from lucid import linalg_cholesky as cholesky
from lucid import linalg_cholesky_ex as cholesky_ex
from lucid import linalg_cond as cond
from lucid import linalg_cross as cross
from lucid import linalg_det as det
from lucid import linalg_diagonal as diagonal
from lucid import dot as dot
from lucid import linalg_eig as eig
from lucid import linalg_eigh as eigh
from lucid import linalg_eigvals as eigvals
from lucid import linalg_eigvalsh as eigvalsh
from lucid import linalg_householder_product as householder_product
from lucid import inner as inner
from lucid import linalg_inv as inv
from lucid import linalg_inv_ex as inv_ex
from lucid import linalg_ldl_factor as ldl_factor
from lucid import linalg_ldl_factor_ex as ldl_factor_ex
from lucid import linalg_ldl_solve as ldl_solve
def lstsq(A: Any, B: Any, rcond: Any = ..., driver: Any = ...) -> Tensor: ...
from lucid import linalg_lu as lu
from lucid import linalg_lu_factor as lu_factor
from lucid import linalg_lu_factor_ex as lu_factor_ex
from lucid import linalg_lu_solve as lu_solve
from lucid import matmul as matmul
from lucid import matrix_exp as matrix_exp
from lucid import linalg_matrix_norm as matrix_norm
from lucid import matrix_power as matrix_power
from lucid import linalg_matrix_rank as matrix_rank
from lucid import linalg_multi_dot as multi_dot
from lucid import linalg_norm as norm
from lucid import outer as outer
from lucid import linalg_pinv as pinv
from lucid import linalg_qr as qr
from lucid import linalg_slogdet as slogdet
from lucid import linalg_solve as solve
from lucid import linalg_solve_ex as solve_ex
from lucid import linalg_solve_triangular as solve_triangular
from lucid import linalg_svd as svd
from lucid import linalg_svdvals as svdvals
from lucid import linalg_tensorinv as tensorinv
from lucid import linalg_tensorsolve as tensorsolve
from lucid import linalg_vander as vander
from lucid import linalg_vecdot as vecdot
from lucid import linalg_vector_norm as vector_norm
