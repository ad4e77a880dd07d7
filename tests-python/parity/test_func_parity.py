"""``lucid.func`` beside ``torch.func``: the same programs in both libraries, nested transforms among them."""

import pytest

import lucid
import lucid.func

pytestmark = pytest.mark.parity


def numbers(*shape):
    """A fixed run of numbers without a pattern."""
    count = 1
    for size in shape:
        count *= size
    return [((i + 1) * 0.6180339887498949) % 1 * 2 - 0.9 for i in range(count)]


def both(torch, program):
    """The program's results in both libraries, as flat lists of (shape, numbers)."""
    results = []
    for library in (lucid, torch):
        func = lucid.func if library is lucid else torch.func

        def tensor(*shape, library=library):
            return library.tensor(numbers(*shape), dtype=library.float64).reshape(shape)

        results.append(flat(program(library, func, tensor)))
    return results


def flat(value):
    if isinstance(value, (tuple, list)):
        return [item for part in value for item in flat(part)]
    if isinstance(value, dict):
        return [item for key in sorted(value) for item in flat(value[key])]
    if hasattr(value, "tolist"):
        kind = str(value.dtype).split(".")[-1]
        return [(tuple(value.shape), kind, value.requires_grad, value.detach().reshape(-1).tolist())]
    return [value]


def agree(torch, program):
    ours, theirs = both(torch, program)
    assert len(ours) == len(theirs)
    for a, b in zip(ours, theirs):
        if not isinstance(a, tuple):
            assert a == b
            continue
        assert a[:3] == b[:3]
        for x, y in zip(a[3], b[3]):
            assert x == pytest.approx(y, rel=1e-9, abs=1e-10, nan_ok=True)


def f(x):
    return (x.sin() * x * x).sum()


def network(library):
    def g(w, x):
        return (w @ x).tanh()

    return g


