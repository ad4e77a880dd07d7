"""The parts of seeded random programs: tensor ops, views and in-place edits."""

import random

from tensor_pairs import numbers

LEAF_SHAPES = [(3,), (4,), (2, 3), (3, 4), (4, 3), (2, 3, 4), (1, 3), (3, 1), (2, 1, 4), (2, 2, 2), ()]
UNARY = ["neg", "tanh", "sigmoid", "sin", "cos", "relu", "square", "abs", "atan", "exp", "erf", "sinh", "expm1", "silu"]
REDUCE = ["sum", "mean", "amax", "amin", "prod", "logsumexp", "var"]
IN_PLACE_UNARY = ["neg_", "tanh_", "sigmoid_", "sin_", "relu_", "zero_", "square_", "cos_"]


class PlainWriter:
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
            elif (
                isinstance(value, self.torch.Tensor) and value.dtype == self.torch.complex128 and value.numel() <= 2000
            ):
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
