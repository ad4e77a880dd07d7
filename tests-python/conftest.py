"""What all Python tests share: NumPy kept away from the tests that must do without it, and the optional libraries."""
import pathlib
import signal
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]

# A shell starts its background jobs deaf to interrupts, and so their children; the tests of interrupts need ears.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

OPTIONAL = ("numpy", "torch", "scipy")


@pytest.fixture(autouse=True)
def numpy_blocked(request, monkeypatch):
    """Importing NumPy (or PyTorch, SciPy) fails in every test that does not ask for it by fixture or marker."""
    asks = {"numpy", "parity"} & {mark.name for mark in request.node.iter_markers()}
    if not asks and not set(OPTIONAL) & set(request.fixturenames):
        for name in OPTIONAL:
            monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture(scope="session")
def numpy():
    """The NumPy module; the test is skipped where it is not installed."""
    return pytest.importorskip("numpy")


@pytest.fixture(scope="session")
def scipy():
    """The SciPy module; the test is skipped where it is not installed."""
    return pytest.importorskip("scipy")


@pytest.fixture(scope="session")
def torch():
    """The PyTorch module; the test is skipped where it is not installed."""
    return pytest.importorskip("torch")


@pytest.fixture(scope="session")
def tools():
    """Makes `workflow` importable, as the build backend's backend-path does."""
    sys.path.insert(0, str(ROOT / "tools"))
    yield ROOT
    sys.path.remove(str(ROOT / "tools"))
