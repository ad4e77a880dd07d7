# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid import load as load
from lucid import load_safetensors as load_safetensors
from lucid import load_sharded as load_sharded
def register_migration(op: Any, from_version: Any, function: Any) -> Any: ...
from lucid import save as save
from lucid import save_safetensors as save_safetensors
from lucid import save_sharded as save_sharded
