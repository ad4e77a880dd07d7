"""nn.utils against PyTorch's: parametrizations, norms, pruning, packed sequences."""

import pytest

pytest.importorskip("torch")

import lucid  # noqa: E402
import torch  # noqa: E402
import torch.nn.utils.prune  # noqa: E402
from lucid import nn  # noqa: E402
from torch_reference import assert_same, to_lucid, to_torch  # noqa: E402

pytestmark = pytest.mark.parity


def pair():
    theirs = torch.nn.Linear(4, 3)
    ours = nn.Linear(4, 3)
    ours.load_state_dict({key: to_lucid(value) for key, value in theirs.state_dict().items()})
    return ours, theirs, torch.randn(5, 4)


def assert_same_training(ours, theirs, inputs):
    for _ in range(3):
        expected, got = theirs(inputs), ours(to_lucid(inputs))
        assert_same(got, expected)
        theirs.zero_grad()
        ours.zero_grad()
        (expected**2).sum().backward()
        (got**2).sum().backward()
        names = dict(theirs.named_parameters())
        assert sorted(names) == sorted(dict(ours.named_parameters()))
        for name, parameter in ours.named_parameters():
            assert_same(parameter.grad, names[name].grad, 1e-4, 1e-5)
            with torch.no_grad():
                names[name] -= 0.05 * names[name].grad
            with lucid.no_grad():
                parameter.sub_(0.05 * parameter.grad)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", ["hook", "parametrization"])
@pytest.mark.parametrize("dim", [0, 1, None])
def test_weight_norm(form, dim):
    ours, theirs, inputs = pair()
    if form == "hook":
        nn.utils.weight_norm(ours, dim=dim)
        torch.nn.utils.weight_norm(theirs, dim=dim)
    else:
        nn.utils.parametrizations.weight_norm(ours, dim=dim)
        torch.nn.utils.parametrizations.weight_norm(theirs, dim=dim)
    assert sorted(ours.state_dict()) == sorted(theirs.state_dict())
    assert_same_training(ours, theirs, inputs)
    before = ours(to_lucid(inputs))
    if form == "hook":
        nn.utils.remove_weight_norm(ours)
    else:
        nn.utils.parametrize.remove_parametrizations(ours, "weight")
        assert type(ours) is nn.Linear
    assert sorted(ours.state_dict()) == ["bias", "weight"]
    assert_same(ours(to_lucid(inputs)), to_torch(before.detach()))


@pytest.mark.parametrize("form", ["hook", "parametrization"])
def test_spectral_norm(form):
    ours, theirs, inputs = pair()
    if form == "hook":
        nn.utils.spectral_norm(ours)
        torch.nn.utils.spectral_norm(theirs)
    else:
        nn.utils.parametrizations.spectral_norm(ours)
        torch.nn.utils.parametrizations.spectral_norm(theirs)
    assert sorted(ours.state_dict()) == sorted(theirs.state_dict())
    ours.load_state_dict({key: to_lucid(value) for key, value in theirs.state_dict().items()})
    assert_same_training(ours, theirs, inputs)
    for _ in range(30):
        ours(to_lucid(inputs))
    largest = torch.linalg.matrix_norm(to_torch(ours.weight.detach()), 2)
    assert float(largest) == pytest.approx(1.0, rel=1e-4)


