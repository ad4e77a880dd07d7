"""./dev wheel: builds the wheel, and tries it where nothing of this checkout can help it."""
import os
import pathlib
import sys
import tempfile

from . import backend, machine
from .console import StepFailed, run, say, step, succeeds
from .layout import ROOT

LIMIT_MIB = 10

# What the wheel must do in an empty environment: compute, train a step, save, and need nothing else.
TRIAL = """
import os, sys
import lucid
import lucid.nn as nn
import lucid.nn.functional as F
import lucid.optim as optim
assert "numpy" not in sys.modules, "importing lucid imported NumPy"
assert os.path.dirname(lucid.__file__).startswith(sys.prefix), lucid.__file__
assert os.path.isfile(os.path.join(os.path.dirname(lucid.__file__), "py.typed"))
lucid.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 1))
optimizer = optim.Adam(model.parameters(), lr=0.05)
x = lucid.randn(64, 4)
y = (x * x).sum(1, keepdim=True)
first = F.mse_loss(model(x), y).item()
for _ in range(60):
    optimizer.zero_grad()
    loss = F.mse_loss(model(x), y)
    loss.backward()
    optimizer.step()
assert loss.item() < first / 4, (first, loss.item())
lucid.save(model.state_dict(), "model.lucid")
copy = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 1))
copy.load_state_dict(lucid.load("model.lucid"))
assert copy(x).tolist() == model(x).tolist()
print("   Python", sys.version.split()[0], "lucid", lucid.__version__, "loss", round(first, 3), "->",
      round(loss.item(), 3))
"""


def try_wheel(path: pathlib.Path, interpreter: str = sys.executable) -> None:
    """Installs the wheel into an empty environment without a network and runs TRIAL in a folder of its own."""
    if not succeeds([interpreter, "-c", "import ensurepip"]):
        machine.install([machine.VENV])
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        run([interpreter, "-m", "venv", place / "environment"], quiet=True)
        python = place / "environment" / ("Scripts" if os.name == "nt" else "bin") / "python"
        run([python, "-m", "pip", "install", "-q", "--no-index", "--disable-pip-version-check", path], quiet=True)
        (place / "elsewhere").mkdir()
        # -I: neither PYTHONPATH nor the folder it starts in reaches the module search.
        run([python, "-I", "-c", TRIAL], cwd=place / "elsewhere")


def wheel(try_it: bool, sdist: bool) -> int:
    with step("building the wheel"):
        path = ROOT / "dist" / backend.build_wheel(ROOT / "dist")
        size = path.stat().st_size / 2**20
        say(f"   {path.relative_to(ROOT)}  {size:.1f} MiB")
        if size >= LIMIT_MIB:
            raise StepFailed(f"the wheel has {size:.1f} MiB; {LIMIT_MIB} is the limit")
    if sdist:
        with step("building the source archive"):
            source = ROOT / "dist" / backend.build_sdist(ROOT / "dist")
            say(f"   {source.relative_to(ROOT)}  {source.stat().st_size / 2**20:.1f} MiB")
    if try_it:
        with step("trying the wheel in an empty environment, from another folder"):
            try_wheel(path)
    return 0
