"""Products with and tables of derivatives of whole functions, by reverse mode."""

import lucid
from lucid import Tensor

__all__ = ["hessian", "hvp", "jacobian", "jvp", "vhp", "vjp"]


def _as_tuple(value, argument, function):
    """A tuple of tensors, and whether it was one already."""
    is_tuple = isinstance(value, (tuple, list))
    values = tuple(value) if is_tuple else (value,)
    for position, item in enumerate(values):
        if not isinstance(item, Tensor):
            raise TypeError(
                f"The {argument} given to {function} must be either a Tensor or a tuple of Tensors but the value at "
                f"index {position} has type {type(item)}."
            )
    return is_tuple, values


def _fresh(inputs, create_graph):
    """Inputs that gradients can be taken of: views of the given ones when the result is to be differentiable."""
    if create_graph:
        return tuple(v.view_as(v) if v.requires_grad else v.detach().requires_grad_() for v in inputs)
    return tuple(value.detach().requires_grad_() for value in inputs)


def _check_vectors(vectors, others, name):
    if len(vectors) != len(others):
        raise RuntimeError(f"{name} has {len(vectors)} tensors but {len(others)} are needed")
    for vector, other in zip(vectors, others):
        if tuple(vector.shape) != tuple(other.shape):
            raise RuntimeError(
                f"{name} has invalid size: should be {tuple(other.shape)} but got {tuple(vector.shape)}."
            )


def _gradients(outputs, inputs, vectors, create_graph, strict, stage):
    """grad() with zeros for inputs that do not matter; with ``strict`` they are an error."""
    connected = [(output, vector) for output, vector in zip(outputs, vectors) if output.requires_grad]
    if strict and len(connected) != len(outputs):
        position = next(i for i, output in enumerate(outputs) if not output.requires_grad)
        raise RuntimeError(
            f"Output {position} of the user-provided function is independent of the inputs. This is not allowed in "
            "strict mode."
        )
    if not connected:
        return tuple(lucid.zeros_like(value) for value in inputs)
    found = lucid.autograd.grad(
        [output for output, _ in connected],
        inputs,
        [vector for _, vector in connected],
        allow_unused=True,
        create_graph=create_graph,
        retain_graph=True,
    )
    for position, gradient in enumerate(found):
        if gradient is None and strict:
            raise RuntimeError(
                f"The output of the user-provided function is independent of input {position} ({stage}). This is not "
                "allowed in strict mode."
            )
    return tuple(lucid.zeros_like(v) if g is None else g for g, v in zip(found, inputs))


def _done(values, create_graph):
    return values if create_graph else tuple(value.detach() for value in values)


def _unpack(is_tuple, values):
    return tuple(values) if is_tuple else values[0]


