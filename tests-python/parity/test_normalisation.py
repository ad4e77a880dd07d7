"""Batch, instance, group, layer, root-mean-square and local response normalisation beside PyTorch."""

import lucid
import pytest
from both_libraries import both_refuse, check, values
from tensor_pairs import compare, from_torch

pytestmark = pytest.mark.parity

SHAPES = [(2, 3), (70, 33), (4, 3, 5), (2, 6, 3, 4), (3, 17, 2, 2), (2, 4, 2, 3, 2), (5, 2, 1), (2, 3, 1100)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("affine", [True, False])
@pytest.mark.parametrize("training", [True, False])
def test_batch_norm(torch, shape, affine, training):
    channels = shape[1]
    weight = [values(torch, channels, salt=1), values(torch, channels, salt=2)] if affine else []
    mean, var = values(torch, channels, salt=3, grad=False), values(torch, channels, salt=4, grad=False) ** 2 + 0.5

    def run(library, F, x, mean, var, *weight):
        return F.batch_norm(x, mean.clone(), var.clone(), *weight, training=training, momentum=0.3, eps=1e-3)

    check(torch, run, values(torch, *shape, scale=3), mean, var, *weight)


@pytest.mark.parametrize("dtype", ["float32", "float64", "bfloat16"])
def test_batch_norm_moves_running_statistics(torch, dtype):
    x = (values(torch, 8, 5, 6, grad=False, scale=4) + 1).to(getattr(torch, dtype))
    kind = "float32" if dtype == "bfloat16" else dtype
    theirs = [torch.zeros(5, dtype=getattr(torch, kind)), torch.ones(5, dtype=getattr(torch, kind))]
    ours = [from_torch(t) for t in theirs]
    expected = torch.nn.functional.batch_norm(x, *theirs, training=True, momentum=0.2)
    got = lucid.nn.functional.batch_norm(from_torch(x), *ours, training=True, momentum=0.2)
    compare(got, expected)
    for a, b in zip(ours, theirs):
        compare(a, b)


def test_batch_norm_of_one_side(torch):
    x, w = values(torch, 4, 3, 2), values(torch, 3, salt=5)
    check(torch, lambda library, F, x, w: F.batch_norm(x, None, None, w, None, training=True), x, w)
    # PyTorch cannot differentiate this one twice.
    check(torch, lambda library, F, x, b: F.batch_norm(x, None, None, None, b, True), x, w, second=False)


@pytest.mark.parametrize("rank", [4, 5])
@pytest.mark.parametrize("training", [True, False])
def test_batch_norm_keeps_channels_last(torch, rank, training):
    spatial = (3, 2, 4)[: rank - 2]
    order = torch.channels_last if rank == 4 else torch.channels_last_3d
    x = values(torch, 2, 5, *spatial).detach().contiguous(memory_format=order).requires_grad_()
    mean, var = values(torch, 5, grad=False), values(torch, 5, grad=False) ** 2 + 0.5

    def run(library, F, x, w, b, mean, var):
        return F.batch_norm(x, mean.clone(), var.clone(), w, b, training=training)

    check(torch, run, x, values(torch, 5, salt=1), values(torch, 5, salt=2), mean, var)


def test_large_means_do_not_spoil_variances(torch):
    x = torch.linspace(0, 1, 20000).reshape(2, 2, 5000) + 1000
    exact = torch.nn.functional.batch_norm(x.double(), None, None, training=True)
    got = lucid.nn.functional.batch_norm(from_torch(x), None, None, training=True)
    assert float((from_torch(exact) - got.double()).abs().max()) < 2e-3


@pytest.mark.parametrize("shape, groups", [((2, 6), 3), ((2, 6, 5), 2), ((3, 4, 2, 3), 4), ((1, 4, 2, 2), 1)], ids=str)
@pytest.mark.parametrize("affine", [True, False])
def test_group_norm(torch, shape, groups, affine):
    weight = [values(torch, shape[1], salt=1), values(torch, shape[1], salt=2)] if affine else []
    x = values(torch, *shape, scale=2)
    check(torch, lambda library, F, x, *w: F.group_norm(x, groups, *w), x, *weight, loose=10)


@pytest.mark.parametrize("shape", [(2, 3, 5), (2, 3, 4, 2), (1, 2, 2, 2, 3)], ids=str)
@pytest.mark.parametrize("affine", [True, False])
@pytest.mark.parametrize("own", [True, False])
def test_instance_norm(torch, shape, affine, own):
    channels = shape[1]
    weight = [values(torch, channels, salt=1), values(torch, channels, salt=2)] if affine else [None, None]
    mean, var = values(torch, channels, salt=3, grad=False), values(torch, channels, salt=4, grad=False) ** 2 + 0.5

    def run(library, F, x, mean, var, weight, bias):
        mean, var = mean.clone(), var.clone()
        result = F.instance_norm(x, mean, var, weight, bias, own, 0.3)
        return result, mean, var

    check(torch, run, values(torch, *shape, scale=3), mean, var, *weight)


@pytest.mark.parametrize("shape, normal", [((3, 5), (5,)), ((2, 3, 40), (3, 40)), ((4, 1300), (1300,))], ids=str)
@pytest.mark.parametrize("affine", [True, False])
@pytest.mark.parametrize("eps", [1e-3, None])
def test_rms_norm(torch, shape, normal, affine, eps):
    weight = [values(torch, *normal, salt=1)] if affine else []
    run = lambda library, F, x, *w: F.rms_norm(x, normal, *w, eps=eps)  # noqa: E731
    check(torch, run, values(torch, *shape, scale=2), *weight)
    low = [t.detach().to(torch.bfloat16) for t in (values(torch, *shape), *weight)]
    check(torch, run, *low, gradients=False)


@pytest.mark.parametrize("shape, size", [((2, 5, 3), 3), ((1, 7, 2, 2), 4), ((2, 3, 2, 1, 2), 1)], ids=str)
def test_local_response_norm(torch, shape, size):
    run = lambda library, F, x: F.local_response_norm(x, size, 0.5, 0.6, 1.5)  # noqa: E731
    check(torch, run, values(torch, *shape, scale=2), strides=False)


def test_half_types(torch):
    for dtype in ("float16", "bfloat16"):
        x, w = values(torch, 3, 4, 6, dtype=dtype), values(torch, 4, dtype=dtype, salt=1)
        check(torch, lambda library, F, x, w: F.group_norm(x, 2, w, w), x, w, second=False, gradients=False)
        check(torch, lambda library, F, x, w: F.batch_norm(x, None, None, w, w, True), x, w, gradients=False)


def test_wrong_calls_are_refused_by_both(torch):
    x = values(torch, 2, 3, 4, grad=False)
    v = values(torch, 5, grad=False)
    both_refuse(torch, lambda library, F, x, v: F.batch_norm(x, v, v), x, v)
    both_refuse(torch, lambda library, F, x, v: F.batch_norm(x, None, None), x, v)
    both_refuse(torch, lambda library, F, x, v: F.batch_norm(x, None, None, v, training=True), x, v)
    both_refuse(torch, lambda library, F, x, v: F.batch_norm(x[:1, :, :1], None, None, training=True), x, v)
    both_refuse(torch, lambda library, F, x, v: F.batch_norm(x.long(), None, None, training=True), x, v)
    both_refuse(torch, lambda library, F, x, v: F.batch_norm(v, None, None, training=True), x, v)
    both_refuse(torch, lambda library, F, x, v: F.group_norm(x, 2), x, v)
    both_refuse(torch, lambda library, F, x, v: F.group_norm(v, 1), x, v)
    both_refuse(torch, lambda library, F, x, v: F.group_norm(x, 3, v), x, v)
    both_refuse(torch, lambda library, F, x, v: F.instance_norm(x[..., :1]), x, v)
    both_refuse(torch, lambda library, F, x, v: F.instance_norm(x, use_input_stats=False), x, v)
    both_refuse(torch, lambda library, F, x, v: F.rms_norm(x, (3,)), x, v)
    both_refuse(torch, lambda library, F, x, v: F.rms_norm(x, (4,), v), x, v)
    both_refuse(torch, lambda library, F, x, v: F.local_response_norm(v, 2), x, v)


def test_empty_batches(torch):
    x = torch.zeros(0, 3, 4, dtype=torch.float64, requires_grad=True)
    w = values(torch, 3)
    m = torch.zeros(3, dtype=torch.float64)
    check(torch, lambda library, F, x, w, m: F.batch_norm(x, m, m + 1, w, w), x, w, m, second=False)
    check(torch, lambda library, F, x, w: F.group_norm(x, 3, w, w), x, w, second=False)


def test_gradients_through_vmap_and_jvp():
    x = lucid.randn(3, 4, 2, 5, dtype=lucid.float64)
    norm = lambda x: lucid.nn.functional.group_norm(x, 2)  # noqa: E731
    each = lucid.stack([norm(part) for part in x])
    assert lucid.allclose(lucid.func.vmap(norm)(x), each)
    _, tangent = lucid.func.jvp(norm, (x[0],), (x[1],))
    step = 1e-6
    around = (norm(x[0] + step * x[1]) - norm(x[0] - step * x[1])) / (2 * step)
    assert lucid.allclose(tangent, around, atol=1e-6)