PROGRAMS = {
    "grad": lambda L, F, t: F.grad(f)(t(4)),
    "grad of grad": lambda L, F, t: F.grad(lambda x: F.grad(f)(x).sum())(t(4)),
    "grad thrice": lambda L, F, t: F.grad(F.grad(F.grad(lambda x: x.exp() * x.sin())))(t(1)[0]),
    "grad and value, aux": lambda L, F, t: F.grad_and_value(lambda x: (f(x), x * 2), has_aux=True)(t(3)),
    "argnums": lambda L, F, t: F.grad(lambda a, b: (a * b.exp()).sum(), argnums=(1, 0))(t(3), t(3) + 1),
    "pytree": lambda L, F, t: F.grad(lambda p: (p["a"] * p["b"][0]).sum())({"a": t(3), "b": (t(3) * 2,)}),
    "captured": lambda L, F, t: F.grad(lambda x: F.grad(lambda y: (x * y * y).sum())(t(3)).sum())(t(3) + 1),
    "vjp": lambda L, F, t: (lambda r: (r[0], r[1](t(2))))(F.vjp(lambda w: network(L)(w, t(3)), t(2, 3))),
    "vjp of two": lambda L, F, t: (lambda r: (r[0], r[1]((t(3), t(3) * 2))))(
        F.vjp(lambda a, b: (a * b, a + b.sin()), t(3), t(3) + 1)
    ),
    "jvp": lambda L, F, t: F.jvp(lambda w: network(L)(w, t(3)), (t(2, 3),), (t(2, 3) * 3,)),
    "jvp, aux": lambda L, F, t: F.jvp(lambda x: (x * x, x + 1), (t(3),), (t(3),), has_aux=True),
    "jvp of jvp": lambda L, F, t: F.jvp(
        lambda x: F.jvp(lambda y: y.exp() * x.sin(), (x,), (x * x,))[1], (t(3),), (t(3) + 2,)
    ),
    "perturbations stay apart": lambda L, F, t: F.jvp(
        lambda x: x * F.jvp(lambda y: x + y, (t(2),), (t(2) * 0 + 1,))[1], (t(2),), (t(2) * 0 + 1,)
    ),
    "jvp of grad": lambda L, F, t: F.jvp(F.grad(f), (t(4),), (t(4) + 1,)),
    "grad of jvp": lambda L, F, t: F.grad(lambda x: F.jvp(f, (x,), (t(4) + 1,))[1])(t(4)),
    "jacrev": lambda L, F, t: F.jacrev(lambda w: network(L)(w, t(3)))(t(2, 3)),
    "jacfwd": lambda L, F, t: F.jacfwd(lambda w: network(L)(w, t(3)))(t(2, 3)),
    "jacrev of two outputs": lambda L, F, t: F.jacrev(lambda a, b: (a * b, (a @ b).exp()), argnums=(0, 1))(t(3), t(3)),
    "jacfwd of two outputs": lambda L, F, t: F.jacfwd(lambda a, b: (a * b, (a @ b).exp()), argnums=(0, 1))(t(3), t(3)),
    "jacrev in chunks": lambda L, F, t: F.jacrev(lambda x: x.exp() * x[0], chunk_size=2)(t(5)),
    "jacrev, aux": lambda L, F, t: F.jacrev(lambda x: (x.exp(), x * 2), has_aux=True)(t(3)),
    "jacfwd, aux": lambda L, F, t: F.jacfwd(lambda x: (x.exp(), x * 2), has_aux=True)(t(3)),
    "hessian": lambda L, F, t: F.hessian(f)(t(3)),
    "hessian of two": lambda L, F, t: F.hessian(lambda a, b: (a * b * b).sum(), argnums=(0, 1))(t(2), t(2) + 1),
    "jacrev of jacrev": lambda L, F, t: F.jacrev(F.jacrev(f))(t(3)),
    "jacfwd of jacfwd": lambda L, F, t: F.jacfwd(F.jacfwd(f))(t(3)),
    "jacrev of jacfwd": lambda L, F, t: F.jacrev(F.jacfwd(f))(t(3)),
    "third derivatives": lambda L, F, t: F.jacfwd(F.jacrev(F.jacfwd(f)))(t(2)),
    "linearize": lambda L, F, t: (lambda r: (r[0], r[1](t(3) + 1)))(F.linearize(lambda x: x.sin() * x, t(3))),
    "vmap": lambda L, F, t: F.vmap(lambda a, b: (a * b).sum())(t(4, 3), t(4, 3)),
    "vmap, dims": lambda L, F, t: F.vmap(lambda a, b: a * b, in_dims=(1, None), out_dims=1)(t(3, 4), t(3)),
    "vmap, nested dims": lambda L, F, t: F.vmap(lambda p: p["a"] @ p["b"][0], in_dims=({"a": 0, "b": (None,)},))(
        {"a": t(5, 3), "b": (t(3),)}
    ),
    "vmap, several outputs": lambda L, F, t: F.vmap(lambda a: (a.sum(), {"x": a + 1}), out_dims=(0, {"x": 1}))(t(4, 3)),
    "vmap in chunks": lambda L, F, t: F.vmap(lambda a: a.exp(), chunk_size=3)(t(7, 2)),
    "vmap of vmap": lambda L, F, t: F.vmap(F.vmap(lambda a, b: a * b.sum(), in_dims=(0, None)), in_dims=(1, 0))(
        t(3, 4), t(4, 2)
    ),
    "vmap of grad": lambda L, F, t: F.vmap(F.grad(f))(t(4, 3)),
    "per-sample gradients": lambda L, F, t: F.vmap(
        F.grad(lambda w, b, x, y: ((w @ x + b - y) ** 2).sum(), argnums=(0, 1)), in_dims=(None, None, 0, 0)
    )(t(2, 3), t(2), t(5, 3), t(5, 2)),
    "grad of vmap": lambda L, F, t: F.grad(lambda w: F.vmap(lambda x: (w @ x).tanh())(t(5, 3)).sum())(t(2, 3)),
    "vmap of jvp": lambda L, F, t: F.vmap(lambda a, v: F.jvp(f, (a,), (v,)))(t(4, 3), t(4, 3) + 1),
    "vmap of jvp, point the same": lambda L, F, t: F.vmap(lambda v: F.jvp(lambda w: w * v, (t(3),), (v,))[1])(t(4, 3)),
    "jvp of vmap": lambda L, F, t: F.jvp(F.vmap(lambda a: a.exp().sum()), (t(4, 3),), (t(4, 3) * 2,)),
    "vmap of hessian": lambda L, F, t: F.vmap(F.hessian(f))(t(4, 3)),
    "vmap of jacrev": lambda L, F, t: F.vmap(F.jacrev(lambda x: x.sin() * x[0]))(t(4, 3)),
    "jacrev of vmap": lambda L, F, t: F.jacrev(F.vmap(lambda x: x.sin() * x[0]))(t(2, 3)),
    "vmap of vmap of grad": lambda L, F, t: F.vmap(F.vmap(F.grad(lambda x: (x * x).sin())))(t(3, 2)),
    "ensemble": lambda L, F, t: F.vmap(lambda w, x: (x @ w).relu(), in_dims=(0, None))(t(4, 3, 2), t(5, 3)),
    "keywords": lambda L, F, t: F.vmap(lambda a, b=None: a * b)(t(4, 3), b=t(3)),
    "in-place inside grad": lambda L, F, t: F.grad(lambda x: (lambda y: (y.mul_(x), y)[1].sum())(x.clone()))(t(3)),
    "in-place inside jvp": lambda L, F, t: F.jvp(
        lambda x: (lambda y: (y.mul_(x), y[0].mul_(3), y)[2])(x.clone()), (t(3),), (t(3),)
    ),
    "plain becomes dual in place": lambda L, F, t: F.jvp(
        lambda x: (lambda y: (y.copy_(x), y * x)[1])(L.zeros(3, dtype=L.float64)), (t(3),), (t(3) + 1,)
    ),
    "writing inside jvp": lambda L, F, t: F.jvp(
        lambda x: (lambda y: (y.__setitem__(slice(0, 2), x[1:] * 2), y)[1])(x * 3), (t(3),), (t(3) + 1,)
    ),
    "independent output": lambda L, F, t: F.jvp(lambda x: L.ones(2, dtype=L.float64), (t(3),), (t(3),)),
    "unused input": lambda L, F, t: F.grad(lambda a, b: a.sum(), argnums=(0, 1))(t(3), t(2)),
    "no_grad inside": lambda L, F, t: F.grad(lambda x: _with_no_grad(L, x))(t(3)),
}


