"""Numbers carried between lucid and PyTorch as plain lists, so that neither needs the other's memory."""

import lucid
import torch

DTYPES = {"float32": (lucid.float32, torch.float32), "float64": (lucid.float64, torch.float64)}


def to_torch(tensor, requires_grad=False):
    """A PyTorch tensor with the numbers of a lucid tensor."""
    dtype = getattr(torch, str(tensor.dtype).rsplit(".", 1)[-1])
    return torch.tensor(tensor.tolist(), dtype=dtype).reshape(tuple(tensor.shape)).requires_grad_(requires_grad)


def to_lucid(tensor, requires_grad=False):
    """A lucid tensor with the numbers of a PyTorch tensor."""
    dtype = getattr(lucid, str(tensor.dtype).rsplit(".", 1)[-1])
    values = lucid.tensor(tensor.detach().tolist(), dtype=dtype).reshape(tuple(tensor.shape))
    return values.requires_grad_() if requires_grad else values


def assert_same(ours, theirs, rtol=1e-5, atol=1e-6):
    """Equal shapes and numbers within tolerance (nan equals nan)."""
    if isinstance(theirs, (tuple, list)):
        assert len(ours) == len(theirs)
        for a, b in zip(ours, theirs):
            assert_same(a, b, rtol, atol)
        return
    assert tuple(ours.shape) == tuple(theirs.shape)
    torch.testing.assert_close(to_torch(ours.detach()), theirs.detach(), rtol=rtol, atol=atol, equal_nan=True)
