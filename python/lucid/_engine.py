"""Finds and loads the engine that fits this processor; the only module that touches ``lucid._C``."""

import importlib.machinery
import importlib.util
import os
import sys

_ABI_VERSION = 1
_V3_FLAGS = frozenset({"avx2", "fma", "bmi1", "bmi2", "f16c", "movbe", "abm"})
_V4_FLAGS = frozenset({"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"})


def _cpu_flags():
    """Instruction sets of this processor by Linux's names; None where the system does not tell."""
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as info:
            for line in info:
                if line.startswith("flags"):
                    return frozenset(line.split(":", 1)[1].split())
    except OSError:
        pass
    return None


def _candidates(folder):
    """Engine files to try, best first. A file for a newer processor would end the process: the flags decide."""
    wanted = os.environ.get("LUCID_ENGINE_ISA")
    suffix = ".pyd" if sys.platform == "win32" else ".abi3.so"
    names = []
    machine = os.uname().machine if hasattr(os, "uname") else "AMD64"
    if machine in ("x86_64", "AMD64"):
        flags = _cpu_flags()
        if flags is not None and not _V3_FLAGS <= flags:
            missing = ", ".join(sorted(_V3_FLAGS - flags))
            raise ImportError(f"lucid needs an x86-64-v3 processor (2013 or newer); this one lacks {missing}")
        if wanted != "v3" and flags is not None and _V4_FLAGS <= flags:
            names.append("_C_v4")
        if wanted != "v4":
            names.append("_C_v3")
    names.append("_C")
    return [path for path in (os.path.join(folder, name + suffix) for name in names) if os.path.exists(path)]


def _load():
    folder = os.path.dirname(os.path.abspath(__file__))
    paths = _candidates(folder)
    if not paths:
        raise ImportError(
            "lucid: the engine has not been built for this system. From a source checkout run `./dev build`; "
            "otherwise reinstall with `pip install --force-reinstall lucid-dl`."
        )
    loader = importlib.machinery.ExtensionFileLoader("lucid._C", paths[0])
    spec = importlib.util.spec_from_file_location("lucid._C", paths[0], loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    found = getattr(module, "_abi_version", None)
    if found != _ABI_VERSION:
        raise ImportError(
            f"lucid: the engine file {os.path.basename(paths[0])} has ABI version {found}, but this package needs "
            f"{_ABI_VERSION}; they come from different builds. Run `./dev build`, or reinstall lucid-dl."
        )
    sys.modules["lucid._C"] = module
    return module


engine = _load()

if hasattr(os, "register_at_fork"):
    # Worker threads do not survive a fork; without them on either side the child starts its own when it needs them.
    os.register_at_fork(
        before=engine._prepare_fork, after_in_parent=engine._finish_fork, after_in_child=engine._finish_fork
    )


def get_autocast_state(device):
    """Whether mixed precision is on for a device ("cpu" or "metal") on this thread, and the type it narrows to."""
    return engine._get_autocast(device)


def set_autocast_state(device, enabled, dtype):
    """Turns mixed precision for a device on or off on this thread."""
    engine._set_autocast(device, enabled, dtype)
