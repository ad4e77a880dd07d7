"""Sinusoids and rotations of positions against their definitions."""

import cmath
import math

import lucid
import pytest
from lucid import nn
from lucid.nn import functional as F


def test_sinusoids():
    table = F.sinusoidal_embedding(7, 6, base=100.0).tolist()
    for position, row in enumerate(table):
        for i, value in enumerate(row):
            angle = position / 100.0 ** (i // 2 * 2 / 6)
            assert value == pytest.approx(math.sin(angle) if i % 2 == 0 else math.cos(angle), abs=1e-5)
    assert lucid.equal(nn.SinusoidalEmbedding(7, 6, base=100.0)().cpu(), F.sinusoidal_embedding(7, 6, base=100.0))
    with pytest.raises(ValueError):
        F.sinusoidal_embedding(3, 5)


def test_sinusoids_of_a_grid():
    table = nn.SinusoidalEmbedding2D(2, 3, 8)().reshape(2, 3, 8).cpu()
    rows, columns = F.sinusoidal_embedding(2, 4), F.sinusoidal_embedding(3, 4)
    for y in range(2):
        for x in range(3):
            assert table[y, x].tolist() == [*rows[y].tolist(), *columns[x].tolist()]


@pytest.mark.parametrize("ids", [None, [3, 0, 7]])
def test_rotations_are_products_with_complex_units(ids):
    rotary = nn.RotaryEmbedding(6, 10, base=50.0)
    q = lucid.randn(2, 1, 3, 6)
    position_ids = None if ids is None else lucid.tensor(ids)
    got, _ = F.apply_rotary_emb(q, q, *rotary(), position_ids=position_ids)
    for batch in range(2):
        for at in range(3):
            x, y = q[batch, 0, at].tolist(), got[batch, 0, at].tolist()
            position = at if ids is None else ids[at]
            for i in range(3):
                turned = complex(x[i], x[i + 3]) * cmath.exp(1j * position / 50.0 ** (2 * i / 6))
                assert (y[i], y[i + 3]) == (pytest.approx(turned.real, abs=1e-5), pytest.approx(turned.imag, abs=1e-5))


def test_products_of_rotated_vectors_depend_on_distances():
    rotary = nn.RotaryEmbedding(8, 20)
    q, k = lucid.randn(1, 1, 8).expand(1, 20, 8), lucid.randn(1, 1, 8).expand(1, 20, 8)
    q, k = F.apply_rotary_emb(q, k, *rotary())
    scores = (q @ k.transpose(-1, -2))[0]
    assert float(scores[5, 2]) == pytest.approx(float(scores[13, 10]), abs=1e-4)


def test_position_ids_for_each_sample():
    rotary = nn.RotaryEmbedding(4, 10)
    q = lucid.randn(2, 3, 2, 4)
    ids = lucid.tensor([[0, 1], [5, 6]])
    got, _ = F.apply_rotary_emb(q, q, *rotary(), position_ids=ids)
    for n in range(2):
        single, _ = F.apply_rotary_emb(q[n], q[n], *rotary(), position_ids=ids[n])
        assert lucid.allclose(got[n], single)


def test_times():
    embedding = nn.TimestepEmbedding(8, 5)
    times = lucid.tensor([0, 1, 500])
    waves = F.sinusoidal_embedding(501, 8).to(times.device)[times]
    expected = embedding.linear_2(F.silu(embedding.linear_1(waves)))
    assert lucid.allclose(embedding(times), expected, atol=1e-5)
    assert embedding(times).shape == (3, 5)
