"""A thing is rebuilt when its sources change, and only then."""
import pytest


@pytest.fixture
def checkout(tools, tmp_path, monkeypatch):
    """An empty checkout for the stamps to look at."""
    from workflow import stamps
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    monkeypatch.setattr(stamps, "ARTIFACTS", tmp_path / "artifacts")
    (tmp_path / "engine" / "obj").mkdir(parents=True)
    (tmp_path / "engine" / "Sum.cs").write_text("sum")
    (tmp_path / "global.json").write_text("{}")
    return stamps, tmp_path


def test_stamp_is_fresh_until_a_byte_changes(checkout):
    stamps, root = checkout
    product = root / "made.so"

    def stamp():
        return stamps.Stamp("made", stamps.digest(["engine"], "v3"), [product])

    assert not stamp().is_fresh()
    product.write_text("made")
    stamp().record()
    assert stamp().is_fresh()
    (root / "engine" / "Sum.cs").write_text("Sum")
    assert not stamp().is_fresh()


@pytest.mark.parametrize("change", ["renamed", "added", "setting", "product gone"])
def test_every_kind_of_change_counts(checkout, change):
    stamps, root = checkout
    product = root / "made.so"
    product.write_text("made")
    stamps.Stamp("made", stamps.digest(["engine"], "v3"), [product]).record()
    if change == "renamed":
        (root / "engine" / "Sum.cs").rename(root / "engine" / "Total.cs")
    elif change == "added":
        (root / "engine" / "Mean.cs").write_text("")
    elif change == "setting":
        (root / "global.json").write_text("{ }")
    else:
        product.unlink()
    assert not stamps.Stamp("made", stamps.digest(["engine"], "v3"), [product]).is_fresh()


def test_build_leftovers_and_other_folders_do_not_count(checkout):
    stamps, root = checkout
    before = stamps.digest(["engine"])
    (root / "engine" / "obj" / "Sum.o").write_text("object")
    (root / "README.md").write_text("text")
    assert stamps.digest(["engine"]) == before
    assert stamps.digest(["engine"], "v4") != before
