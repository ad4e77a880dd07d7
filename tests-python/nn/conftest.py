"""Every test of this folder runs on both devices."""

import warnings

import lucid
import pytest


@pytest.fixture(autouse=True, params=["cpu", "metal"])
def default_device(request):
    """Makes tensors without a named device live on each device in turn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that no GPU was found
        lucid.set_default_device(request.param)
    yield request.param
    lucid.set_default_device("cpu")