def _with_no_grad(library, x):
    with library.no_grad():
        shift = x.sum()
    return ((x - shift) ** 2).sum()


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs_agree(torch, name):
    agree(torch, PROGRAMS[name])


# One line per op: what a batch of its first argument does. Shapes are those of one element.
BATCHED = {
    "add number": ((3,), lambda L, x: x + 1),
    "0-d and ints": ((), lambda L, x: L.arange(3) * x),
    "0-d floats": ((), lambda L, x: L.ones(3, dtype=L.float32) * x),
    "broadcast": ((2, 3), lambda L, x: x * L.arange(3.0, dtype=L.float64) + x[0]),
    "higher rank other": ((3,), lambda L, x: x + L.ones(2, 4, 3, dtype=L.float64)),
    "where": ((3,), lambda L, x: L.where(x > 0, x, L.zeros((), dtype=L.float64))),
    "clamp": ((3,), lambda L, x: x.clamp(-0.2, 0.3)),
    "masked_fill": ((3,), lambda L, x: x.masked_fill(x > 0, 5.0)),
    "sum": ((2, 3), lambda L, x: x.sum()),
    "sum dim": ((2, 3), lambda L, x: x.sum(1)),
    "sum dim keepdim": ((2, 3), lambda L, x: x.sum((0, -1), keepdim=True)),
    "sum of 0-d": ((), lambda L, x: x.sum()),
    "mean var std": ((2, 3), lambda L, x: (x.mean(), x.var(0), x.std(-1))),
    "prod amax amin": ((2, 3), lambda L, x: (x.prod(1), x.amax(0), x.amin())),
    "max dim": ((2, 3), lambda L, x: tuple(x.max(1))),
    "argmax": ((2, 3), lambda L, x: (x.argmax(), x.argmax(0), x.argmin(1, keepdim=True))),
    "max all": ((2, 3), lambda L, x: (x.max(), x.min())),
    "all any": ((2, 3), lambda L, x: ((x > 0).all(), (x > 0).any(0))),
    "logsumexp": ((2, 3), lambda L, x: x.logsumexp(0)),
    "softmax": ((2, 3), lambda L, x: (x.softmax(0), x.log_softmax(-1))),
    "cumsum": ((2, 3), lambda L, x: x.cumsum(0)),
    "view": ((2, 6), lambda L, x: x.view(3, -1)),
    "reshape": ((2, 6), lambda L, x: x.t().reshape(4, 3)),
    "expand": ((1, 3), lambda L, x: x.expand(4, -1, 3)),
    "permute": ((2, 3, 4), lambda L, x: x.permute(2, 0, -2)),
    "transpose": ((2, 3, 4), lambda L, x: (x.transpose(0, 1), x.transpose(-1, 0), x.mT)),
    "squeeze": ((1, 3, 1), lambda L, x: (x.squeeze(), x.squeeze(0), x.squeeze(-1), x.squeeze(1))),
    "unsqueeze": ((3,), lambda L, x: (x.unsqueeze(0), x.unsqueeze(-1), x.unsqueeze(1))),
    "movedim flatten unflatten": ((2, 3, 4), lambda L, x: (x.movedim(0, -1), x.flatten(1), x.unflatten(0, (2, 1)))),
    "select slice": ((4, 3), lambda L, x: (x[1], x[:, 1:], x[::2, None], x[..., -1])),
    "narrow diagonal": ((4, 4), lambda L, x: (x.narrow(0, 1, 2), x.diagonal(), x.diagonal(1, -2, -1))),
    "tril": ((3, 3), lambda L, x: (x.tril(), x.triu(1))),
    "flip repeat": ((2, 3), lambda L, x: (x.flip((0,)), x.repeat(2, 1, 1))),
    "index with list": ((4, 3), lambda L, x: (x[[0, 2]], x[:, [1, 1]])),
    "index with tensor": ((4, 3), lambda L, x: x[L.tensor([3, 0]), L.tensor([1, 2])]),
    "gather": ((4, 3), lambda L, x: x.gather(0, L.tensor([[0, 1, 2], [3, 3, 3]]))),
    "scatter": ((4, 3), lambda L, x: x.scatter(0, L.tensor([[0, 1, 2]]), x[:1] * 2)),
    "scatter_add": ((4, 3), lambda L, x: x.scatter_add(1, L.tensor([[0, 0], [2, 1]]), x[:2, :2])),
    "index_select": ((4, 3), lambda L, x: x.index_select(0, L.tensor([1, 1, 3]))),
    "index_add": ((4, 3), lambda L, x: x.index_add(1, L.tensor([2, 0]), x[:, :2])),
    "index_put": ((4, 3), lambda L, x: x.clone().index_put((L.tensor([1, 2]),), x[0])),
    "cat stack": (
        (2, 3),
        lambda L, x: (L.cat([x, L.zeros(1, 3, dtype=L.float64)]), L.stack([x, x], -1), L.cat([x, x], -1)),
    ),
    "split chunk unbind": ((4, 3), lambda L, x: (*x.split(3), *x.chunk(2, 1), *x.unbind(1))),
    "matmul vectors": (
        (3,),
        lambda L, x: (x @ x, L.ones(2, 3, dtype=L.float64) @ x, x @ L.ones(3, 2, dtype=L.float64)),
    ),
    "matmul matrices": (
        (2, 3),
        lambda L, x: (x @ x.t(), x @ L.ones(3, dtype=L.float64), L.ones(4, 5, 2, dtype=L.float64) @ x),
    ),
    "matmul stacks": (
        (4, 2, 3),
        lambda L, x: (x @ x.mT, x @ L.ones(3, 2, dtype=L.float64), L.ones(2, dtype=L.float64) @ x),
    ),
    "linear": (
        (5, 3),
        lambda L, x: L.nn.functional.linear(x, L.ones(2, 3, dtype=L.float64), L.ones(2, dtype=L.float64)),
    ),
    "linear weight": ((2, 3), lambda L, w: L.nn.functional.linear(L.ones(5, 3, dtype=L.float64), w, w[:, 0])),
    "linear both": ((2, 3), lambda L, w: L.nn.functional.linear(w, w)),
    "layer_norm": ((2, 3), lambda L, x: L.nn.functional.layer_norm(x, (3,))),
    "layer_norm weight": ((2, 3), lambda L, x: L.nn.functional.layer_norm(x, (3,), x[0], x[1])),
    "gelu relu": ((3,), lambda L, x: (L.nn.functional.gelu(x), x.relu(), L.nn.functional.softplus(x))),
    "mse": ((3,), lambda L, x: L.nn.functional.mse_loss(x, L.ones(3, dtype=L.float64))),
    "cross_entropy": ((2, 3), lambda L, x: L.nn.functional.cross_entropy(x, L.tensor([0, 2]))),
    "embedding weight": ((4, 3), lambda L, w: L.nn.functional.embedding(L.tensor([1, 3]), w)),
    "convert": ((3,), lambda L, x: (x.float(), x.to(L.int64), x > 0, x.double())),
    "like": ((3,), lambda L, x: (L.zeros_like(x), L.ones_like(x) * x, L.full_like(x, 2))),
    "in-place": ((3,), lambda L, x: x.clone().mul_(2).add_(x[0]).sub_(L.ones(3, dtype=L.float64))),
    "in-place views": ((3, 2), lambda L, x: (lambda y: (y[0].zero_(), y.t().mul_(2), y)[2])(x.clone())),
    "setitem": (
        (3, 2),
        lambda L, x: (lambda y: (y.__setitem__(0, x[1]), y.__setitem__((slice(None), 1), 4.0), y)[2])(x * 1),
    ),
    "setitem list": ((3, 2), lambda L, x: (lambda y: (y.__setitem__([0, 2], x[1]), y)[1])(x * 1)),
    "complex": ((3,), lambda L, x: ((x * 1j).real, ((x + 1j) * (x - 1j)).imag)),
    "einsum": ((2, 3), lambda L, x: L.einsum("ij,kj->ik", x, x)),
    "dropout off": ((3,), lambda L, x: L.nn.functional.dropout(x, 0.5, training=False)),
}


