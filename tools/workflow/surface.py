"""./dev surface: which documented names the package has, and whether they take the documented calls."""
import ast
import importlib
import inspect
import re
import sys
from dataclasses import dataclass, field

from .console import say
from .layout import ROOT

LIST = ROOT / "docs" / "surface.txt"

# Names whose documented parameters Lucid leaves on purpose, and why.
EXCEPTIONS = {
    "lucid.atan2": "PyTorch's order: input, other",
    "lucid.arctan2": "PyTorch's order: input, other",
    "lucid.Tensor.atan2": "PyTorch's name: other",
    "lucid.gather": "PyTorch's order: input, dim, index",
    "lucid.Tensor.gather": "PyTorch's order: dim, index",
    "lucid.sum": "a sum has no correction",
    "lucid.Tensor.swapaxes": "PyTorch's names: axis0, axis1",
    "lucid.autograd.RemovableHandle": "made by the functions that register hooks",
    "lucid.autograd.FunctionCtx.__getattr__": "a context is a plain object with attributes",
    "lucid.autograd.function.FunctionCtx.__getattr__": "a context is a plain object with attributes",
    "lucid.autograd.function.FunctionMeta": "called by Python alone",
    "lucid.distributions.CorrCholeskyTransform": "as in PyTorch, the vector's length says the size",
    "lucid.distributions.transforms.CorrCholeskyTransform": "as in PyTorch, the vector's length says the size",
    "lucid.distributions.IndependentTransform": "PyTorch's name: base_transform",
    "lucid.distributions.transforms.IndependentTransform": "PyTorch's name: base_transform",
    "lucid.distributions.register_kl": "PyTorch's names: type_p, type_q",
    "lucid.distributions.kl.register_kl": "PyTorch's names: type_p, type_q",
    "lucid.special.ndtri": "PyTorch's name: input",
    "lucid.special.zeta": "PyTorch's names: input, other",
    "lucid.utils.checkpoint.FunctionCtx.__getattr__": "a context is a plain object with attributes",
    "lucid.nn.ParameterList.append": "PyTorch's name: value",
    "lucid.nn.utils.clip_grad.zeros": "an import that the module does not need",
    "lucid.nn.utils.convert_parameters.Parameter": "an import that the module does not need",
    "lucid.nn.utils.convert_parameters.Parameter.__new__": "an import that the module does not need",
    "lucid.nn.utils.parametrize.ParametrizationContainer.forward": "as in PyTorch, it has the original itself",
    "lucid.optim.LBFGS.step": "PyTorch's too needs a closure",
    "lucid.optim.Optimizer.add_param_group": "PyTorch's name: param_group",
    "lucid.optim.lr_scheduler.Optimizer.add_param_group": "PyTorch's name: param_group",
    "lucid.optim.optimizer.Optimizer.add_param_group": "PyTorch's name: param_group",
    "lucid.utils.data.Dataset.__len__": "a subclass that knows its length defines it, as in PyTorch",
    "lucid.utils.data.Sampler.__len__": "a subclass that knows its length defines it, as in PyTorch",
    "lucid.utils.data.dataloader.Dataset.__len__": "a subclass that knows its length defines it, as in PyTorch",
    "lucid.utils.data.dataloader.Sampler.__len__": "a subclass that knows its length defines it, as in PyTorch",
    **{
        f"lucid.nn.functional.{name}_": "PyTorch's takes no inplace: it always is"
        for name in ("elu", "hardtanh", "leaky_relu", "relu", "rrelu", "selu", "threshold")
    },
}


@dataclass
class Entry:
    """One documented name."""

    section: str
    name: str
    kind: str  # function, class, module, value, property, method
    signature: "str | None" = None
    members: "list[Entry]" = field(default_factory=list)

    @property
    def path(self):
        return f"{self.section}.{self.name}"


@dataclass
class Finding:
    """What was found out about an entry: nothing wrong when `problem` is empty."""

    entry: Entry
    problem: str = ""


def read(path=LIST):
    """All entries of the list, by section."""
    sections = {}
    section = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line[1:-1]
            sections[section] = []
        elif line.startswith("    "):
            sections[section][-1].members += _members(section + "." + sections[section][-1].name, line.strip())
        else:
            sections[section].append(_entry(section, line))
    return sections


def _entry(section, line):
    if line.endswith("[module]"):
        return Entry(section, line.split(" ")[0], "module")
    if line.startswith("class "):
        name = re.match(r"class (\w+)", line).group(1)
        return Entry(section, name, "class", _inside(line[6 + len(name) :]))
    match = re.match(r"(\w+)(?: \(settable\))? (=|->)", line)
    if match:
        return Entry(section, match.group(1), "value" if match.group(2) == "=" else "property")
    name = re.match(r"\w+", line).group(0)
    return Entry(section, name, "function", _inside(line[len(name) :]))


