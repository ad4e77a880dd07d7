"""Derivatives of functions as functions: grad, vjp, jvp, linearize."""

import functools

import lucid
from lucid import Tensor
from lucid._engine import engine
from lucid.func._pytree import flatten, map_tree, unflatten

__all__ = ["grad", "grad_and_value", "jvp", "linearize", "value_and_grad", "vjp"]

_EVERYWHERE = 1 << 62  # above every level's number


def is_float(value):
    """True for tensors that derivatives can be taken of."""
    return isinstance(value, Tensor) and (value.is_floating_point() or value.is_complex())


def _fresh_tree(tree):
    """The tree with its tensors as points to differentiate at, and those points."""
    leaves, structure = flatten(tree)
    fresh = [engine._fresh(leaf) if is_float(leaf) else leaf for leaf in leaves]
    return unflatten(fresh, structure), fresh, structure


def _leaves(points):
    return [point for point in points if point.is_leaf]


def _released(value, points, keep):
    """A result without its link to the points, unless it depends on something else that gradients flow to."""
    if not isinstance(value, Tensor) or not value.requires_grad:
        return value
    if keep and engine._leads_beyond(value, points):
        return value
    return engine._cut(value)


def _aux_of(output, function):
    if not (isinstance(output, tuple) and len(output) == 2):
        raise RuntimeError(
            f"{function}: output of function f should be a tuple: (output, aux) if has_aux is True"
        )
    return output


def _products(outputs, points, weights, create_graph, retain_graph):
    """Gradients by the points, zeros where there are none."""
    pairs = [(output, weight) for output, weight in zip(outputs, weights) if output.requires_grad]
    if not pairs:
        return [lucid.zeros_like(point) for point in points]
    found = engine._grad([o for o, _ in pairs], points, [w for _, w in pairs], retain_graph, create_graph)
    return [lucid.zeros_like(point) if gradient is None else gradient for gradient, point in zip(found, points)]


def vjp(func, *primals, has_aux=False):
    """The value of a function and its vector-Jacobian product at a point.

    Args:
        func: function of tensors or containers of them. primals: the point.
        has_aux: func returns (output, aux); aux is passed on.

    Returns:
        (output, vjp_fn) or (output, vjp_fn, aux); ``vjp_fn(*cotangents)``, shaped as the output, gives the product,
        shaped as the primals (a single one bare).

    Raises:
        RuntimeError: func returns something without tensors, or cotangents do not fit the output.
    """
    keep = lucid.is_grad_enabled()
    with lucid.enable_grad():
        point, fresh, structure = _fresh_tree(primals)
        output = func(*point)
        aux = None
        if has_aux:
            output, aux = _aux_of(output, "vjp")
    points = [value for value in fresh if is_float(value)]
    outputs, out_structure = flatten(output)
    for value in outputs:
        if not isinstance(value, Tensor):
            raise RuntimeError(
                f"vjp(f, *primals): Expected f to return only tensors, got unsupported type {type(value)}"
            )
    beyond = keep and any(value.requires_grad and engine._leads_beyond(value, points) for value in outputs)

    def vjp_fn(*cotangents, retain_graph=True, create_graph=None):
        given = cotangents[0] if len(cotangents) == 1 else cotangents
        weights, weight_structure = flatten(given)
        if weight_structure != out_structure:
            raise RuntimeError(
                "Expected pytree structure of cotangents to be the same as pytree structure of outputs to the "
                f"function. cotangents: {weight_structure}, primal output: {out_structure}"
            )
        for weight, value in zip(weights, outputs):
            if tuple(weight.shape) != tuple(value.shape):
                raise RuntimeError(
                    f"vjp: cotangent has shape {tuple(weight.shape)} but the output has shape {tuple(value.shape)}"
                )
        record = create_graph
        if record is None:
            record = lucid.is_grad_enabled() and (beyond or any(weight.requires_grad for weight in weights))
        found = iter(_products(outputs, points, weights, record, retain_graph))
        products = [next(found) if is_float(value) else None for value in fresh]
        products = [_released(value, points, record) for value in products]
        result = unflatten(products, structure)
        return result

    result = map_tree(lambda value: _released(value, points, keep), output)
    aux = map_tree(lambda value: _released(value, points, keep), aux) if has_aux else None
    engine._retire(_leaves(points))
    return (result, vjp_fn, aux) if has_aux else (result, vjp_fn)


