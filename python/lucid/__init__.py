"""Lucid: tensors, automatic differentiation and neural networks with PyTorch's API, on an engine written in C#."""

import importlib as _importlib
import math as _math

from lucid._engine import engine as _engine
from lucid._grad_mode import (
    enable_grad, inference_mode, is_grad_enabled, is_inference_mode_enabled, no_grad, set_grad_enabled,
)  # fmt: skip

__version__ = "3.0.3"

# Ops, types and errors come from the engine under their own names.
globals().update({_name: getattr(_engine, _name) for _name in dir(_engine) if not _name.startswith("_")})

e = _math.e
inf = _math.inf
nan = _math.nan
pi = _math.pi
newaxis = None

from lucid import (  # noqa: E402  (they need the names above)
    _functions, _interchange, _layout, _products, _statistics, _tensor,
)  # fmt: skip

for _module in (_functions, _layout, _interchange, _products, _statistics):
    globals().update({_name: getattr(_module, _name) for _name in _module.__all__})
from lucid._einsum import einsum  # noqa: E402, F401  (in place of the engine's op: it takes PyTorch's other form too)

# Other names for element types; the builtins of these names are meant nowhere below.
bool_ = bool = _engine.bool
half = _engine.float16
float = _engine.float32
double = _engine.float64
short = _engine.int16
int = _engine.int32
long = _engine.int64
cfloat = _engine.complex64
cdouble = _engine.complex128

_SUBPACKAGES = frozenset(
    {"amp", "autograd", "backends", "dtypes", "einops", "errors", "fft", "func", "linalg"}
    | {"metal", "nn", "ops", "optim", "random", "return_types", "serialization", "utils"}
    | {"distributions", "profiler", "signal", "special", "test"}
)
_LATE = {
    "load": "serialization", "load_safetensors": "serialization", "load_sharded": "serialization",
    "save": "serialization", "save_safetensors": "serialization", "save_sharded": "serialization",
    "autocast": "amp", "set_printoptions": "_tensor_repr", "get_printoptions": "_tensor_repr",
}  # fmt: skip


_LATE.update(
    dict.fromkeys(
        (
            "DTypeLike", "DeviceLike", "HasShape", "Scalar", "ShapeLike", "StateDict", "SupportsGrad",
            "SupportsNumpyConversion", "TensorLike", "TensorLikeProtocol", "TensorOrScalar",
        ),
        "_types",
    )
)  # fmt: skip


def __getattr__(name):
    # Subpackages load when first used: importing lucid takes a few milliseconds.
    if name in _SUBPACKAGES:
        return _importlib.import_module("lucid." + name)
    if name in _LATE:
        value = getattr(_importlib.import_module("lucid." + _LATE[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'lucid' has no attribute '{name}'")


def __dir__():
    return sorted(set(globals()) | _SUBPACKAGES | set(_LATE))
