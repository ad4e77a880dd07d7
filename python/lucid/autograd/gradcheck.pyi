# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

class GradcheckError(builtins.RuntimeError):
    op: str
    argument: Optional[str]
    expected: Optional[str]
    got: Optional[str]
def gradcheck(func: Any, inputs: Any, *, eps: float = ..., atol: float = ..., rtol: float = ..., raise_exception: bool = ..., nondet_tol: float = ..., check_undefined_grad: bool = ..., check_grad_dtypes: bool = ..., fast_mode: bool = ...) -> bool: ...
def gradgradcheck(func: Any, inputs: Any, grad_outputs: Any = ..., *, eps: float = ..., atol: float = ..., rtol: float = ..., raise_exception: bool = ..., nondet_tol: float = ..., gen_non_contig_grad_outputs: bool = ..., fast_mode: bool = ...) -> bool: ...
