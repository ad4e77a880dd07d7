"""Elementwise functions of 10 million float32, where memory sets the limit, and of 10 thousand, where caches do."""
from .case import Case, random_tensors, with_library

LARGE = random_tensors(a=(10**7,), b=(10**7,))
ONE_LARGE = random_tensors(a=(10**7,))
SMALL = random_tensors(a=(10**4,), b=(10**4,))

CASES = [
    Case("a + b, 1e7", "a + b", LARGE, "add"),
    Case("a * b, 1e7", "a * b", LARGE, "multiply"),
    Case("relu(a), 1e7", "lib.relu(a)", with_library(ONE_LARGE), "rectify"),
    Case("a.sum(), 1e7", "a.sum()", ONE_LARGE, "sum"),
    Case("exp(a), 1e7", "lib.exp(a)", with_library(ONE_LARGE)),
    Case("tanh(a), 1e7", "lib.tanh(a)", with_library(ONE_LARGE)),
    Case("sigmoid(a), 1e7", "lib.sigmoid(a)", with_library(ONE_LARGE)),
    Case("gelu(a), 1e7", "gelu(a)", lambda library: {"gelu": library.nn.functional.gelu, **ONE_LARGE(library)}),
    Case("a + b, 1e4", "a + b", SMALL),
    Case("exp(a), 1e4", "lib.exp(a)", with_library(SMALL)),
]
