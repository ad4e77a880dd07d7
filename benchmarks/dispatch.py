"""What a call costs when the work itself costs next to nothing: 16 elements."""
from .case import Case, random_tensors, recorded, with_library

PAIR = random_tensors(a=(16,), b=(16,))

CASES = [
    Case("a + b", "a + b", PAIR),
    Case("a + b, recorded", "a + b", recorded(PAIR)),
    Case("a * 2.0", "a * 2.0", PAIR),
    Case("relu(a)", "lib.relu(a)", with_library(PAIR)),
    Case("a.sum()", "a.sum()", PAIR),
    Case("a[2:7]", "a[2:7]", PAIR),
    Case("a.reshape(4, 4)", "a.reshape(4, 4)", PAIR),
    Case("a.item() of one element", "a.item()", random_tensors(a=(1,))),
    Case("(a * b).relu().sum().backward()", "(a * b).relu().sum().backward(); a.grad = None; b.grad = None",
         recorded(PAIR)),
]
