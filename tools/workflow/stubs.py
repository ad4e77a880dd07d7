"""Type stubs (.pyi) of the package's public modules, written from what the modules hold when imported."""
import importlib
import inspect
import pkgutil
import re
import sys

from .console import say
from .layout import ROOT
from .stub_types import ATTRIBUTES, BINARY, RESULT_OF, SPECIAL, TENSORS

PACKAGE = ROOT / "python" / "lucid"
HEAD = "# Types for checkers and editors. Written by `./dev stubs`; do not edit.\n"


def write() -> int:
    """Writes every stub, removing those of modules that are gone."""
    written = texts()
    for path in PACKAGE.rglob("*.pyi"):
        if path.name != "_C.pyi" and path.relative_to(PACKAGE).as_posix() not in written:
            path.unlink()
    for name, text in written.items():
        (PACKAGE / name).write_text(text, encoding="utf-8")
    say(f"wrote {len(written)} stubs")
    return 0


def texts():
    """The text of every stub by its path below the package."""
    sys.path.insert(0, str(ROOT / "python"))
    try:
        lucid = importlib.import_module("lucid")
        modules = {"lucid": lucid}
        for found in pkgutil.walk_packages(lucid.__path__, "lucid."):
            if not any(part.startswith("_") for part in found.name.split(".")):
                modules[found.name] = importlib.import_module(found.name)
    finally:
        sys.path.remove(str(ROOT / "python"))
    homes = _homes(modules)
    result = {}
    for name, module in modules.items():
        below = name.split(".")[1:]
        path = "/".join(below + ["__init__.pyi"]) if hasattr(module, "__path__") else "/".join(below) + ".pyi"
        result[path] = _Stub(module, name, modules, homes).text()
    return result


def _public(module):
    names = getattr(module, "__all__", None)
    if names is None:
        names = [name for name in dir(module) if not name.startswith("_")]
    return sorted(set(names))


_ABSENT = object()


def _shown(module, name):
    """What a module shows under a name; a part that is not there yet counts as absent."""
    try:
        return getattr(module, name)
    except (AttributeError, ImportError):
        return _ABSENT


def _homes(modules):
    """The module in which each class and function is declared: its own if public, else the first that shows it."""
    homes = {}
    for name, module in sorted(modules.items(), key=lambda item: (item[0] != "lucid", item[0].count("."), item[0])):
        for shown in _public(module):
            value = _shown(module, shown)
            if inspect.ismodule(value) or not (inspect.isclass(value) or callable(value)):
                continue
            own = getattr(value, "__module__", None)
            called = getattr(value, "__name__", "")
            is_shown = (
                own in modules and called in _public(modules[own]) and getattr(modules[own], called, None) is value
            )
            own = own if is_shown else name
            # What goes by a public name only is declared under it.
            homes.setdefault(id(value), (own, shown if called.startswith("_") else called or shown))
    return homes


