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
    check_grad_dtypes=False,
    fast_mode=False,
):
    """Compares the gradients of ``func`` with central differences, element by element.

    Args:
        func: function of tensors that returns a tensor or a tuple of them; outputs that are not floating are left out.
        inputs: tuple of arguments; those that require grad are checked and should be float64.
        eps: step of the differences. atol, rtol: tolerances. raise_exception: raise instead of returning False.
        nondet_tol: how far two backward passes may differ.

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
        _check(func, inputs, checked, eps, atol, rtol, nondet_tol)
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
    gen_non_contig_grad_outputs=False,
    fast_mode=False,
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
    )
