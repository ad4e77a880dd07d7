"""The little TOML reader and the metadata written from it."""
import email
import sys

import pytest


def test_pyproject_reads_as_the_standard_library_reads_it(tools):
    if sys.version_info < (3, 11):
        pytest.skip("tomllib came with Python 3.11")
    import tomllib
    from workflow import metadata
    text = (tools / "pyproject.toml").read_text(encoding="utf-8")
    assert metadata.parse(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["a = 1\n", "a = [\n", "a = {b = 'c'}\n", "nonsense\n"])
def test_forms_it_does_not_know_are_refused(tools, text):
    from workflow import metadata
    with pytest.raises((ValueError, SyntaxError)):
        metadata.parse(text)


def test_core_metadata_is_a_message_with_every_field(tools):
    from workflow import metadata
    message = email.message_from_string(metadata.core_metadata())
    assert message["Name"] == "lucid-dl"
    assert message["Version"] == metadata.project_table()["version"]
    assert message["Requires-Python"] == ">=3.9"
    assert set(message.get_all("Provides-Extra")) == {"numpy", "test", "dev"}
    assert all("extra ==" in requirement for requirement in message.get_all("Requires-Dist"))
    assert message.get_payload() == (tools / "README.md").read_text(encoding="utf-8")
