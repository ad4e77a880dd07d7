"""Help pages: every op has a signature and a page, and the examples on pages and in docstrings run."""
import doctest
import importlib
import inspect
import pydoc

import pytest

import lucid
from lucid._op_examples import EXAMPLES

OPS = sorted(name for name in dir(lucid) if hasattr(getattr(lucid, name), "schemas"))


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_examples_of_ops(name):
    parsed = doctest.DocTestParser().get_doctest(EXAMPLES[name], {"lucid": lucid}, name, None, 0)
    told = []
    result = doctest.DocTestRunner().run(parsed, out=told.append)
    assert result.attempted == 1 and result.failed == 0, "".join(told)
    op = getattr(lucid, name)
    assert "Example:" in op.__doc__ or not hasattr(op, "schemas")


@pytest.mark.parametrize("module", ["lucid._einsum", "lucid.einops._transform", "lucid.einops._contraction"])
def test_examples_in_docstrings(module):
    result = doctest.testmod(importlib.import_module(module), extraglobs={"lucid": lucid})
    assert result.attempted > 0 and result.failed == 0


def test_every_op_has_a_signature_and_a_page():
    assert len(OPS) > 200
    for name in OPS:
        op = getattr(lucid, name)
        parameters = list(inspect.signature(op).parameters)
        page = op.__doc__
        for parameter in parameters:
            assert parameter in page, f"{name}: {parameter}"
        assert "Derivative:" in page and "Raises:" in page and "Element types:" in page


def test_signatures_are_those_of_the_schemas():
    assert list(inspect.signature(lucid.sum).parameters) == ["input", "dim", "keepdim", "dtype", "out"]
    keepdim = inspect.signature(lucid.Tensor.sum).parameters["keepdim"]
    assert keepdim.default is False and keepdim.kind == keepdim.POSITIONAL_OR_KEYWORD
    assert list(inspect.signature(lucid.ones(2).sum).parameters)[0] == "dim"
    assert list(inspect.signature(lucid.Tensor.add_).parameters) == ["self", "other"]


def test_help_shows_the_page():
    text = pydoc.plain(pydoc.render_doc(lucid.add))
    assert "add(input" in text and "alpha" in text and "Sum of two tensors" in text
