"""Compiling the engine: the CPython extension in every instruction set, and the C libraries."""
import os
import platform
import shutil
import sys

from . import machine
from .console import StepFailed, run, say, step
from .layout import ARTIFACTS, PACKAGE, ROOT, published_suffix, this_target
from .stamps import Stamp, digest

NATIVE_LIBRARIES = ARTIFACTS / "native"
# exports/ project -> the library it makes.
C_LIBRARIES = {"Lucid.CApi": "lucid", "Lucid.Infer": "lucid_infer"}


def target():
    found = this_target()
    if found is None:
        raise StepFailed(f"Lucid has no build for {sys.platform} on {platform.machine()}")
    return found


def publish(project: str, output, *properties: str):
    """Publishes one project ahead of time and returns the native library it left."""
    shutil.rmtree(output, ignore_errors=True)
    run(["dotnet", "publish", ROOT / "exports" / project, "-c", "Release", "-r", target().runtime, "-o", output,
         "-v", "quiet", "-nologo", *properties], quiet=True)
    published = sorted(output.iterdir()) if output.is_dir() else []
    found = [path for path in published if path.name.endswith(published_suffix())]
    if len(found) != 1:
        raise StepFailed(f"{project} published {len(found)} native libraries, expected one; among: "
                         + ", ".join(path.name for path in published))
    return found[0]


def place(source, destination) -> None:
    """Copies beside the goal and renames, so that a process that has the old file mapped keeps it whole."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    partial = destination.with_name(destination.name + ".partial")
    shutil.copyfile(source, partial)
    os.replace(partial, destination)


def extension_stamps():
    """(variant, stamp) for each build of the extension on this machine."""
    for variant in target().variants:
        value = digest(["engine", "exports/Lucid.Python"], target().runtime, variant.instruction_set)
        yield variant, Stamp(variant.extension, value, [PACKAGE / variant.extension])


def build_extension(forced: bool = False) -> None:
    stale = [(variant, stamp) for variant, stamp in extension_stamps() if forced or not stamp.is_fresh()]
    if not stale:
        return
    machine.require_compilers()
    for variant, stamp in stale:
        with step(f"compiling the engine for {variant.instruction_set}"):
            output = ARTIFACTS / "publish" / f"extension-{variant.instruction_set}"
            library = publish("Lucid.Python", output, f"-p:LucidIsa={variant.instruction_set}")
            place(library, PACKAGE / variant.extension)
            stamp.record()


def c_library_path(name: str):
    return NATIVE_LIBRARIES / target().library.format(name)


def build_c_libraries(forced: bool = False) -> None:
    for project, name in C_LIBRARIES.items():
        if not (ROOT / "exports" / project / f"{project}.csproj").is_file():
            continue
        goal = c_library_path(name)
        instruction_set = target().variants[0].instruction_set
        stamp = Stamp(goal.name, digest(["engine", "exports/" + project], target().runtime, instruction_set), [goal])
        if not forced and stamp.is_fresh():
            continue
        machine.require_compilers()
        with step(f"compiling {goal.name}"):
            place(publish(project, ARTIFACTS / "publish" / name, f"-p:LucidIsa={instruction_set}"), goal)
            stamp.record()


def build_all(forced: bool = False) -> None:
    build_extension(forced)
    build_c_libraries(forced)
    say("the engine is built and current: PYTHONPATH=python python3 -c 'import lucid' works from here")


def clean() -> None:
    """Removes everything a build makes; sources and the parity environment stay."""
    removed = [ROOT / name for name in ("artifacts", "build", "dist")]
    removed += [path for pattern in ("*.so", "*.pyd", "*.dylib", "*.partial") for path in PACKAGE.glob(pattern)]
    for place in ("python", "tools", "tests-python", "benchmarks", "examples"):
        removed += [path for name in ("__pycache__", ".pytest_cache") for path in (ROOT / place).rglob(name)]
    for path in removed:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.exists():
            path.unlink()
    say("clean")
