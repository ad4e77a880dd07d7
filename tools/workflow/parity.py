"""The parity environment: a Debian root file system with PyTorch, to compare and to measure against."""
import os
import pathlib
import platform
import shutil
import sys

from . import build, machine
from .console import StepFailed, output_of, run, run_showing, say, step
from .layout import ROOT

SCRIPTS = ROOT / "tools" / "parity"


def location() -> pathlib.Path:
    """LUCID_PARITY_ROOT, else .parity/ in the checkout if it is there, else a cache all checkouts share."""
    named = os.environ.get("LUCID_PARITY_ROOT")
    if named:
        return pathlib.Path(named).resolve()
    local = ROOT / ".parity"
    if (local / ".parity-rootfs").exists():
        return local
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    return cache / "lucid" / "parity"


def obstacle() -> str:
    """Why the environment cannot be used on this machine; empty when it can."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "it exists for Linux on x86-64 only"
    if machine.administrator() is None:
        return "mounting it needs root (or sudo without a password)"
    if not shutil.which("unshare"):
        return "it needs unshare (Debian's util-linux)"
    if (location() / ".parity-rootfs").exists():
        return ""
    if output_of(["dpkg", "--print-architecture"]) != "amd64":
        return "building it needs Debian or Ubuntu for amd64"
    return ""


def prepare() -> pathlib.Path:
    """Builds the environment if it is not there yet. Raises StepFailed with the reason when it cannot be had."""
    reason = obstacle()
    if reason:
        raise StepFailed("no parity environment: " + reason)
    root = location()
    if not (root / ".parity-rootfs").exists():
        with step("building the parity environment (Debian, Python, PyTorch)"):
            run([*machine.administrator(), SCRIPTS / "build-rootfs.sh", root])
    return root


def inside(root, *command, environment=None):
    """The words that run a command in the environment, the checkout being /lucid there."""
    settings = [f"{name}={value}" for name, value in (environment or {}).items()]
    return [*machine.administrator(), "env", *settings, SCRIPTS / "enter-rootfs.sh", root, ROOT, *command]


PYTHON_SETTINGS = {"PYTHONPATH": "/lucid/python", "PYTHONDONTWRITEBYTECODE": "1"}


def run_pytest(root, *arguments):
    """Runs the Python tests inside; returns (status, output)."""
    return run_showing(inside(root, "python3", "-m", "pytest", "-p", "no:cacheprovider", *arguments,
                              environment=PYTHON_SETTINGS))


def side_by_side(root):
    """pytest's arguments for one process a processor, where the environment holds what that needs."""
    has_workers = (root / "usr/lib/python3/dist-packages/xdist").is_dir()
    return ["-n", str(os.cpu_count() or 1)] if has_workers else []


def parity(arguments) -> int:
    """./dev parity: the whole Python suite and the parity tier, in the environment."""
    root = prepare()
    build.build_extension()
    say("parity environment: " + (root / ".parity-rootfs").read_text().splitlines()[1])
    status, _ = run_pytest(root, *(arguments or ["-q", *side_by_side(root), "tests-python"]))
    return status
