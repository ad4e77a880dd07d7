"""A sample of the random programs; `random_programs.py` runs thousands."""

import pytest

import random_programs

pytestmark = pytest.mark.parity


@pytest.mark.parametrize("block", range(30))
def test_random_programs(torch, block):
    for seed in range(10 * block, 10 * block + 10):
        random_programs.run(torch, seed)
