"""Reads patterns: ``b (h 2) ... 1`` is a list of groups of axes."""

from functools import lru_cache

from lucid.einops._error import EinopsError

__all__ = ["ELLIPSIS", "Side", "read"]

ELLIPSIS = "…"


class Side:
    """One side of a pattern.

    Attributes:
        groups: for each dimension the tuple of its axes; the ellipsis is a bare string outside parentheses and an axis
            within them. An axis is a name, or an int for an anonymous axis of that length.
        names: all named axes and the ellipsis. text: as written.
    """

    def __init__(self, text):
        self.text = text
        self.groups = []
        self.names = set()
        if "." in text:
            if "..." not in text:
                raise EinopsError("Expression may contain dots only inside ellipsis (...)")
            if text.count("...") != 1 or text.count(".") != 3:
                raise EinopsError(
                    "Expression may contain dots only inside ellipsis (...); only one ellipsis for tensor "
                )
        self._read(text.replace("...", ELLIPSIS))

    @property
    def has_ellipsis(self):
        """Whether it has an ellipsis."""
        return ELLIPSIS in self.names

    @property
    def has_anonymous(self):
        """Whether it has an anonymous axis longer than 1."""
        return any(isinstance(axis, int) for group in self.groups if group != ELLIPSIS for axis in group)

    @property
    def axes(self):
        """All axes in order; the ellipsis is one."""
        return [axis for group in self.groups for axis in ((group,) if group == ELLIPSIS else group)]

    def _read(self, text):
        group = None
        token = ""
        for character in text + " ":
            if character in "() ":
                if token:
                    self._add(token, group)
                    token = ""
                if character == "(":
                    if group is not None:
                        raise EinopsError("Axis composition is one-level (brackets inside brackets not allowed)")
                    group = []
                elif character == ")":
                    if group is None:
                        raise EinopsError("Brackets are not balanced")
                    self.groups.append(tuple(group))
                    group = None
            elif character == ELLIPSIS:
                if token:
                    self._add(token, group)
                    token = ""
                self._add(ELLIPSIS, group)
            elif character.isalnum() or character == "_":
                token += character
            else:
                raise EinopsError(f"Unknown character '{character}'")
        if group is not None:
            raise EinopsError(f"Imbalanced parentheses in expression: '{self.text}'")

    def _add(self, token, group):
        if token.isdigit():
            length = int(token)
            if length == 1:
                if group is None:
                    self.groups.append(())
                return
            if length == 0:
                raise EinopsError(f"Anonymous axis should have positive length, not {length}")
            axis = length
        else:
            if token != ELLIPSIS:
                if not token.isidentifier():
                    raise EinopsError(f"Invalid axis identifier: {token}\nnot a valid python identifier")
                if token[0] == "_" or token[-1] == "_":
                    raise EinopsError(
                        f"Invalid axis identifier: {token}\naxis name should should not start or end with underscore"
                    )
            if token in self.names:
                raise EinopsError(f'Indexing expression contains duplicate dimension "{token}"')
            self.names.add(token)
            axis = token
        if group is not None:
            group.append(axis)
        else:
            self.groups.append(ELLIPSIS if axis == ELLIPSIS else (axis,))


@lru_cache(maxsize=1024)
def read(pattern):
    """Both sides of a pattern with an arrow."""
    left, arrow, right = pattern.partition("->")
    if not arrow or "->" in right:
        raise EinopsError(f"A pattern needs exactly one '->', but there {'are more' if arrow else 'is none'}")
    return Side(left), Side(right)