def test_parametrization_chain_and_assignment():
    class Symmetric(nn.Module):
        def forward(self, x):
            return lucid.triu(x) + lucid.triu(x, 1).t()

        def right_inverse(self, x):
            return lucid.triu(x)

    class Doubled(nn.Module):
        def forward(self, x):
            return x * 2

        def right_inverse(self, x):
            return x / 2

    parametrize = nn.utils.parametrize
    layer = nn.Linear(3, 3)
    parameter = layer.weight
    parametrize.register_parametrization(layer, "weight", Symmetric())
    parametrize.register_parametrization(layer, "weight", Doubled())
    assert parametrize.is_parametrized(layer, "weight") and not parametrize.is_parametrized(layer, "bias")
    assert type(layer).__name__ == "ParametrizedLinear" and isinstance(layer, nn.Linear)
    assert list(layer.state_dict()) == ["bias", "parametrizations.weight.original"]
    assert_same(layer.weight.t(), to_torch(layer.weight.detach()))
    target = lucid.tensor([[1.0, 2.0, 3.0], [2.0, 4.0, 5.0], [3.0, 5.0, 6.0]])
    layer.weight = target
    assert layer.weight.tolist() == target.tolist()
    layer(lucid.ones(1, 3)).sum().backward()
    assert layer.parametrizations.weight.original.grad is not None
    parametrize.remove_parametrizations(layer, "weight")
    assert layer.weight.tolist() == target.tolist() and type(layer.weight) is nn.Parameter
    del parameter
    with pytest.raises(ValueError):
        parametrize.register_parametrization(layer, "nothing", Doubled())
    with pytest.raises(ValueError):
        parametrize.remove_parametrizations(layer, "weight")


def test_pruning():
    ours, theirs, inputs = pair()
    for amount in (0.4, 2):
        nn.utils.prune.l1_unstructured(ours, "weight", amount)
        torch.nn.utils.prune.l1_unstructured(theirs, "weight", amount)
        assert_same(ours.weight_mask, theirs.weight_mask)
    assert sorted(ours.state_dict()) == sorted(theirs.state_dict())
    assert_same_training(ours, theirs, inputs)
    assert nn.utils.prune.is_pruned(nn.Sequential(ours))
    nn.utils.prune.remove(ours, "weight")
    torch.nn.utils.prune.remove(theirs, "weight")
    assert_same(ours.weight, theirs.weight)
    assert not nn.utils.prune.is_pruned(ours) and type(ours.weight) is nn.Parameter
    nn.utils.prune.random_unstructured(ours, "weight", 5)
    assert (to_torch(ours.weight_mask) == 0).sum() == 5
    nn.utils.prune.identity(ours, "bias")
    assert to_torch(ours.bias_mask).tolist() == [1, 1, 1]
    for amount, error in ((1.5, ValueError), (-1, ValueError), (100, ValueError), ("x", TypeError)):
        with pytest.raises(error):
            nn.utils.prune.random_unstructured(ours, "weight", amount)
    with pytest.raises(ValueError):
        nn.utils.prune.remove(nn.Linear(1, 1))


@pytest.mark.parametrize("batch_first", [False, True])
def test_packed_sequences(batch_first):
    sequences = [torch.randn(length, 2) for length in (2, 5, 1, 3)]
    padded = torch.nn.utils.rnn.pad_sequence(sequences, batch_first, padding_value=-1.0)
    ours = nn.utils.rnn.pad_sequence([to_lucid(s) for s in sequences], batch_first, padding_value=-1.0)
    assert_same(ours, padded)
    lengths = [2, 5, 1, 3]
    theirs_packed = torch.nn.utils.rnn.pack_padded_sequence(padded, lengths, batch_first, enforce_sorted=False)
    packed = nn.utils.rnn.pack_padded_sequence(ours, lengths, batch_first, enforce_sorted=False)
    for mine, reference in zip(packed, theirs_packed):
        assert_same(mine, reference)
    for options in ({}, {"padding_value": 9.0, "total_length": 7}):
        assert_same(
            nn.utils.rnn.pad_packed_sequence(packed, batch_first, **options),
            torch.nn.utils.rnn.pad_packed_sequence(theirs_packed, batch_first, **options),
        )
    for mine, reference in zip(nn.utils.rnn.unpack_sequence(packed), sequences):
        assert_same(mine, reference)
    with pytest.raises(RuntimeError, match="sorted in decreasing order"):
        nn.utils.rnn.pack_padded_sequence(ours, lengths, batch_first)
    with pytest.raises(ValueError, match="total_length"):
        nn.utils.rnn.pad_packed_sequence(packed, total_length=2)