def select(args, argnums):
    """The arguments to differentiate by, and a function that puts others in their place."""
    if not isinstance(argnums, (int, tuple)):
        raise RuntimeError(f"argnum must be int or Tuple[int, ...], got: {type(argnums)}")
    numbers = (argnums,) if isinstance(argnums, int) else argnums
    if not numbers:
        raise RuntimeError("argnums must be non-empty")
    places = []
    for number in numbers:
        if not isinstance(number, int):
            raise RuntimeError(f"argnum must be int or Tuple[int, ...], got: {type(number)} in {argnums}")
        if not -len(args) <= number < len(args):
            raise RuntimeError(f"Got argnum={number}, but only {len(args)} positional inputs")
        places.append(number % len(args))
    if len(set(places)) != len(places):
        raise RuntimeError(f"argnums elements must be unique, got {argnums}")

    def put(values):
        filled = list(args)
        for place, value in zip(places, values):
            filled[place] = value
        return filled

    return tuple(args[place] for place in places), put


def grad_and_value(func, argnums=0, has_aux=False):
    """A function that gives the gradient of ``func`` and its value: ``(grad, value)``, or ``(grad, (value, aux))``.

    Args:
        func: function that returns a tensor with one element (with ``has_aux``, that and anything else).
        argnums: which arguments to differentiate by: an int, or a tuple for a tuple of gradients.
        has_aux: func returns (output, aux).

    Raises:
        RuntimeError: func returns no tensor of one element.
    """

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        keep = lucid.is_grad_enabled()
        chosen, put = select(args, argnums)
        with lucid.enable_grad():
            point, fresh, structure = _fresh_tree(chosen)
            output = func(*put(point), **kwargs)
            aux = None
            if has_aux:
                output, aux = _aux_of(output, "grad_and_value")
            if not isinstance(output, Tensor):
                raise RuntimeError(f"Expected f(*args) to return a Tensor, got {type(output).__name__}")
            if output.ndim != 0:
                raise RuntimeError(
                    f"Expected f(*args) to return a scalar tensor, got tensor with {output.ndim} dims. Maybe you "
                    "wanted to use the vjp or jacrev APIs instead?"
                )
            points = [value for value in fresh if is_float(value)]
            if len(points) != len(fresh):
                other = next(value for value in fresh if not is_float(value))
                kind = other.dtype if isinstance(other, Tensor) else type(other)
                raise RuntimeError(f"grad: the arguments to differentiate by must be floating tensors, but got {kind}")
            record = keep and output.requires_grad and engine._leads_beyond(output, points)
            weights = [lucid.ones((), dtype=output.dtype, device=output.device)]
            gradients = _products([output], points, weights, record, record)
        gradients = [_released(value, points, record) for value in gradients]
        result = unflatten(gradients, structure)
        result = result[0] if isinstance(argnums, int) else result
        value = _released(output, points, record)
        aux = map_tree(lambda item: _released(item, points, keep), aux) if has_aux else None
        engine._retire(_leaves(points))
        return (result, (value, aux)) if has_aux else (result, value)

    return wrapper


def value_and_grad(func, argnums=0, has_aux=False):
    """:func:`grad_and_value` the other way round: ``(value, grad)``, or ``((value, aux), grad)``."""
    inner = grad_and_value(func, argnums, has_aux)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        gradient, value = inner(*args, **kwargs)
        return value, gradient

    return wrapper


def grad(func, argnums=0, has_aux=False):
    """A function that gives the gradient of ``func``; arguments as :func:`grad_and_value`'s.

    Returns:
        a function of the same arguments: gradient, or (gradient, aux). Functions of this nest: ``grad(grad(f))``.
    """
    inner = grad_and_value(func, argnums, has_aux)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        gradient, value = inner(*args, **kwargs)
        return (gradient, value[1]) if has_aux else gradient

    return wrapper


