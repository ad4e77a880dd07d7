"""einsum with axes of several letters."""

import lucid
from lucid.einops._error import EinopsError
from lucid.einops._pattern import ELLIPSIS, Side

__all__ = ["einsum"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def einsum(equation, *operands):
    """Einstein's summation, with names of letters (``"ij,jk->ik"``) or of words (``"batch i, i j -> batch j"``).

    Args:
        equation: the axes of each operand and of the result. Words are taken where single letters do not fit the
            operands' dimensions. einops' own order, operands before the equation, always means words.
        *operands: tensors.

    Returns:
        The tensor that :func:`lucid.einsum` computes.

    Raises:
        EinopsError: the words are malformed or do not fit the operands.
        RuntimeError: letters do not fit the operands; see :func:`lucid.einsum`.

    Example:
        >>> from lucid.einops import einsum
        >>> einsum(lucid.ones(5, 2), lucid.ones(2, 3), "batch i, i out -> batch out").shape
        (5, 3)
    """
    words = False
    if not isinstance(equation, str):
        if not operands or not isinstance(operands[-1], str):
            raise TypeError("einsum: the equation must be a str, before the operands or after them")
        equation, operands = operands[-1], (equation, *operands[:-1])
        words = True
    elif len(operands) == 1 and isinstance(operands[0], (list, tuple)):
        operands = tuple(operands[0])
    if words or not _letters_fit(equation, operands):
        equation = _shorten(equation, operands)
    return lucid.einsum(equation, *operands)


def _letters_fit(equation, operands):
    terms = equation.partition("->")[0].split(",")
    if len(terms) != len(operands):
        return True  # lucid.einsum says so

    def fits(term, operand):
        letters = len(term.replace("...", "").replace(" ", ""))
        return letters == operand.ndim or ("..." in term and letters < operand.ndim)

    return all(fits(term, operand) for term, operand in zip(terms, operands))


def _shorten(equation, operands):
    """The equation with a letter for each word."""
    if "->" not in equation:
        raise EinopsError("Einsum pattern must contain '->'.")
    left, _, right = equation.partition("->")
    terms = [Side(term) for term in left.split(",")]
    if len(terms) != len(operands):
        raise EinopsError(f"The pattern has {len(terms)} operands but {len(operands)} tensors were given: '{equation}'")
    letters = {}

    def short(side):
        text = ""
        for group in side.groups:
            if group == ELLIPSIS:
                text += "..."
                continue
            if len(group) != 1:
                raise EinopsError("Shape rearrangement is not yet supported in einsum.")
            if isinstance(group[0], int):
                raise EinopsError("Anonymous axes are not yet supported in einsum.")
            if group[0] not in letters:
                if len(letters) == len(_LETTERS):
                    raise EinopsError("Too many axes in einsum.")
                letters[group[0]] = _LETTERS[len(letters)]
            text += letters[group[0]]
        return text

    return ",".join(short(term) for term in terms) + "->" + short(Side(right))
