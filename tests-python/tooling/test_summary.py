"""./dev test must never take a broken run for a good one: how it reads what the runners print."""
import pytest

PYTEST = [
    ("12 passed in 0.31s", 0, (12, 0, 0)),
    ("==== 2 failed, 10 passed, 3 skipped, 1 warning in 4.2s ====", 1, (10, 2, 3)),
    ("1 failed, 2 errors in 1s", 1, (0, 3, 0)),
    ("3 passed, 1 xfailed in 1s", 0, (4, 0, 0)),
    ("no tests ran in 0.01s", 5, (0, 1, 0)),
    ("Fatal Python error: Segmentation fault", -11, (0, 1, 0)),
    ("7 passed in 1s\nSegmentation fault", -11, (7, 1, 0)),
]


@pytest.mark.parametrize("output, status, counts", PYTEST, ids=[row[0].splitlines()[-1] for row in PYTEST])
def test_pytest_closing_lines(tools, output, status, counts):
    from workflow.testing import pytest_outcome
    outcome = pytest_outcome("suite", status, "....\n" + output + "\n", 1.0)
    assert (outcome.passed, outcome.failed, outcome.skipped) == counts


SUITE = ", Duration: 1 s - Lucid.Tests.dll (net10.0)"
XUNIT = [
    ("Passed!  - Failed:     0, Passed:    31, Skipped:     2, Total:    33" + SUITE, 0, (31, 0, 2)),
    ("Failed!  - Failed:     4, Passed:    27, Skipped:     0, Total:    31" + SUITE, 1, (27, 4, 0)),
    ("error CS1002: ; expected", 1, (0, 1, 0)),
    ("No test is available in A.dll.", 0, (0, 1, 0)),
]


@pytest.mark.parametrize("output, status, counts", XUNIT, ids=["passed", "failed", "does not compile", "empty"])
def test_xunit_closing_lines(tools, output, status, counts):
    from workflow.testing import xunit_outcome
    outcome = xunit_outcome("suite", status, output, 1.0)
    assert (outcome.passed, outcome.failed, outcome.skipped) == counts


def test_one_failure_fails_the_run(tools, capsys):
    from workflow.testing import Outcome, summarise
    good, bad = Outcome("good", 3, 0, 1, 0.0), Outcome("bad", 2, 1, 0, 0.0)
    assert summarise([good], 1.0) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed, 1 skipped"
    assert summarise([good, bad], 1.0) == 1
    assert summarise([], 1.0) == 1