class _Stub:
    """Writes the stub of one module."""

    def __init__(self, module, name, modules, homes):
        self.module, self.name, self.modules, self.homes = module, name, modules, homes
        self.imports = set()
        # In lucid itself names like float and int are element types.
        self.prefix = "builtins." if name == "lucid" else ""

    def text(self):
        body = []
        for shown in _public(self.module):
            value = _shown(self.module, shown)
            if value is not _ABSENT:
                body += self.declare(shown, value)
        if self.name == "lucid":
            body += [
                f"from lucid import {m.split('.')[1]} as {m.split('.')[1]}" for m in self.modules if m.count(".") == 1
            ]
            body.append("__version__: builtins.str")
        lines = [HEAD + "import builtins"]
        lines.append(
            "from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload\n"
        )
        if self.name == "lucid":
            lines.append("_dtype = dtype\n_device = device\n")
        else:
            self.imports.add("from lucid import Tensor, device, dtype")
        lines += sorted(self.imports)
        return "\n".join([*lines, "", *body]).rstrip() + "\n"

    def b(self, text):
        """A type with its builtins spelled for this module."""
        if self.prefix:
            # Methods and element types of these names hide the builtins, attributes hide the types.
            text = re.sub(r"(?<![.\w])(int|float|bool|str|complex|tuple)\b", r"builtins.\1", text)
            text = re.sub(r"(?<![.\w])(dtype|device)\b", r"_\1", text)
        return text.replace(
            "Number", f"Union[{', '.join(self.prefix + n for n in ('bool', 'int', 'float', 'complex'))}]"
        )

    def declare(self, shown, value):
        if inspect.ismodule(value):
            parent, _, own = value.__name__.rpartition(".")
            if not value.__name__.startswith("lucid."):
                return []
            return [] if self.name == "lucid" else [f"from {parent} import {own} as {shown}"]
        if id(value) in self.homes:
            home, own = self.homes[id(value)]
            if home != self.name:
                return [f"from {home} import {own} as {shown}"]
            if own != shown and getattr(self.module, own, None) is value:
                return [f"{shown} = {own}"]
        if inspect.isclass(value):
            return self.a_class(shown, value)
        if hasattr(value, "schemas"):
            return self.op(shown, value, "")
        if callable(value) and not isinstance(value, type):
            return self.function(shown, value, "")
        kind = type(value).__name__
        if kind in ("bool", "int", "float", "str"):
            return [f"{shown}: {self.b(kind)}"]
        return [f"{shown}: {'dtype' if kind == 'dtype' else 'None' if value is None else 'Any'}"]

    def op(self, shown, op, indent):
        from lucid._op_documentation import parse

        forms = []
        for schema in parse(op):
            forms += self.forms(op, schema)
        forms = list(dict.fromkeys(forms))
        lines = []
        for form in forms:
            if len(forms) > 1:
                lines.append(indent + "@overload")
            lines.append(f"{indent}def {shown}{form}: ...")
        return lines

    def forms(self, op, schema):
        parameters = schema.parameters
        result = "Tensor" if op.is_in_place else schema.returns.replace("tuple[", "Tuple[")
        run = next((i for i, p in enumerate(parameters[:2]) if p.accepts_run and not p.keyword_only), None)
        return [self.form(op, parameters, result, None)] + (
            [] if run is None else [self.form(op, parameters, result, run)]
        )

    def form(self, op, parameters, result, run):
        parts, keyword_only = [], False
        for at, parameter in enumerate(parameters):
            name = parameter.name + "_" if parameter.name in ("from", "lambda") else parameter.name
            if op.is_method and at == 0:
                parts.append("self")
                continue
            if at == run:
                parts.append(f"*{name}: {self.b('int')}")
                keyword_only = True
                continue
            if parameter.keyword_only and not keyword_only:
                parts.append("*")
                keyword_only = True
            kind = self.b(parameter.type.replace("device", "Union[str, device]"))
            parts.append(f"{name}: {kind}" + (" = ..." if parameter.default is not None else ""))
        if not op.is_in_place and result == "Tensor":
            parts += ([] if keyword_only else ["*"]) + ["out: Optional[Tensor] = ..."]
        return f"({', '.join(parts)}) -> {self.b(result)}"

    def function(self, shown, function, indent, self_name=None, result=None):
        if result is None:
            result = RESULT_OF.get(shown, "Any" if self_name else self.result_of(function))
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):
            return [f"{indent}def {shown}({self.from_doc(shown, function, self_name)}) -> {self.b(result)}: ..."]
        parts, keyword_only = [], False
        for parameter in signature.parameters.values():
            if not parts and self_name:
                parts.append(self_name)
                continue
            if parameter.kind == parameter.KEYWORD_ONLY and not keyword_only:
                parts.append("*")
            keyword_only |= parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL)
            star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
            optional = " = ..." if parameter.default is not parameter.empty else ""
            name = star + parameter.name
            parts.append(f"{name}: {self.parameter(parameter, bool(star))}{optional}")
            if parameter.kind == parameter.POSITIONAL_ONLY:
                parts.append("/")
        parts = [p for i, p in enumerate(parts) if p != "/" or "/" not in parts[i + 1 :]]
        return [f"{indent}def {shown}({', '.join(parts)}) -> {self.b(result)}: ..."]

    def result_of(self, function):
        """Functions of tensors give tensors, others anything."""
        home = self.homes.get(id(function), ("", ""))[0]
        takes = home.startswith(
            ("lucid.nn.functional", "lucid.nn.init", "lucid.einops", "lucid.linalg", "lucid.fft", "lucid.special")
        )
        takes = takes or home.startswith("lucid.signal") or self.name == "lucid"
        return "Tensor" if takes and not inspect.isclass(function) else "Any"

    def parameter(self, parameter, star):
        default = parameter.default
        if parameter.name in TENSORS and not star and self.name != "lucid.autograd":
            if self.name.startswith("lucid.einops"):
                return "Union[Tensor, Sequence[Tensor]]"
            return "Tensor" if default is parameter.empty else "Optional[Tensor]" if default is None else "Any"
        if isinstance(default, (bool, str)) or (isinstance(default, float) and parameter.name != "p"):
            return self.b(type(default).__name__)
        return "Any"

    def from_doc(self, shown, function, self_name):
        text = (getattr(function, "__doc__", None) or "").split("\n")[0]
        parts = [self_name] if self_name else []
        match = re.match(re.escape(shown) + r"\(([^)]*)\)", text)
        if not match:
            return ", ".join(parts + ["*args: Any", "**kwargs: Any"])
        for part in filter(None, (p.strip() for p in match.group(1).split(","))):
            name, equals, _ = part.partition("=")
            parts.append(part if part in ("*", "/") else f"{name}: Any" + (" = ..." if equals else ""))
        return ", ".join(parts)

    def a_class(self, shown, value):
        if self.name == "lucid" and shown == "Tensor":
            return self.tensor(value)
        bases = [self.base(base) for base in value.__bases__ if base is not object]
        lines = [f"class {shown}{'(' + ', '.join(filter(None, bases)) + ')' if any(bases) else ''}:"]
        is_module = any(c.__name__ == "Module" for c in value.__mro__) and self.name.startswith("lucid.nn")
        members = {n: m for n, m in vars(value).items() if not n.startswith("_") or n in SPECIAL}
        maker = next((base for base in value.__mro__ if "__init__" in vars(base)), object)
        if maker is not value and maker.__module__.startswith("lucid.") and id(maker) not in self.homes:
            members["__init__"] = maker.__init__  # of a private base, which the stub passes over
        for name, member in sorted(members.items()):
            lines += self.member(name, member, value)
        if is_module and shown != "Module" and "__call__" not in members and "forward" in vars(value):
            tuples = shown in ("RNN", "LSTM", "GRU", "LSTMCell", "MultiheadAttention", "AdaptiveLogSoftmaxWithLoss")
            lines.append(f"    def __call__(self, *args: Any, **kwargs: Any) -> {'Any' if tuples else 'Tensor'}: ...")
        if is_module and shown == "Module":
            lines.append("    def __getattr__(self, name: str) -> Any: ...")
        if value.__module__.startswith("lucid") and issubclass(value, Exception) and len(lines) == 1:
            lines += [
                "    op: str",
                "    argument: Optional[str]",
                "    expected: Optional[str]",
                "    got: Optional[str]",
            ]
            lines = [self.b(line) if ": " in line else line for line in lines]
        if len(lines) == 1:
            lines.append("    def __getattr__(self, name: " + self.b("str") + ") -> Any: ...")
        return lines

    def member(self, name, member, owner):
        indent = "    "
        if isinstance(member, (staticmethod, classmethod)):
            kind = "staticmethod" if isinstance(member, staticmethod) else "classmethod"
            function = member.__func__
            lines = self.function(name, function, indent, None if kind == "staticmethod" else "cls")
            return [f"{indent}@{kind}", *lines]
        if isinstance(member, property):
            kinds = [vars(base)[name] for base in owner.__mro__[1:] if name in vars(base)]
            if any(not isinstance(kind, property) for kind in kinds):
                # A checker lets no property stand in for an attribute that can be set.
                return [f"{indent}{name}: Any"]
            return [f"{indent}@property", f"{indent}def {name}(self) -> {self.b(ATTRIBUTES.get(name, 'Any'))}: ..."]
        if inspect.isfunction(member) or type(member).__name__ in ("method_descriptor", "wrapper_descriptor"):
            result = RESULT_OF.get(name, "Any")
            if name == "__getitem__" and issubclass(owner, (tuple, list)):
                return []
            if name == "__iter__":
                result = "Iterator[Any]"
            if name == "__enter__":
                result = owner.__name__
            if name == "__contains__":
                result = "bool"
            if name == "forward" and self.name.startswith("lucid.nn") and owner.__name__ != "Module":
                result = "Any"
            if name == "__exit__":
                return [f"{indent}def __exit__(self, *arguments: Any) -> None: ..."]
            if name == "__call__" and owner.__name__ in (
                "no_grad",
                "enable_grad",
                "inference_mode",
                "set_grad_enabled",
            ):
                return [f"{indent}def __call__(self, function: Any) -> Any: ..."]
            lines = self.function(name, member, indent, "self", result)
            for base in owner.__mro__[1:-1]:
                # A method that takes other arguments than its base's is fine at run time.
                if name in vars(base) and not name.startswith("__") and inspect.isfunction(vars(base)[name]):
                    if str(inspect.signature(vars(base)[name])) != str(inspect.signature(member)):
                        return [f"{indent}def {name}(self, *args: Any, **kwargs: Any) -> {self.b(result)}: ..."]
            return lines
        if inspect.isclass(member) or name in SPECIAL:
            return []
        kind = type(member).__name__
        kind = kind if kind in ("bool", "int", "float", "str") else "Any"
        return [f"{indent}{name}: {self.b(kind)}"]

    def base(self, base):
        if id(base) in self.homes:
            home, own = self.homes[id(base)]
            if home != self.name and (home, own) != ("lucid", "Tensor"):
                self.imports.add(f"from {home} import {own} as {own}")
            return own
        if base is tuple:
            return "Tuple[Any, ...]"
        if base is list:
            return "builtins.list[Any]"
        if base.__module__ == "builtins":
            return "builtins." + base.__name__
        if base.__name__ == "OrderedDict" or not base.__module__.startswith("lucid"):
            return ""
        return self.base(base.__bases__[0]) if base.__bases__[0] is not object else ""

    def tensor(self, cls):
        number = self.b("Number")
        lines = ["class Tensor:", "    def __init__(self, *args: Any, **kwargs: Any) -> None: ..."]
        for name in BINARY.split():
            lines.append(f"    def __{name}__(self, other: Union[Tensor, {number}]) -> Tensor: ...")
        for name in ("eq", "ne"):
            lines.append(f"    def __{name}__(self, other: Any) -> Tensor: ...  # type: ignore[override]")
        lines += [
            "    def __neg__(self) -> Tensor: ...",
            "    def __pos__(self) -> Tensor: ...",
            "    def __abs__(self) -> Tensor: ...",
            "    def __invert__(self) -> Tensor: ...",
            "    def __hash__(self) -> builtins.int: ...",
            "    def __len__(self) -> builtins.int: ...",
            "    def __bool__(self) -> builtins.bool: ...",
            "    def __int__(self) -> builtins.int: ...",
            "    def __float__(self) -> builtins.float: ...",
            "    def __index__(self) -> builtins.int: ...",
            "    def __complex__(self) -> builtins.complex: ...",
            "    def __iter__(self) -> Iterator[Tensor]: ...",
            "    def __contains__(self, element: Any) -> builtins.bool: ...",
            "    def __getitem__(self, index: Any) -> Tensor: ...",
            "    def __setitem__(self, index: Any, value: Any) -> None: ...",
        ]
        for name in sorted(n for n in dir(cls) if not n.startswith("_")):
            member = inspect.getattr_static(cls, name)
            if hasattr(member, "schemas"):
                lines += self.op(name, member, "    ")
            elif type(member).__name__ in ("getset_descriptor", "member_descriptor", "property"):
                lines.append(f"    {name}: {ATTRIBUTES.get(name, 'Any')}")
            elif callable(member) or isinstance(member, (staticmethod, classmethod)):
                result = RESULT_OF.get(name, "Tensor")
                lines += self.function(name, getattr(cls, name), "    ", "self", result)
            else:
                lines.append(f"    {name}: Any")
        return lines
