# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

class ConstraintRegistry:
    def __call__(self, constraint: Any) -> Any: ...
    def __init__(self) -> None: ...
    def register(self, constraint: Any, factory: Any = ...) -> Any: ...
from lucid.distributions import biject_to as biject_to
from lucid.distributions import transform_to as transform_to
