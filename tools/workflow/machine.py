"""Setting the machine up: what is missing is installed through apt where that works, and named where it does not."""
import os
import shutil
from typing import Callable, NamedTuple

from .console import StepFailed, output_of, run, say, succeeds
from .layout import ROOT

SDK_HELP = """The .NET 10 SDK is needed to compile the engine and is not on this machine.
  Ubuntu 24.04 or newer:  sudo apt-get install dotnet-sdk-10.0
  Debian, other Ubuntus:  add Microsoft's package feed, then sudo apt-get install dotnet-sdk-10.0
                          (learn.microsoft.com, "Install .NET on Linux")
  anywhere else:          the installer or the dotnet-install script from dot.net
Then run this command again."""


class Need(NamedTuple):
    """Something a subcommand uses, the Debian package that brings it, and how to see that it is there."""
    package: str
    purpose: str
    present: Callable[[], bool]


def on_path(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def package_installed(name: str) -> Callable[[], bool]:
    return lambda: output_of(["dpkg-query", "-W", "-f", "${Status}", name]).endswith("ok installed")


def system_python_has(module: str) -> Callable[[], bool]:
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return lambda: succeeds(["/usr/bin/python3", "-c", code])


C_COMPILER = Need("gcc", "linking the engine and compiling the C client", on_path("gcc", "clang", "cc"))
C_LIBRARY = Need("libc6-dev", "the C headers and start files the linker needs",
                 lambda: os.path.exists("/usr/include/stdio.h"))
PYTEST = Need("python3-pytest", "the Python tests", system_python_has("pytest"))
# What pytest needs on Python 3.9 and 3.10 only, so Debian's pytest for a newer Python does not bring it.
PYTEST_BACKPORTS = tuple(Need("python3-" + name, "pytest on Python 3.9 and 3.10", system_python_has(name))
                         for name in ("exceptiongroup", "tomli"))
NUMPY = Need("python3-numpy", "the tests of the NumPy bridge", system_python_has("numpy"))
VENV = Need("python3-venv", "trying the wheel in an empty environment", system_python_has("ensurepip"))

_lists_updated = False


def administrator():
    """The words to put before a command that needs root, or None when root cannot be had without asking."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and succeeds(["sudo", "-n", "true"]) else None


def install(needs) -> None:
    """Installs what is missing. Says what it does; never asks."""
    global _lists_updated
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    names = [need.package for need in missing]
    for need in missing:
        say(f"   missing: {need.package} ({need.purpose})")
    prefix = administrator()
    if prefix is None or not shutil.which("apt-get"):
        raise StepFailed("install " + ", ".join(names) + " (Debian's names) and run this command again"
                         + ("" if shutil.which("apt-get") else "; this machine has no apt-get"))
    environment = {"DEBIAN_FRONTEND": "noninteractive"}
    if not _lists_updated:
        say("   apt-get update")
        run([*prefix, "apt-get", "update", "-qq"], environment=environment, quiet=True, check=False)
        _lists_updated = True
    say("   apt-get install " + " ".join(names))
    run([*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *names], environment=environment,
        quiet=True)


def try_install(needs) -> bool:
    """As install, for things the work can go on without; returns whether all of them are there."""
    try:
        install(needs)
        return True
    except StepFailed as failure:
        say(f"   going on without: {failure}")
        return False


def sdk_answers() -> bool:
    # Asked in the repository, so that global.json has its say about the version.
    return bool(shutil.which("dotnet")) and bool(output_of(["dotnet", "--version"], cwd=ROOT))


def require_compilers() -> None:
    """Everything the build of the engine needs."""
    os.environ.setdefault("DOTNET_CLI_TELEMETRY_OPTOUT", "1")
    os.environ.setdefault("DOTNET_NOLOGO", "1")
    os.environ["DOTNET_CLI_UI_LANGUAGE"] = "en"
    if not sdk_answers():
        if output_of(["apt-cache", "policy", "dotnet-sdk-10.0"]).find("Candidate: 10") < 0:
            raise StepFailed(SDK_HELP)
        install([Need("dotnet-sdk-10.0", "compiling the engine", sdk_answers)])
    if shutil.which("apt-get"):
        install([C_COMPILER, C_LIBRARY])
    elif not C_COMPILER.present():
        raise StepFailed("a C compiler is needed to link the engine (gcc, clang, or Xcode's command line tools)")


def c_compiler() -> str:
    for name in (os.environ.get("CC"), "gcc", "clang", "cc"):
        if name and shutil.which(name):
            return name
    raise StepFailed("no C compiler found")
