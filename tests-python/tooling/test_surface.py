"""The documented names (docs/surface.txt): every one of the finished sections exists with a fitting signature."""
import pytest

FINISHED = ["lucid.einops", "lucid.dtypes", "lucid.metal", "lucid.autograd.graph", "lucid.autograd.function"]


@pytest.fixture(scope="module")
def surface():
    """The module behind ./dev surface."""
    import pathlib
    import sys

    tools = str(pathlib.Path(__file__).parents[2] / "tools")
    sys.path.insert(0, tools)
    try:
        from workflow import surface as module
    finally:
        sys.path.remove(tools)
    return module


@pytest.fixture(scope="module")
def checker(surface):
    return surface.Checker()


@pytest.mark.parametrize("section", FINISHED)
def test_section_is_complete(surface, checker, section):
    found = surface.report({section: surface.read()[section]}, checker)[section]
    assert [f"{f.entry.path}: {f.problem}" for f in found if f.problem] == []


def test_reading_the_list(surface):
    sections = surface.read()
    assert len(sections) > 40 and len(sections["lucid"]) == 389
    entry = next(e for e in sections["lucid"] if e.name == "std")
    assert entry.kind == "function" and entry.signature == "x, dim=None, keepdim=False, *, correction=1"
    optimizer = next(e for e in sections["lucid.optim"] if e.name == "Optimizer")
    assert "zero_grad" in [member.name for member in optimizer.members]


@pytest.mark.parametrize(
    "signature,fits",
    [
        ("input, other", True),
        ("x, b", True),
        ("input, wrong", False),
        ("other, input", False),
        ("input, other, *, out=None", True),
    ],
)
def test_signatures_are_compared(surface, checker, signature, fits):
    entry = surface.Entry("lucid", "maximum", "function", signature)
    assert (checker.check(entry)[0].problem == "") == fits


def test_missing_names_are_found(surface, checker):
    assert checker.check(surface.Entry("lucid", "no_such_name", "function", "x"))[0].problem == "missing"
    function = surface.Entry("lucid.einops", "rearrange", "function", "tensor, pattern, axes")
    assert checker.check(function)[0].problem
