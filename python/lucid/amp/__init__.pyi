# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.amp.grad_scaler import GradScaler as GradScaler
from lucid.amp.autocast_mode import autocast as autocast
from lucid.amp.autocast_mode import get_autocast_dtype as get_autocast_dtype
from lucid.amp.autocast_mode import is_autocast_available as is_autocast_available
from lucid.amp.autocast_mode import is_autocast_enabled as is_autocast_enabled
