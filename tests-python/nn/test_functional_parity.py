"""Every function of lucid.nn.functional against PyTorch's: values and gradients, in float64."""

import pytest

pytest.importorskip("torch")

import lucid.nn.functional as F  # noqa: E402
import torch  # noqa: E402
import torch.nn.functional as TF  # noqa: E402
from torch_reference import assert_same, to_lucid, to_torch  # noqa: E402

pytestmark = pytest.mark.parity


def normal(*shape):
    return torch.randn(*shape, dtype=torch.float64)


def positive(*shape):
    return torch.rand(*shape, dtype=torch.float64) * 0.9 + 0.05


def classes(high, *shape):
    return torch.randint(0, high, shape)


def signs(*shape):
    return torch.randint(0, 2, shape).to(torch.float64) * 2 - 1


# name, inputs, keywords; PyTorch's function is called with the same.
CASES = [
    *[
        (name, lambda: [normal(3, 5) * 3], {})
        for name in (
            "relu relu6 gelu sigmoid tanh silu mish softplus logsigmoid elu celu selu leaky_relu hardshrink softshrink "
            "tanhshrink softsign hardsigmoid hardswish hardtanh"
        ).split()
    ],
    ("gelu", lambda: [normal(3, 5)], {"approximate": "tanh"}),
    ("softplus", lambda: [normal(3, 5) * 20], {"beta": 2.0, "threshold": 5.0}),
    ("logsigmoid", lambda: [normal(3, 5) * 400], {}),
    ("elu", lambda: [normal(3, 5) * 3], {"alpha": 0.7}),
    ("celu", lambda: [normal(3, 5) * 3], {"alpha": 0.7}),
    ("leaky_relu", lambda: [normal(3, 5)], {"negative_slope": 0.3}),
    ("hardtanh", lambda: [normal(3, 5) * 3], {"min_val": -0.5, "max_val": 2.0}),
    ("hardshrink", lambda: [normal(3, 5)], {"lambd": 0.2}),
    ("softshrink", lambda: [normal(3, 5)], {"lambd": 0.2}),
    ("threshold", lambda: [normal(3, 5)], {"threshold": 0.1, "value": 7.0}),
    ("rrelu", lambda: [normal(3, 5)], {}),
    ("glu", lambda: [normal(3, 6)], {}),
    ("glu", lambda: [normal(4, 3)], {"dim": 0}),
    ("prelu", lambda: [normal(2, 3, 4), positive(3)], {}),
    ("prelu", lambda: [normal(2, 3, 4), positive(1)], {}),
    ("softmax", lambda: [normal(3, 5)], {"dim": 1}),
    ("softmin", lambda: [normal(3, 5)], {"dim": 0}),
    ("log_softmax", lambda: [normal(3, 5, 2)], {"dim": 1}),
    ("linear", lambda: [normal(2, 3, 4), normal(5, 4), normal(5)], {}),
    ("linear", lambda: [normal(3, 4), normal(5, 4)], {}),
    ("bilinear", lambda: [normal(2, 3, 4), normal(2, 3, 5), normal(6, 4, 5), normal(6)], {}),
    ("bilinear", lambda: [normal(4), normal(5), normal(6, 4, 5)], {}),
    ("layer_norm", lambda: [normal(2, 3, 4), ], {"normalized_shape": (3, 4)}),
    ("rms_norm", lambda: [normal(2, 3, 4)], {"normalized_shape": (4,), "eps": 1e-5}),
    ("rms_norm", lambda: [normal(2, 3, 4)], {"normalized_shape": (3, 4), "eps": None}),
    ("group_norm", lambda: [normal(2, 6, 4)], {"num_groups": 3}),
    ("normalize", lambda: [normal(3, 4)], {}),
    ("normalize", lambda: [normal(3, 4)], {"p": 3.0, "dim": 0}),
    ("normalize", lambda: [normal(3, 4) * 0], {}),
    ("cosine_similarity", lambda: [normal(3, 4), normal(3, 4)], {}),
    ("cosine_similarity", lambda: [normal(3, 4), normal(4)], {"dim": -1}),
    ("pairwise_distance", lambda: [normal(3, 4), normal(3, 4)], {}),
    ("pairwise_distance", lambda: [normal(3, 4), normal(3, 4)], {"p": 1.0, "keepdim": True}),
    ("pairwise_distance", lambda: [normal(3, 4), normal(3, 4)], {"p": float("inf")}),
    ("pdist", lambda: [normal(5, 3)], {}),
    ("pdist", lambda: [normal(5, 3)], {"p": 1.5}),
    ("pixel_shuffle", lambda: [normal(2, 8, 3, 4)], {"upscale_factor": 2}),
    ("pixel_unshuffle", lambda: [normal(2, 2, 6, 4)], {"downscale_factor": 2}),
    ("pad", lambda: [normal(2, 3, 4)], {"pad": (1, 2, 0, 1), "value": 2.5}),
]  # fmt: skip

