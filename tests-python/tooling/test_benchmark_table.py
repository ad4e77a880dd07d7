"""The benchmark table: its rows are well formed, and what it prints follows from the figures. Nothing is timed."""
import pathlib
import re
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def table(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    for name in [name for name in sys.modules if name.split(".")[0] == "benchmarks"]:
        monkeypatch.delitem(sys.modules, name)
    from benchmarks.table import baseline, command, kernels, report
    return baseline.baseline.rows, kernels.kernels.rows, command, report


def test_rows_have_names_of_their_own_and_compile(table):
    baseline, kernels, _, _ = table
    names = [row.name for row in baseline + kernels]
    assert len(baseline) == 71 and len(set(names)) == len(names)
    assert not [name for name in names if " " in name]
    for row in baseline + kernels:
        compile(row.statement, row.name, "exec")


def test_libtorch_times_rows_of_the_table_only(table):
    baseline, kernels, _, _ = table
    names = {row.name for row in baseline + kernels}
    source = (ROOT / "benchmarks" / "libtorch" / "Rows.cs").read_text(encoding="utf-8")
    written = set(re.findall(r'rows\["(\w+)"\] =', source))
    assert len(written) > 20 and written <= names


def test_patterns(table):
    baseline, _, command, _ = table
    assert [row.name for row in command.selected(baseline, "matmul_64,*_16")] == [
        "add_16", "relu_16", "mul_sum_backward_16", "matmul_64", "matmul_64x784x256"]
    assert command.selected(baseline, "none") == []


def test_the_better_of_the_others_counts(table):
    baseline, _, _, report = table
    rows = [row for row in baseline if row.name in ("add_1e6", "add_1e7", "svd_256")]
    results = {1: {
        "add_1e6": {"lucid": {"least": 2e-4}, "torch": {"least": 3e-4}, "libtorch": {"least": 1e-4},
                    "limits": {"least": 1e-4}},
        "add_1e7": {"lucid": {"least": 2e-3}, "torch": {"least": 8e-3}, "libtorch": {"error": "absent"}},
        "svd_256": {"lucid": {"error": "AttributeError: svd"}, "torch": {"least": 1e-3}},
    }}
    lines = report.table(rows, results, ["lucid", "torch", "libtorch"]).splitlines()
    assert lines[2] == "| add_1e6 | 200 µs | 300 µs | 100 µs | **0.50** | 50% |"
    assert lines[3] == "| add_1e7 | 2 ms | 8 ms | absent | **4.00** | – |"
    assert lines[4] == "| svd_256 | absent | 1 ms | absent | – | – |"
    text = report.summary(rows, results)
    assert "geometric mean 1.41 over 2 of 3 rows" in text
    assert "others (1): add_1e6 0.50." in text and "target (1): add_1e7 4.00 of 5." in text
