"""Derivatives of logcumsumexp against its Jacobian written out: share[j, i] = exp(x[i] - y[j]) for i <= j, else 0."""

import math

import pytest

import lucid

VALUES = [0.3, -1.2, 2.5, 0.0, 700.0, 699.0]


def jacobian(values):
    total = [math.fsum(math.exp(x - max(values[: j + 1])) for x in values[: j + 1]) for j in range(len(values))]
    return [
        [math.exp(values[i] - max(values[: j + 1])) / total[j] if i <= j else 0.0 for i in range(len(values))]
        for j in range(len(values))
    ]


def flat(tensor):
    return tensor.detach().reshape(-1).tolist()


@pytest.mark.parametrize("mode", ["jacfwd", "jacrev"])
def test_both_modes_give_the_jacobian(mode):
    x = lucid.tensor(VALUES, dtype=lucid.float64)
    found = getattr(lucid.func, mode)(lambda x: x.logcumsumexp(0))(x)
    expected = [share for row in jacobian(VALUES) for share in row]
    assert flat(found) == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_derivative_by_a_gradient_of_zeros():
    # The gradient is linear in what it is given, also where that is zero or negative.
    x = lucid.tensor(VALUES, dtype=lucid.float64, requires_grad=True)
    seed = lucid.tensor([0.0, -2.0, 0.0, 1.5, 0.0, 0.0], dtype=lucid.float64, requires_grad=True)
    (gradient,) = lucid.autograd.grad(x.logcumsumexp(0), x, seed, create_graph=True)
    table = jacobian(VALUES)
    expected = [sum(seed[j].item() * table[j][i] for j in range(6)) for i in range(6)]
    assert flat(gradient) == pytest.approx(expected, rel=1e-12, abs=1e-15)
    weights = [1.0, 0.0, -3.0, 0.5, 2.0, 0.0]
    (found,) = lucid.autograd.grad(gradient, seed, lucid.tensor(weights, dtype=lucid.float64))
    assert flat(found) == pytest.approx([sum(w * share for w, share in zip(weights, row)) for row in table], rel=1e-12)


@pytest.mark.parametrize("dim", [0, 1, -1])
def test_batches_of_hessians_are_hessians_of_elements(dim):
    def loss(x):
        return (x.logcumsumexp(dim) * x.cos()).sum()

    x = lucid.tensor([0.1 * ((7 * i) % 13) for i in range(12)], dtype=lucid.float64).reshape(2, 3, 2)
    whole = lucid.func.vmap(lucid.func.hessian(loss))(x)
    for element in range(2):
        twice = lucid.func.jacrev(lucid.func.jacrev(loss))(x[element])
        assert flat(whole[element]) == pytest.approx(flat(twice), rel=1e-10, abs=1e-12)
