"""Bags of embeddings beside PyTorch."""

import lucid
import pytest
from both_libraries import both_refuse, check, values
from tensor_pairs import compare, from_torch

pytestmark = pytest.mark.parity

MODES = ["sum", "mean", "max"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("padding", [None, 2, -1])
def test_rows_as_bags(torch, mode, padding):
    indices = torch.tensor([[0, 2, 4], [2, 2, 2], [1, 1, 3], [4, 3, 2]])

    def run(library, F, weight, indices):
        return F.embedding_bag(indices, weight, mode=mode, padding_idx=padding)

    check(torch, run, values(torch, 5, 4), indices, second=mode != "max")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("padding", [None, 0])
@pytest.mark.parametrize("offsets", [[0, 2, 2, 5], [0, 0, 3], [0], [0, 7]], ids=str)
@pytest.mark.parametrize("include_last", [False, True])
def test_offsets(torch, mode, padding, offsets, include_last):
    indices = torch.tensor([0, 3, 1, 0, 2, 3, 3])
    if include_last:
        offsets = [*offsets, 7]

    def run(library, F, weight, indices, offsets):
        return F.embedding_bag(
            indices, weight, offsets, mode=mode, include_last_offset=include_last, padding_idx=padding
        )

    check(torch, run, values(torch, 4, 3), indices, torch.tensor(offsets), second=False)


def test_weights_of_samples(torch):
    indices, weights = torch.tensor([0, 3, 1, 0, 2]), values(torch, 5, salt=3)

    def run(library, F, table, indices, offsets, weights):
        return F.embedding_bag(indices, table, offsets, mode="sum", per_sample_weights=weights)

    check(torch, run, values(torch, 4, 3), indices, torch.tensor([0, 2]), weights, second=False)


@pytest.mark.parametrize("mode", MODES)
def test_module(torch, mode):
    theirs = torch.nn.EmbeddingBag(6, 4, mode=mode, padding_idx=1, max_norm=1.5)
    ours = lucid.nn.EmbeddingBag(6, 4, mode=mode, padding_idx=1, max_norm=1.5)
    assert repr(ours) == repr(theirs)
    ours.load_state_dict({name: from_torch(value) for name, value in theirs.state_dict().items()})
    indices = torch.tensor([[0, 5], [1, 2]])
    expected, got = theirs(indices), ours(from_torch(indices))
    compare(got, expected)
    (expected**2).sum().backward()
    (got**2).sum().backward()
    compare(ours.weight.grad, theirs.weight.grad)


def test_gradients_scaled_by_frequency(torch):
    indices = torch.tensor([[0, 2], [2, 2]])

    def run(library, F, weight, indices):
        return F.embedding_bag(indices, weight, mode="sum", scale_grad_by_freq=True)

    check(torch, run, values(torch, 4, 3), indices, second=False)


def test_wrong_calls(torch):
    i, w, o = torch.tensor([0, 1, 2]), values(torch, 4, 3, grad=False), torch.tensor([0, 2])
    both_refuse(torch, lambda library, F, i, w, o: F.embedding_bag(i, w), i, w, o)
    both_refuse(torch, lambda library, F, i, w, o: F.embedding_bag(i[None], w, o), i, w, o)
    both_refuse(torch, lambda library, F, i, w, o: F.embedding_bag(i, w, o, mode="median"), i, w, o)
    both_refuse(torch, lambda library, F, i, w, o: F.embedding_bag(i, w, o + 1), i, w, o)
    both_refuse(torch, lambda library, F, i, w, o: F.embedding_bag(i, w, o * 4), i, w, o)
    both_refuse(torch, lambda library, F, i, w, o: F.embedding_bag(i + 9, w, o), i, w, o)
    both_refuse(torch, lambda library, F, i, w, o: F.embedding_bag(i, w, o, per_sample_weights=w[:, 0]), i, w, o)
