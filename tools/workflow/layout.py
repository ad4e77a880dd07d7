"""Where things are, and what the native files are called on each system."""
import pathlib
import platform
import sys
from typing import NamedTuple, Optional

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ARTIFACTS = ROOT / "artifacts"
PACKAGE = ROOT / "python" / "lucid"


class Variant(NamedTuple):
    """One build of the extension: the instruction set it is compiled for, and its file in the package."""
    instruction_set: str
    extension: str


class Target(NamedTuple):
    """A system and processor the engine can be built for."""
    runtime: str            # the .NET runtime identifier
    variants: tuple         # of Variant, the widest last
    library: str            # file name pattern of a plain shared library, for str.format


# Extension files end in .abi3.so where CPython looks for that suffix, in .pyd on Windows. x86-64 carries two
# instruction sets and python/lucid/_engine.py chooses by the processor's flags; the others carry one.
TARGETS = {
    ("linux", "x86_64"): Target(
        "linux-x64", (Variant("x86-64-v3", "_C_v3.abi3.so"), Variant("x86-64-v4", "_C_v4.abi3.so")), "lib{}.so"),
    ("linux", "aarch64"): Target("linux-arm64", (Variant("armv8-a", "_C.abi3.so"),), "lib{}.so"),
    ("darwin", "arm64"): Target("osx-arm64", (Variant("armv8-a", "_C.abi3.so"),), "lib{}.dylib"),
    ("darwin", "x86_64"): Target("osx-x64", (Variant("x86-64-v3", "_C_v3.abi3.so"),), "lib{}.dylib"),
    ("win32", "amd64"): Target(
        "win-x64", (Variant("x86-64-v3", "_C_v3.pyd"), Variant("x86-64-v4", "_C_v4.pyd")), "{}.dll"),
    ("win32", "arm64"): Target("win-arm64", (Variant("armv8-a", "_C.pyd"),), "{}.dll"),
}

# What the compiler leaves in its publish folder, before it is renamed.
PUBLISHED_SUFFIXES = {"linux": ".so", "darwin": ".dylib", "win32": ".dll"}


def this_target() -> Optional[Target]:
    """The entry of this machine, or None where Lucid has no build."""
    return TARGETS.get((sys.platform, platform.machine().lower()))


def published_suffix() -> str:
    return PUBLISHED_SUFFIXES[sys.platform]