@pytest.mark.parametrize("name", BATCHED)
def test_batched_ops_agree(torch, name):
    shape, function = BATCHED[name]
    agree(torch, lambda L, F, t: F.vmap(lambda x: function(L, x))(t(5, *shape)))


# PyTorch's own rule for mse_loss fails on two batches.
@pytest.mark.parametrize("name", [name for name in BATCHED if name != "mse"])
def test_nested_batches_agree(torch, name):
    shape, function = BATCHED[name]
    agree(torch, lambda L, F, t: F.vmap(F.vmap(lambda x: function(L, x), in_dims=-1))(t(2, *shape, 3)))


def _sum_all(value):
    if isinstance(value, tuple):
        parts = [_sum_all(part) for part in value]
        parts = [part for part in parts if part is not None]
        return sum(parts[1:], parts[0]) if parts else None
    if not value.is_floating_point():
        return None
    return (value.double() * value.double().cos()).sum()


# PyTorch's forward over reverse mode of layer_norm, with a weight that depends on the same numbers, gives a matrix that
# is not symmetric; its reverse over reverse mode and differences of its gradients are those of Lucid.
REVERSE_TWICE = ("layer_norm weight",)
GRADIENTS = [name for name in BATCHED if name not in ("all any", "argmax")]


@pytest.mark.parametrize("name", GRADIENTS)
def test_gradients_of_batches_and_batches_of_gradients_agree(torch, name):
    shape, function = BATCHED[name]

    def program(L, F, t):
        def loss(x):
            return _sum_all(function(L, x))

        x = t(4, *shape)
        twice = F.jacrev(F.grad(loss)) if L is torch and name in REVERSE_TWICE else F.hessian(loss)
        return F.grad(lambda x: F.vmap(loss)(x).sum())(x), F.vmap(F.grad(loss))(x), F.vmap(twice)(x)

    agree(torch, program)


