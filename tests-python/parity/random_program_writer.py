"""Writes seeded random programs; random_programs.py runs them."""

from random_program_parts import PlainWriter


class Writer(PlainWriter):
    """Programs with indexing, scans, edits through views and complex numbers beside the plain parts."""

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
            f"{name}.index_put((library.tensor({self.places(shape, 0, 2)}),), library.tensor(0.7).double(), True)",
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
        made = [
            f"{name} * {name}.conj()",
            f"{name}.exp()",
            f"{name}{row}",
            f"{name} - 0.5j",
            f"{name}.reshape(-1)",
            f"{name}.tanh()",
        ]
        apart = [
            f"{name}.real",
            f"{name}.imag",
            f"{name}.abs()",
            f"library.view_as_real({name})",
            f"{name}.real * {name}.imag",
        ]
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
