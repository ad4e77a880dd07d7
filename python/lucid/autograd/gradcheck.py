"""Checks gradients against central differences."""

import lucid
from lucid import Tensor

__all__ = ["GradcheckError", "gradcheck", "gradgradcheck"]


class GradcheckError(RuntimeError):
    """A gradient does not match the differences of the function."""


def _differentiable(values):
    return [value for value in values if isinstance(value, Tensor) and value.requires_grad]


def _outputs_of(result):
    values = result if isinstance(result, (tuple, list)) else (result,)
    return [v for v in values if isinstance(v, Tensor) and (v.is_floating_point() or v.is_complex())]


def _parts(tensor):
    """The numbers of a tensor as a list of floats: real and imaginary part in turn for complex ones."""
    flat = tensor.detach().reshape(-1).tolist()
    return [part for value in flat for part in (value.real, value.imag)] if tensor.is_complex() else flat


def _numerical(func, inputs, value, eps):
    """The Jacobians of all outputs by one input: [output][row of the input's part][part of the output]."""
    start = value.detach()
    columns = []
    for index in range(value.numel()):
        for direction in (1.0, 1.0j) if value.is_complex() else (1.0,):
            ends = []
            for sign in (1, -1):
                shift = lucid.zeros(value.numel(), dtype=value.dtype, device=value.device)
                shift[index] = sign * eps * direction
                moved = (start + shift.reshape(value.shape)).requires_grad_()
                # The given tensors stay as they are: the graph under test may have saved them.
                with lucid.enable_grad():
                    outputs = _outputs_of(func(*(moved if given is value else given for given in inputs)))
                ends.append([_parts(output) for output in outputs])
            columns.append([[(p - m) / (2 * eps) for p, m in zip(a, b)] for a, b in zip(*ends)])
    outputs = len(columns[0]) if columns else 0
    return [[column[output] for column in columns] for output in range(outputs)]


def _analytical(output, inputs, position, **options):
    """The same for one output and all inputs, by reverse mode: [input][row of the input's part][part of the output]."""
    tables = [[] for _ in inputs]
    unit_values = (1.0, 1.0j) if output.is_complex() else (1.0,)
    for index in range(output.numel()):
        for direction in unit_values:
            unit = lucid.zeros(output.numel(), dtype=output.dtype, device=output.device)
            unit[index] = direction
            found = lucid.autograd.grad(
                [output], inputs, [unit.reshape(output.shape)], retain_graph=True, allow_unused=True
            )
            for table, gradient, value in zip(tables, found, inputs):
                if gradient is not None and gradient.dtype != value.dtype:
                    raise GradcheckError(
                        f"Expected gradient of dtype {value.dtype} for output {position}, got {gradient.dtype}"
                    )
                if gradient is not None and tuple(gradient.shape) != tuple(value.shape):
                    raise GradcheckError(
                        f"Analytical gradient has incorrect size: {tuple(gradient.shape)} for an input of "
                        f"{tuple(value.shape)}"
                    )
                table.append(_parts(lucid.zeros_like(value) if gradient is None else gradient))
    # Rows are outputs so far; the other table has inputs first.
    return [[list(column) for column in zip(*table)] for table in tables]


