"""Rules of the Python package that can be read off its source."""
import ast
import pathlib

import pytest

PACKAGE = pathlib.Path(__file__).resolve().parents[2] / "python" / "lucid"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)
# Sub-packages that are written as a user of lucid would write them.
CLIENTS = ("nn", "optim", "amp", "utils", "distributions", "einops", "signal", "transforms")
# Private names a client may use, each with its reason.
EXCEPTIONS = {
    # Random ops that are private in PyTorch too.
    "distributions": ("lucid._engine.engine",),
    "amp": ("lucid._engine.get_autocast_state", "lucid._engine.set_autocast_state"),     # a switch inside the engine
}


def module_name(path: pathlib.Path) -> str:
    parts = ("lucid",) + path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(path: pathlib.Path, tree: ast.AST):
    """Every dotted name the module imports, relative imports made absolute."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[:len(package) - node.level + 1] if node.level else []
            base = base + (node.module.split(".") if node.module else [])
            yield from (".".join(base + [alias.name]) for alias in node.names)


def parsed(path: pathlib.Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_package_is_found():
    assert len(MODULES) > 10, PACKAGE


def test_the_engine_is_imported_in_one_module():
    importers = {module_name(path) for path in MODULES
                 for name in imported_names(path, parsed(path)) if (name + ".").startswith("lucid._C.")}
    loaders = {module_name(path) for path in MODULES
               for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant) and node.value == "lucid._C"}
    assert importers | loaders <= {"lucid._engine"}


def private_outside(name: str, package: str) -> bool:
    """Whether a dotted name reaches a private part of lucid that does not belong to the package itself."""
    if not name.startswith("lucid.") or name.startswith(package + "."):
        return False
    return any(part.startswith("_") and not part.startswith("__") for part in name.split("."))


def test_private_names_are_recognised():
    assert private_outside("lucid._engine.add", "lucid.nn")
    assert not private_outside("lucid.nn._call", "lucid.nn")
    assert not private_outside("lucid.Tensor", "lucid.nn")
    assert not private_outside("lucid.__version__", "lucid.nn")


@pytest.mark.parametrize("client", [name for name in CLIENTS if (PACKAGE / name).is_dir()])
def test_clients_use_public_names_only(client):
    broken = []
    for path in MODULES:
        if not (module_name(path) + ".").startswith(f"lucid.{client}."):
            continue
        tree = parsed(path)
        names = list(imported_names(path, tree))
        names += [f"lucid.{node.attr}" for node in ast.walk(tree)
                  if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "lucid"]
        broken += [f"{path.relative_to(PACKAGE)}: {name}" for name in names if private_outside(name, f"lucid.{client}")
                   and name not in EXCEPTIONS.get(client, ())]
    assert broken == []


def undocumented(path: pathlib.Path):
    """Public functions, classes and methods of public classes that have no docstring."""
    def walk(node, prefix, inherits):
        for child in node.body:
            if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            if child.name.startswith("_") or overload(child):
                continue
            # A method that overrides one of its base class is documented there.
            if not ast.get_docstring(child) and not inherits:
                yield f"{path.relative_to(PACKAGE)}: {prefix}{child.name}"
            if isinstance(child, ast.ClassDef):
                yield from walk(child, child.name + ".", bool(child.bases))
    return walk(parsed(path), "", False)


def overload(node) -> bool:
    """typing.overload stubs and property setters repeat a documented name."""
    names = [ast.unparse(decorator) for decorator in getattr(node, "decorator_list", [])]
    return any(name.endswith(("overload", ".setter", ".deleter")) for name in names)


def test_public_python_is_documented():
    missing = [name for path in MODULES for name in undocumented(path)]
    assert missing == [], "\n".join(missing)
