# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.errors import LucidError as LucidError

class EinopsError(LucidError, builtins.ValueError):
    op: str
    argument: Optional[str]
    expected: Optional[str]
    got: Optional[str]
def einsum(equation: Any, *operands: Any) -> Tensor: ...
def rearrange(tensor: Union[Tensor, Sequence[Tensor]], pattern: Any, **axes_lengths: Any) -> Tensor: ...
def reduce(tensor: Union[Tensor, Sequence[Tensor]], pattern: Any, reduction: Any, **axes_lengths: Any) -> Tensor: ...
def repeat(tensor: Union[Tensor, Sequence[Tensor]], pattern: Any, **axes_lengths: Any) -> Tensor: ...
