"""Files that are generated from the op declarations and committed, and the check that they are current."""
import difflib
import pathlib
import tempfile

from . import build, machine, stubs
from .console import StepFailed, run, say, step
from .layout import ROOT

GENERATOR = ROOT / "tools" / "Lucid.Artefacts"
FILES = ("native/lucid.h", "python/lucid/_C.pyi", "docs/ops.md")


def write_below(folder: pathlib.Path) -> None:
    """Runs the generator, which lays FILES below the folder it is given."""
    machine.require_compilers()
    run(["dotnet", "run", "--project", GENERATOR, "-c", "Release", "--", folder], quiet=True)


def generate() -> int:
    if not GENERATOR.is_dir():
        raise StepFailed("tools/Lucid.Artefacts is not in this checkout")
    with step("generating " + ", ".join(FILES)):
        write_below(ROOT)
    with step("generating type stubs"):
        # They show what the package holds when imported, so the engine has to be current.
        build.build_extension()
        stubs.write()
    return 0


def stale_files():
    """(name, first differing lines) for each committed file that is not what the generator writes now."""
    if not GENERATOR.is_dir():
        return
    with tempfile.TemporaryDirectory() as folder:
        below = pathlib.Path(folder)
        write_below(below)
        for path in sorted(path for path in below.rglob("*") if path.is_file()):
            name = path.relative_to(below).as_posix()
            committed = ROOT / name
            old = committed.read_text(encoding="utf-8") if committed.exists() else ""
            new = path.read_text(encoding="utf-8")
            if old != new:
                difference = difflib.unified_diff(old.splitlines(), new.splitlines(), "committed", "generated",
                                                  lineterm="", n=0)
                yield name, [line for _, line in zip(range(8), difference)]


def check() -> int:
    problems = list(stale_files())
    for name, lines in problems:
        say(f"   {name} is stale; run ./dev generate")
        for line in lines:
            say("      " + line)
    return len(problems)
