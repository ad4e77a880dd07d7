"""Reductions of everything, along the last dimension and along the first."""
from .case import Case, random_tensors, with_library

FLAT = random_tensors(a=(10**7,))
SQUARE = random_tensors(a=(4096, 4096))
ROWS = random_tensors(a=(10000, 1000))

CASES = [
    Case("a.mean(), 1e7", "a.mean()", FLAT),
    Case("a.max(), 1e7", "a.max()", FLAT),
    Case("a.argmax(), 1e7", "a.argmax()", FLAT),
    Case("a.sum(1), 4096 x 4096", "a.sum(1)", SQUARE),
    Case("a.sum(0), 4096 x 4096", "a.sum(0)", SQUARE),
    Case("a.var(1), 4096 x 4096", "a.var(1)", SQUARE),
    Case("a.t().contiguous(), 4096 x 4096", "a.t().contiguous()", SQUARE),
    Case("softmax(a, 1), 10000 x 1000", "lib.softmax(a, 1)", with_library(ROWS)),
]
