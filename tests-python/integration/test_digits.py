"""The digits example: it learns, it ends alike on both devices, its picture is a picture."""

import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(folder, *arguments):
    import os

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "python"), *sys.path])}
    return subprocess.run(
        [sys.executable, str(ROOT / "examples" / "digits.py"), *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folders = {device: tmp_path_factory.mktemp(device) for device in ("cpu", "metal")}
    return {device: (run(folder, "--device", device), folder) for device, folder in folders.items()}


def accuracy(output):
    return float(re.search(r"loaded again: test accuracy ([\d.]+)%", output)[1])


@pytest.mark.parametrize("device", ["cpu", "metal"])
def test_reads_digits(outputs, device):
    output, _ = outputs[device]
    assert accuracy(output) > 97
    assert len(re.findall(r"^epoch", output, re.M)) == 30


def test_both_devices_end_alike(outputs):
    assert accuracy(outputs["cpu"][0]) == accuracy(outputs["metal"][0])


def test_the_picture_shows_curves_matrix_and_mistakes(outputs):
    output, folder = outputs["cpu"]
    root = ElementTree.parse(folder / "digits.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    curves = root.findall(f"{space}polyline")
    assert [len(curve.get("points").split()) for curve in curves] == [30, 30]
    texts = ["".join(element.itertext()) for element in root.findall(f"{space}text")]
    wrong = int(next(re.match(r"Misread: (\d+) of 360", t) for t in texts if t.startswith("Misread"))[1])
    assert accuracy(output) == pytest.approx(100 * (360 - wrong) / 360, abs=0.01)
    assert sum(1 for t in texts if re.fullmatch(r"\d for \d", t)) == min(wrong, 10)
    assert (folder / "digits.lucid").stat().st_size > 4 * 50_000
