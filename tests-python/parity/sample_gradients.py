"""First and second derivatives of a sample in both libraries."""

import lucid
from tensor_pairs import Mismatch, compare, numbers


# PyTorch's list says that these have second derivatives, but they have none.
ONCE = {"nn.functional.ctc_loss", "nn.functional.scaled_dot_product_attention"}

# Every sample of these draws random numbers, as do those of others that name a dropout_p.
WITH_DROPOUT = {"nn.functional.multi_head_attention_forward"}


def tensors_of(value, kind):
    if isinstance(value, kind):
        return [value]
    if isinstance(value, (list, tuple)):
        return [tensor for item in value for tensor in tensors_of(item, kind)]
    if isinstance(value, dict):
        return tensors_of(list(value.values()), kind)
    return []


def run_gradients(case, function, values=True):
    import torch

    if case.info.name in WITH_DROPOUT or case.theirs[1].get("dropout_p"):
        return
    theirs = case.leaves()
    arguments, keywords = case.ours(grad=True)
    twice = case.info.supports_gradgrad and case.info.name not in ONCE
    found = []
    for library, op, args, kwargs in ((torch, case.info.op, *theirs), (lucid, function, arguments, keywords)):
        inputs = [t for t in tensors_of((args, kwargs), library.Tensor) if t.requires_grad]
        results = [t for t in tensors_of(op(*args, **kwargs), library.Tensor) if t.requires_grad]
        found.append(derivatives(library, inputs, results, twice))
    (theirs_first, theirs_second), (mine_first, mine_second) = found
    if not values:
        for mine, theirs in zip(mine_first, theirs_first):
            if mine is not None and theirs is not None:
                compare(mine.detach(), theirs.detach(), what="gradient", values=False, strides=False)
        return
    compare_gradients(mine_first, theirs_first, "gradient")
    compare_gradients(mine_second, theirs_second, "second gradient")


def weights_like(library, tensor, salt):
    numbers_ = numbers(tensor.numel(), salt)
    kind = tensor.dtype if tensor.dtype.is_floating_point or tensor.dtype.is_complex else library.float64
    return library.tensor(numbers_, dtype=library.float64).to(kind).reshape(tuple(tensor.shape))


def derivatives(library, inputs, results, twice):
    if not results or not inputs:
        return [], []
    total = [weights_like(library, result, salt) for salt, result in enumerate(results)]
    first = library.autograd.grad(results, inputs, total, create_graph=twice, allow_unused=True)
    if not twice:
        return first, []
    again = [g for g in first if g is not None and g.requires_grad]
    if not again:
        return first, []
    weights = [weights_like(library, g, salt + 3) for salt, g in enumerate(again)]
    return first, library.autograd.grad(again, inputs, weights, allow_unused=True)


def zeros_made_real(tensor):
    """PyTorch may hand out zeros without memory."""
    return tensor.detach() + 0


def compare_gradients(mine, theirs, what):
    if len(mine) != len(theirs):
        # Nothing to differentiate twice in one library is zero in the other.
        for side in (mine, theirs):
            if any(g is not None and g.numel() and bool((g != 0).any()) for g in side):
                raise Mismatch(f"{what}: {len(theirs)} in PyTorch, {len(mine)} in Lucid")
        return
    for at, (a, b) in enumerate(zip(mine, theirs)):
        if a is None or b is None:
            other = b if a is None else a
            if other is not None and other.numel() and bool((other != 0).any()):
                raise Mismatch(f"{what} {at}: {'None' if a is None else 'a tensor'} in Lucid")
            continue
        compare(a.detach(), zeros_made_real(b), what=f"{what} {at}", strides=False, loose=100)