def gradcheck(
    func,
    inputs,
    *,
    eps=1e-06,
    atol=1e-05,
    rtol=0.001,
    raise_exception=True,
    nondet_tol=0.0,
    check_undefined_grad=True,
    check_batched_grad=False,
    check_batched_forward_grad=False,
    check_forward_ad=False,
    check_backward_ad=True,
    check_grad_dtypes=False,
    fast_mode=False,
    masked=None,
):
    """Compares the gradients of ``func`` with central differences, element by element.

    Args:
        func: function of tensors that returns a tensor or a tuple of them; outputs that are not floating are left out.
        inputs: tuple of arguments; those that require grad are checked and should be float64.
        eps: step of the differences. atol, rtol: tolerances. raise_exception: raise instead of returning False.
        nondet_tol: how far two backward passes may differ.
        check_undefined_grad: missing output gradients count as zero.
        check_batched_grad: gradients of a batch of weights at once agree with those one by one.
        check_forward_ad: forward mode agrees with reverse mode; check_batched_forward_grad: also in batches.
        check_backward_ad: compare reverse mode with differences. check_grad_dtypes: gradients have their input's type.
        fast_mode, masked: accepted for PyTorch's sake; every element is compared.

    Raises:
        GradcheckError: a gradient is wrong. ValueError: no input requires grad.
    """
    inputs = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    checked = _differentiable(inputs)
    if not checked:
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of the them have "
            "requires_grad=True."
        )
    try:
        if check_backward_ad:
            _check(func, inputs, checked, eps, atol, rtol, nondet_tol)
        if check_undefined_grad and check_backward_ad:
            _check_undefined(func, inputs, checked)
        if check_batched_grad:
            _check_batched(func, inputs, checked, atol, rtol)
        if check_forward_ad or check_batched_forward_grad:
            _check_forward(func, inputs, checked, eps, atol, rtol)
    except GradcheckError:
        if raise_exception:
            raise
        return False
    return True


def _check(func, inputs, checked, eps, atol, rtol, nondet_tol):
    with lucid.enable_grad():
        outputs = _outputs_of(func(*inputs))
    if not any(output.requires_grad for output in outputs):
        for position, value in enumerate(checked):
            for table in _numerical(func, inputs, value, eps):
                if any(abs(number) > atol for row in table for number in row):
                    raise GradcheckError(f"Numerical gradient for input {position} expected to be zero, but is not")
        return
    numerical = [_numerical(func, inputs, value, eps) for value in checked]
    for number, output in enumerate(outputs):
        if not output.requires_grad:
            continue
        analytical = _analytical(output, checked, number)
        again = _analytical(output, checked, number)
        for position in range(len(checked)):
            ours, theirs = analytical[position], numerical[position][number]
            if not _close(ours, again[position], nondet_tol, 0.0):
                raise GradcheckError(
                    "Backward is not reentrant, i.e., running backward with same input and grad_output multiple times "
                    "gives different values, although analytical gradient matches numerical gradient. The tolerance "
                    f"for nondeterminism was {nondet_tol}."
                )
            if not _close(ours, theirs, atol, rtol):
                raise GradcheckError(
                    f"Jacobian mismatch for output {number} with respect to input {position},\n"
                    f"numerical:{theirs}\nanalytical:{ours}\n"
                )


def _check_undefined(func, inputs, checked):
    """Several outputs: those without a gradient count as zero."""
    with lucid.enable_grad():
        outputs = [output for output in _outputs_of(func(*inputs)) if output.requires_grad]
    if len(outputs) < 2:
        return
    for output in outputs:
        weight = lucid.ones_like(output)
        alone = lucid.autograd.grad([output], checked, [weight], retain_graph=True, allow_unused=True)
        weights = [weight if other is output else lucid.zeros_like(other) for other in outputs]
        full = lucid.autograd.grad(outputs, checked, weights, retain_graph=True, allow_unused=True)
        for a, b, value in zip(alone, full, checked):
            a = lucid.zeros_like(value) if a is None else a
            b = lucid.zeros_like(value) if b is None else b
            if not _close([_parts(a)], [_parts(b)], 1e-10, 1e-8):
                raise GradcheckError(
                    "Expected backward function to handle undefined output grads. Please look at 'Notes about "
                    "undefined output gradients' in the documentation of custom derivatives."
                )


def _check_batched(func, inputs, checked, atol, rtol):
    with lucid.enable_grad():
        outputs = [output for output in _outputs_of(func(*inputs)) if output.requires_grad]
    for output in outputs:
        weights = lucid.randn((3, *output.shape), dtype=output.dtype, device=output.device)
        whole = lucid.autograd.grad(
            [output], checked, [weights], retain_graph=True, allow_unused=True, is_grads_batched=True
        )
        for row in range(3):
            alone = lucid.autograd.grad([output], checked, [weights[row]], retain_graph=True, allow_unused=True)
            for a, b in zip(whole, alone):
                if (a is None) != (b is None) or (
                    a is not None and not _close([_parts(a[row])], [_parts(b)], atol, rtol)
                ):
                    raise GradcheckError("Gradients of a batch of weights differ from those computed one by one")


