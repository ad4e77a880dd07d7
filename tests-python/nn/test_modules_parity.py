"""Layers against PyTorch's: the same state, the same numbers, the same text."""

import pytest

pytest.importorskip("torch")

import lucid  # noqa: E402
import torch  # noqa: E402
from lucid import nn  # noqa: E402
from torch_reference import assert_same, to_lucid, to_torch  # noqa: E402

pytestmark = pytest.mark.parity


def signed(*shape):
    return torch.randn(*shape)


def unit(*shape):
    return torch.rand(*shape) * 0.9 + 0.05


# class, constructor arguments, inputs
CASES = [
    ("Linear", (4, 3), {}, [signed(2, 4)]),
    ("Linear", (4, 3), {"bias": False}, [signed(2, 5, 4)]),
    ("Bilinear", (4, 3, 2), {}, [signed(5, 4), signed(5, 3)]),
    ("Identity", (), {}, [signed(2)]),
    ("Embedding", (5, 3), {"padding_idx": 1}, [torch.tensor([[0, 1], [4, 2]])]),
    ("Embedding", (5, 3), {"max_norm": 1.0, "norm_type": 1.5, "scale_grad_by_freq": True}, [torch.tensor([1, 2, 1])]),
    ("LayerNorm", (4,), {}, [signed(2, 4)]),
    ("LayerNorm", ((3, 4),), {"elementwise_affine": False, "eps": 1e-3}, [signed(2, 3, 4)]),
    ("LayerNorm", (4,), {"bias": False}, [signed(2, 4)]),
    ("RMSNorm", (4,), {"eps": 1e-5}, [signed(2, 4)]),
    ("GroupNorm", (2, 4), {}, [signed(2, 4, 3)]),
    ("GroupNorm", (4, 4), {"affine": False}, [signed(2, 4)]),
    ("Flatten", (), {}, [signed(2, 3, 4)]),
    ("Unflatten", (1, (2, 2)), {}, [signed(3, 4)]),
    ("PixelShuffle", (2,), {}, [signed(1, 4, 2, 2)]),
    ("PixelUnshuffle", (2,), {}, [signed(1, 1, 4, 4)]),
    ("ChannelShuffle", (2,), {}, [signed(1, 4, 2, 2)]),
    ("CosineSimilarity", (), {}, [signed(3, 4), signed(3, 4)]),
    ("PairwiseDistance", (), {"p": 3.0}, [signed(3, 4), signed(3, 4)]),
    *[(name, (), {}, [signed(3, 4)]) for name in (
        "ReLU ReLU6 SELU SiLU Mish Hardsigmoid Hardswish Hardtanh ELU CELU LeakyReLU GELU Sigmoid Tanh LogSigmoid "
        "Softsign Tanhshrink Softplus Hardshrink Softshrink GLU PReLU").split()],
    ("RReLU", (), {}, [signed(3, 4)]),
    ("ReLU", (), {"inplace": True}, [signed(3, 4)]),
    ("Hardtanh", (-2.0, 0.5), {}, [signed(3, 4)]),
    ("ELU", (), {"alpha": 0.5, "inplace": True}, [signed(3, 4)]),
    ("PReLU", (3,), {"init": 0.1}, [signed(2, 3)]),
    ("Threshold", (0.1, 20.0), {}, [signed(3, 4)]),
    ("GELU", (), {"approximate": "tanh"}, [signed(3, 4)]),
    ("Softmax", (1,), {}, [signed(3, 4)]),
    ("Softmin", (0,), {}, [signed(3, 4)]),
    ("LogSoftmax", (1,), {}, [signed(3, 4)]),
    ("Softmax2d", (), {}, [signed(1, 3, 2, 2)]),
    *[(name, (), {}, [signed(3, 4)]) for name in
      "Dropout Dropout2d Dropout3d AlphaDropout FeatureAlphaDropout".split()],
    ("Dropout1d", (0.2,), {"inplace": True}, [signed(3, 4)]),
    *[(name, (), {}, [signed(3, 4), signed(3, 4)]) for name in "MSELoss L1Loss SmoothL1Loss HuberLoss".split()],
    ("MSELoss", (), {"reduction": "none"}, [signed(3, 4), signed(3, 4)]),
    ("SmoothL1Loss", (), {"beta": 0.2, "reduction": "sum"}, [signed(3, 4), signed(3, 4)]),
    ("KLDivLoss", (), {"reduction": "batchmean"}, [unit(3, 4).log(), unit(3, 4)]),
    ("PoissonNLLLoss", (), {}, [signed(3, 4), unit(3, 4)]),
    ("GaussianNLLLoss", (), {}, [signed(3, 4), signed(3, 4), unit(3, 4)]),
    ("CrossEntropyLoss", (), {"weight": unit(4), "label_smoothing": 0.1}, [signed(3, 4), torch.tensor([0, 3, 1])]),
    ("CrossEntropyLoss", (), {"ignore_index": 3, "reduction": "sum"}, [signed(3, 4), torch.tensor([0, 3, 1])]),
    ("NLLLoss", (), {"weight": unit(4)}, [signed(3, 4), torch.tensor([0, 3, 1])]),
    ("BCELoss", (), {"weight": unit(4)}, [unit(3, 4), unit(3, 4)]),
    ("BCEWithLogitsLoss", (), {"pos_weight": unit(4)}, [signed(3, 4), unit(3, 4)]),
    ("SoftMarginLoss", (), {}, [signed(3, 4), signed(3, 4).sign()]),
    ("MultiLabelMarginLoss", (), {}, [signed(2, 4), torch.tensor([[1, -1, 0, 0], [3, 0, -1, 0]])]),
    ("MultiLabelSoftMarginLoss", (), {"weight": unit(4)}, [signed(3, 4), signed(3, 4).gt(0).float()]),
    ("MultiMarginLoss", (), {"p": 2, "weight": unit(4)}, [signed(3, 4), torch.tensor([0, 3, 1])]),
    ("CosineEmbeddingLoss", (), {"margin": 0.1}, [signed(3, 4), signed(3, 4), torch.tensor([1, -1, 1])]),
    ("MarginRankingLoss", (), {"margin": 0.1}, [signed(3), signed(3), signed(3).sign()]),
    ("HingeEmbeddingLoss", (), {}, [signed(3, 4), signed(3, 4).sign()]),
    ("TripletMarginLoss", (), {"p": 1.0}, [signed(3, 4), signed(3, 4), signed(3, 4)]),
    ("TripletMarginWithDistanceLoss", (), {"swap": True}, [signed(3, 4), signed(3, 4), signed(3, 4)]),
]  # fmt: skip
IDS = [f"{i}-{case[0]}" for i, case in enumerate(CASES)]


