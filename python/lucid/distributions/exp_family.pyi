# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype
from lucid.distributions.distribution import Distribution as Distribution

class ExponentialFamily(Distribution):
    def entropy(self) -> Any: ...
