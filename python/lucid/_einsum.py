"""Einstein's summation with both of PyTorch's call forms, over the engine's op."""

from lucid._engine import engine

__all__ = ["einsum"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def einsum(equation, *operands):
    """Multiplies tensors whose dimensions are named, and sums over the names that the result lacks.

    ``einsum("ij,jk->ik", a, b)`` is a matrix product. ``...`` stands for any further dimensions, which broadcast; a
    name that one operand has twice takes a diagonal; without ``->`` the result has the names that occur once, by the
    alphabet.
    Pairs of operands are contracted by matrix products in the order that needs the fewest multiplications.

    Args:
        equation: the names, a letter for each dimension. Or ``einsum(a, [0, 1], b, [1, 2], [0, 2])``: operands with
            lists of numbers below 52 (or ``...``) in place of letters, and optionally the result's list.
        *operands: tensors of one dtype, or one list of them.

    Returns:
        A tensor of the shape that the result's names say. With a single operand and nothing to sum, a view of it.

    Raises:
        RuntimeError: the equation is malformed, or does not fit the operands' number, dimensions or sizes.
        TypeError: an operand is no tensor.

    Example:
        >>> a = lucid.arange(6.0).reshape(2, 3)
        >>> lucid.einsum("ij,kj->ik", a, a).tolist()
        [[5.0, 14.0], [14.0, 50.0]]
    """
    if not isinstance(equation, str):
        equation, operands = _from_lists((equation, *operands))
    elif len(operands) == 1 and isinstance(operands[0], (list, tuple)):
        operands = operands[0]
    return engine.einsum(equation, list(operands))


def _from_lists(arguments):
    """An equation and operands from operands that alternate with lists of numbers."""
    if len(arguments) < 2:
        raise ValueError(
            "einsum(): must specify the equation string and at least one operand, "
            "or at least one operand and its subscripts list"
        )
    pairs = len(arguments) // 2
    terms = [_term(arguments[2 * i + 1]) for i in range(pairs)]
    equation = ",".join(terms)
    if len(arguments) % 2:
        equation += "->" + _term(arguments[-1])
    return equation, arguments[0 : 2 * pairs : 2]


def _term(subscripts):
    if not isinstance(subscripts, (list, tuple)):
        raise TypeError(f"einsum(): subscripts must be a list of numbers or '...', but got {type(subscripts).__name__}")
    letters = []
    for subscript in subscripts:
        if subscript is Ellipsis:
            letters.append("...")
        elif isinstance(subscript, int) and 0 <= subscript < len(_LETTERS):
            letters.append(_LETTERS[subscript])
        else:
            raise ValueError(
                f"einsum(): subscript {subscript!r} in subscripts list is not within the valid range [0, 52)"
            )
    return "".join(letters)