def _vector_for(outputs, v, function):
    if v is None:
        if len(outputs) != 1 or outputs[0].numel() != 1:
            raise RuntimeError(
                "The vector v can only be None if the user-provided function returns a single Tensor with a single "
                "element."
            )
        return (lucid.ones_like(outputs[0]),)
    _, vectors = _as_tuple(v, "v", function)
    _check_vectors(vectors, outputs, "v")
    return vectors


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    """The product of a vector with the Jacobian of ``func`` at ``inputs``.

    Args:
        func: function of tensors that returns a tensor or a tuple of tensors.
        inputs: tensor or tuple. v: tensor or tuple shaped as the outputs; may be None for a single number.
        create_graph: make the result differentiable. strict: refuse outputs that do not depend on the inputs.

    Returns:
        (outputs of func, product shaped as the inputs).
    """
    with lucid.enable_grad():
        is_tuple, inputs = _as_tuple(inputs, "inputs", "vjp")
        fresh = _fresh(inputs, create_graph)
        many, outputs = _as_tuple(func(*fresh), "outputs", "vjp")
        vectors = _vector_for(outputs, v, "vjp")
        products = _gradients(outputs, fresh, vectors, create_graph, strict, "vjp")
    return _unpack(many, _done(outputs, create_graph)), _unpack(is_tuple, _done(products, create_graph))


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    """The product of the Jacobian of ``func`` at ``inputs`` with a vector; arguments as :func:`vjp`'s, v shaped as the
    inputs. Computed by differentiating the vector-Jacobian product, which is linear in its vector.

    Returns:
        (outputs of func, product shaped as the outputs).
    """
    with lucid.enable_grad():
        is_tuple, inputs = _as_tuple(inputs, "inputs", "jvp")
        fresh = _fresh(inputs, create_graph)
        if v is None:
            if len(inputs) != 1 or inputs[0].numel() != 1:
                raise RuntimeError(
                    "The vector v can only be None if the input to the user-provided function is a single Tensor with "
                    "a single element."
                )
            vectors = (lucid.ones_like(inputs[0]),)
        else:
            _, vectors = _as_tuple(v, "v", "jvp")
            _check_vectors(vectors, inputs, "v")
        many, outputs = _as_tuple(func(*fresh), "outputs", "jvp")
        dummies = tuple(lucid.zeros_like(output).requires_grad_() for output in outputs)
        linear = _gradients(outputs, fresh, dummies, True, strict, "jvp")
        products = _gradients(linear, dummies, vectors, create_graph, False, "jvp")
    return _unpack(many, _done(outputs, create_graph)), _unpack(many, _done(products, create_graph))


def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy="reverse-mode"):
    """The Jacobian of ``func``: for each pair of output and input a tensor of shape ``output.shape + input.shape``.

    Args:
        vectorize: all rows at once instead of one after another; not together with strict.
        strategy: "reverse-mode", or "forward-mode" (columns by dual numbers; with vectorize, not with create_graph).

    Returns:
        a tensor; a tuple over inputs if they are a tuple; a tuple over outputs (of those) if they are a tuple.
    """
    if strategy not in ("forward-mode", "reverse-mode"):
        raise AssertionError(
            'Expected strategy to be either "forward-mode" or "reverse-mode". Hint: If your function has more outputs '
            'than inputs, "forward-mode" tends to be more performant. Otherwise, prefer to use "reverse-mode".'
        )
    if strategy == "forward-mode":
        if create_graph:
            raise NotImplementedError(
                "lucid.autograd.functional.jacobian: `create_graph=True` and `strategy=\"forward-mode\"` are not "
                "supported together; use lucid.func.jacfwd"
            )
        return _forward_jacobian(func, inputs, strict, vectorize)
    if vectorize and strict:
        raise RuntimeError(
            "lucid.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not supported together. "
            "Please either set `strict=False` or `vectorize=False`."
        )
    with lucid.enable_grad():
        is_tuple, inputs = _as_tuple(inputs, "inputs", "jacobian")
        fresh = _fresh(inputs, create_graph)
        many, outputs = _as_tuple(func(*fresh), "outputs", "jacobian")
        tables = []
        for output in outputs:
            if vectorize and output.requires_grad and output.numel():
                table = _rows_at_once(output, fresh, create_graph)
                tables.append(_unpack(is_tuple, _done(table, create_graph)))
                continue
            rows = []
            for index in range(output.numel()):
                unit = lucid.zeros(output.numel(), dtype=output.dtype, device=output.device)
                unit[index] = 1
                rows.append(
                    _gradients((output,), fresh, (unit.reshape(output.shape),), create_graph, strict, "jacobian")
                )
            table = []
            for position, value in enumerate(fresh):
                shape = (*output.shape, *value.shape)
                if rows:
                    table.append(lucid.stack([row[position] for row in rows]).reshape(shape))
                else:
                    table.append(lucid.zeros(shape, dtype=value.dtype, device=value.device))
            tables.append(_unpack(is_tuple, _done(table, create_graph)))
    return _unpack(many, tables)