@pytest.mark.parametrize(
    "call, kind",
    [
        (lambda F, t: F.vmap(lambda x: x)(), ValueError),
        (lambda F, t: F.vmap(lambda x: x, in_dims=(0, 0))(t(3)), ValueError),
        (lambda F, t: F.vmap(lambda x: x, in_dims=2)(t(3)), ValueError),
        (lambda F, t: F.vmap(lambda x, y: x)(t(3), t(4)), ValueError),
        (lambda F, t: F.vmap(lambda x: x, in_dims="a")(t(3)), ValueError),
        (lambda F, t: F.vmap(lambda x: x, in_dims=None)(t(3)), ValueError),
        (lambda F, t: F.vmap(lambda x: 3)(t(3)), ValueError),
        (lambda F, t: F.vmap(lambda x: x, out_dims=None)(t(3)), ValueError),
        (lambda F, t: F.vmap(lambda x: x, out_dims=(0, 0))(t(3)), ValueError),
        (lambda F, t: F.vmap(lambda x: x, out_dims=3)(t(3)), IndexError),
        (lambda F, t: F.vmap(lambda x: x.item())(t(3)), RuntimeError),
        (lambda F, t: F.vmap(lambda x: x if x > 0 else -x)(t(3)), RuntimeError),
        (lambda F, t: F.vmap(lambda x: x.nonzero())(t(3, 2)), RuntimeError),
        (lambda F, t: F.vmap(lambda x: t(2).add_(x))(t(3, 2)), RuntimeError),
        (lambda F, t: F.vmap(lambda x: x.sum(3))(t(3, 2)), IndexError),
        (lambda F, t: F.grad(lambda x: x)(t(3)), RuntimeError),
        (lambda F, t: F.grad(lambda x: 3)(t(3)), RuntimeError),
        (lambda F, t: F.grad(lambda x: x.sum(), argnums=1)(t(3)), RuntimeError),
        (lambda F, t: F.jvp(lambda x: x, (t(3),), (t(2),)), RuntimeError),
        (lambda F, t: F.jvp(lambda x: x, (t(3),), (t(3), t(3))), RuntimeError),
    ],
)
def test_wrong_calls_are_refused_alike(torch, call, kind):
    for library, func in ((lucid, lucid.func), (torch, torch.func)):
        with pytest.raises(kind):
            call(func, lambda *shape: library.tensor(numbers(*shape), dtype=library.float64).reshape(shape))


