"""The Python interpreters on this machine, and a pytest that all of them can run."""
import glob
import os
import pathlib
import shutil
import sys
from typing import NamedTuple

from . import machine
from .console import output_of, run, say
from .layout import ARTIFACTS

OLDEST, NEWEST = (3, 9), (3, 14)
BUNDLE = ARTIFACTS / "pytest-bundle"
# The pure-Python packages that pytest consists of; which of them exist depends on its version.
BUNDLED = ("pytest", "_pytest", "py.py", "pluggy", "iniconfig", "packaging", "attr", "attrs", "exceptiongroup",
           "tomli", "pygments")


class Interpreter(NamedTuple):
    path: str
    version: tuple
    has_numpy: bool
    environment: dict       # what must be set so that `-m pytest` works

    @property
    def name(self) -> str:
        return "Python " + ".".join(map(str, self.version))


def candidates():
    """Paths where interpreters live: the system's, pyenv's, those of the search path, this one."""
    for path in ("/usr/bin/python3", "/usr/local/bin/python3"):
        yield path
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        yield f"/usr/bin/python3.{minor}"
        yield f"/usr/local/bin/python3.{minor}"
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    yield from sorted(glob.glob(os.path.join(pyenv, "versions", "*", "bin", "python3")), reverse=True)
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        yield shutil.which(f"python3.{minor}") or ""
    yield sys.executable


def bundle_pytest() -> dict:
    """Copies Debian's pytest, without the rest of Debian's packages, to a folder any interpreter can be pointed at."""
    system = pathlib.Path("/usr/lib/python3/dist-packages")
    BUNDLE.mkdir(parents=True, exist_ok=True)
    if not (system / "pytest").is_dir() and not (BUNDLE / "pytest").is_dir():
        say("   pip install pytest (into artifacts/pytest-bundle)")
        run([sys.executable, "-m", "pip", "install", "-q", "--target", BUNDLE, "pytest"], check=False)
    for name in BUNDLED:
        if (BUNDLE / name).exists():
            continue
        if (system / name).is_dir():
            shutil.copytree(system / name, BUNDLE / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (system / name).is_file():
            shutil.copyfile(system / name, BUNDLE / name)
    return {"PYTHONPATH": os.fspath(BUNDLE)}


def on_this_machine() -> dict:
    """version -> (path, has_numpy): one CPython of each version, one that has NumPy where there is one."""
    probe = ("import sys, importlib.util as u; "
             "print(*sys.version_info[:2], int(u.find_spec('numpy') is not None), sys.implementation.name)")
    found = {}
    for path in candidates():
        answer = output_of([path, "-c", probe]).split() if path and os.path.exists(path) else []
        if len(answer) != 4 or answer[3] != "cpython":
            continue
        version, has_numpy = (int(answer[0]), int(answer[1])), answer[2] == "1"
        if OLDEST <= version <= NEWEST and (version not in found or (has_numpy and not found[version][1])):
            found[version] = (path, has_numpy)
    return found


def find():
    """One interpreter of each version that can run the tests, the one for the full suite first."""
    if shutil.which("apt-get"):
        needs = [machine.PYTEST, machine.NUMPY]
        if any(version < (3, 11) for version in on_this_machine()):
            needs += machine.PYTEST_BACKPORTS
        for need in needs:
            machine.try_install([need])
    found = []
    for version, (path, has_numpy) in on_this_machine().items():
        for environment in ({}, bundle_pytest()):
            settings = [f"{name}={value}" for name, value in environment.items()]
            if output_of(["env", *settings, path, "-m", "pytest", "--version"]):
                found.append(Interpreter(path, version, has_numpy, environment))
                break
        else:
            say(f"   {path} (Python {version[0]}.{version[1]}) cannot run pytest; left out")
    return sorted(found, key=lambda interpreter: (not interpreter.has_numpy, interpreter.version))
