"""Calls of lucid.linalg that are refused or have no answer as torch.linalg's; out=, names, lucid's own aliases."""

import pytest

torch = pytest.importorskip("torch")

import lucid  # noqa: E402

pytestmark = pytest.mark.parity


def draw(shape, dtype, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, dtype=getattr(torch, dtype), generator=generator)


def ours(tensor):
    return lucid.from_numpy(tensor.detach().resolve_conj().numpy().copy())


def theirs(tensor):
    return torch.from_numpy(tensor.detach().numpy())


def near(mine, reference, tol, scale=1.0):
    assert mine.shape == reference.shape and mine.dtype == reference.dtype
    if reference.numel():
        assert (mine - reference).abs().max() <= tol * max(scale, 1.0)


def positive(shape, dtype):
    a = draw(shape, dtype)
    return a @ a.mH + torch.eye(shape[-1], dtype=a.dtype) * max(shape[-1], 1)


ERRORS = [
    lambda lib: lib.linalg.cholesky(lib.tensor([[1.0, 2.0], [2.0, 1.0]])),
    lambda lib: lib.linalg.cholesky(lib.stack([lib.eye(3), -lib.eye(3)])),
    lambda lib: lib.linalg.cholesky_ex(-lib.eye(2), check_errors=True),
    lambda lib: lib.linalg.inv(lib.zeros(2, 2)),
    lambda lib: lib.linalg.inv(lib.stack([lib.eye(2), lib.ones(2, 2)])),
    lambda lib: lib.linalg.inv_ex(lib.ones(2, 2), check_errors=True),
    lambda lib: lib.linalg.solve(lib.zeros(2, 2), lib.ones(2)),
    lambda lib: lib.linalg.lu_factor(lib.zeros(2, 2)),
    lambda lib: lib.linalg.ldl_factor(lib.zeros(2, 2)),
    lambda lib: lib.linalg.svd(lib.full((2, 2), float("nan"))),
    lambda lib: lib.linalg.eig(lib.full((2, 2), float("nan"))),
    lambda lib: lib.linalg.tensorinv(lib.zeros(2, 3, 6)),
]
REFUSED = [
    lambda lib: lib.linalg.inv(lib.ones(2, 3)),
    lambda lib: lib.linalg.inv(lib.ones(3)),
    lambda lib: lib.linalg.inv(lib.ones(2, 2, dtype=lib.int64)),
    lambda lib: lib.linalg.det(lib.ones(2, 2, dtype=lib.float16)),
    lambda lib: lib.linalg.solve(lib.eye(2), lib.ones(3)),
    lambda lib: lib.linalg.solve(lib.eye(2), lib.ones(2, dtype=lib.float64)),
    lambda lib: lib.linalg.solve(lib.eye(2), lib.ones(2), left=False),
    lambda lib: lib.linalg.solve_triangular(lib.eye(2), lib.ones(2), upper=True),
    lambda lib: lib.linalg.solve_triangular(lib.eye(2), lib.ones(2, 2)),
    lambda lib: lib.linalg.qr(lib.ones(2, 2), "full"),
    lambda lib: lib.linalg.eigh(lib.eye(2), "X"),
    lambda lib: lib.linalg.norm(lib.ones(2, 2), 3),
    lambda lib: lib.linalg.norm(lib.ones(2, 2, 2), 2),
    lambda lib: lib.linalg.matrix_norm(lib.ones(2, 2), "none"),
    lambda lib: lib.linalg.matrix_norm(lib.ones(2, 2), dim=(0, 0)),
    lambda lib: lib.linalg.multi_dot([lib.ones(2, 2)]),
    lambda lib: lib.linalg.multi_dot([lib.ones(2, 3), lib.ones(2, 3)]),
    lambda lib: lib.linalg.lstsq(lib.ones(2, 3), lib.ones(3, 1)),
    lambda lib: lib.linalg.lstsq(lib.ones(2, 3), lib.ones(2, 1), driver="none"),
    lambda lib: lib.linalg.householder_product(lib.ones(2, 3), lib.ones(2)),
    lambda lib: lib.linalg.lu_factor(lib.eye(2), pivot=False),
    lambda lib: lib.linalg.lu_solve(lib.eye(2), lib.ones(3, dtype=lib.int32), lib.eye(2)),
    lambda lib: lib.linalg.tensorsolve(lib.ones(2, 3), lib.ones(4)),
    lambda lib: lib.linalg.vander(lib.ones(3), N=1),
]


@pytest.mark.parametrize("call", ERRORS)
def test_unsolvable(call):
    with pytest.raises(RuntimeError) as reference:
        call(torch)
    with pytest.raises(lucid.linalg.LinAlgError) as found:
        call(lucid)
    assert isinstance(found.value, lucid.LucidError) and found.value.op.startswith("linalg.")
    # The batch element and the order or number that PyTorch names.
    digits = [int(part) for part in "".join(c if c.isdigit() else " " for c in str(reference.value)).split()]
    mine = [int(part) for part in "".join(c if c.isdigit() else " " for c in str(found.value)).split()]
    assert mine == digits or "converge" in str(found.value) or "INTERNAL" in str(reference.value)


@pytest.mark.parametrize("call", REFUSED)
def test_refused(call):
    with pytest.raises((RuntimeError, ValueError, TypeError, IndexError)):
        call(torch)
    with pytest.raises((lucid.LucidError, TypeError)) as found:
        call(lucid)
    assert len(str(found.value)) > 20


def test_pivots_of_others_are_refused():
    # Whatever numbers they hold, nothing outside the matrices is touched.
    for numbers in ([0, 1], [3, 1], [-5, 2], [2**31 - 1, 1]):
        pivots = lucid.tensor(numbers, dtype=lucid.int32)
        with pytest.raises(lucid.LucidError):
            lucid.linalg.lu_solve(lucid.eye(2), pivots, lucid.eye(2))
        with pytest.raises(lucid.LucidError):
            lucid.linalg.ldl_solve(lucid.eye(2), pivots, lucid.eye(2))


def test_out_and_names():
    a = ours(draw((3, 3), "float64"))
    out = lucid.empty(0, dtype=lucid.float64)
    lucid.linalg.inv(a, out=out)
    near(theirs(out), torch.linalg.inv(theirs(a)), 1e-10)
    assert lucid.linalg.eigh(a + a.mT)._names == ("eigenvalues", "eigenvectors")
    assert lucid.linalg.svd(a)._names == ("U", "S", "Vh")
    assert lucid.linalg.qr(A=a).Q.stride() == (1, 3)


def test_alias_functions():
    p = positive((4, 4), "float64")
    factor = torch.linalg.cholesky(p)
    b = draw((4, 2), "float64")
    for call in (
        lambda lib, f, p, b: lib.cholesky_solve(b, f),
        lambda lib, f, p, b: lib.cholesky_inverse(f),
        lambda lib, f, p, b: lib.pinverse(b),
        lambda lib, f, p, b: lib.svd(p)[1],
        lambda lib, f, p, b: lib.triangular_solve(b, f, upper=False)[0],
        lambda lib, f, p, b: lib.nuclear_norm(b),
        lambda lib, f, p, b: lib.norm(b, "nuc"),
        lambda lib, f, p, b: lib.geqrf(b)[0],
        lambda lib, f, p, b: lib.ormqr(*lib.geqrf(b), p),
    ):
        near(theirs(call(lucid, ours(factor), ours(p), ours(b))), call(torch, factor, p, b), 1e-10)