def test_randomness():
    x = lucid.zeros(4, 3)
    with pytest.raises(RuntimeError, match="randomness error mode"):
        lucid.func.vmap(lambda v: v + lucid.rand(3))(x)
    same = lucid.func.vmap(lambda v: v + lucid.rand(3), randomness="same")(x)
    assert all(lucid.equal(same[0], row) for row in same)
    different = lucid.func.vmap(lambda v: v + lucid.rand(3), randomness="different")(x)
    assert len({tuple(row.tolist()) for row in different}) == 4
    dropped = lucid.func.vmap(lambda v: lucid.nn.functional.dropout(v, 0.5), randomness="different")(x + 1)
    assert dropped.shape == (4, 3)
    alike = lucid.func.vmap(lambda v: lucid.nn.functional.dropout(v, 0.5), randomness="same")(lucid.ones(4, 30))
    assert all(lucid.equal(alike[0], row) for row in alike)


def test_functional_call_and_stacked_modules(torch):
    results = []
    for library in (lucid, torch):
        models = []
        for salt in range(3):
            model = library.nn.Sequential(library.nn.Linear(3, 4), library.nn.Tanh(), library.nn.Linear(4, 2)).double()
            with library.no_grad():
                for position, parameter in enumerate(model.parameters()):
                    shape = tuple(parameter.shape)
                    drawn = library.tensor(numbers(*shape), dtype=library.float64).reshape(shape)
                    parameter.copy_(drawn * (salt + position + 1))
            models.append(model)
        func = lucid.func if library is lucid else torch.func
        parameters, buffers = func.stack_module_state(models)
        data = library.tensor(numbers(5, 3), dtype=library.float64).reshape(5, 3)

        def call(p, b, x, models=models, func=func):
            return func.functional_call(models[0], (p, b), (x,))

        ensemble = func.vmap(call, in_dims=(0, 0, None))(parameters, buffers, data)
        single = dict(models[1].named_parameters())

        def loss(p, x, models=models, func=func):
            return (func.functional_call(models[0], p, (x,)) ** 2).sum()

        detached = {name: value.detach() for name, value in single.items()}
        per_sample = func.vmap(func.grad(loss), in_dims=(None, 0))(detached, data)
        results.append(flat((ensemble, per_sample)))
    for a, b in zip(*results):
        assert a[:2] == b[:2]
        assert a[3] == pytest.approx(b[3], rel=1e-9, abs=1e-10)
    with pytest.raises(RuntimeError, match="Unexpected"):
        lucid.func.functional_call(lucid.nn.Linear(2, 2), {"nothing": lucid.ones(1)}, (lucid.ones(2),))
