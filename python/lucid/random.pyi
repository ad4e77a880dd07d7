# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid import get_rng_state as get_rng_state
from lucid import initial_seed as initial_seed
from lucid import manual_seed as manual_seed
from lucid import seed as seed
from lucid import set_rng_state as set_rng_state
