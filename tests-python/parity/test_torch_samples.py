"""Every op of PyTorch's own list that Lucid has, on PyTorch's own samples: see torch_samples.py."""

import pathlib

import pytest

pytest.importorskip("torch")
pytest.importorskip("torch.testing._internal.common_methods_invocations")

import known_differences  # noqa: E402
import torch_samples  # noqa: E402

pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]

OPEN = known_differences.open_differences()


@pytest.mark.parametrize("aspect", torch_samples.ASPECTS)
@pytest.mark.parametrize("name", torch_samples.torch_ops())
def test_samples(record_property, name, aspect):
    wrong, still_open, total = [], [], 0
    for dtype, count, seen in torch_samples.findings(name, aspect):
        total += count
        if seen:
            case, trouble = seen[0]
            told = f"{dtype}: {len(seen)} of {count}, {case.describe()}\n    {trouble}"
            (still_open if (name, aspect, dtype) in OPEN else wrong).append(told)
    record_property("cases", total)
    assert not wrong, "\n".join(wrong)
    if still_open:
        pytest.xfail("\n".join(still_open))


def test_every_difference_is_on_the_page():
    page = (pathlib.Path(__file__).parents[2] / "docs" / "differences.md").read_text(encoding="utf-8")
    rows = {line.split(" | ")[0].lstrip("| ").strip() for line in page.splitlines() if line.startswith("| ")}
    assert {difference.reason for difference in known_differences.DIFFERENCES} <= rows
