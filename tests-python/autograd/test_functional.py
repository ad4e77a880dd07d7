"""jacobian, hessian and their products against known derivatives; gradcheck against right and wrong gradients."""

import math

import lucid
import pytest
from lucid.autograd import functional
from lucid.autograd.gradcheck import GradcheckError, gradcheck, gradgradcheck


def tensor(*values):
    return lucid.tensor(list(values), dtype=lucid.float64)


def polynomial(x):
    return lucid.stack([x[0] ** 2 * x[1], x[1] * 3])


def energy(x, y):
    return (x**3).sum() + (x * y).sum() ** 2


@pytest.mark.smoke
def test_jacobian():
    x = tensor(2.0, 5.0)
    assert functional.jacobian(polynomial, x).tolist() == [[20, 4], [0, 3]]
    (by_x, by_y), (again_x, again_y) = functional.jacobian(lambda x, y: (x * y, x + y), (x, tensor(3.0, 4.0)))
    assert by_x.tolist() == [[3, 0], [0, 4]] and by_y.tolist() == [[2, 0], [0, 5]]
    assert again_x.tolist() == again_y.tolist() == [[1, 0], [0, 1]]
    assert tuple(functional.jacobian(lambda x: x.sum(), lucid.ones(2, 3)).shape) == (2, 3)
    assert functional.jacobian(lambda x: lucid.ones(2), x).tolist() == [[0, 0], [0, 0]]
    with pytest.raises(RuntimeError, match="strict"):
        functional.jacobian(lambda x: lucid.ones(2), x, strict=True)
    with pytest.raises(TypeError, match="index 0"):
        functional.jacobian(lambda x: x, 3.0)


def test_jacobian_can_be_differentiated():
    x = tensor(2.0, 5.0).requires_grad_()
    functional.jacobian(polynomial, x, create_graph=True).sum().backward()
    # d/dx of 2 x0 x1 + x0^2 + 3
    assert x.grad.tolist() == [2 * 5 + 2 * 2, 2 * 2]


def test_products():
    x = tensor(2.0, 5.0)
    outputs, product = functional.vjp(polynomial, x, tensor(1.0, 10.0))
    assert outputs.tolist() == [20, 15] and product.tolist() == [20, 34]
    outputs, product = functional.jvp(polynomial, x, tensor(1.0, 10.0))
    assert outputs.tolist() == [20, 15] and product.tolist() == [60, 30]
    assert functional.vjp(lambda x: x.sum(), x)[1].tolist() == [1, 1]
    assert not product.requires_grad
    for function in (functional.vjp, functional.jvp):
        with pytest.raises(RuntimeError):
            function(polynomial, x)
        with pytest.raises(RuntimeError):
            function(polynomial, x, tensor(1.0))


def test_hessian_and_its_products():
    x, y = tensor(1.0, 2.0), tensor(3.0, 5.0)
    (xx, xy), (yx, yy) = functional.hessian(energy, (x, y))
    total = 1 * 3 + 2 * 5
    assert xx.tolist() == [[6 + 2 * 9, 2 * 15], [2 * 15, 12 + 2 * 25]]
    assert yy.tolist() == [[2 * 1, 2 * 2], [2 * 2, 2 * 4]]
    assert xy.tolist() == [[2 * 3 * 1 + 2 * total, 2 * 3 * 2], [2 * 5 * 1, 2 * 5 * 2 + 2 * total]]
    assert yx.tolist() == [list(column) for column in zip(*xy.tolist())]
    assert functional.hessian(lambda x: (x**3).sum(), x).tolist() == [[6, 0], [0, 12]]
    output, product = functional.vhp(lambda x: energy(x, y), x, tensor(1.0, -1.0))
    assert output.item() == 9 + total**2 and product.tolist() == [24 - 30, 30 - 62]
    assert functional.hvp(lambda x: energy(x, y), x, tensor(1.0, -1.0))[1].tolist() == product.tolist()
    with pytest.raises(RuntimeError, match="single element"):
        functional.hessian(lambda x: x, x)


@pytest.mark.smoke
def test_gradcheck_accepts_right_gradients():
    x = tensor(0.3, 1.2, -0.7).requires_grad_()
    matrix = lucid.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype=lucid.float64).requires_grad_()
    assert gradcheck(lambda x, m: (m @ x, x.exp() * 2), (x, matrix))
    assert gradgradcheck(lambda x, m: (m @ x.tanh()).sum(), (x, matrix))
    assert gradcheck(lambda x, k: x * k, (x, 3))
    assert x.tolist() == [0.3, 1.2, -0.7]


def test_gradcheck_refuses_wrong_gradients():
    x = tensor(0.3, 1.2).requires_grad_()

    def wrong(x):
        y = x * x
        y.register_hook(lambda grad: grad * 1.01)
        return y

    with pytest.raises(GradcheckError, match="Jacobian mismatch for output 0 with respect to input 0"):
        gradcheck(wrong, (x,))
    assert gradcheck(wrong, (x,), raise_exception=False) is False
    with pytest.raises(GradcheckError):
        gradcheck(lambda x: x.detach() * x, (x,))  # half of the gradient is hidden
    with pytest.raises(GradcheckError, match="zero"):
        gradcheck(lambda x: (x.detach() * 2, x)[0], (x,))
    with pytest.raises(ValueError, match="requires_grad=True"):
        gradcheck(lambda x: x, (x.detach(),))


def test_gradcheck_notices_backward_that_varies():
    x = tensor(1.0).requires_grad_()
    calls = []

    def moody(x):
        y = x * 2
        y.register_hook(lambda grad: calls.append(1) or grad * (1 + 1e-7 * len(calls)))
        return y

    with pytest.raises(GradcheckError, match="not reentrant"):
        gradcheck(moody, (x,))
    assert gradcheck(moody, (x,), nondet_tol=1e-3)


def test_derivatives_of_a_known_function():
    x = tensor(0.5)
    value = functional.jacobian(lambda x: x.sin().exp(), x).item()
    assert value == pytest.approx(math.exp(math.sin(0.5)) * math.cos(0.5), rel=1e-14)
