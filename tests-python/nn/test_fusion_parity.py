"""Batch normalization folded into convolutions and linear layers, beside PyTorch's."""

import pytest

import lucid
import lucid.nn as nn

torch = pytest.importorskip("torch")

pytestmark = pytest.mark.parity


class Normalization(nn.Module):
    """What the functions read of a batch normalization, and what it does in eval mode."""

    def __init__(self, theirs):
        super().__init__()
        for name in ("running_mean", "running_var", "weight", "bias"):
            value = getattr(theirs, name)
            setattr(self, name, None if value is None else lucid.tensor(value.tolist()))
        self.eps, self.num_features = theirs.eps, theirs.num_features


def normalization(features, affine=True):
    torch.manual_seed(0)
    theirs = torch.nn.BatchNorm2d(features, affine=affine).eval()
    theirs.running_mean.normal_()
    theirs.running_var.uniform_(0.5, 2)
    if affine:
        torch.nn.init.normal_(theirs.weight)
        torch.nn.init.normal_(theirs.bias)
    return Normalization(theirs).eval(), theirs


def same(ours, theirs):
    torch.testing.assert_close(torch.tensor(ours.tolist()), theirs.detach(), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("affine", [True, False])
@pytest.mark.parametrize("bias", [True, False])
def test_convolutions(bias, affine):
    bn, their_bn = normalization(4, affine)
    theirs = torch.nn.Conv2d(3, 4, 3, bias=bias).eval()
    ours = nn.Conv2d(3, 4, 3, bias=bias).eval()
    ours.load_state_dict({k: lucid.tensor(v.tolist()) for k, v in theirs.state_dict().items()})
    fused = nn.utils.fuse_conv_bn_eval(ours, bn)
    their_fused = torch.nn.utils.fuse_conv_bn_eval(theirs, their_bn)
    same(fused.weight, their_fused.weight)
    same(fused.bias, their_fused.bias)
    x = torch.randn(2, 3, 6, 5)
    same(fused(lucid.tensor(x.tolist())), their_bn(theirs(x)))
    assert isinstance(fused.bias, nn.Parameter) and ours.weight is not fused.weight
    weight = torch.randn(3, 4, 2, 2)
    fields = (their_bn.running_mean, their_bn.running_var, their_bn.eps, their_bn.weight, their_bn.bias)
    expected = torch.nn.utils.fuse_conv_bn_weights(weight, None, *fields, transpose=True)
    ours_fields = (bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias)
    found = nn.utils.fuse_conv_bn_weights(lucid.tensor(weight.tolist()), None, *ours_fields, transpose=True)
    for mine, other in zip(found, expected):
        same(mine, other)


def test_linear_layers():
    bn, their_bn = normalization(4)
    theirs = torch.nn.Linear(3, 4).eval()
    ours = nn.Linear(3, 4).eval()
    ours.load_state_dict({k: lucid.tensor(v.tolist()) for k, v in theirs.state_dict().items()})
    fused, their_fused = nn.utils.fuse_linear_bn_eval(ours, bn), torch.nn.utils.fuse_linear_bn_eval(theirs, their_bn)
    same(fused.weight, their_fused.weight)
    same(fused.bias, their_fused.bias)
    with pytest.raises(RuntimeError, match="eval"):
        nn.utils.fuse_linear_bn_eval(ours.train(), bn)
    with pytest.raises(RuntimeError, match="num_features"):
        nn.utils.fuse_linear_bn_eval(nn.Linear(3, 5).eval(), bn)
