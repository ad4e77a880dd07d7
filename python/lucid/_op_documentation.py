"""Signatures and help pages of ops, made from their schemas when someone asks for them."""

import inspect
import re


__all__ = ["Parameter", "Schema", "documentation", "parse", "signature"]

_TYPES = {
    "Tensor": "Tensor", "Tensor|Scalar": "Tensor | Number", "Scalar": "Number", "int": "int", "float": "float",
    "bool": "bool", "str": "str", "ScalarType": "dtype", "Device": "device", "Generator": "Generator",
}  # fmt: skip


class Parameter:
    """One parameter of a schema: its name, Python type, default text (None when required), whether only by name."""

    __slots__ = ("name", "type", "default", "keyword_only", "accepts_run")

    def __init__(self, text, keyword_only):
        text, equals, default = text.partition("=")
        kind, _, self.name = text.strip().rpartition(" ")
        self.default = default.strip() if equals else None
        self.keyword_only = keyword_only
        optional = kind.endswith("?")
        kind = kind.rstrip("?")
        item, bracket, size = kind.partition("[")
        self.type = _TYPES[item]
        self.accepts_run = bracket and size == "]" and item == "int"
        if bracket:
            many = f"Sequence[{self.type}]"
            self.type = many if size == "]" else f"{self.type} | {many}"
        if optional:
            self.type += " | None"

    @property
    def value(self):
        """The default as a Python value."""
        text = self.default
        if text is None:
            return inspect.Parameter.empty
        if text in ("None", "True", "False"):
            return {"None": None, "True": True, "False": False}[text]
        if text[0] in "[(":
            return tuple(int(part) for part in text[1:-1].split(",") if part.strip())
        if text[0] in "'\"":
            return text[1:-1]
        try:
            return int(text)
        except ValueError:
            return float(text)


class Schema:
    """A schema, read: name with overload, parameters, and the Python type of what it returns."""

    __slots__ = ("name", "parameters", "returns")

    def __init__(self, text):
        head, _, returns = text.rpartition("->")
        self.name, _, inside = head.partition("(")
        self.name = self.name.strip()
        self.parameters = []
        keyword_only = False
        for part in _split(inside[: inside.rindex(")")]):
            if part == "*":
                keyword_only = True
            else:
                self.parameters.append(Parameter(part, keyword_only))
        self.returns = _result(returns.strip())


def _split(text):
    """Parts between commas that are outside brackets."""
    return [part.strip() for part in re.split(r",(?![^\[(]*[\])])", text) if part.strip()]


def _result(text):
    if text.startswith("("):
        return f"tuple[{', '.join(_result(part) for part in _split(text[1:-1]))}]"
    kind = text.split(" ")[0]
    return f"tuple[{_TYPES[kind[:-2]]}, ...]" if kind.endswith("[]") else _TYPES[kind]


def parse(op):
    """The schemas of all overloads of an op."""
    return [Schema(text) for text in op.schemas]


def _signature(op, schema):
    parameters = []
    for position, parameter in enumerate(schema.parameters):
        name = "self" if op.is_method and position == 0 else parameter.name
        kind = inspect.Parameter.KEYWORD_ONLY if parameter.keyword_only else inspect.Parameter.POSITIONAL_OR_KEYWORD
        # "from" and the like are words of the language.
        name = name + "_" if name in ("from", "lambda", "in", "is") else name
        parameters.append(inspect.Parameter(name, kind, default=parameter.value, annotation=parameter.type))
    if _writes_out(schema) and not op.is_in_place:
        parameters.append(
            inspect.Parameter("out", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="Tensor | None")
        )
    required_last = sorted(parameters, key=lambda p: (p.kind, p.kind != p.KEYWORD_ONLY and p.default is not p.empty))
    return inspect.Signature(required_last, return_annotation=schema.returns)


def _writes_out(schema):
    row = _registry().get(schema.name)
    return bool(row) and row.out and not schema.returns.startswith("tuple")


def _registry():
    from lucid.ops import registry

    return registry()


def signature(op):
    """The signature of an op's first overload, as :func:`inspect.signature` gives it."""
    return _signature(op, parse(op)[0])


def documentation(op):
    """An op's help page: its forms, what it computes, result types, differentiation, errors, and an example."""
    schemas = parse(op)
    rows = [_registry().get(schema.name) for schema in schemas]
    row = rows[0]
    lines = [op.__name__ + str(_signature(op, schema)).replace("'", "") for schema in schemas]
    lines += ["", *dict.fromkeys(r.doc for r in rows)]
    if op.is_in_place:
        lines.append("Writes the result into the first argument and returns that.")
    lines.append("")
    lines.append("Element types: " + _dtype_rule(row))
    lines.append("Derivative: " + ("yes, to any order." if row.differentiable else "none."))
    if row.amp in _AMP:
        lines.append("Mixed precision: " + _AMP[row.amp])
    if not row.deterministic:
        lines.append("Not deterministic: repeated runs may differ in the last bits.")
    lines += ["", "Raises:", "    TypeError: an argument is missing, unknown or of a type that no form takes."]
    lines.append("    LucidError: shapes, element types, devices or values do not fit; the message names the argument.")
    example = _examples().get(op.__name__)
    if example and not op.is_method:
        lines += ["", "Example:", *("    " + line for line in example.strip().splitlines())]
    return "\n".join(lines)


_AMP = {
    "float16": "floating-point arguments are narrowed.",
    "float32": "half types are widened to float32.",
    "promote": "arguments are widened to the widest among them.",
}

_RULES = {
    "promote": "the arguments' promoted type.",
    "float": "the arguments' promoted type; integers and bools give the default floating-point type.",
    "bool": "bool.",
}


def _dtype_rule(row):
    return _RULES.get(row.dtype_rule, "as described above.")


def _examples():
    from lucid._op_examples import EXAMPLES

    return EXAMPLES
