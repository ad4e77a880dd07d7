"""Gradient clipping and flattening of parameters."""

import math

import lucid
import pytest
from lucid import nn
from lucid.nn import utils


def with_gradients(*rows):
    parameters = []
    for row in rows:
        parameter = nn.Parameter(lucid.zeros(len(row)))
        parameter.grad = lucid.tensor(row)
        parameters.append(parameter)
    return [*parameters, nn.Parameter(lucid.zeros(1))]  # the last one has no gradient


@pytest.mark.smoke
@pytest.mark.parametrize(
    "kind, expected", [(2.0, 13.0), (1.0, 19.0), (math.inf, 12.0), (3.0, (27 + 64 + 1728) ** (1 / 3))]
)
def test_clip_by_norm(kind, expected):
    parameters = with_gradients([3.0, 0.0], [-4.0, 12.0])
    total = utils.clip_grad_norm_(parameters, 1.0, norm_type=kind)
    assert total.item() == pytest.approx(expected, rel=1e-6)
    assert parameters[1].grad.tolist() == pytest.approx([-4 / expected, 12 / expected], rel=1e-5)
    assert parameters[2].grad is None


def test_small_gradients_are_left_alone():
    parameters = with_gradients([0.3], [0.4])
    assert utils.clip_grad_norm_(iter(parameters), 5.0).item() == pytest.approx(0.5)
    assert parameters[0].grad.item() == pytest.approx(0.3)
    assert utils.clip_grad_norm_([nn.Parameter(lucid.zeros(1))], 1.0).item() == 0


def test_norms_that_are_not_finite():
    parameters = with_gradients([math.inf], [1.0])
    with pytest.raises(RuntimeError, match="non-finite"):
        utils.clip_grad_norm_(parameters, 1.0, error_if_nonfinite=True)
    assert parameters[1].grad.item() == 1


def test_clip_by_value():
    parameters = with_gradients([3.0, -0.5], [-4.0, 12.0])
    utils.clip_grad_value_(parameters, 2)
    assert [p.grad.tolist() for p in parameters[:2]] == [[2.0, -0.5], [-2.0, 2.0]]


def test_vectors():
    net = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
    vector = utils.parameters_to_vector(net.parameters())
    assert vector.numel() == 13 and vector.requires_grad
    assert vector[:6].tolist() == net[0].weight.reshape(-1).tolist()
    utils.vector_to_parameters(lucid.arange(13, dtype=lucid.float32), net.parameters())
    assert net[0].bias.tolist() == [6, 7, 8] and net[1].bias.tolist() == [12]
    assert net[0].weight.is_leaf and net[0].weight.requires_grad
    with pytest.raises(TypeError):
        utils.vector_to_parameters([1.0], net.parameters())
