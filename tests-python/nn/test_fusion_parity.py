"""Batch normalisation folded into the layer before it, beside PyTorch."""

import pytest

pytest.importorskip("torch")

import lucid  # noqa: E402
import torch  # noqa: E402
from lucid import nn  # noqa: E402
from torch_reference import assert_same, to_lucid  # noqa: E402

pytestmark = pytest.mark.parity

CASES = [
    ("Conv1d", (3, 4, 2), {}, "BatchNorm1d", (2, 3, 6)),
    ("Conv2d", (3, 4, 2), {"bias": False}, "BatchNorm2d", (2, 3, 4, 4)),
    ("Conv3d", (2, 4, 2), {}, "BatchNorm3d", (2, 2, 3, 3, 3)),
    ("ConvTranspose2d", (3, 4, 2), {}, "BatchNorm2d", (2, 3, 3, 3)),
    ("Linear", (3, 4), {}, "BatchNorm1d", (5, 3)),
    ("Linear", (3, 4), {"bias": False}, "BatchNorm1d", (5, 3)),
]


@pytest.mark.parametrize("layer, args, keywords, norm, shape", CASES, ids=str)
@pytest.mark.parametrize("affine", [True, False])
def test_fused_layers(layer, args, keywords, norm, shape, affine):
    if layer == "Linear" and not affine:
        pytest.skip("PyTorch folds no such normalisation into a linear layer")
    theirs = getattr(torch.nn, layer)(*args, **keywords), getattr(torch.nn, norm)(4, affine=affine)
    with torch.no_grad():
        for tensor in theirs[1].state_dict().values():
            if tensor.is_floating_point():
                tensor.copy_(torch.rand_like(tensor) + 0.3)
    ours = getattr(nn, layer)(*args, **keywords), getattr(nn, norm)(4, affine=affine)
    for a, b in zip(ours, theirs):
        a.load_state_dict({key: to_lucid(value) for key, value in b.state_dict().items()})
        a.eval(), b.eval()
    x = torch.randn(*shape)
    transposed = {"transpose": True} if "Transpose" in layer else {}
    name = "fuse_linear_bn_eval" if layer == "Linear" else "fuse_conv_bn_eval"
    expected = getattr(torch.nn.utils.fusion, name)(*theirs, **transposed)
    got = getattr(nn.utils, name)(*ours, **transposed)
    assert_same(got.weight, expected.weight)
    assert_same(got.bias, expected.bias)
    assert_same(got(to_lucid(x)), theirs[1](theirs[0](x)), 1e-4, 1e-5)


def test_training_layers_are_refused():
    with pytest.raises(ValueError, match="eval"):
        nn.utils.fuse_linear_bn_eval(nn.Linear(2, 3), nn.BatchNorm1d(3))
    with pytest.raises(ValueError, match="features"):
        nn.utils.fuse_linear_bn_eval(nn.Linear(2, 3).eval(), nn.BatchNorm1d(4).eval())
    norm = nn.BatchNorm2d(3, track_running_stats=False).eval()
    with pytest.raises(ValueError, match="running"):
        nn.utils.fuse_conv_bn_eval(nn.Conv2d(2, 3, 1).eval(), norm)
    assert isinstance(lucid.nn.utils.fusion.Linear(1, 1), nn.Linear)
