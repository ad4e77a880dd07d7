"""Forward-mode differentiation with dual numbers, and gradient checks that use it."""

import pytest

import lucid
from lucid.autograd import Function, forward_ad, gradcheck, gradgradcheck


def numbers(*values):
    return lucid.tensor(list(values), dtype=lucid.float64)


@pytest.mark.smoke
def test_values_carry_their_tangents():
    with forward_ad.dual_level():
        x = forward_ad.make_dual(numbers(1.0, 2.0), numbers(1.0, 0.5))
        value, tangent = forward_ad.unpack_dual((x * x).sum())
        assert value.item() == 5.0 and tangent.item() == 4.0
        assert forward_ad.unpack_dual(numbers(1.0)).tangent is None
        assert forward_ad.unpack_dual(x.detach()).tangent is None
    assert forward_ad.unpack_dual(x).tangent is None


def test_levels_and_arguments_are_checked():
    with pytest.raises(RuntimeError, match="no level exists"):
        forward_ad.make_dual(numbers(1.0), numbers(1.0))
    with forward_ad.dual_level():
        with pytest.raises(RuntimeError, match="Nested forward mode"):
            forward_ad.enter_dual_level()
        with pytest.raises(RuntimeError, match="same shape"):
            forward_ad.make_dual(numbers(1.0), numbers(1.0, 2.0))
        with pytest.raises(ValueError, match="floating point"):
            forward_ad.make_dual(lucid.ones(1, dtype=lucid.int64), lucid.ones(1, dtype=lucid.int64))
    with pytest.raises(RuntimeError):
        forward_ad.exit_dual_level()


def test_views_and_edits_share_tangents():
    with forward_ad.dual_level():
        x = forward_ad.make_dual(numbers(1.0, 2.0, 3.0).clone(), numbers(1.0, 1.0, 1.0).clone())
        x[1:].mul_(3)
        assert forward_ad.unpack_dual(x).tangent.tolist() == [1.0, 3.0, 3.0]
        plain = lucid.zeros(2, 3, dtype=lucid.float64)
        plain[0] = x
        value, tangent = forward_ad.unpack_dual(plain)
        assert value.tolist() == [[1.0, 6.0, 9.0], [0.0] * 3] and tangent.tolist() == [[1.0, 3.0, 3.0], [0.0] * 3]