@pytest.mark.parametrize("name, args, keywords, inputs", CASES, ids=IDS)
def test_forward_state_and_text(name, args, keywords, inputs):
    theirs = getattr(torch.nn, name)(*args, **keywords).eval()
    converted = {k: to_lucid(v) if isinstance(v, torch.Tensor) else v for k, v in keywords.items()}
    ours = getattr(nn, name)(*args, **converted).eval()

    state = theirs.state_dict()
    assert list(ours.state_dict()) == list(state)
    assert ours.state_dict()._metadata == state._metadata
    ours.load_state_dict({key: to_lucid(value) for key, value in state.items()})
    assert repr(ours) == repr(theirs)

    expected = theirs(*[value.clone() for value in inputs])
    got = ours(*[to_lucid(value) for value in inputs])
    assert_same(got, expected)

    if any(p.requires_grad for p in theirs.parameters()):
        (expected**2).sum().backward()
        (got**2).sum().backward()
        for mine, reference in zip(ours.parameters(), theirs.parameters()):
            assert_same(mine.grad, reference.grad, 1e-4, 1e-5)


@pytest.mark.parametrize("name", ["Linear", "Bilinear", "Embedding", "LayerNorm", "GroupNorm", "PReLU"])
def test_first_numbers_are_distributed_as_in_pytorch(name):
    args = {"Linear": (50, 400), "Bilinear": (20, 30, 50), "Embedding": (500, 50), "LayerNorm": (9,),
            "GroupNorm": (2, 4), "PReLU": (3,)}[name]  # fmt: skip
    torch.manual_seed(0)
    lucid.manual_seed(0)
    ours, theirs = getattr(nn, name)(*args), getattr(torch.nn, name)(*args)
    for (label, mine), reference in zip(ours.named_parameters(), theirs.parameters()):
        mine, reference = to_torch(mine.detach()).double(), reference.detach().double()
        assert mine.shape == reference.shape and mine.dtype == reference.dtype
        if reference.numel() > 100:
            assert mine.std() == pytest.approx(reference.std(), rel=0.1), label
            assert abs(mine.mean() - reference.mean()) < 0.1 * reference.std()
            if name != "Embedding":  # uniform: bounded
                assert mine.abs().max() == pytest.approx(reference.abs().max(), rel=0.05)
        else:
            torch.testing.assert_close(mine.abs().max().clamp(min=0.5), reference.abs().max().clamp(min=0.5))


def test_transfer_of_a_whole_network_both_ways():
    def build(library):
        return library.Sequential(
            library.Embedding(7, 4), library.Flatten(), library.Linear(12, 6), library.GELU(), library.LayerNorm(6)
        )

    ours, theirs = build(nn), build(torch.nn)
    theirs.load_state_dict({key: to_torch(value) for key, value in ours.state_dict().items()})
    tokens = torch.tensor([[0, 3, 6], [2, 2, 1]])
    assert_same(ours(to_lucid(tokens)), theirs(tokens))
    assert repr(ours) == repr(theirs)
