"""The stubs: mypy --strict accepts programs that use them and refuses wrong ones; they name what the modules hold."""
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

FOLDER = pathlib.Path(__file__).parent / "programs"
ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture
def mypy(tmp_path):
    """Runs mypy --strict on a file; gives its exit status and words."""
    command = shutil.which("mypy")
    if command is None:
        pytest.skip("mypy is not installed (Debian: apt install mypy)")

    def check(path):
        result = subprocess.run(
            [command, "--strict", "--no-error-summary", "--cache-dir", str(tmp_path), str(path)],
            env={"MYPYPATH": str(ROOT / "python"), "PATH": "/usr/bin:/bin"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        return result.returncode, result.stdout + result.stderr

    return check


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.py")))
def test_programs_pass_strict_checks(mypy, name):
    status, words = mypy(FOLDER / name)
    assert status == 0, words


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.py")))
def test_programs_run(name):
    result = subprocess.run([sys.executable, str(FOLDER / name)], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_wrong_programs_are_refused(mypy, tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "import lucid\n"
        "lucid.zeros(2, 3).reshpe(6)\n"
        "lucid.add(lucid.ones(2))\n"
        "lucid.sum(lucid.ones(2), keepdim='yes')\n"
        "text: str = lucid.ones(2).numel()\n"
        "lucid.nn.Linear(2, 3).forwrd = 1 + ''\n"
    )
    status, words = mypy(wrong)
    found = {int(line) for line in re.findall(r"wrong\.py:(\d+): error", words)}
    assert status == 1 and found == {2, 3, 4, 5, 6}, words


def test_stubs_are_current():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from workflow import stubs
    finally:
        sys.path.remove(str(ROOT / "tools"))
    lacking = {}
    for path, text in stubs.texts().items():
        file = stubs.PACKAGE / path
        committed = file.read_text(encoding="utf-8") if file.exists() else ""
        names = set(re.findall(r"^(?:def|class) (\w+)", text, re.MULTILINE))
        missing = names - set(re.findall(r"^(?:def|class) (\w+)", committed, re.MULTILINE))
        if missing:
            lacking[path] = sorted(missing)
    assert not lacking, f"run ./dev stubs: {lacking}"
