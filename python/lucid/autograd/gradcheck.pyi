# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

class GradcheckError(builtins.RuntimeError):
    op: str
    argument: Optional[str]
    expected: Optional[str]
    got: Optional[str]
def gradcheck(func: Any, inputs: Any, *, eps: float = ..., atol: float = ..., rtol: float = ..., raise_exception: bool = ..., nondet_tol: float = ..., check_undefined_grad: bool = ..., check_batched_grad: bool = ..., check_batched_forward_grad: bool = ..., check_forward_ad: bool = ..., check_backward_ad: bool = ..., check_grad_dtypes: bool = ..., fast_mode: bool = ..., masked: Any = ...) -> bool: ...
def gradgradcheck(func: Any, inputs: Any, grad_outputs: Any = ..., *, eps: float = ..., atol: float = ..., rtol: float = ..., raise_exception: bool = ..., nondet_tol: float = ..., check_undefined_grad: bool = ..., gen_non_contig_grad_outputs: bool = ..., check_batched_grad: bool = ..., check_fwd_over_rev: bool = ..., check_rev_over_rev: bool = ..., check_grad_dtypes: bool = ..., fast_mode: bool = ..., masked: bool = ...) -> bool: ...
