"""Custom functions: both styles of forward, saved values, in-place edits, double backward, refusals, lifetime."""

import gc

import pytest

import lucid
from lucid._engine import engine
from lucid.autograd import Function
from lucid.autograd.function import once_differentiable


class Cube(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 3 * x * x


class ScaledExp(Function):
    @staticmethod
    def forward(x, scale):
        return x.exp() * scale

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.scale = inputs[1]
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.saved_tensors[0], None


def leaf(*values):
    return lucid.tensor(list(values), dtype=lucid.float64, requires_grad=True)


@pytest.mark.smoke
@pytest.mark.parametrize("function", [Cube.apply, lambda x: ScaledExp.apply(x, 2.0)])
def test_both_styles_pass_the_gradient_checks(function):
    x = leaf(0.3, -1.2, 0.8)
    assert lucid.autograd.gradcheck(function, (x,))
    assert lucid.autograd.gradgradcheck(function, (x,))


def test_the_node_shows_the_functions_name():
    y = ScaledExp.apply(leaf(1.0), 2.0)
    assert y.grad_fn.name() == "ScaledExpBackward"
    assert [edge[0] is None for edge in y.grad_fn.next_functions] == [False, True]


def test_saved_values_are_freed_and_their_edits_noticed():
    x = leaf(2.0)
    y = Cube.apply(x)
    y.sum().backward()
    with pytest.raises(RuntimeError, match="second time"):
        y.grad_fn.saved_tensors
    a = x * 1
    y = Cube.apply(a)
    a.add_(1)
    with pytest.raises(lucid.VersionMismatch, match="inplace"):
        y.sum().backward()


def test_an_input_returned_as_it_is_becomes_a_view():
    class Same(Function):
        @staticmethod
        def forward(ctx, x):
            return x

        @staticmethod
        def backward(ctx, grad):
            return grad * 5

    x = leaf(1.0, 2.0)
    y = Same.apply(x)
    assert y is not x
    y.sum().backward()
    assert x.grad.tolist() == [5.0, 5.0]
    z = Same.apply(x * 1)
    with pytest.raises(RuntimeError, match="is a view and is being modified inplace"):
        z.mul_(2)


def test_dirty_inputs_take_the_new_history():
    class DoubleInPlace(Function):
        @staticmethod
        def forward(ctx, x):
            x.mul_(2)
            ctx.mark_dirty(x)
            return x

        @staticmethod
        def backward(ctx, grad):
            return grad * 2

    x = leaf(1.0, 3.0)
    a = x * 1
    b = DoubleInPlace.apply(a)
    assert b is a and a.grad_fn.name() == "DoubleInPlaceBackward"
    a.sum().backward()
    assert x.grad.tolist() == [2.0, 2.0]
    with pytest.raises(RuntimeError, match="leaf Variable that requires grad"):
        DoubleInPlace.apply(leaf(1.0))


def test_a_dirty_input_must_be_returned():
    class Forgets(Function):
        @staticmethod
        def forward(ctx, x):
            x.mul_(2)
            ctx.mark_dirty(x)
            return x.clone()

        @staticmethod
        def backward(ctx, grad):
            return grad

    with pytest.raises(RuntimeError, match="must all be outputs"):
        Forgets.apply(leaf(1.0) * 1)


@pytest.mark.parametrize("materialize", [True, False])
def test_outputs_without_gradient(materialize):
    seen = []

    class Two(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.set_materialize_grads(materialize)
            order = x.argsort() if hasattr(x, "argsort") else x.max(0)[1]
            ctx.mark_non_differentiable(order)
            return x * 2, x * 3, order

        @staticmethod
        def backward(ctx, first, second, third):
            seen.append((first, second, third))
            return first * 2

    x = leaf(1.0, 2.0)
    first, second, order = Two.apply(x)
    assert not order.requires_grad and second.requires_grad
    first.sum().backward()
    assert x.grad.tolist() == [2.0, 2.0]
    assert (seen[0][1] is None) != materialize


@pytest.mark.parametrize(
    "result, message",
    [
        ((None, None, lucid.ones(1)), "incorrect number of gradients"),
        ((lucid.ones(3, dtype=lucid.float64), None), "invalid gradient at index 0"),
        ((None, lucid.ones(1)), "gradient different from None at position 2"),
        (("text", None), "expected Variable or None"),
    ],
)
def test_wrong_gradients_are_refused(result, message):
    class Wrong(Function):
        @staticmethod
        def forward(ctx, x, number):
            return x * number

        @staticmethod
        def backward(ctx, grad):
            return result

    with pytest.raises((RuntimeError, TypeError), match=message):
        Wrong.apply(leaf(1.0, 2.0), 3).sum().backward()


def test_once_differentiable_refuses_the_second_time():
    class Once(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        @once_differentiable
        def backward(ctx, grad):
            return grad * 2 * ctx.saved_tensors[0]

    x = leaf(3.0)
    weight = leaf(1.0)
    (first,) = lucid.autograd.grad(Once.apply(x), x, weight, create_graph=True)
    assert first.tolist() == [6.0]
    with pytest.raises(RuntimeError, match="once_differentiable"):
        first.sum().backward()


def test_needs_input_grad_and_errors_of_misuse():
    seen = []

    class Both(Function):
        @staticmethod
        def forward(ctx, a, b):
            seen.append(ctx.needs_input_grad)
            return a * b

        @staticmethod
        def backward(ctx, grad):
            return grad, grad

    Both.apply(leaf(1.0), lucid.ones(1, dtype=lucid.float64))
    assert seen == [(True, False)]
    with pytest.raises(RuntimeError, match="should not be instantiated"):
        Both()
    with pytest.raises(TypeError, match="can only save variables"):
        lucid.autograd.FunctionCtx().save_for_backward(3)


def test_an_error_in_backward_reaches_the_caller():
    class Fails(Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def backward(ctx, grad):
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        Fails.apply(leaf(1.0)).sum().backward()


def test_backward_inside_backward():
    class Inner(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x.detach() * 2

        @staticmethod
        def backward(ctx, grad):
            with lucid.enable_grad():
                y = ctx.saved_tensors[0].detach().requires_grad_()
                (y * y).sum().backward()
            return grad * y.grad

    x = leaf(3.0)
    Inner.apply(x * 1).sum().backward()
    assert x.grad.tolist() == [6.0]


def test_nothing_stays_alive():
    def work():
        x = leaf(1.0, 2.0)
        Cube.apply(ScaledExp.apply(x, 2.0)).sum().backward()
        Cube.apply(x)
        (grad,) = lucid.autograd.grad(Cube.apply(x).sum(), x, create_graph=True)
        grad.sum().backward()

    work()
    gc.collect()
    before = engine._live_counts()
    for _ in range(10):
        work()
    gc.collect()
    assert engine._live_counts() == before


def test_a_deep_chain_of_custom_functions():
    x = leaf(1.0)
    y = x
    for _ in range(3000):
        y = Cube.apply(y)
    y.sum().backward()
    assert x.grad is not None
    del y
    gc.collect()
