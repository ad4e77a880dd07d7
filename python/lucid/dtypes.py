"""Element types under all their names: ``from lucid.dtypes import float32``."""

from lucid._engine import engine

__all__ = [
    "bfloat16", "bool", "bool_", "cdouble", "cfloat", "complex128", "complex64", "double", "dtype", "float", "float16",
    "float32", "float64", "half", "int", "int16", "int32", "int64", "int8", "long", "short", "uint8",
]  # fmt: skip

dtype = engine.dtype
bool = bool_ = engine.bool
uint8 = engine.uint8
int8 = engine.int8
short = int16 = engine.int16
int = int32 = engine.int32
long = int64 = engine.int64
half = float16 = engine.float16
bfloat16 = engine.bfloat16
float = float32 = engine.float32
double = float64 = engine.float64
cfloat = complex64 = engine.complex64
cdouble = complex128 = engine.complex128
