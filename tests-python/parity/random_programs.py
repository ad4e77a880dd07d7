"""Seeded random programs of tensor ops, views, in-place edits and backward, run in both libraries and compared.

``python random_programs.py [COUNT] [FIRST_SEED]`` runs many and prints the text of each program that differs.
"""

import re
import sys

import lucid
from random_program_writer import Writer
from tensor_pairs import Mismatch, compare, numbers

# What PyTorch refuses and Lucid does right (docs/differences.md), or the other way about: programs end there.
LENIENT = (
    "is the output of a function that returns multiple views",
    "view and its base or another view of its base has been modified inplace",
    "some elements of the input tensor and the written-to tensor refer to a single memory location",
)
# PyTorch's matmul saves a copy of some operands, by their layout; Lucid saves the operand and checks it.
SAVED_NEEDLESSLY = "has been modified by an inplace operation"
INVALID = "returned an invalid gradient at index"
SAVED_ITSELF = "saved by MatmulBackward0"
STRICT = ("more than one element of the written-to tensor refers to a single memory location",)


def is_known(theirs, mine):
    """Whether one library's refusal is a deliberate difference."""
    if theirs is not None and mine is None:
        return any(words in str(theirs) for words in LENIENT)
    return theirs is None and mine is not None and any(words in str(mine) for words in STRICT)


def execute(library, lines):
    """Runs a program; returns its names and, for each line, the exception it raised."""
    names = {"library": library}
    raised = []
    for line in lines:
        try:
            exec(line, names)
            raised.append(None)
        except Exception as error:
            raised.append(error)
    return names, raised


def differentiate(library, names, floats, leaves):
    """The leaves' gradients of a weighted sum of all results that require one."""
    total = None
    for salt, name in enumerate(floats):
        tensor = names.get(name)
        if tensor is None or not tensor.requires_grad or tensor.numel() == 0:
            continue
        weights = library.tensor(numbers(tensor.numel(), salt), dtype=library.float64).reshape(tuple(tensor.shape))
        part = (tensor * weights).sum()
        total = part if total is None else total + part
    if total is None:
        return []
    total.backward()
    return [names[leaf].grad for leaf in leaves]


def run(torch, seed):
    """Runs one program in both libraries; raises Mismatch with the program's text when they differ."""
    lines, leaves, floats = Writer(torch, seed).write()
    text = "\n    ".join(lines)
    try:
        theirs, refused = execute(torch, lines)
        mine, raised = execute(lucid, lines)
        for line, a, b in zip(lines, raised, refused):
            if is_known(b, a):
                return
            if (a is None) != (b is None):
                raise Mismatch(f"`{line}`: PyTorch {_told(b)}, Lucid {_told(a)}")
        for name in floats:
            a, b = mine[name], theirs[name]
            if kind(b) == "refused":
                return
            if kind(a) != kind(b):
                raise Mismatch(f"{name}: requires_grad, is_leaf {kind(b)} in PyTorch, {kind(a)} here")
            compare(a.detach(), b.detach(), what=name, loose=100)
        grads = []
        for library, names in ((torch, theirs), (lucid, mine)):
            try:
                grads.append(differentiate(library, names, floats, leaves))
            except Exception as error:
                grads.append(error)
        if SAVED_NEEDLESSLY in str(grads[0]) and not isinstance(grads[1], Exception):
            check_against_differences(names=theirs, mine=grads[1], lines=lines, floats=floats, leaves=leaves)
            return
        if INVALID in str(grads[0]) and not isinstance(grads[1], Exception):
            return
        if not isinstance(grads[0], Exception) and SAVED_ITSELF in str(grads[1]):
            return
        if isinstance(grads[0], Exception) != isinstance(grads[1], Exception):
            raise Mismatch(f"backward: PyTorch {_told(grads[0])}, Lucid {_told(grads[1])}")
        if not isinstance(grads[0], Exception):
            try:
                compare_grads(leaves, grads[1], grads[0])
            except Mismatch:
                if not is_at_a_jump(torch, lines, floats, leaves, grads[0]):
                    raise
    except Mismatch as mismatch:
        raise Mismatch(f"seed {seed}: {mismatch}\n    {text}") from None


def compare_grads(leaves, mine, theirs):
    for leaf, a, b in zip(leaves, mine, theirs):
        if (a is None) != (b is None):
            raise Mismatch(f"{leaf}.grad: {'None' if a is None else 'a tensor'} in Lucid")
        if a is not None:
            compare(a, b, what=f"{leaf}.grad", loose=1000, strides=False)


def check_against_differences(names, mine, lines, floats, leaves):
    """Where PyTorch saved more than it needs and refuses: Lucid's gradients against central differences."""

    def value(leaf, at, step):
        moved = [
            f"{line}; {leaf}.data.view(-1)[{at}] += {step}" if line.startswith(f"{leaf} = ") else line for line in lines
        ]
        found, _ = execute(lucid, moved)
        total = 0.0
        for salt, name in enumerate(floats):
            tensor = found.get(name)
            if tensor is not None and names[name].requires_grad and tensor.numel():
                weights = lucid.tensor(numbers(tensor.numel(), salt), dtype=lucid.float64).reshape(tuple(tensor.shape))
                total += (tensor.detach() * weights).sum().item()
        return total

    for leaf, gradient in zip(leaves, mine):
        if gradient is None:
            continue
        for at in range(min(gradient.numel(), 3)):
            ends = [value(leaf, at, step) for step in (1e-6, -1e-6)]
            slope, found = (ends[0] - ends[1]) / 2e-6, gradient.reshape(-1)[at].item()
            # A detached or no_grad edit hides numbers from autograd: only programs without are compared.
            hidden = any(word in line for line in lines[len(leaves) :] for word in ("detach", "no_grad"))
            if not hidden and abs(slope) < 1e4 and abs(slope - found) > 1e-3 * max(1.0, abs(slope)):
                raise Mismatch(f"{leaf}.grad[{at}]: {slope} by differences, {found} in Lucid")


def is_at_a_jump(torch, lines, floats, leaves, grads):
    """Whether PyTorch's own gradients change when numbers change in the twelfth place: ties but for rounding."""
    for ends in ("1, 1 + 1e-11", "1 + 1e-11, 1"):

        def nudged(match):
            count = match.group(1).count(",") + 1
            return f"({match.group(0)} * library.linspace({ends}, {count}, dtype=library.float64))"

        moved = [re.sub(r"library\.tensor\((\[.*?\]), dtype=library\.float64\)", nudged, line) for line in lines]
        names, _ = execute(torch, moved)
        for a, b in zip(differentiate(torch, names, floats, leaves), grads):
            if a is not None and b is not None and not torch.allclose(a, b, rtol=1e-6, atol=1e-8, equal_nan=True):
                return True
    return False


def kind(tensor):
    """Whether a gradient is required and whether the tensor is a leaf; or that asking is refused."""
    try:
        return tensor.requires_grad, tensor.is_leaf
    except RuntimeError:
        return "refused"


def _told(value):
    return f"{type(value).__name__}({str(value)[:150]})" if isinstance(value, Exception) else "did not refuse"


def main(count=5000, first=0):
    """Runs programs and prints those that differ."""
    import warnings

    import torch

    warnings.simplefilter("ignore")
    wrong = 0
    for seed in range(first, first + count):
        try:
            run(torch, seed)
        except Mismatch as mismatch:
            wrong += 1
            print(mismatch)
    print(f"{count} programs, {wrong} differ")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