def _check_tangents(primals, tangents, name):
    if not isinstance(primals, tuple) or not isinstance(tangents, tuple):
        raise RuntimeError(
            f"{name}(f, primals, tangents): Expected primals and tangents to be tuples, got {type(primals).__name__} "
            f"and {type(tangents).__name__}"
        )
    flat, structure = flatten(primals)
    flat_tangents, tangent_structure = flatten(tangents)
    if structure != tangent_structure:
        raise RuntimeError(
            f"{name}(f, primals, tangents): Expected primals and tangents to have the same python structure. For "
            f"example, if primals is a tuple of 3 tensors, tangents also must be. Got primals with structure "
            f"{structure} and tangents with structure {tangent_structure}"
        )
    for primal, tangent in zip(flat, flat_tangents):
        if not isinstance(primal, Tensor) or not isinstance(tangent, Tensor):
            kind = type(primal if not isinstance(primal, Tensor) else tangent)
            raise RuntimeError(f"{name}(f, primals, tangents): Expected primals to contain only Tensors, got {kind}")
        if tuple(primal.shape) != tuple(tangent.shape):
            raise RuntimeError(
                f"{name}: Expected tangent to have shape {tuple(primal.shape)} as its primal, "
                f"got {tuple(tangent.shape)}"
            )
    return flat, flat_tangents, structure


def push_forward(func, primals, tangents, structure, strict, has_aux):
    """(output, tangents of the output, aux)."""
    level = engine._enter_level(-1, "error")
    try:
        duals = [
            engine._make_dual(engine._lift(primal, _EVERYWHERE), tangent, level)
            for primal, tangent in zip(primals, tangents)
        ]
        output = func(*unflatten(duals, structure))
        aux = None
        if has_aux:
            output, aux = _aux_of(output, "jvp")
        values, out_structure = flatten(output)
        found, directions = [], []
        for value in values:
            if not isinstance(value, Tensor):
                raise RuntimeError(
                    f"jvp(f, primals, tangents): Expected f to return only tensors, got unsupported type {type(value)}"
                )
            primal, tangent = engine._unpack_dual(value, level)
            if tangent is None:
                if strict:
                    raise RuntimeError(
                        "jvp(f, primals, tangents, strict=True): The output of f is independent of the inputs. This is "
                        "not allowed with strict=True."
                    )
                tangent = lucid.zeros_like(primal)
            found.append(primal)
            directions.append(tangent)
        if has_aux:
            aux = map_tree(
                lambda value: engine._unpack_dual(value, level)[0] if isinstance(value, Tensor) else value, aux
            )
        return unflatten(found, out_structure), unflatten(directions, out_structure), aux
    finally:
        engine._leave_level(level)


def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    """The value of a function and its Jacobian times a vector, in one forward pass.

    Args:
        func: function of tensors. primals: tuple, the point. tangents: tuple of the same shapes.
        strict: refuse outputs that do not depend on the inputs. has_aux: func returns (output, aux).

    Returns:
        (output, tangents of the output) or (output, tangents, aux).

    Raises:
        RuntimeError: structures or shapes do not fit.
    """
    flat, flat_tangents, structure = _check_tangents(primals, tangents, "jvp")
    output, direction, aux = push_forward(func, flat, flat_tangents, structure, strict, has_aux)
    return (output, direction, aux) if has_aux else (output, direction)


def linearize(func, *primals):
    """The value of a function at a point, and its linear part there as a function that can be called again and again.

    Returns:
        (output, jvp_fn); ``jvp_fn(*tangents)`` gives the tangents of the output without calling ``func`` again.
    """
    with lucid.enable_grad():
        point, fresh, structure = _fresh_tree(primals)
        output = func(*point)
        outputs, out_structure = flatten(output)
        points = [value for value in fresh if is_float(value)]
        dummies = [engine._fresh(lucid.zeros_like(engine._cut(value))) for value in outputs]
        linear = _products(outputs, points, dummies, True, True)

    def jvp_fn(*tangents):
        weights, tangent_structure = flatten(tangents)
        if tangent_structure != structure:
            raise RuntimeError(
                "jvp_fn: Expected tangents to have the same structure as the primals, got "
                f"{tangent_structure} and {structure}"
            )
        for weight, primal in zip(weights, fresh):
            if tuple(weight.shape) != tuple(primal.shape) or weight.dtype != primal.dtype:
                raise RuntimeError(
                    f"jvp_fn: Expected a tangent of shape {tuple(primal.shape)} and {primal.dtype}, got "
                    f"{tuple(weight.shape)} and {weight.dtype}"
                )
        record = lucid.is_grad_enabled() and any(weight.requires_grad for weight in weights)
        found = _products(linear, dummies, weights, record, True)
        return unflatten([_released(value, points + dummies, record) for value in found], out_structure)

    keep = lucid.is_grad_enabled()
    result = map_tree(lambda value: _released(value, points, keep), output)
    engine._retire(_leaves(points + dummies))
    return result, jvp_fn
