"""Normalisation, recurrent and transformer layers against PyTorch's: the same state, numbers, gradients and text."""

import pytest

pytest.importorskip("torch")

import lucid  # noqa: E402
import torch  # noqa: E402
from lucid import nn  # noqa: E402
from torch_reference import assert_same, to_lucid, to_torch  # noqa: E402

pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]


def signed(*shape):
    return torch.randn(*shape)


# class, constructor arguments, keywords, inputs
CASES = [
    ("BatchNorm1d", (4,), {}, [signed(5, 4)]),
    ("BatchNorm1d", (4,), {"affine": False, "momentum": 0.3}, [signed(5, 4, 3)]),
    ("BatchNorm2d", (4,), {"eps": 1e-3}, [signed(5, 4, 3, 2)]),
    ("BatchNorm2d", (4,), {"momentum": None}, [signed(5, 4, 3, 2)]),
    ("BatchNorm2d", (4,), {"track_running_stats": False}, [signed(5, 4, 3, 2)]),
    ("BatchNorm3d", (4,), {}, [signed(2, 4, 3, 2, 2)]),
    ("InstanceNorm1d", (4,), {}, [signed(5, 4, 3)]),
    ("InstanceNorm1d", (4,), {"affine": True}, [signed(4, 3)]),
    ("InstanceNorm2d", (4,), {"affine": True, "track_running_stats": True}, [signed(5, 4, 3, 2)]),
    ("InstanceNorm3d", (4,), {"track_running_stats": True}, [signed(2, 4, 3, 2, 2)]),
    ("LocalResponseNorm", (3,), {}, [signed(2, 4, 3, 2)]),
    ("GroupNorm", (2, 4), {}, [signed(2, 4, 3, 2)]),
    ("RNN", (3, 5), {"nonlinearity": "relu", "num_layers": 2}, [signed(4, 2, 3)]),
    ("LSTM", (3, 5), {"bidirectional": True, "proj_size": 2}, [signed(4, 2, 3)]),
    ("GRU", (3, 5), {"batch_first": True, "bias": False}, [signed(4, 2, 3)]),
    ("LSTMCell", (3, 5), {}, [signed(2, 3)]),
    ("RNNCell", (3, 5), {"nonlinearity": "relu"}, [signed(2, 3)]),
    ("MultiheadAttention", (8, 2), {}, [signed(4, 2, 8), signed(5, 2, 8), signed(5, 2, 8)]),
    ("MultiheadAttention", (8, 2), {"kdim": 3, "vdim": 5}, [signed(4, 2, 8), signed(5, 2, 3), signed(5, 2, 5)]),
    ("TransformerEncoderLayer", (8, 2, 16), {}, [signed(4, 3, 8)]),
    ("TransformerEncoderLayer", (8, 2, 16), {"norm_first": True, "activation": "gelu"}, [signed(4, 3, 8)]),
    ("TransformerEncoderLayer", (8, 2, 16), {"batch_first": True, "bias": False}, [signed(4, 3, 8)]),
    ("TransformerEncoderLayer", (8, 2, 16), {}, [signed(4, 8)]),
    ("TransformerDecoderLayer", (8, 2, 16), {}, [signed(4, 3, 8), signed(5, 3, 8)]),
    ("TransformerDecoderLayer", (8, 2, 16), {"norm_first": True, "batch_first": True},
     [signed(4, 3, 8), signed(4, 5, 8)]),
    ("Transformer", (8, 2, 2, 1, 16), {"batch_first": True}, [signed(3, 4, 8), signed(3, 5, 8)]),
]  # fmt: skip
IDS = [f"{i}-{case[0]}" for i, case in enumerate(CASES)]


def tensors(value):
    if isinstance(value, (tuple, list)):
        return [t for item in value for t in tensors(item)]
    return [] if value is None else [value]


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("name, args, keywords, inputs", CASES, ids=IDS)
def test_state_text_values_and_gradients(name, args, keywords, inputs, training):
    if training and "Transformer" in name:
        keywords = {**keywords, "dropout": 0.0}
    theirs = getattr(torch.nn, name)(*args, **keywords).train(training)
    ours = getattr(nn, name)(*args, **keywords).train(training)
    state = theirs.state_dict()
    assert list(ours.state_dict()) == list(state)
    assert ours.state_dict()._metadata == state._metadata
    ours.load_state_dict({key: to_lucid(value) for key, value in state.items()})
    assert repr(ours) == repr(theirs).replace("NonDynamicallyQuantizableLinear", "Linear")
    reference = [x.clone().requires_grad_() for x in inputs]
    mine = [to_lucid(x).requires_grad_() for x in inputs]
    expected, got = tensors(theirs(*reference)), tensors(ours(*mine))
    assert_same(got, expected, 1e-4, 1e-5)
    sum((t**3).sum() for t in expected).backward()
    sum((t**3).sum() for t in got).backward()
    for a, b in zip((*mine, *ours.parameters()), (*reference, *theirs.parameters())):
        assert_same(a.grad, b.grad, 1e-3, 1e-4)
    for key, value in theirs.state_dict().items():
        assert_same(ours.state_dict()[key], value, 1e-4, 1e-5)


