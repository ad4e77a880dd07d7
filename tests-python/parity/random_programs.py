"""Seeded random programs of tensor ops, views, in-place edits and backward, run in both libraries and compared.

``python random_programs.py [COUNT] [FIRST_SEED]`` runs many and prints the text of each program that differs.
"""

import random
import re
import sys

import lucid
from tensor_pairs import Mismatch, compare, numbers

LEAF_SHAPES = [(3,), (4,), (2, 3), (3, 4), (4, 3), (2, 3, 4), (1, 3), (3, 1), (2, 1, 4), (2, 2, 2), ()]
UNARY = ["neg", "tanh", "sigmoid", "sin", "cos", "relu", "square", "abs", "atan", "exp", "erf", "sinh", "expm1", "silu"]
REDUCE = ["sum", "mean", "amax", "amin", "prod", "logsumexp", "var"]
IN_PLACE_UNARY = ["neg_", "tanh_", "sigmoid_", "sin_", "relu_", "zero_", "square_", "cos_"]


class Writer:
    """Writes a program line by line, executing each in PyTorch to know the shapes that the next may use."""

    def __init__(self, torch, seed):
        self.torch = torch
        self.choose = random.Random(seed)
        self.lines = []
        self.names = {"torch": torch, "library": torch}
        self.floats = []
        self.complexes = []
        self.count = 0
        self.leaves = []

    def add(self, text, result=True):
        """One line; the name it binds when PyTorch accepted it."""
        name = f"t{self.count}"
        self.count += result
        line = f"{name} = {text}" if result else text
        self.lines.append(line)
        try:
            exec(line, self.names)
        except Exception:
            return None
        if result:
            value = self.names[name]
            if isinstance(value, self.torch.Tensor) and value.dtype == self.torch.float64 and value.numel() <= 4000:
                self.floats.append(name)
            elif isinstance(value, self.torch.Tensor) and value.dtype == self.torch.complex128 and value.numel() <= 2000:
                self.complexes.append(name)
        return name

    def leaf(self):
        shape = self.choose.choice(LEAF_SHAPES)
        count = 1
        for n in shape:
            count *= n
        data = [round(x, 6) for x in numbers(count, self.choose.randrange(1000))]
        grad = self.choose.random() < 0.75
        name = self.add(
            f"library.tensor({data}, dtype=library.float64).reshape({shape}).detach().requires_grad_({grad})"
        )
        if grad:
            self.leaves.append(name)

    def pick(self):
        # Late tensors more often: programs become deep.
        return self.floats[max(self.choose.randrange(len(self.floats)), self.choose.randrange(len(self.floats)))]

    def shape(self, name):
        return tuple(self.names[name].shape)

    def dim(self, name):
        rank = len(self.shape(name))
        return self.choose.randrange(-rank, rank) if rank else 0

    def partner(self, name):
        """A tensor that broadcasts with another, or a number."""
        wanted = self.shape(name)

        def fits(shape):
            return all(a == b or 1 in (a, b) for a, b in zip(reversed(shape), reversed(wanted)))

        fitting = [other for other in self.floats if fits(self.shape(other))]
        if fitting and self.choose.random() < 0.8:
            return self.choose.choice(fitting)
        return repr(round(self.choose.uniform(-2, 2), 3))

    def apart(self, target, other):
        """The other operand of an edit; a copy of it where it looks at other elements of the target's memory.

        What PyTorch gives for those that overlap in part, if it does not refuse, depends on the order of its loops.
        """
        a, b = self.names[target], self.names.get(other)
        if b is None or a.untyped_storage().data_ptr() != b.untyped_storage().data_ptr():
            return other
        same = a.shape == b.shape and a.stride() == b.stride() and a.storage_offset() == b.storage_offset()
        return other if same else f"{other}.clone()"

    def unary(self):
        function = self.choose.choice(UNARY)
        name = self.pick()
        self.add(f"library.nn.functional.silu({name})" if function == "silu" else f"{name}.{function}()")

    def binary(self):
        a = self.pick()
        b = self.partner(a)
        form = self.choose.choice(
            [
                "{} + {}",
                "{} - {}",
                "{} * {}",
                "{} / ({} + 3.5)",
                "library.maximum({}, library.as_tensor({}))",
                "library.where({} > 0.1, {}, 0.5)",
                "library.add({}, {}, alpha=0.5)",
                "1.5 - {} * {}",
                "library.atan2({}, library.as_tensor({}, dtype=library.float64) + 3)",
            ]
        )
        self.add(form.format(a, b))

    def reduction(self):
        name = self.pick()
        function = self.choose.choice(REDUCE)
        keep = self.choose.random() < 0.4
        rank = len(self.shape(name))
        if rank > 1 and self.choose.random() < 0.3 and function != "prod":
            dims = tuple(sorted(self.choose.sample(range(rank), 2)))
            self.add(f"{name}.{function}(dim={dims}, keepdim={keep})")
        else:
            self.add(f"{name}.{function}(dim={self.dim(name)}, keepdim={keep})")

    def view(self):
        name = self.pick()
        shape = self.shape(name)
        rank = len(shape)
        pick = self.choose
        count = max(1, self.names[name].numel())
        factor = pick.choice([f for f in (1, 2, 3, 4, 6) if count % f == 0])
        order = list(range(rank))
        pick.shuffle(order)
        dim = self.dim(name)
        size = shape[dim] if rank else 1
        start = pick.randrange(size) if size else 0
        forms = [
            f"{name}.reshape({factor}, {count // factor})",
            f"{name}.reshape(-1)",
            f"{name}.unsqueeze({pick.randrange(rank + 1)})",
            f"{name}.squeeze()",
            f"{name}.expand(2, {', '.join(map(str, shape))})" if rank else f"{name}.expand(3)",
            f"{name}.detach()",
            f"{name}[...]",
            f"{name}[None]",
            f"{name}.view({count})",
            f"{name}.flatten()",
        ]
        if rank:
            step = pick.choice([1, 2])
            stop = pick.randrange(start, size + 1) if size else 0
            forms += [
                f"{name}.permute({order})",
                f"{name}.transpose({pick.randrange(rank)}, {pick.randrange(rank)})",
                f"{name}.narrow({dim}, {start}, {stop - start})",
                f"{name}.select({dim}, {start})",
                f"{name}.flip({dim})",
                f"{name}[{start}]",
                f"{name}[{start}:{stop}]",
                f"{name}[..., {start}::{step}]",
                f"{name}[::{step}]",
                f"{name}.chunk(2, {dim})[0]",
                f"{name}.split(2, {dim})[-1]",
                f"{name}.unbind({dim})[{start}]",
                f"{name}.movedim({dim}, 0)",
                f"{name}.swapaxes(0, {dim})",
            ]
        if rank > 1:
            forms += [f"{name}.diagonal()", f"{name}.diagonal(offset=1, dim1=-1, dim2=-2)", f"{name}.T", f"{name}.mT"]
        self.add(pick.choice(forms))

    def index(self):
        name = self.pick()
        shape = self.shape(name)
        if not shape or not shape[0]:
            return
        pick = self.choose
        rows = [pick.randrange(-shape[0], shape[0]) for _ in range(pick.randrange(1, 4))]
        forms = [
            f"{name}[{rows}]",
            f"{name}[library.tensor({rows})]",
            f"{name}[{name} > 0.0]",
            f"{name}.index_select(0, library.tensor({[abs(r) % shape[0] for r in rows]}))",
        ]
        if len(shape) > 1 and shape[1]:
            columns = [pick.randrange(shape[1]) for _ in rows]
            forms += [
                f"{name}[{rows}, {columns}]",
                f"{name}[:, {columns}]",
                f"{name}[{rows}, 0]",
                f"{name}[..., {[c % shape[-1] for c in columns] if shape[-1] else [0]}]",
            ]
        self.add(pick.choice(forms))

    def join(self):
        a = self.pick()
        same = [other for other in self.floats if self.shape(other) == self.shape(a)]
        b = self.choose.choice(same)
        kind = self.choose.choice(["cat", "stack"]) if self.shape(a) else "stack"
        self.add(f"library.{kind}([{a}, {b}], {self.dim(a)})")

    def product(self):
        a = self.pick()
        shape = self.shape(a)
        if not shape:
            return
        fitting = [b for b in self.floats if self.shape(b) and self.shape(b)[max(-2, -len(self.shape(b)))] == shape[-1]]
        if fitting:
            self.add(f"{a} @ {self.choose.choice(fitting)}")

    def other(self):
        name = self.pick()
        dim = self.dim(name)
        self.add(
            self.choose.choice(
                [
                    f"library.softmax({name}, {dim})",
                    f"{name}.cumsum({dim})",
                    f"{name}.clone()",
                    f"{name}.contiguous()",
                    f"{name}.clamp(-0.5, 0.5)",
                    f"{name}.masked_fill({name} > 0.3, 0.25)",
                    f"{name}.double()",
                    f"{name} ** 2",
                    f"{name}.tril()" if len(self.shape(name)) > 1 else f"{name} * 1",
                    f"library.log_softmax({name}, {dim})",
                    f"{name}.to(library.float32).to(library.float64).detach()",
                ]
            )
        )

    def edit(self):
        name = self.pick()
        shape = self.shape(name)
        other = self.apart(name, self.partner(name))
        pick = self.choose
        forms = [
            f"{name}.{pick.choice(IN_PLACE_UNARY)}()",
            f"{name}.add_({other})",
            f"{name}.mul_({other})",
            f"{name} += {other}",
            f"{name}.sub_({other}, alpha=0.5)",
            f"{name}.fill_(0.75)",
            f"{name}.clamp_(-0.6, 0.6)",
            f"{name}.copy_(library.as_tensor({other}))",
            f"{name}.masked_fill_({name} > 0.2, -0.3)",
            f"{name}[...] = {other}",
            f"{name} *= 0.5",
        ]
        if shape and shape[0]:
            row = pick.randrange(shape[0])
            forms += [
                f"{name}[{row}] = 0.125",
                f"{name}[{row}].mul_(2)",
                f"{name}[{row}:] += 0.5",
                f"{name}[[{row}]] = 0.1",
                f"{name}[{name} < 0] = 0.2",
                f"{name}[::2].neg_()",
                f"{name}[{row}] = {name}[0]",
            ]
        line = pick.choice(forms)
        if pick.random() < 0.15:
            line = f"with library.no_grad(): {line}"
        self.add(line, result=False)

    def places(self, shape, dim, count):
        """Positions along a dimension."""
        return [self.choose.randrange(shape[dim]) for _ in range(count)]

    def indexed(self):
        """Gathers, scatters and what else names positions; out of place and, every other time, in place."""
        name = self.pick()
        shape = self.shape(name)
        if not shape or 0 in shape:
            return
        pick = self.choose
        dim = pick.randrange(len(shape))
        rows = self.places(shape, dim, pick.randrange(1, 4))
        picked = list(shape)
        picked[dim] = len(rows)
        count = 1
        for n in picked:
            count *= n
        index = f"library.tensor({self.places(shape, dim, count)}).reshape({picked})"
        distinct = sorted(set(rows))
        source = f"{name}.detach().clone().index_select({dim}, library.tensor({rows}))"
        few = f"{name}.sin().index_select({dim}, library.tensor({distinct}))"
        forms = [
            f"{name}.index_add({dim}, library.tensor({rows}), {source} * 0.5)",
            f"{name}.index_copy({dim}, library.tensor({distinct}), {few})",
            f"{name}.index_fill({dim}, library.tensor({rows}), 0.3)",
            f"{name}.scatter_add({dim}, {index}, {source})",
            f"{name}.masked_scatter({name} > 0.1, {name}.cos())",
            f"{name}.masked_fill({name} > 0.1, library.tensor(0.4, dtype=library.float64))",
            f"{name}.index_put((library.tensor({self.places(shape, 0, 2)}),), library.tensor(0.7, dtype=library.float64), True)",
        ]
        line = pick.choice(forms)
        if pick.random() < 0.5:
            call, arguments = line[len(name) + 1 :].split("(", 1)
            self.add(f"{name}.{call}_({arguments}", result=False)
            return
        more = [
            f"{name}.gather({dim}, {index})",
            f"{name}.take(library.tensor({self.places([count], 0, 3)}))" if count else line,
            f"library.take_along_dim({name}, {index}, {dim})",
            f"{name}.select_scatter({name}.select({dim}, 0).sin(), {dim}, {shape[dim] - 1})",
            f"{name}.slice_scatter({name}.narrow({dim}, 0, 1) * 2, {dim}, 0, 1)",
        ]
        self.add(pick.choice([line, *more]))

    def ordered(self):
        """Scans, orders, and changes of shape that copy."""
        name = self.pick()
        shape = self.shape(name)
        if not shape or 0 in shape:
            return
        dim = self.dim(name)
        size = shape[dim]
        forms = [
            f"{name}.cumprod({dim})",
            f"{name}.logcumsumexp({dim})",
            f"{name}.cummax({dim})[0]",
            f"{name}.sort(dim={dim}, stable=True)[0]",
            f"{name}.topk({self.choose.randrange(1, size + 1)}, {dim})[0].detach()",
            f"{name}.contiguous().median({dim})[0].detach()",
            f"{name}.max({dim})[0]",
            f"{name}.std({dim}, unbiased=False)",
            f"{name}.norm(2, {dim})",
            f"{name}.roll(1, {dim})",
            f"{name}.repeat_interleave(2, {dim})",
            f"{name}.diff(dim={dim})",
            f"{name}.unfold({dim}, {self.choose.randrange(1, size + 1)}, 1)",
            f"library.nn.functional.pad({name}, (1, 0))",
            f"library.nn.functional.gelu({name})",
            f"library.nn.functional.layer_norm({name}, ({shape[-1]},))",
            f"library.lerp({name}, {name}.tanh(), 0.3)",
            f"library.hypot({name}, {name} + 2)",
            f"{name}.clamp({name}.detach() - 0.1, {name}.detach() + 0.1)",
            f"library.remainder({name}, 0.7)",
            f"library.nn.functional.softplus({name})",
            f"library.nn.functional.elu({name})",
            f"{name}.abs().pow({name} + 1.5)",
            f"library.outer({name}.reshape(-1), {name}.reshape(-1)[:2])",
            f"library.einsum('...i,...i->...', {name}, {name})",
            f"library.diag_embed({name})",
        ]
        self.add(self.choose.choice(forms))

    def deep_edit(self):
        """Edits through views, and edits of the shape itself."""
        name = self.pick()
        shape = self.shape(name)
        if not shape or 0 in shape:
            return
        dim = self.dim(name)
        row = self.choose.randrange(shape[0])
        forms = [
            f"{name}.transpose(0, {dim}).mul_(1.5)",
            f"{name}.unsqueeze(0)[0, {row}].add_(0.25)",
            f"{name}[..., 0] *= 2",
            f"{name}[{name} > 0.3] *= 0.5",
            f"{name}[[{row}, {row}]] += 0.5",
            f"{name}.select({dim}, 0).copy_({name}.select({dim}, -1).clone())",
            f"{name}.addcmul_({name}.detach(), {name}.detach().sin())",
            f"{name}.lerp_({name}.detach().cos(), 0.25)",
            f"{name}.cumsum_({dim})",
            f"{name}.clamp_(min={name}.detach() - 0.1)",
            f"{name}.unsqueeze_({dim})",
            f"{name}.squeeze_()",
            f"{name}.transpose_(0, {dim})",
            f"{name}.swapaxes_(0, {dim})",
            f"{name}.masked_fill_({name}.detach() < -0.2, 0.1)",
            f"{name}.index_fill_(0, library.tensor([{row}]), 0.6)",
            f"{name}.exp_()",
            f"{name}.pow_(2)",
            f"{name}.narrow({dim}, 0, 1).sigmoid_()",
            f"{name}.fill_diagonal_(0.5)" if len(shape) == 2 else f"{name}.neg_()",
            f"{name}.diagonal().mul_(3)" if len(shape) > 1 else f"{name}.mul_(3)",
            f"{name}.tril_()" if len(shape) > 1 else f"{name}.abs_()",
            f"{name}.unbind({dim})[0].detach().add_(0.5)",
        ]
        line = self.choose.choice(forms)
        reshapes = any(word in line for word in ("squeeze_", "transpose_", "swapaxes_"))
        if self.choose.random() < 0.15 and not reshapes:
            line = f"with library.no_grad(): {line}"
        self.add(line, result=False)
        self.floats = [other for other in self.floats if self.names[other].numel() <= 4000]

    def complex_part(self):
        """Complex numbers made of reals, computed with, edited as a whole and by parts, and taken apart."""
        if not self.complexes or self.choose.random() < 0.25:
            name = self.pick()
            self.add(
                self.choose.choice(
                    [
                        f"library.complex({name}, {name}.sin())",
                        f"library.view_as_complex(library.stack([{name}, {name}.cos()], -1))",
                        f"library.polar({name}.abs() + 0.5, {name})",
                        f"{name} * (1 + 0.5j)",
                    ]
                )
            )
            return
        name = self.choose.choice(self.complexes)
        shape = self.shape(name)
        row = f"[{self.choose.randrange(shape[0])}]" if shape and shape[0] else "[...]"
        made = [f"{name} * {name}.conj()", f"{name}.exp()", f"{name}{row}", f"{name} - 0.5j", f"{name}.reshape(-1)", f"{name}.tanh()"]
        apart = [f"{name}.real", f"{name}.imag", f"{name}.abs()", f"library.view_as_real({name})", f"{name}.real * {name}.imag"]
        edits = [
            f"{name}.real.mul_(1.5)",
            f"{name}.imag.add_(0.25)",
            f"{name}.imag{row} = 0.5",
            f"{name}{row}.real.copy_({name}{row}.imag.clone())",
            f"library.view_as_real({name})[..., 0] *= 2",
            f"library.view_as_real({name}).sin_()",
            f"{name} *= 0.5j",
            f"{name}{row} = 1 - 1j",
            f"{name}.real = {name}.imag.detach().clone()",
        ]
        pick = self.choose.random()
        if pick < 0.3:
            self.add(self.choose.choice(made))
        elif pick < 0.65:
            self.add(self.choose.choice(apart))
        else:
            self.add(self.choose.choice(edits), result=False)

    def write(self):
        """The whole program as text."""
        for _ in range(self.choose.randrange(2, 4)):
            self.leaf()
        kinds = [
            self.unary,
            self.binary,
            self.reduction,
            self.view,
            self.index,
            self.join,
            self.product,
            self.other,
            self.edit,
            self.indexed,
            self.ordered,
            self.deep_edit,
            self.complex_part,
        ]
        weights = [3, 4, 2, 5, 2, 1, 1, 2, 4, 3, 3, 3, 3]
        for _ in range(self.choose.randrange(3, 13)):
            self.choose.choices(kinds, weights)[0]()
        return self.lines, self.leaves, self.floats


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
    """Where PyTorch saved more than it needs and refuses: Lucid's gradients against central differences of the program."""

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
    """Whether PyTorch's own gradients change when the numbers change in the twelfth place: elements equal but for rounding."""

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
