"""no_grad, enable_grad, set_grad_enabled, inference_mode; grad and backward of lucid.autograd."""

import threading

import lucid
import pytest


@pytest.mark.smoke
def test_modes_nest_and_end():
    assert lucid.is_grad_enabled()
    with lucid.no_grad():
        assert not lucid.is_grad_enabled()
        with lucid.enable_grad():
            assert lucid.is_grad_enabled()
        assert not lucid.is_grad_enabled()
        with pytest.raises(KeyError), lucid.enable_grad():
            raise KeyError
        assert not lucid.is_grad_enabled()
    assert lucid.is_grad_enabled()


def test_as_decorators():
    @lucid.no_grad()
    def with_brackets(depth):
        return lucid.is_grad_enabled() or (depth > 0 and with_brackets(depth - 1))

    @lucid.no_grad
    def without_brackets():
        return lucid.is_grad_enabled()

    @lucid.set_grad_enabled(False)
    def switched():
        return lucid.is_grad_enabled()

    assert lucid.is_grad_enabled()
    assert not with_brackets(3) and not without_brackets() and not switched()
    assert lucid.is_grad_enabled()


def test_generators_keep_the_callers_setting_between_items():
    @lucid.no_grad()
    def numbers():
        received = yield lucid.is_grad_enabled()
        yield received, lucid.is_grad_enabled()
        return "end"

    generator = numbers()
    assert next(generator) is False and lucid.is_grad_enabled()
    assert generator.send(5) == (5, False) and lucid.is_grad_enabled()
    with pytest.raises(StopIteration) as end:
        next(generator)
    assert end.value.value == "end"


def test_set_grad_enabled_acts_at_once_or_for_a_block():
    lucid.set_grad_enabled(False)
    try:
        assert not lucid.is_grad_enabled()
        with lucid.set_grad_enabled(True):
            assert lucid.is_grad_enabled()
        assert not lucid.is_grad_enabled()
    finally:
        lucid.set_grad_enabled(True)


def test_modes_belong_to_their_thread():
    seen = []
    with lucid.no_grad():
        thread = threading.Thread(target=lambda: seen.append(lucid.is_grad_enabled()))
        thread.start()
        thread.join()
    assert seen == [True]


def test_grad():
    x = lucid.tensor([1.0, 2.0]).requires_grad_()
    y = lucid.tensor(3.0).requires_grad_()
    result = (x * x).sum() * y
    by_x, by_y = lucid.autograd.grad(result, (x, y), retain_graph=True)
    assert by_x.tolist() == [6, 12] and by_y.item() == 5 and x.grad is None
    (weighted,) = lucid.autograd.grad([x * 2], [x], grad_outputs=[lucid.tensor([1.0, 10.0])])
    assert weighted.tolist() == [2, 20]
    (first,) = lucid.autograd.grad((x**3).sum(), x, create_graph=True)
    (second,) = lucid.autograd.grad(first.sum(), x)
    assert second.tolist() == [6, 12]


def test_grad_of_unused_inputs():
    x, y = lucid.ones(2).requires_grad_(), lucid.ones(3).requires_grad_()
    with pytest.raises(RuntimeError, match="appears to not have been used in the graph"):
        lucid.autograd.grad(x.sum(), (x, y))
    assert lucid.autograd.grad(x.sum(), (x, y), allow_unused=True)[1] is None
    assert lucid.autograd.grad(x.sum(), (x, y), materialize_grads=True)[1].tolist() == [0, 0, 0]
    with pytest.raises(ValueError):
        lucid.autograd.grad(x.sum(), x, materialize_grads=True, allow_unused=False)
    with pytest.raises(RuntimeError):
        lucid.autograd.grad([x.sum()], [x], grad_outputs=[None, None])


def test_backward():
    x, y = lucid.ones(2).requires_grad_(), lucid.ones(2).requires_grad_()
    lucid.autograd.backward([x * y, x.sum()], [lucid.tensor([1.0, 2.0]), None])
    assert x.grad.tolist() == [2, 3] and y.grad.tolist() == [1, 2]
    lucid.autograd.backward((x * y).sum(), inputs=[y])
    assert x.grad.tolist() == [2, 3] and y.grad.tolist() == [2, 3]
    with pytest.raises(RuntimeError, match="cannot be empty"):
        lucid.autograd.backward(x.sum(), inputs=[])
    with pytest.raises(RuntimeError):
        lucid.autograd.backward(lucid.ones(()))