for reduction in ("mean", "sum", "none"):
    CASES += [
        (name, inputs, {**keywords, "reduction": reduction})
        for name, inputs, keywords in (
            ("mse_loss", lambda: [normal(3, 4), normal(3, 4)], {}),
            ("l1_loss", lambda: [normal(3, 4), normal(3, 4)], {}),
            ("smooth_l1_loss", lambda: [normal(3, 4), normal(3, 4)], {}),
            ("smooth_l1_loss", lambda: [normal(3, 4), normal(3, 4)], {"beta": 0.3}),
            ("smooth_l1_loss", lambda: [normal(3, 4), normal(3, 4)], {"beta": 0.0}),
            ("huber_loss", lambda: [normal(3, 4), normal(3, 4)], {"delta": 0.6}),
            ("kl_div", lambda: [positive(3, 4).log(), positive(3, 4)], {}),
            ("kl_div", lambda: [positive(3, 4).log(), positive(3, 4).log()], {"log_target": True}),
            ("poisson_nll_loss", lambda: [normal(3, 4), classes(6, 3, 4).double()], {"full": True}),
            ("poisson_nll_loss", lambda: [positive(3, 4), classes(6, 3, 4).double()], {"log_input": False}),
            ("gaussian_nll_loss", lambda: [normal(3, 4), normal(3, 4), positive(3, 4)], {"full": True}),
            ("gaussian_nll_loss", lambda: [normal(3, 4), normal(3, 4), positive(3, 1)], {}),
            ("soft_margin_loss", lambda: [normal(3, 4), signs(3, 4)], {}),
            ("cross_entropy", lambda: [normal(3, 4), classes(4, 3)], {}),
            ("cross_entropy", lambda: [normal(3, 4), classes(4, 3)], {"label_smoothing": 0.2, "ignore_index": 1}),
            ("cross_entropy", lambda: [normal(3, 4, 2), classes(4, 3, 2), positive(4)], {}),
            ("cross_entropy", lambda: [normal(3, 4), positive(3, 4)], {}),
            ("cross_entropy", lambda: [normal(4), classes(4)], {}),
            ("nll_loss", lambda: [normal(3, 4), classes(4, 3), positive(4)], {}),
            ("nll_loss", lambda: [normal(3, 4, 2, 2), classes(4, 3, 2, 2)], {"ignore_index": 2}),
            ("binary_cross_entropy", lambda: [positive(3, 4), positive(3, 4), positive(3, 4)], {}),
            ("binary_cross_entropy_with_logits", lambda: [normal(3, 4) * 9, positive(3, 4)], {}),
            ("multi_margin_loss", lambda: [normal(3, 4), classes(4, 3)], {"p": 2, "margin": 0.7}),
            ("multi_margin_loss", lambda: [normal(3, 4), classes(4, 3)], {"weight": positive(4)}),
            ("multilabel_soft_margin_loss", lambda: [normal(3, 4), classes(2, 3, 4).double()], {}),
            ("multilabel_margin_loss",
             lambda: [normal(2, 4), torch.tensor([[3, 0, -1, 1], [-1, 2, 2, 2]])], {}),
            ("cosine_embedding_loss", lambda: [normal(3, 4), normal(3, 4), signs(3)], {"margin": 0.2}),
            ("hinge_embedding_loss", lambda: [normal(3, 4), signs(3, 4)], {}),
            ("margin_ranking_loss", lambda: [normal(3), normal(3), signs(3)], {"margin": 0.3}),
            ("triplet_margin_loss", lambda: [normal(3, 4), normal(3, 4), normal(3, 4)], {"swap": True}),
        )
    ]  # fmt: skip