def _rows_at_once(output, inputs, create_graph):
    count = output.numel()
    units = lucid.eye(count, dtype=output.dtype, device=output.device).reshape((count, *output.shape))
    found = lucid.autograd.grad(
        [output], inputs, [units], create_graph=create_graph, allow_unused=True, is_grads_batched=True
    )
    return tuple(
        lucid.zeros((*output.shape, *value.shape), dtype=value.dtype, device=value.device)
        if gradient is None
        else gradient.reshape((*output.shape, *value.shape))
        for gradient, value in zip(found, inputs)
    )


def _forward_jacobian(func, inputs, strict, vectorize):
    if not vectorize:
        raise NotImplementedError(
            'lucid.autograd.functional.jacobian: `strategy="forward-mode"` is only supported with `vectorize=True`.'
        )
    if strict:
        raise RuntimeError(
            'lucid.autograd.functional.jacobian: `strict=True` and `strategy="forward-mode"` are not supported '
            "together. Please either set `strict=False` or `strategy=\"reverse-mode\"`."
        )
    is_tuple, values = _as_tuple(inputs, "inputs", "jacobian")
    numbers = tuple(range(len(values))) if is_tuple else 0
    # The function may take gradients itself (a Hessian does), so its inputs need them.
    with lucid.enable_grad():
        found = lucid.func.jacfwd(func, argnums=numbers)(*(value.detach().requires_grad_() for value in values))
    return _detached(found)


def _detached(values):
    return tuple(map(_detached, values)) if isinstance(values, tuple) else values.detach()


def _single(output, function):
    if not isinstance(output, Tensor) or output.numel() != 1:
        raise RuntimeError(f"The function given to {function} should return a single Tensor with a single element")
    return output.reshape(())


def hessian(func, inputs, create_graph=False, strict=False, vectorize=False, outer_jacobian_strategy="reverse-mode"):
    """The Hessian of a function that returns one number: for each pair of inputs a tensor of shape
    ``first.shape + second.shape``, as a tuple of tuples if the inputs are a tuple."""
    is_tuple, values = _as_tuple(inputs, "inputs", "hessian")

    def gradient(*points):
        loss = _single(func(*points), "hessian")
        return _gradients((loss,), points, (lucid.ones_like(loss),), True, strict, "hessian")

    tables = jacobian(
        gradient,
        values,
        create_graph=create_graph,
        strict=strict,
        vectorize=vectorize,
        strategy=outer_jacobian_strategy,
    )
    return tables if is_tuple else tables[0][0]


def vhp(func, inputs, v=None, create_graph=False, strict=False):
    """The product of a vector with the Hessian of a function that returns one number.

    Returns:
        (output of func, product shaped as the inputs).
    """
    with lucid.enable_grad():
        is_tuple, inputs = _as_tuple(inputs, "inputs", "vhp")
        fresh = _fresh(inputs, create_graph)
        output = func(*fresh)
        loss = _single(output, "vhp")
        first = _gradients((loss,), fresh, (lucid.ones_like(loss),), True, strict, "vhp")
        if v is None:
            if len(inputs) != 1 or inputs[0].numel() != 1:
                raise RuntimeError(
                    "The vector v can only be None if the input to the user-provided function is a single Tensor with "
                    "a single element."
                )
            vectors = (lucid.ones_like(inputs[0]),)
        else:
            _, vectors = _as_tuple(v, "v", "vhp")
            _check_vectors(vectors, inputs, "v")
        products = _gradients(first, fresh, vectors, create_graph, strict, "vhp")
    return _done((output,), create_graph)[0], _unpack(is_tuple, _done(products, create_graph))


def hvp(func, inputs, v=None, create_graph=False, strict=False):
    """The product of the Hessian with a vector: the Hessian is symmetric, so this is :func:`vhp`."""
    return vhp(func, inputs, v, create_graph, strict)
