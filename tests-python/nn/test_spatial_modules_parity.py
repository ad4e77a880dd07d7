"""Convolution, pooling, padding and resampling layers against PyTorch's: state, numbers, text, refusals."""

import pytest

pytest.importorskip("torch")

import lucid  # noqa: E402
import torch  # noqa: E402
from lucid import nn  # noqa: E402
from torch_reference import assert_same, to_lucid, to_torch  # noqa: E402

pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]


def signed(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(sum(shape)))


CONVOLUTIONS = ["Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]
LINE, PLANE, VOLUME = signed(2, 4, 9), signed(2, 4, 8, 7), signed(2, 4, 5, 6, 7)

# class, constructor arguments, keywords, inputs
CASES = [
    ("Conv1d", (4, 6, 3), {}, [LINE]),
    ("Conv1d", (4, 6, 3), {"padding": "same", "dilation": 2, "padding_mode": "reflect"}, [LINE]),
    ("Conv2d", (4, 6, 3), {"stride": 2, "padding": (1, 0), "groups": 2, "bias": False}, [PLANE]),
    ("Conv2d", (4, 8, (3, 2)), {"padding": 2, "padding_mode": "circular", "dilation": (1, 2)}, [PLANE]),
    ("Conv2d", (4, 6, 3), {"padding": "valid"}, [PLANE[0]]),
    ("Conv2d", (4, 6, 3), {"padding": 1, "padding_mode": "replicate"}, [PLANE]),
    ("Conv3d", (4, 2, 2), {"padding": 1}, [VOLUME]),
    ("ConvTranspose1d", (4, 6, 3), {"stride": 2, "output_padding": 1}, [LINE]),
    ("ConvTranspose2d", (4, 6, 3), {"stride": (2, 3), "padding": 1, "groups": 2, "dilation": 2}, [PLANE]),
    ("ConvTranspose3d", (4, 2, 2), {"bias": False}, [VOLUME]),
    ("MaxPool1d", (2,), {}, [LINE]),
    ("MaxPool2d", (3, 2, 1), {"return_indices": True}, [PLANE]),
    ("MaxPool2d", ((3, 2),), {"dilation": 2, "ceil_mode": True}, [PLANE]),
    ("MaxPool3d", (2,), {"stride": 1}, [VOLUME]),
    ("AvgPool1d", (3,), {"padding": 1, "count_include_pad": False}, [LINE]),
    ("AvgPool2d", (3, 2), {"divisor_override": 5}, [PLANE]),
    ("AvgPool3d", ((2, 3, 2),), {"ceil_mode": True}, [VOLUME]),
    ("LPPool1d", (2, 3), {}, [LINE]),
    ("LPPool2d", (3, (2, 3)), {"stride": 1}, [PLANE.abs()]),
    ("LPPool3d", (2, 2), {"ceil_mode": True}, [VOLUME]),
    ("AdaptiveAvgPool1d", (4,), {}, [LINE]),
    ("AdaptiveAvgPool2d", ((None, 3),), {}, [PLANE]),
    ("AdaptiveAvgPool3d", (2,), {}, [VOLUME]),
    ("AdaptiveMaxPool1d", (4,), {}, [LINE]),
    ("AdaptiveMaxPool2d", ((3, None),), {"return_indices": True}, [PLANE]),
    ("AdaptiveMaxPool3d", (2,), {}, [VOLUME]),
    ("ConstantPad1d", (2, 3.5), {}, [LINE]),
    ("ConstantPad2d", ((1, 0, 2, 1), -1.0), {}, [PLANE]),
    ("ConstantPad3d", (1, 2.0), {}, [VOLUME]),
    *[(f"{kind}Pad{dims}d", (1,), {}, [(LINE, PLANE, VOLUME)[dims - 1]])
      for kind in ("Zero", "Reflection", "Replication", "Circular") for dims in (1, 2, 3)],
    ("ReflectionPad2d", ((2, 0, 1, 3),), {}, [PLANE]),
    ("Upsample", (), {"scale_factor": 2, "mode": "bilinear"}, [PLANE]),
    ("Upsample", ((9, 5),), {"mode": "bicubic", "align_corners": True}, [PLANE]),
    ("Upsample", (), {"scale_factor": (1.5, 2.0)}, [PLANE]),
    ("UpsamplingNearest2d", (), {"scale_factor": 2}, [PLANE]),
    ("UpsamplingBilinear2d", (12,), {}, [PLANE]),
    ("Unfold", (3,), {"padding": 1, "stride": 2}, [PLANE]),
    ("Fold", ((4, 5), 2), {}, [signed(2, 8, 12)]),
]  # fmt: skip


@pytest.mark.parametrize("name, args, keywords, inputs", CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)])
def test_forward_state_and_text(name, args, keywords, inputs):
    theirs, ours = getattr(torch.nn, name)(*args, **keywords), getattr(nn, name)(*args, **keywords)
    state = theirs.state_dict()
    assert list(ours.state_dict()) == list(state)
    assert ours.state_dict()._metadata == state._metadata
    ours.load_state_dict({key: to_lucid(value) for key, value in state.items()})
    assert repr(ours) == repr(theirs)
    expected, got = theirs(*inputs), ours(*[to_lucid(value) for value in inputs])
    assert_same(got, expected, 1e-4, 1e-5)
    if list(theirs.parameters()):
        (expected**2).sum().backward()
        (got**2).sum().backward()
        for mine, reference in zip(ours.parameters(), theirs.parameters()):
            assert_same(mine.grad, reference.grad, 1e-4, 1e-3)