@pytest.mark.parametrize("name, args", [
    ("LSTM", (20, 30)), ("GRUCell", (20, 30)), ("MultiheadAttention", (60, 2)), ("EmbeddingBag", (50, 40)),
    ("Transformer", (32, 2, 1, 1, 64)),
])  # fmt: skip
def test_first_numbers_are_distributed_as_in_pytorch(name, args):
    torch.manual_seed(0)
    lucid.manual_seed(0)
    ours, theirs = getattr(nn, name)(*args), getattr(torch.nn, name)(*args)
    for (label, mine), reference in zip(ours.named_parameters(), theirs.parameters()):
        mine, reference = to_torch(mine.detach()).double(), reference.detach().double()
        assert mine.shape == reference.shape and mine.dtype == reference.dtype
        if reference.numel() > 500:
            assert mine.std() == pytest.approx(reference.std(), rel=0.1), label
        elif reference.std() == 0:
            torch.testing.assert_close(mine, reference)


def test_masks_of_a_transformer():
    theirs = torch.nn.Transformer(8, 2, 1, 2, 16, dropout=0.0)
    ours = nn.Transformer(8, 2, 1, 2, 16, dropout=0.0)
    ours.load_state_dict({key: to_lucid(value) for key, value in theirs.state_dict().items()})
    src, tgt = signed(5, 3, 8), signed(4, 3, 8)
    mask = torch.nn.Transformer.generate_square_subsequent_mask(4)
    assert_same(nn.Transformer.generate_square_subsequent_mask(4), mask)
    padding = torch.tensor([[False] * 5, [False, False, False, True, True], [False] * 4 + [True]])
    keywords = {"tgt_mask": mask, "src_key_padding_mask": padding.float().masked_fill(padding, float("-inf"))}
    keywords["memory_key_padding_mask"] = keywords["src_key_padding_mask"]
    converted = {key: to_lucid(value) for key, value in keywords.items()}
    assert_same(ours(to_lucid(src), to_lucid(tgt), **converted), theirs(src, tgt, **keywords), 1e-4, 1e-5)


def test_encoder_without_gradients_as_in_pytorch():
    layer = torch.nn.TransformerEncoderLayer(8, 2, 16)
    theirs = torch.nn.TransformerEncoder(layer, 2, torch.nn.LayerNorm(8)).eval()
    ours = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2, nn.LayerNorm(8)).eval()
    ours.load_state_dict({key: to_lucid(value) for key, value in theirs.state_dict().items()})
    x = signed(5, 3, 8)
    mask = torch.nn.Transformer.generate_square_subsequent_mask(5)
    with torch.no_grad(), lucid.no_grad():
        assert_same(ours(to_lucid(x), to_lucid(mask)), theirs(x, mask), 1e-4, 1e-5)


def test_old_files_without_a_count_of_batches():
    norm = nn.BatchNorm2d(3)
    state = {key: value for key, value in norm.state_dict().items() if key != "num_batches_tracked"}
    norm.load_state_dict(state)
    assert int(norm.num_batches_tracked) == 0


RANKS = [("BatchNorm1d", 4), ("BatchNorm2d", 3), ("BatchNorm3d", 4), ("InstanceNorm2d", 2)]


@pytest.mark.parametrize("name, rank", RANKS)
def test_wrong_numbers_of_dimensions(name, rank):
    for library, x in ((torch.nn, torch.zeros((3,) * rank)), (nn, lucid.zeros(*(3,) * rank))):
        with pytest.raises(ValueError, match="expected"):
            getattr(library, name)(3)(x)


LAZY = [
    ("LazyBatchNorm1d", (), {"momentum": 0.2}, (5, 4)),
    ("LazyBatchNorm2d", (), {}, (2, 4, 3, 2)),
    ("LazyBatchNorm3d", (), {"affine": False}, (2, 4, 3, 2, 2)),
    ("LazyInstanceNorm1d", (), {}, (2, 4, 3)),
    ("LazyInstanceNorm2d", (), {"track_running_stats": False}, (2, 4, 3, 2)),
    ("LazyInstanceNorm3d", (), {}, (2, 4, 3, 2, 2)),
    ("LazyLinear", (3,), {}, (2, 5)),
    ("LazyLinear", (3,), {"bias": False}, (2, 5)),
]


@pytest.mark.parametrize("name, args, keywords, shape", LAZY, ids=str)
def test_sizes_from_the_first_input(name, args, keywords, shape):
    theirs, ours = getattr(torch.nn, name)(*args, **keywords), getattr(nn, name)(*args, **keywords)
    assert type(ours).__name__ == name and ours.has_uninitialized_params() == theirs.has_uninitialized_params()
    x = signed(*shape)
    expected, got = theirs(x), ours(to_lucid(x))
    assert type(ours).__name__ == type(theirs).__name__ == name[4:]
    assert repr(ours) == repr(theirs)
    assert {k: tuple(v.shape) for k, v in ours.state_dict().items()} == {
        k: tuple(v.shape) for k, v in theirs.state_dict().items()
    }
    if name != "LazyLinear":
        assert_same(got, expected, 1e-4, 1e-5)