def _check_forward(func, inputs, checked, eps, atol, rtol):
    """Forward mode against the differences."""
    from lucid.autograd import forward_ad

    for position, value in enumerate(checked):
        numerical = _numerical(func, inputs, value, eps)
        directions = (1.0, 1.0j) if value.is_complex() else (1.0,)
        for row, (index, direction) in enumerate((i, d) for i in range(value.numel()) for d in directions):
            tangent = lucid.zeros(value.numel(), dtype=value.dtype, device=value.device)
            tangent[index] = direction
            with forward_ad.dual_level(), lucid.enable_grad():
                point = value.detach().requires_grad_()
                dual = forward_ad.make_dual(point, tangent.reshape(value.shape))
                outputs = _outputs_of(func(*(dual if given is value else given for given in inputs)))
                unpacked = [forward_ad.unpack_dual(output) for output in outputs]
                found = [_parts(lucid.zeros_like(p) if t is None else t) for p, t in unpacked]
            for number, numbers in enumerate(found):
                if not _close([numbers], [numerical[number][row]], atol, rtol):
                    raise GradcheckError(
                        f"Jacobian computed with forward mode mismatch for output {number} with respect to input "
                        f"{position},\nnumerical:{numerical[number][row]}\nanalytical:{numbers}"
                    )


def _close(ours, theirs, atol, rtol):
    return all(
        abs(a - b) <= atol + rtol * abs(b) or (a != a and b != b)
        for row_a, row_b in zip(ours, theirs)
        for a, b in zip(row_a, row_b)
    )


def gradgradcheck(
    func,
    inputs,
    grad_outputs=None,
    *,
    eps=1e-06,
    atol=1e-05,
    rtol=0.001,
    raise_exception=True,
    nondet_tol=0.0,
    check_undefined_grad=True,
    gen_non_contig_grad_outputs=False,
    check_batched_grad=False,
    check_fwd_over_rev=False,
    check_rev_over_rev=True,
    check_grad_dtypes=False,
    fast_mode=False,
    masked=False,
):
    """Checks second derivatives: :func:`gradcheck` of the gradients of ``func`` as a function of its inputs and of
    ``grad_outputs`` (random ones when None).

    Raises:
        GradcheckError: a second derivative is wrong. ValueError: no input requires grad.
    """
    inputs = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    if grad_outputs is None:
        with lucid.enable_grad():
            outputs = _outputs_of(func(*inputs))
        grad_outputs = tuple(lucid.randn(tuple(o.shape), dtype=o.dtype, device=o.device) for o in outputs)
    elif not isinstance(grad_outputs, (tuple, list)):
        grad_outputs = (grad_outputs,)
    grad_outputs = tuple(vector.detach().requires_grad_() for vector in grad_outputs)
    count = len(inputs)

    def gradients(*arguments):
        values, vectors = arguments[:count], arguments[count:]
        checked = _differentiable(values)
        with lucid.enable_grad():
            outputs = _outputs_of(func(*values))
            pairs = [(output, vector) for output, vector in zip(outputs, vectors) if output.requires_grad]
            found = lucid.autograd.grad(
                [output for output, _ in pairs],
                checked,
                [vector for _, vector in pairs],
                create_graph=True,
                allow_unused=True,
            )
        return tuple(gradient for gradient in found if gradient is not None)

    return gradcheck(
        gradients,
        inputs + grad_outputs,
        eps=eps,
        atol=atol,
        rtol=rtol,
        raise_exception=raise_exception,
        nondet_tol=nondet_tol,
        check_undefined_grad=False,
        check_batched_grad=check_batched_grad,
        check_backward_ad=check_rev_over_rev,
        check_forward_ad=check_fwd_over_rev,
        check_grad_dtypes=check_grad_dtypes,
    )