@pytest.mark.parametrize("dims", [1, 2, 3])
def test_unpooling(dims):
    x = signed(2, 3, *(6, 8, 4)[:dims])
    pool = getattr(torch.nn, f"MaxPool{dims}d")(2, return_indices=True)
    theirs = getattr(torch.nn, f"MaxUnpool{dims}d")(2)
    ours = getattr(nn, f"MaxUnpool{dims}d")(2)
    assert repr(ours) == repr(theirs)
    values, at = pool(x)
    assert_same(ours(to_lucid(values), to_lucid(at)), theirs(values, at))


@pytest.mark.parametrize("dims", [2, 3])
def test_fractional_pooling(dims):
    samples, x = torch.rand(2, 3, dims), signed(2, 3, *(9, 8, 7)[:dims])
    name = f"FractionalMaxPool{dims}d"
    theirs = getattr(torch.nn, name)(2, output_ratio=0.5, _random_samples=samples)
    assert_same(getattr(nn, name)(2, output_ratio=0.5, _random_samples=to_lucid(samples))(to_lucid(x)), theirs(x))
    assert tuple(getattr(nn, name)(2, output_size=3)(to_lucid(x)).shape) == (2, 3, *(3,) * dims)
    for wrong in ({}, {"output_size": 3, "output_ratio": 0.5}, {"output_ratio": 1.5}):
        with pytest.raises(ValueError):
            getattr(nn, name)(2, **wrong)


def test_output_sizes_of_a_transposed_convolution():
    theirs = torch.nn.ConvTranspose2d(4, 3, 3, stride=2, padding=1)
    ours = nn.ConvTranspose2d(4, 3, 3, stride=2, padding=1)
    ours.load_state_dict({key: to_lucid(value) for key, value in theirs.state_dict().items()})
    for size in ((16, 14), (15, 13), (2, 3, 16, 13)):
        assert_same(ours(to_lucid(PLANE), output_size=size), theirs(PLANE, output_size=size), 1e-4, 1e-5)
    for size in ((17, 13), (16,)):
        with pytest.raises(ValueError):
            ours(to_lucid(PLANE), output_size=size)


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_first_numbers_are_distributed_as_in_pytorch(name):
    for keywords in ({}, {"groups": 4}):
        ours, theirs = getattr(nn, name)(8, 40, 3, **keywords), getattr(torch.nn, name)(8, 40, 3, **keywords)
        for mine, reference in zip(ours.parameters(), theirs.parameters()):
            mine, reference = to_torch(mine.detach()).abs().max(), reference.detach().abs().max()
            assert mine == pytest.approx(reference, rel=0.25)


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_lazy_layers(name):
    x = (LINE, PLANE, VOLUME)[int(name[-2]) - 1]
    ours = getattr(nn, "Lazy" + name)(6, 3, 2, bias=True)
    assert ours.has_uninitialized_params() and "in_channels" not in repr(ours.weight)
    with pytest.raises(RuntimeError):
        ours.weight.shape
    theirs = getattr(torch.nn, name)(4, 6, 3, 2)
    copied = getattr(nn, "Lazy" + name)(6, 3, stride=2)
    copied.load_state_dict({key: to_lucid(value) for key, value in theirs.state_dict().items()})
    assert_same(copied(to_lucid(x)), theirs(x), 1e-4, 1e-5)
    ours(to_lucid(x))
    assert type(ours) is getattr(nn, name) and ours.in_channels == 4 and type(ours.weight) is nn.Parameter
    assert repr(ours) == repr(theirs)
    assert float(ours.weight.detach().abs().max()) > 0
    assert getattr(nn, "Lazy" + name)(6, 3, bias=False).bias is None


WRONG = [
    ("Conv2d", (3, 4, 3), {"groups": 2}),
    ("Conv2d", (4, 3, 3), {"groups": 2}),
    ("Conv2d", (4, 4, 3), {"groups": 0}),
    ("Conv2d", (4, 4, 3), {"padding": "full"}),
    ("Conv2d", (4, 4, 3), {"padding": "same", "stride": 2}),
    ("Conv2d", (4, 4, 3), {"padding_mode": "mirror"}),
    ("ConvTranspose2d", (4, 4, 3), {"padding_mode": "reflect"}),
]


@pytest.mark.parametrize("name, args, keywords", WRONG)
def test_refusals(name, args, keywords):
    for library in (torch.nn, nn):
        with pytest.raises(ValueError):
            getattr(library, name)(*args, **keywords)


def test_a_small_network_learns_the_same():
    def build(library):
        return library.Sequential(
            library.Conv2d(1, 6, 5, padding=2), library.ReLU(), library.MaxPool2d(2), library.Conv2d(6, 16, 5),
            library.ReLU(), library.MaxPool2d(2), library.Flatten(), library.Linear(400, 10),
        )  # fmt: skip

    theirs, ours = build(torch.nn), build(nn)
    ours.load_state_dict({key: to_lucid(value) for key, value in theirs.state_dict().items()})
    x, y = signed(8, 1, 28, 28), torch.arange(8)
    steps = torch.optim.SGD(theirs.parameters(), 0.05), lucid.optim.SGD(ours.parameters(), 0.05)
    for _ in range(4):
        for net, optimizer, loss, inputs in (
            (theirs, steps[0], torch.nn.functional.cross_entropy, (x, y)),
            (ours, steps[1], nn.functional.cross_entropy, (to_lucid(x), to_lucid(y))),
        ):
            optimizer.zero_grad()
            loss(net(inputs[0]), inputs[1]).backward()
            optimizer.step()
    for mine, reference in zip(ours.parameters(), theirs.parameters()):
        assert_same(mine.detach(), reference.detach(), 1e-3, 1e-4)
