"""Connectionist temporal classification beside PyTorch, and beside a sum over all alignments."""

import itertools
import math

import lucid
import pytest
from both_libraries import both_refuse, check, values

pytestmark = pytest.mark.parity


def brute_force(probabilities, target, blank):
    """Minus log of the probability of all paths that collapse to the target."""
    steps, classes = len(probabilities), len(probabilities[0])
    total = 0.0
    for path in itertools.product(range(classes), repeat=steps):
        collapsed = [label for label, _ in itertools.groupby(path) if label != blank]
        if collapsed == target:
            total += math.prod(row[label] for row, label in zip(probabilities, path))
    return -math.log(total) if total else math.inf


@pytest.mark.parametrize("target", [[], [1], [1, 1], [1, 2, 1], [2, 2, 2]], ids=str)
@pytest.mark.parametrize("blank", [0, 2])
def test_sum_over_all_alignments(target, blank):
    target = [label if label != blank else 0 for label in target]
    lucid.manual_seed(len(target))
    logs = lucid.log_softmax(lucid.randn(5, 1, 3, dtype=lucid.float64), -1)
    labels = lucid.tensor([target], dtype=lucid.int64).reshape(1, len(target))
    got = lucid.nn.functional.ctc_loss(logs, labels, [5], [len(target)], blank, "sum")
    expected = brute_force(logs.exp()[:, 0].tolist(), target, blank)
    assert float(got) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
@pytest.mark.parametrize("concatenated", [False, True])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_batches(torch, reduction, concatenated, dtype):
    x = values(torch, 12, 4, 6, dtype=dtype, scale=2)
    target_lengths = [4, 0, 3, 5]
    padded = torch.tensor([[1, 2, 2, 3, 0], [0] * 5, [5, 5, 5, 0, 0], [1, 2, 3, 4, 5]])
    targets = torch.cat([row[:n] for row, n in zip(padded, target_lengths)]) if concatenated else padded

    def run(library, F, x, targets):
        logs = F.log_softmax(x, -1)
        return F.ctc_loss(logs, targets, (12, 7, 9, 12), tuple(target_lengths), reduction=reduction)

    check(torch, run, x, targets, second=False)


@pytest.mark.parametrize("zero", [False, True])
def test_impossible_targets(torch, zero):
    x = values(torch, 3, 2, 4)
    targets = torch.tensor([[1, 1, 1], [1, 2, 3]])

    def run(library, F, x, targets):
        logs = F.log_softmax(x, -1)
        return F.ctc_loss(logs, targets, (3, 3), (3, 3), reduction="none", zero_infinity=zero)

    check(torch, run, x, targets, second=False)


def test_single_sample_and_lengths_as_tensors(torch):
    def run(library, F, x, targets):
        logs = F.log_softmax(x, -1)
        return F.ctc_loss(logs, targets, library.tensor(8), library.tensor(3), blank=4, reduction="none")

    check(torch, run, values(torch, 8, 5), torch.tensor([1, 0, 3]), second=False)

    def batched(library, F, x, targets):
        logs = F.log_softmax(x, -1)
        return library.nn.CTCLoss(blank=4)(logs, targets, library.tensor([8, 6]), library.tensor([3, 2]))

    check(torch, batched, values(torch, 8, 2, 5), torch.tensor([[1, 0, 3], [2, 2, 0]]), second=False)


def test_gradient_of_what_goes_into_log_softmax():
    x = lucid.randn(6, 2, 4, dtype=lucid.float64, requires_grad=True)
    targets = lucid.tensor([[1, 2], [3, 3]])

    def loss(x):
        return lucid.nn.functional.ctc_loss(lucid.log_softmax(x, -1), targets, [6, 5], [2, 2])

    assert lucid.autograd.gradcheck(loss, (x,))


def test_second_derivatives_are_refused():
    x = lucid.randn(4, 1, 3, requires_grad=True)
    loss = lucid.nn.functional.ctc_loss(lucid.log_softmax(x, -1), lucid.tensor([[1]]), [4], [1])
    (gradient,) = lucid.autograd.grad(loss, x, create_graph=True)
    with pytest.raises(lucid.NotImplementedError if hasattr(lucid, "NotImplementedError") else NotImplementedError):
        gradient.sum().backward()


def test_wrong_calls(torch):
    x, t = values(torch, 5, 2, 4, grad=False), torch.tensor([[1, 2], [3, 3]])
    both_refuse(torch, lambda library, F, x, t: F.ctc_loss(x, t, (6, 5), (2, 2)), x, t)
    both_refuse(torch, lambda library, F, x, t: F.ctc_loss(x, t, (5,), (2, 2)), x, t)
    both_refuse(torch, lambda library, F, x, t: F.ctc_loss(x, t, (5, 5), (2,)), x, t)
    both_refuse(torch, lambda library, F, x, t: F.ctc_loss(x, t, (5, 5), (2, 3)), x, t)
    both_refuse(torch, lambda library, F, x, t: F.ctc_loss(x, t, (5, 5), (2, 2), blank=4), x, t)
    both_refuse(torch, lambda library, F, x, t: F.ctc_loss(x, t.reshape(-1), (5, 5), (2, 1)), x, t)
    both_refuse(torch, lambda library, F, x, t: F.ctc_loss(x, t, (5, 5), (2, 2), reduction="most"), x, t)


def test_labels_out_of_range_are_refused():
    x = lucid.log_softmax(lucid.randn(5, 1, 3), -1)
    with pytest.raises(IndexError, match="label 3 of sample 0"):
        lucid.nn.functional.ctc_loss(x, lucid.tensor([[3]]), [5], [1])
