"""docs/metal-kernels.md: its commands, run again, print what it shows."""
import os
import pathlib
import re
import shlex
import subprocess
import sys

import pytest

import lucid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "metal-kernels.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text):
    """(kind, content, prose before it) of every code block."""
    end = 0
    for block in BLOCK.finditer(text):
        yield block.group(1), block.group(2), text[end : block.start()]
        end = block.end()


def run(arguments, folder):
    """What a command prints, errors included."""
    environment = {**os.environ, "PYTHONPATH": str(pathlib.Path(lucid.__file__).parents[1]),
        "LUCID_METAL_DRIVER": "host"}
    environment.pop("LUCID_METAL_CHECKED", None)
    done = subprocess.run(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=environment, timeout=300)
    return done.stdout


def replayed(text, folder):
    """The page with every output replaced by what its command prints now."""
    last_python = None
    for kind, content, prose in blocks(text):
        if kind == "metal":
            name = re.findall(r"`(\w+\.metal)`", prose)[-1]
            (folder / name).write_text(content)
        elif kind == "console":
            command = content.splitlines()[0]
            assert command.startswith("$ python -m lucid.metal ")
            output = run([sys.executable, *shlex.split(command[2:])[1:]], folder)
            text = text.replace(f"```console\n{content}```", f"```console\n{command}\n{output}```", 1)
        elif kind == "python":
            last_python = run([sys.executable, "-W", "ignore", "-c", content], folder)
        elif kind == "text":
            text = text.replace(f"```text\n{content}```", f"```text\n{last_python}```", 1)
    return text


@pytest.mark.skipif(not PAGE.exists(), reason="needs the source checkout")
def test_the_page_shows_what_is_printed(tmp_path):
    text = PAGE.read_text(encoding="utf-8")
    assert replayed(text, tmp_path) == text
    kinds = [kind for kind, _, _ in blocks(text)]
    assert kinds.count("console") >= 6 and kinds.count("metal") >= 5
    assert "out-of-bounds access in kernel 'smooth' at smooth.metal:5" in text
    assert "data race in kernel 'total' at total.metal:11" in text
    assert (tmp_path / "mandelbrot.png").read_bytes().startswith(b"\x89PNG")


if __name__ == "__main__":
    # Writes the outputs of this machine into the page.
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(replayed(PAGE.read_text(encoding="utf-8"), pathlib.Path(name)), encoding="utf-8")
