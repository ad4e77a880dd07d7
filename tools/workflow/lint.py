"""./dev lint: a few rules of style that need no tool beyond Python itself, and the staleness of generated files."""
import ast
import re

from . import generated, machine
from .console import StepFailed, run, say, step, succeeds
from .layout import ROOT
from .metadata import project_table
from .stamps import source_files

PYTHON_PLACES = ("dev", "tools", "python", "tests-python", "benchmarks", "examples")
SHARP_PLACES = ("engine", "exports", "tools", "tests-dotnet", "examples")
SHELL_PLACES = (".ci", "tools")
PYTHON_WIDTH, SHARP_WIDTH = 120, 160
# Still to be wrapped: the GPU sources and their kernel corpus. New places are not added here.
WIDE_PLACES = ("engine/Lucid.Gpu/", "tests-dotnet/Lucid.Gpu.")


def plain_text_problems(text: str, width: int):
    """Line length, trailing space, tabs, conflict marks, the last line's end: (line, problem)."""
    for number, line in enumerate(text.split("\n"), 1):
        # A message reads best on one line: what stands between quotes does not count in C#.
        counted = line if width == PYTHON_WIDTH else re.sub(r'"(?:[^"\\]|\\.)*"', '""', line)
        if len(counted) > width:
            yield number, f"{len(line)} characters wide (at most {width})"
        if line != line.rstrip():
            yield number, "space at the end of the line"
        if "\t" in line:
            yield number, "a tab"
        if line.startswith(("<" * 7 + " ", ">" * 7 + " ")):
            yield number, "a merge conflict's mark"
    if text and not text.endswith("\n"):
        yield text.count("\n") + 1, "no newline at the end of the file"


def names_used(tree: ast.AST):
    """Every name a module reads, those in string annotations and in __all__ included."""
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200:
            used.update(re.findall(r"[A-Za-z_]\w*", node.value))
    return used


def unused_imports(tree: ast.Module):
    """Module-level and local imports whose name is never read; `import a as a` is a re-export and counts as used."""
    used = names_used(tree)
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Import, ast.ImportFrom)) or getattr(node, "module", "") == "__future__":
            continue
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            if name != "*" and name not in used and alias.asname != alias.name:
                yield node.lineno, f"{name} is imported and not used"


def python_problems(path, text: str):
    yield from plain_text_problems(text, PYTHON_WIDTH)
    try:
        tree = ast.parse(text, feature_version=(3, 9))
    except SyntaxError as error:
        yield error.lineno or 0, f"not Python 3.9: {error.msg}"
        return
    lines = text.split("\n")
    # A package's __init__ imports in order to export.
    if path.name != "__init__.py":
        for number, problem in unused_imports(tree):
            if "# noqa" not in lines[number - 1]:
                yield number, problem
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield node.lineno, "a bare except"


def shell_problems(path):
    if not succeeds(["bash", "-n", path]):
        yield 0, "bash cannot parse it"


def files(places, *suffixes):
    for path in source_files(*(place for place in places if (ROOT / place).exists())):
        if path.suffix in suffixes or (path.suffix == "" and ROOT / "dev" == path and ".py" in suffixes):
            yield path


def style_problems():
    """(path, line, problem) over the whole checkout."""
    for path in files(PYTHON_PLACES, ".py"):
        for number, problem in python_problems(path, path.read_text(encoding="utf-8")):
            yield path, number, problem
    for path in files(SHARP_PLACES, ".cs"):
        wide = path.relative_to(ROOT).as_posix().startswith(WIDE_PLACES)
        for number, problem in plain_text_problems(path.read_text(encoding="utf-8"), 10_000 if wide else SHARP_WIDTH):
            yield path, number, problem
    for path in [*files(SHELL_PLACES, ".sh"), ROOT / ".ci" / "run"]:
        for number, problem in [*shell_problems(path), *plain_text_problems(path.read_text(encoding="utf-8"), 120)]:
            yield path, number, problem


def version_problems():
    """The version stands in pyproject.toml, in Directory.Build.props and in the package; they must agree."""
    version = project_table()["version"]
    if f"<Version>{version}</Version>" not in (ROOT / "Directory.Build.props").read_text(encoding="utf-8"):
        yield ROOT / "Directory.Build.props", 0, f"the version is not {version}, as pyproject.toml has it"
    for path in (ROOT / "python" / "lucid").glob("*.py"):
        for found in re.findall(r'^__version__(?:: str)? = "(.*)"', path.read_text(encoding="utf-8"), re.MULTILINE):
            if found != version:
                yield path, 0, f"the version is {found}; pyproject.toml has {version}"


def sharp_format_problems():
    """What the SDK's formatter would change in the C# sources."""
    if not machine.sdk_answers():
        say("   the .NET SDK is not here; C# formatting is not checked")
        return
    # The formatter takes a folder only with the slash at its end; without, it silently looks at nothing.
    included = [place + "/" for place in SHARP_PLACES if (ROOT / place).is_dir()]
    result = run(["dotnet", "format", "whitespace", "--folder", ROOT, "--verify-no-changes", "--include", *included],
                 quiet=True, check=False, cwd=ROOT)
    found = re.findall(r"^(.*?)\((\d+),\d+\): error WHITESPACE: (.*?) \[", result.stdout, re.MULTILINE)
    for name, number, problem in found:
        # It would break every table of switch arms after each arm; how many stand in a line is left to the author.
        if "'\\n" not in problem:
            yield ROOT / name, int(number), problem
    if result.returncode != 0 and not found:
        raise StepFailed(f"dotnet format: {result.stdout.strip()}")


def lint() -> int:
    with step("style"):
        problems = [*style_problems(), *version_problems(), *sharp_format_problems()]
        for path, number, problem in problems:
            say(f"   {path.relative_to(ROOT)}:{number}: {problem}")
    with step("generated files"):
        stale = generated.check()
    say("lint: " + ("clean" if not problems and not stale else f"{len(problems)} problems, {stale} stale files"))
    return 1 if problems or stale else 0