def test_custom_functions_with_a_jvp_of_their_own():
    class Square(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            ctx.save_for_forward(x)
            return x * x

        @staticmethod
        def backward(ctx, grad):
            return grad * 2 * ctx.saved_tensors[0]

        @staticmethod
        def jvp(ctx, tangent):
            return tangent * 2 * ctx.saved_tensors[0]

    value, tangent = lucid.func.jvp(Square.apply, (numbers(3.0),), (numbers(0.5),))
    assert value.tolist() == [9.0] and tangent.tolist() == [3.0]

    class Without(Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def backward(ctx, grad):
            return grad * 2

    with pytest.raises(NotImplementedError, match="implement the jvp"):
        lucid.func.jvp(Without.apply, (numbers(3.0),), (numbers(0.5),))
    with pytest.raises(RuntimeError, match="does not have vmap support"):
        lucid.func.vmap(Without.apply)(numbers(1.0, 2.0))


def test_custom_functions_under_vmap():
    class Cube(Function):
        generate_vmap_rule = True

        @staticmethod
        def forward(x, scale):
            return (x * x * x).sum() * scale

        @staticmethod
        def setup_context(ctx, inputs, output):
            x, scale = inputs
            ctx.save_for_backward(x, scale)
            ctx.save_for_forward(x, scale)

        @staticmethod
        def backward(ctx, grad):
            x, scale = ctx.saved_tensors
            return grad * 3 * x * x * scale, grad * (x * x * x).sum()

        @staticmethod
        def jvp(ctx, tangent, other):
            x, scale = ctx.saved_tensors
            return (tangent * 3 * x * x).sum() * scale + (x * x * x).sum() * other

    class Manual(Function):
        @staticmethod
        def forward(x):
            return x * 2

        @staticmethod
        def setup_context(ctx, inputs, output):
            pass

        @staticmethod
        def vmap(info, in_dims, x):
            assert info.batch_size == 3 and in_dims == (0,)
            return Manual.apply(x) + 1, 0

        @staticmethod
        def backward(ctx, grad):
            return grad * 2

    x = numbers(1.0, 2.0, 3.0, 4.0, 5.0, 6.0).reshape(3, 2)
    scale = numbers(2.0)[0]

    def plain(v, s):
        return (v * v * v).sum() * s

    for transform in (
        lambda f: lucid.func.vmap(f, in_dims=(0, None))(x, scale),
        lambda f: lucid.func.vmap(lucid.func.grad(f), in_dims=(0, None))(x, scale),
        lambda f: lucid.func.grad(lambda s: lucid.func.vmap(f, in_dims=(0, None))(x, s).sum())(scale),
        lambda f: lucid.func.jacrev(f)(x[0], scale),
        lambda f: lucid.func.jacfwd(f)(x[0], scale),
    ):
        assert lucid.allclose(transform(Cube.apply), transform(plain))
    assert lucid.func.vmap(Manual.apply)(x).tolist() == (x * 2 + 1).tolist()


def test_gradient_checks_reach_forward_mode_and_batches():
    x = numbers(0.3, 0.7).requires_grad_()
    y = numbers(1.3, -0.7).requires_grad_()

    def function(a, b):
        return a.sin() * b, (a * b).exp().sum()

    assert gradcheck(function, (x, y), check_forward_ad=True, check_batched_grad=True)
    assert gradgradcheck(function, (x, y), check_fwd_over_rev=True, check_batched_grad=True)


def test_batched_gradients_and_vectorized_jacobians():
    x = numbers(0.3, 0.7, -0.2).requires_grad_()
    y = x.sin() * x[0]
    (rows,) = lucid.autograd.grad(y, x, lucid.eye(3, dtype=lucid.float64), is_grads_batched=True, retain_graph=True)
    loop = lucid.autograd.functional.jacobian(lambda v: v.sin() * v[0], x)
    assert lucid.allclose(rows, loop)
    for options in ({"vectorize": True}, {"vectorize": True, "strategy": "forward-mode"}):
        assert lucid.allclose(lucid.autograd.functional.jacobian(lambda v: v.sin() * v[0], x, **options), loop)
    second = lucid.autograd.functional.hessian(lambda v: (v.sin() * v[0]).sum(), x)
    for options in ({"vectorize": True}, {"vectorize": True, "outer_jacobian_strategy": "forward-mode"}):
        found = lucid.autograd.functional.hessian(lambda v: (v.sin() * v[0]).sum(), x, **options)
        assert lucid.allclose(found, second)
    with pytest.raises(RuntimeError, match="first dimension of each grad_output"):
        lucid.autograd.grad(y, x, lucid.ones(2, 2, dtype=lucid.float64), is_grads_batched=True)


def test_nothing_stays_alive_after_transforms():
    import gc

    from lucid._engine import engine

    def work():
        x = numbers(0.3, 0.7)
        lucid.func.hessian(lambda v: (v.sin() * v).sum())(x)
        lucid.func.vmap(lucid.func.grad(lambda v: (v * v).sum()))(x.reshape(2, 1))
        lucid.func.jvp(lambda v: lucid.func.grad(lambda w: w.exp().sum())(v), (x,), (x,))
        try:
            lucid.func.vmap(lambda v: v.item())(x)
        except RuntimeError:
            pass

    work()
    gc.collect()
    before = engine._live_counts()
    for _ in range(5):
        work()
    gc.collect()
    assert engine._live_counts() == before