def _members(section, line):
    if line.startswith("attrs:"):
        return [Entry(section, part.split("=")[0].strip(), "property") for part in line[6:].split(";")]
    found = []
    for part in _split(line):
        name = re.match(r"\w+", part).group(0)
        is_property = part.endswith("[property]")
        found.append(
            Entry(
                section,
                name,
                "property" if is_property else "method",
                None if is_property else _inside(part[len(name) :]),
            )
        )
    return found


def _inside(text):
    """What stands between the first parenthesis and its partner."""
    if not text.startswith("("):
        return None
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return text[1:at]
    raise ValueError(f"unbalanced: {text}")


def _split(text):
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text + ","):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [part for part in parts if part]


@dataclass
class Documented:
    """A documented parameter: kind is 'positional', 'run' (*args), 'keyword' or 'keywords' (**kwargs)."""

    name: str
    kind: str
    optional: bool


def documented(signature):
    """The parameters of a documented signature; None where it leaves them open."""
    if signature is None or signature.strip() == "...":
        return None
    arguments = ast.parse(f"def f({signature}): pass").body[0].args
    plain = arguments.posonlyargs + arguments.args
    required = len(plain) - len(arguments.defaults)
    found = [Documented(a.arg, "positional", i >= required) for i, a in enumerate(plain)]
    if arguments.vararg:
        found.append(Documented(arguments.vararg.arg, "run", True))
    found += [Documented(a.arg, "keyword", d is not None) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    if arguments.kwarg:
        found.append(Documented(arguments.kwarg.arg, "keywords", True))
    return found


class Checker:
    """Compares entries with an imported package."""

    def __init__(self):
        sys.path.insert(0, str(ROOT / "python"))
        try:
            import lucid
            from lucid import _op_documentation
            from lucid._engine import engine
        finally:
            sys.path.remove(str(ROOT / "python"))
        self.lucid = lucid
        self.parse = _op_documentation.parse
        self.synonyms = set(engine._argument_synonyms)

    def same_name(self, wanted, actual):
        """Whether a documented name is one that the parameter goes by."""
        return wanted == actual or (actual, wanted) in self.synonyms

    def check(self, entry):
        """One finding for an entry and one for each of its members."""
        try:
            owner = self._owner(entry.section)
        except (ImportError, AttributeError):
            owner = None
        return self._compare(owner, entry)

    def _owner(self, path):
        try:
            return importlib.import_module(path)
        except ImportError:
            module, _, name = path.rpartition(".")
            return getattr(importlib.import_module(module), name)

    def _compare(self, owner, entry):
        missing = object()
        try:
            found = missing if owner is None else getattr(owner, entry.name, missing)
        except ImportError:
            found = missing
        if found is missing and owner is not None and entry.kind == "module":
            try:
                found = importlib.import_module(entry.path)
            except ImportError:
                pass
        if found is missing and entry.path in EXCEPTIONS:
            return [Finding(entry)]
        if found is missing:
            # Attributes that __init__ sets are not on the class.
            open_attribute = entry.kind == "property" and owner is not None and inspect.isclass(owner)
            annotated = entry.name in getattr(owner, "__annotations__", {})
            if open_attribute and (annotated or f"self.{entry.name}" in _source(owner)):
                return [Finding(entry)]
            return [Finding(entry, "missing")] + [Finding(member, "missing") for member in entry.members]
        findings = [Finding(entry, "" if entry.path in EXCEPTIONS else self._problem(found, entry))]
        for member in entry.members:
            findings += self._compare(found, member)
        return findings

    def _problem(self, found, entry):
        if entry.kind == "class" and not inspect.isclass(found):
            return "" if callable(found) else "is no class"
        if entry.kind in ("function", "method") and not callable(found):
            return "is not callable"
        wanted = documented(entry.signature)
        if wanted is None or entry.kind in ("module", "value", "property"):
            return ""
        is_method = entry.section == "lucid.Tensor" or entry.kind == "method"
        if hasattr(found, "schemas"):
            return self._against_schemas(found, wanted, is_method)
        try:
            actual = list(inspect.signature(found).parameters.values())
        except (TypeError, ValueError):
            return self._against_text(found, wanted)
        if is_method and actual and actual[0].name in ("self", "cls"):
            actual = actual[1:]
        return self._against_parameters(actual, wanted, getattr(found, "second_names", {}))

    def _against_schemas(self, op, wanted, is_method):
        skip = 1 if is_method else 0
        overloads = [schema.parameters[skip:] for schema in self.parse(op)]
        for at, parameter in enumerate(wanted):
            # An op's own parameters are clearer than *args; they are what a call fills.
            if (
                parameter.kind == "keywords"
                or (parameter.kind, parameter.name) == ("run", "args")
                or any(self._fits(o, parameter, at, op) for o in overloads)
            ):
                continue
            return f"does not take {parameter.kind} parameter {parameter.name}"
        return ""

    def _fits(self, overload, parameter, at, op):
        named = [i for i, p in enumerate(overload) if self.same_name(parameter.name, p.name)]
        if parameter.kind == "run":
            return len(overload) > at and (overload[at].accepts_run or "Sequence" in overload[at].type)
        if parameter.kind == "keyword":
            return bool(named) or parameter.name == "out"
        if at in named or (parameter.name == "sizes" and overload[at:] and overload[at].name in ("size", "shape")):
            return not parameter.optional or overload[at].default is not None or len(op.schemas) > 1
        return False

    def _against_parameters(self, actual, wanted, second_names):
        takes_run = any(p.kind == p.VAR_POSITIONAL for p in actual)
        takes_keywords = any(p.kind == p.VAR_KEYWORD for p in actual)
        by_name = {p.name: p for p in actual}
        positional = [p for p in actual if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
        for at, parameter in enumerate(wanted):
            if parameter.kind == "run" and not takes_run:
                return f"does not take *{parameter.name}"
            if parameter.kind == "keywords" and not takes_keywords:
                return f"does not take **{parameter.name}"
            if parameter.kind == "keyword" and parameter.name not in by_name and not takes_keywords:
                return f"does not take keyword {parameter.name}"
            if parameter.kind != "positional":
                continue
            if at >= len(positional):
                if takes_run or (takes_keywords and parameter.optional) or parameter.name in by_name:
                    continue
                return f"does not take parameter {parameter.name}"
            here = positional[at]
            if here.kind == here.POSITIONAL_ONLY:
                continue
            if second_names.get(parameter.name) == here.name:
                continue
            # Required operands are given by position; options are named.
            if here.name != parameter.name and (parameter.optional or not self._is_operand(parameter.name, here.name)):
                if not takes_keywords and parameter.name not in by_name:
                    return f"parameter {at} is {here.name}, not {parameter.name}"
            if parameter.optional and here.default is here.empty:
                return f"parameter {parameter.name} is required"
        return ""

    def _is_operand(self, wanted, actual):
        operands = {"x", "t", "a", "b", "obj", "arr", "input", "tensor", "impl", "dt", "d", "n", "flag", "state"}
        return self.same_name(wanted, actual) or wanted in operands

    def _against_text(self, found, wanted):
        """A handmade engine function documents itself as ``name(a, b=None): ...``."""
        text = (getattr(found, "__doc__", None) or "").split("\n")[0]
        name = getattr(found, "__name__", "")
        if not text.startswith(name + "("):
            return ""
        try:
            actual = {p.name for p in documented(_inside(text[len(name) :])) or []}
        except SyntaxError:
            return ""
        for parameter in wanted:
            if parameter.optional and parameter.kind != "run" and parameter.name not in actual:
                return f"does not take {parameter.name}"
        return ""


def _source(owner):
    try:
        return inspect.getsource(owner)
    except (OSError, TypeError):
        return ""


def report(sections=None, checker=None):
    """Findings for every section of the list."""
    sections = read() if sections is None else sections
    checker = checker or Checker()
    return {
        name: [finding for entry in entries for finding in checker.check(entry)] for name, entries in sections.items()
    }


def surface(wanted=()) -> int:
    """Prints the share of names found in each section and what is missing; 1 when a wanted section lacks some."""
    findings = report()
    incomplete = 0
    for section, found in findings.items():
        if wanted and section not in wanted:
            continue
        wrong = [finding for finding in found if finding.problem]
        incomplete += len(wrong)
        say(
            f"{section:36} {100 - 100 * len(wrong) / len(found):6.1f} %  {len(found) - len(wrong)}/{len(found)}"
        )
        missing = [finding.entry.name for finding in wrong if finding.problem == "missing"]
        if missing:
            say("    missing: " + ", ".join(missing))
        for finding in wrong:
            if finding.problem != "missing":
                say(f"    {finding.entry.path}: {finding.problem}")
    return 1 if wanted and incomplete else 0
