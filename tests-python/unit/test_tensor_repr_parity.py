"""The text of tensors against PyTorch's, over many shapes, types and ranges."""

import pytest

pytest.importorskip("torch")

import lucid  # noqa: E402
import torch  # noqa: E402
from lucid._tensor_repr import set_printoptions, tensor_repr  # noqa: E402

pytestmark = pytest.mark.parity

NAMES = ["float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool", "complex64"]
SHAPES = [(), (1,), (3,), (30,), (2, 3), (3, 1, 4), (1, 1, 1, 2), (0,), (2, 0), (0, 3, 2), (1001,), (40, 40), (3, 500),
          (2, 3, 300), (7, 8, 9, 10), (1000,), (2, 2, 2, 2, 2)]  # fmt: skip
SCALES = [1.0, 1e-3, 1e-6, 1e5, 1e9]


def to_lucid(tensor):
    name = str(tensor.dtype).rsplit(".", 1)[-1]
    return lucid.tensor(tensor.tolist(), dtype=getattr(lucid, name)).reshape(tuple(tensor.shape))


def text_of(tensor):
    return repr(tensor).replace("torch.", "lucid.")


def ours(tensor):
    return tensor_repr(tensor).replace("torch.", "lucid.")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_shapes_and_types(name, shape):
    generator = torch.Generator().manual_seed(len(shape) + len(name))
    dtype = getattr(torch, name)
    for scale in SCALES if dtype.is_floating_point or dtype.is_complex else (3, 100):
        values = torch.randn(shape, generator=generator, dtype=torch.complex64 if dtype.is_complex else torch.float64)
        values = (values * scale).abs() if name == "uint8" else values * scale
        tensor = (values.clamp(0, 200) if name == "uint8" else values).to(dtype)
        assert ours(to_lucid(tensor)) == text_of(tensor)


@pytest.mark.parametrize(
    "values",
    [
        [1.0, 2.0, 3.0],
        [0.0],
        [-0.0, 0.0],
        [float("nan")],
        [float("inf"), -float("inf"), 1.0],
        [float("nan"), 1.5],
        [1e-5, 1.0],
        [1.0, 1001.0],
        [1.5, 1501.0],
        [1e8, 1.0],
        [100000001.0],
        [1e-45],
        [123456.0, float("inf")],
        [-1.0, 10.0, -100.0],
        [0.1, 0.25],
        [99999.0, 1e5 + 0.5],
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["float32", "float64"])
def test_special_values(values, name):
    tensor = torch.tensor(values, dtype=getattr(torch, name))
    assert ours(to_lucid(tensor)) == text_of(tensor)
    assert ours(to_lucid(tensor).requires_grad_()) == text_of(tensor.requires_grad_())


def test_suffixes_break_the_line():
    tensor = torch.randn(12, dtype=torch.float64)
    assert ours(to_lucid(tensor).requires_grad_()) == text_of(tensor.requires_grad_())
    tensor = torch.zeros(14, dtype=torch.int16)
    assert ours(to_lucid(tensor)) == text_of(tensor)


@pytest.mark.parametrize(
    "options",
    [
        {"precision": 2},
        {"precision": 8, "linewidth": 120},
        {"threshold": 5, "edgeitems": 1},
        {"sci_mode": True},
        {"sci_mode": False},
        {"profile": "short"},
        {"profile": "full"},
        {"linewidth": 20},
    ],
    ids=str,
)
def test_options(options):
    try:
        set_printoptions(**options)
        torch.set_printoptions(**options)
        for shape in [(5,), (3, 4), (40, 40), (11,)]:
            for scale in (1.0, 1e7):
                tensor = torch.randn(shape) * scale
                assert ours(to_lucid(tensor)) == text_of(tensor)
    finally:
        set_printoptions(profile="default")
        torch.set_printoptions(profile="default")
