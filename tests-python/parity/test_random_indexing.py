"""Two thousand seeded random index expressions, read, written, added to and differentiated, beside PyTorch."""

import random

import pytest

import lucid
from op_cases import same, values

pytestmark = pytest.mark.parity

SEEDS = 40
PER_SEED = 50


class Expression:
    """A random index for a shape: parts that both libraries understand, tensors made on demand."""

    def __init__(self, chance, shape):
        self.parts = []
        dim = 0
        length = chance.choice([1, 2, 3])
        several = chance.random() < 0.3
        common = [chance.choice([1, length]) for _ in range(chance.randint(0, 2))] if several else [length]
        ellipsis = chance.random() < 0.25
        while dim < len(shape) and len(self.parts) < 6:
            kind = chance.choice(["int", "slice", "slice", "slice", "list", "tensor", "mask", "none", "true", "stop"])
            size = shape[dim]
            if kind == "stop" and self.parts:
                break
            if kind == "int" and size:
                self.parts.append(("plain", chance.randrange(-size, size)))
                dim += 1
            elif kind == "slice":
                bound = lambda: chance.choice([None, chance.randint(-size - 1, size + 1)])  # noqa: E731
                self.parts.append(("plain", slice(bound(), bound(), chance.choice([None, 1, 1, 2, 3]))))
                dim += 1
            elif kind == "list" and size:
                self.parts.append(("plain", [chance.randrange(-size, size) for _ in range(length)]))
                dim += 1
            elif kind == "tensor" and size:
                count = 1
                for n in common:
                    count *= n
                numbers = [chance.randrange(-size, size) for _ in range(count)]
                self.parts.append(("tensor", (numbers, common, chance.choice(["int64", "int32"]))))
                dim += 1
            elif kind == "mask":
                rank = min(chance.choice([1, 1, 2]), len(shape) - dim)
                count = 1
                for n in shape[dim : dim + rank]:
                    count *= n
                # As many hits as the other indices have, mostly, so that they broadcast.
                hits = set(chance.sample(range(count), min(length, count)))
                self.parts.append(("mask", ([i in hits for i in range(count)], shape[dim : dim + rank])))
                dim += rank
            elif kind == "none":
                self.parts.append(("plain", None))
            elif kind == "true" and chance.random() < 0.2:
                self.parts.append(("plain", chance.random() < 0.8))
            if ellipsis and chance.random() < 0.4:
                self.parts.append(("plain", Ellipsis))
                ellipsis = False
                dim += chance.randint(0, len(shape) - dim)

    def build(self, library):
        made = []
        for kind, part in self.parts:
            if kind == "plain":
                made.append(part)
            elif kind == "tensor":
                made.append(library.tensor(part[0], dtype=getattr(library, part[2])).reshape(tuple(part[1])))
            else:
                made.append(library.tensor(part[0], dtype=library.bool).reshape(tuple(part[1])))
        return made[0] if len(made) == 1 else tuple(made)

    def __repr__(self):
        return repr(self.parts)


def attempt(call):
    try:
        return call(), None
    except (RuntimeError, IndexError, ValueError, TypeError, NotImplementedError) as error:
        return None, error


def source(library, shape, order):
    """A leaf, and a copy of it with its dimensions in another order in memory."""
    count = 1
    for n in shape:
        count *= n
    leaf = library.tensor(values(count, "float64", -2, 2, 1), dtype=library.float64).reshape(tuple(shape))
    leaf.requires_grad_()
    back = [order.index(i) for i in range(len(shape))]
    return leaf, (leaf * 1).permute(order).contiguous().permute(back) if shape else leaf * 1


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_indexing(torch, seed):
    for case in range(PER_SEED):
        chance = random.Random(seed * 1000 + case)
        shape = [chance.choice([0, 1, 2, 3, 3, 4, 5, 5]) for _ in range(chance.choice([0, 1, 2, 2, 3, 3, 4]))]
        order = list(range(len(shape)))
        if chance.random() < 0.4:
            chance.shuffle(order)
        expression = Expression(chance, shape)
        if not expression.parts:
            continue
        what = f"seed {seed}, case {case}: {shape}{order} {expression}"
        read(torch, shape, order, expression, what)
        write(torch, chance, shape, order, expression, what)


def read(torch, shape, order, expression, what):
    (ours, our_source), (theirs, their_source) = source(lucid, shape, order), source(torch, shape, order)
    a, our_error = attempt(lambda: our_source[expression.build(lucid)])
    b, their_error = attempt(lambda: their_source[expression.build(torch)])
    assert (our_error is None) == (their_error is None), f"{what}: {our_error!r} against {their_error!r}"
    if our_error is not None:
        assert isinstance(our_error, IndexError) or not isinstance(their_error, IndexError), what
        return
    same(a, b, what=what)
    assert (a._base is not None and a._base is our_source) == (b._base is not None and b._base is their_source), what
    firsts, seconds = [], []
    for library, leaf, result in ((lucid, ours, a), (torch, theirs, b)):
        (first,) = library.autograd.grad((result**3).sum(), leaf, create_graph=True)
        firsts.append(first)
        (second,) = library.autograd.grad((first**2).sum(), leaf)
        seconds.append(second)
    same(firsts[0], firsts[1], what=what + " gradient")
    same(seconds[0], seconds[1], what=what + " second gradient")


def write(torch, chance, shape, order, expression, what):
    probe, error = attempt(lambda: source(torch, shape, order)[1][expression.build(torch)])
    filler = chance.choice(["number", "whole", "last", "scalar tensor", "ones", "int"])
    accumulate = chance.random() < 0.2
    results = []
    for library in (lucid, torch):
        leaf, target = source(library, shape, order)
        target = target * 1
        sizes = [] if error else list(probe.shape)
        # Writes to one place more than once have no order in PyTorch: equal values make the outcome certain.
        sizes = {"whole": sizes, "last": sizes[-1:], "ones": [1, *sizes[-1:]]}.get(filler, [])
        value = library.full(tuple(sizes), 1.5, dtype=library.float64).requires_grad_()
        index = expression.build(library)

        def act():
            if filler == "number":
                target[index] = 2.5
            elif filler == "int":
                target[index] = 3
            elif accumulate:
                target[index] += value
            else:
                target[index] = value
            return target

        done, failed = attempt(act)
        gradients = None
        if failed is None:
            wanted = [leaf] if filler in ("number", "int") else [leaf, value]
            gradients = library.autograd.grad((target**3).sum(), wanted, allow_unused=True)
        results.append((done, failed, gradients))
    (a, our_error, ours), (b, their_error, theirs) = results
    what = f"{what} writing {filler}, adding {accumulate}"
    assert (our_error is None) == (their_error is None), f"{what}: {our_error!r} against {their_error!r}"
    if our_error is not None:
        return
    same(a, b, what=what)
    for x, y in zip(ours, theirs):
        if x is None or y is None:
            assert (x is None or not x.any()) and (y is None or not y.any()), what
        else:
            same(x, y, what=what + " gradient")