# PyTorch has no gradient (or, for Poisson's target 0, nan) with respect to the later arguments of these.
FIRST_INPUT_ONLY = {"soft_margin_loss", "cross_entropy", "nll_loss", "binary_cross_entropy", "poisson_nll_loss"}


@pytest.mark.parametrize(
    "name, inputs, keywords", CASES, ids=[f"{i}-{name}" for i, (name, _, _) in enumerate(CASES)]
)
def test_matches_pytorch(name, inputs, keywords):
    torch.manual_seed(len(name))
    theirs = inputs()
    for position, tensor in enumerate(theirs):
        tensor.requires_grad_(tensor.is_floating_point() and not (position and name in FIRST_INPUT_ONLY))
    ours = [to_lucid(t, t.requires_grad) for t in theirs]
    our_keywords = {k: to_lucid(v) if isinstance(v, torch.Tensor) else v for k, v in keywords.items()}

    expected = getattr(TF, name)(*theirs, **keywords)
    got = getattr(F, name)(*ours, **our_keywords)
    assert_same(got, expected, 1e-9, 1e-10)

    direction = torch.randn_like(expected)
    (expected * direction).sum().backward()
    (got * to_lucid(direction)).sum().backward()
    for our_input, their_input in zip(ours, theirs):
        if their_input.requires_grad and their_input.grad is not None:
            # 1e-7: PyTorch keeps some constants of its backward formulas (1/6 of hardsigmoid) in float32.
            assert_same(our_input.grad, their_input.grad, 1e-7, 1e-7)


@pytest.mark.parametrize("name", ["relu", "relu6", "elu", "celu", "selu", "silu", "mish", "leaky_relu", "hardswish"])
def test_in_place_writes_into_its_input_and_keeps_the_gradient(name):
    start = torch.randn(4, 5, dtype=torch.float64)
    their_leaf, our_leaf = start.clone().requires_grad_(), to_lucid(start, True)
    their_target, our_target = their_leaf * 2, our_leaf * 2
    expected = getattr(TF, name)(their_target, inplace=True)
    got = getattr(F, name)(our_target, inplace=True)
    assert got is our_target
    assert_same(got, expected, 1e-9, 1e-10)
    expected.sum().backward()
    got.sum().backward()
    assert_same(our_leaf.grad, their_leaf.grad, 1e-9, 1e-10)


def test_one_hot():
    indices = torch.tensor([[0, 2], [1, 1]])
    assert_same(F.one_hot(to_lucid(indices)), TF.one_hot(indices))
    assert_same(F.one_hot(to_lucid(indices), 5), TF.one_hot(indices, 5))


def test_embedding_with_every_option():
    weight = torch.randn(6, 3, dtype=torch.float64)
    indices = torch.tensor([[0, 2, 2], [5, 1, 2]])
    theirs, ours = weight.clone().requires_grad_(), to_lucid(weight, True)
    options = {"padding_idx": 1, "max_norm": 1.0, "norm_type": 2.0, "scale_grad_by_freq": True}
    expected = TF.embedding(indices, theirs, **options)
    got = F.embedding(to_lucid(indices), ours, **options)
    assert_same(got, expected, 1e-9, 1e-10)
    expected.pow(2).sum().backward()
    (got * got).sum().backward()
    assert_same(ours.grad, theirs.grad, 1e-9, 1e-10)
    assert_same(ours, theirs, 1e-9, 1e-10)


def test_binary_cross_entropy_at_the_borders():
    x = torch.tensor([0.0, 1.0, 1.0, 0.0], dtype=torch.float64)
    t = torch.tensor([0.0, 1.0, 0.0, 1.0], dtype=torch.float64)
    expected = TF.binary_cross_entropy(x, t, reduction="none")
    assert_same(F.binary_cross_entropy(to_lucid(x), to_lucid(t), reduction="none"), expected)


def test_fused_linear_equals_linear_and_activation():
    x, w, b = normal(3, 4), normal(5, 4), normal(5)
    ours = [to_lucid(t) for t in (x, w, b)]
    assert_same(F.fused_linear_relu(*ours), TF.relu(TF.linear(x, w, b)), 1e-9, 1e-10)
    assert_same(F.fused_linear_gelu(*ours), TF.gelu(TF.linear(x, w, b), approximate="tanh"), 1e-9, 1e-10)
    assert to_torch(F.fused_linear_relu(*ours)).min() >= 0
