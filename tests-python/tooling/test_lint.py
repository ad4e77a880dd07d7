"""What ./dev lint finds, and what it leaves alone."""
import ast
import pathlib

import pytest


def problems(text):
    from workflow.lint import python_problems
    return [problem for _, problem in python_problems(pathlib.Path("module.py"), text)]


@pytest.mark.parametrize("text, expected", [
    ("import os\n", "os is imported"),
    ("from a import b as c\n", "c is imported"),
    ("import a.b\n", "a is imported"),
    ("x = 1 \n", "space at the end"),
    ("\tx = 1\n", "a tab"),
    ("x = 1", "no newline"),
    ("<" * 7 + " HEAD\n", "merge conflict"),
    ("x = '" + "a" * 120 + "'\n", "characters wide"),
    ("match x:\n    case 1:\n        pass\n", "not Python 3.9"),
    ("try:\n    x = 1\nexcept:\n    x = 2\n", "bare except"),
])
def test_problems_are_found(tools, text, expected):
    assert any(expected in problem for problem in problems(text))


@pytest.mark.parametrize("text", [
    "import os\nprint(os.sep)\n",
    "import a.b\na.b.c()\n",
    "from a import b\n__all__ = ['b']\n",
    "from a import b\n\n\ndef f(x: 'b'):\n    return x\n",
    "from a import b as b\n",
    "from __future__ import annotations\n",
    "import os  # noqa: F401\n",
    "",
])
def test_good_style_passes(tools, text):
    assert problems(text) == []


def test_unused_imports_name_the_line(tools):
    from workflow.lint import unused_imports
    assert list(unused_imports(ast.parse("x = 1\n\nimport json\n"))) == [(3, "json is imported and not used")]
