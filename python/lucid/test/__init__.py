"""What tests of programs need: comparisons that say what differs, and tensors to test with."""

from lucid.test._comparison import assert_allclose, assert_close
from lucid.test._creation import make_tensor

__all__ = ["assert_allclose", "assert_close", "make_tensor"]
