# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid import enable_grad as enable_grad
from lucid import inference_mode as inference_mode
from lucid import no_grad as no_grad
from lucid import set_grad_enabled as set_grad_enabled
