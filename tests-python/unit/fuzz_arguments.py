"""Throws 100,000 random argument lists at every function and method of the engine; run by test_reliability."""

import random
import sys
import types
import warnings

import lucid

warnings.simplefilter("ignore")
random.seed(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
lucid.set_memory_limit(256 << 20)
engine = lucid.ops
SKIPPED = {"set_num_threads"}
functions = [
    (n, getattr(lucid, n))
    for n in sorted(dir(lucid._functions.engine))
    if not n.startswith("__")
    and callable(getattr(lucid._functions.engine, n, None))
    and n not in SKIPPED
    and not n.startswith("_set")
    and not isinstance(getattr(lucid._functions.engine, n), type)
    and hasattr(lucid, n)
]
functions += [
    (n, getattr(lucid.Tensor, n))
    for n in sorted(dir(lucid.Tensor))
    if callable(getattr(lucid.Tensor, n))
    and n not in ("__class__", "__new__", "__init_subclass__", "__subclasshook__", "__del__")
]


def tensor():
    dtype = random.choice(
        [
            lucid.float32,
            lucid.float64,
            lucid.int64,
            lucid.bool,
            lucid.uint8,
            lucid.float16,
            lucid.bfloat16,
            lucid.complex64,
            lucid.int8,
        ]
    )
    shape = random.choice([(), (0,), (1,), (3,), (2, 3), (3, 2), (1, 3), (2, 0), (2, 3, 4), (3, 3)])
    t = lucid.zeros(shape, dtype=dtype) + random.choice([0, 1, 2])
    t = t.to(dtype)
    if random.random() < 0.2:
        t = t.to("metal")
    if random.random() < 0.3 and t.dim() > 1:
        t = t.transpose(0, 1)
    if random.random() < 0.2 and (dtype.is_floating_point or dtype.is_complex):
        t = t.detach().requires_grad_()
    return t


class Odd:
    def __index__(self):
        return random.choice([0, 1, -1, 2**70])

    def __float__(self):
        raise ValueError("odd")


def value(depth=0):
    kind = random.randrange(16)
    if kind < 5:
        return tensor()
    if kind < 8:
        return random.choice([0, 1, -1, 2, 3, 7, -5, 2**31, -(2**63), 2**70])
    if kind == 8:
        return random.choice([0.0, 1.5, -2.25, float("inf"), float("nan"), 1e300])
    if kind == 9:
        return random.choice([True, False, None])
    if kind == 10:
        return random.choice(["mean", "none", "sum", "cpu", "metal", "nonsense", ""])
    if kind == 11:
        return random.choice([lucid.float32, lucid.int64, lucid.bool, lucid.device("cpu"), float, int, ...])
    if kind == 12:
        return random.choice([1j, b"abc", bytearray(b"12345678"), slice(None, None, 2), slice(5, 1), Odd(), object()])
    if depth > 2:
        return ()
    items = [value(depth + 1) for _ in range(random.randrange(4))]
    return items if kind == 13 else tuple(items)


NAMES = [
    "dim",
    "keepdim",
    "out",
    "dtype",
    "device",
    "input",
    "other",
    "size",
    "axis",
    "requires_grad",
    "reduction",
    "p",
    "nonsense",
]
untyped = {}
calls = 0
while calls < 100000:
    name, function = random.choice(functions)
    arguments = [value() for _ in range(random.randrange(5))]
    if getattr(lucid.Tensor, name, None) is function and random.random() < 0.9:
        arguments.insert(0, tensor())
    keywords = {random.choice(NAMES): value() for _ in range(random.randrange(2))}
    calls += 1
    try:
        function(*arguments, **keywords)
    except (
        lucid.LucidError,
        TypeError,
        ValueError,
        IndexError,
        AttributeError,
        OverflowError,
        BufferError,
        StopIteration,
        ImportError,
    ) as error:
        pass
    except (RuntimeError, KeyError, NotImplementedError, MemoryError, RecursionError) as error:
        if isinstance(function, types.FunctionType):
            continue  # Python's own checks raise what PyTorch raises
        untyped.setdefault((name, type(error).__name__, str(error)[:80]), (arguments, keywords))
print(len(untyped), list(untyped)[:10])
print("survived", calls)
