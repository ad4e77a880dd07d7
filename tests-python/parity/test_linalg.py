"""lucid.linalg beside torch.linalg: values up to the signs that are not determined, gradients of what is, errors."""

import pytest

torch = pytest.importorskip("torch")

import lucid  # noqa: E402

pytestmark = pytest.mark.parity

DTYPES = ("float32", "float64", "complex64", "complex128")
SHAPES = ((0, 0), (1, 1), (2, 2), (5, 5), (33, 33), (70, 70), (0, 3, 3), (2, 0, 0), (3, 2, 6, 6))
RECTANGLES = ((4, 0), (0, 4), (5, 3), (3, 5), (40, 33), (33, 40), (90, 20), (2, 7, 3), (2, 3, 7))


def draw(shape, dtype, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, dtype=getattr(torch, dtype), generator=generator)


def ours(tensor):
    return lucid.from_numpy(tensor.detach().resolve_conj().numpy().copy())


def theirs(tensor):
    return torch.from_numpy(tensor.detach().numpy())


def tolerance(tensor, factor=20):
    return factor * max(tensor.shape[-1:] + tensor.shape[-2:-1] + (1,)) * torch.finfo(tensor.dtype).eps


def near(mine, reference, tol, scale=1.0):
    assert mine.shape == reference.shape and mine.dtype == reference.dtype
    if reference.numel():
        assert (mine - reference).abs().max() <= tol * max(scale, 1.0)


def size(tensor):
    return float(tensor.abs().max()) if tensor.numel() else 1.0


def unit(n, like):
    return torch.eye(n, dtype=like.dtype)


def orthonormal(q, tol):
    near(q.mH @ q, unit(q.shape[-1], q).expand(*q.shape[:-2], -1, -1), tol)


def positive(shape, dtype):
    a = draw(shape, dtype)
    return a @ a.mH + unit(shape[-1], a) * max(shape[-1], 1)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_square(shape, dtype):
    a, b = draw(shape, dtype), draw((*shape[:-1], 3), dtype, 1)
    a = a + unit(shape[-1], a) * 3
    mine, tol = ours(a), tolerance(a, 200)
    inverse = theirs(lucid.linalg.inv(mine))
    near(inverse @ a, unit(shape[-1], a).expand(shape), tol, size(inverse) * size(a))
    for left in (True, False):
        sides = b if left else b.mT.contiguous()
        x = theirs(lucid.linalg.solve(mine, ours(sides), left=left))
        near(a @ x if left else x @ a, sides, tol, size(x) * size(a))
    vectors = b[..., 0]
    near(theirs(lucid.linalg.solve(mine, ours(vectors))), torch.linalg.solve(a, vectors), tol, size(inverse) * 4)
    permutation, lower, upper = (theirs(part) for part in lucid.linalg.lu(mine))
    near(permutation @ lower @ upper, a, tol, size(a))
    factors, pivots = lucid.linalg.lu_factor(mine)
    assert theirs(pivots).equal(torch.linalg.lu_factor(a)[1])
    for left in (True, False):
        for adjoint in (True, False):
            sides = b if left else b.mT.contiguous()
            x = theirs(lucid.linalg.lu_solve(factors, pivots, ours(sides), left=left, adjoint=adjoint))
            matrix = a.mH if adjoint else a
            near(matrix @ x if left else x @ matrix, sides, tol, size(x) * size(a))
    if shape[-1] < 10:
        near(theirs(lucid.linalg.det(mine)), torch.linalg.det(a), tol, size(torch.linalg.det(a)))
        power = torch.linalg.matrix_power(a, -3)
        near(theirs(lucid.linalg.matrix_power(mine, -3)), power, tol, size(inverse) ** 3)
        exponential = torch.linalg.matrix_exp(a)
        near(theirs(lucid.linalg.matrix_exp(mine)), exponential, tol, size(exponential))
    for mine_part, their_part in zip(lucid.linalg.slogdet(mine), torch.linalg.slogdet(a)):
        near(theirs(mine_part), their_part, tol, size(their_part))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_hermitian(shape, dtype):
    p = positive(shape, dtype)
    h = draw(shape, dtype)
    h = h + h.mH
    tol = tolerance(p, 50)
    for upper in (False, True):
        factor = theirs(lucid.linalg.cholesky(ours(p), upper=upper))
        near(factor, torch.linalg.cholesky(p, upper=upper), tol, size(p))
    for uplo in ("L", "U"):
        # Only one triangle is read.
        half = torch.tril(h) if uplo == "L" else torch.triu(h)
        values, vectors = (theirs(part) for part in lucid.linalg.eigh(ours(half), uplo))
        near(values, torch.linalg.eigvalsh(h), tol, size(h))
        near(theirs(lucid.linalg.eigvalsh(ours(half), uplo)), values, tol, size(h))
        orthonormal(vectors, tol)
        near(h @ vectors, vectors * values.to(h.dtype).unsqueeze(-2), tol, size(h) * 4)
    for hermitian in (True, False) if h.dtype.is_complex else (True,):
        a = h if hermitian else h + 0.3j * h.real.abs()
        a = a if hermitian else (a + a.mT) / 2
        factors, pivots = lucid.linalg.ldl_factor(ours(a), hermitian)
        reference = torch.linalg.ldl_factor(a, hermitian=hermitian)
        assert theirs(pivots).equal(reference[1])
        sides = draw((*shape[:-1], 2), dtype, 3)
        x = theirs(lucid.linalg.ldl_solve(factors, pivots, ours(sides), hermitian=hermitian))
        near(a @ x, sides, tol, size(x) * size(a) * 4)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", RECTANGLES + SHAPES)
def test_any_matrix(shape, dtype):
    a = draw(shape, dtype)
    tol, scale, short = tolerance(a, 20), size(a) * 4, min(shape[-2:])
    for mode in ("reduced", "complete"):
        q, r = (theirs(part) for part in lucid.linalg.qr(ours(a), mode))
        reference = torch.linalg.qr(a, mode)
        assert q.shape == reference.Q.shape
        orthonormal(q, tol)
        near(q @ r, a, tol, scale)
        near(r.abs(), reference.R.abs(), tol * 50, scale)
    for full in (True, False):
        u, s, vh = (theirs(part) for part in lucid.linalg.svd(ours(a), full))
        reference = torch.linalg.svd(a, full)
        assert u.shape == reference.U.shape and vh.shape == reference.Vh.shape
        near(s, reference.S, tol, scale)
        orthonormal(u, tol)
        orthonormal(vh.mH, tol)
        near(u[..., :short] * s.to(a.dtype).unsqueeze(-2) @ vh[..., :short, :], a, tol, scale)
    near(theirs(lucid.linalg.svdvals(ours(a))), torch.linalg.svdvals(a), tol, scale)
    pseudo = torch.linalg.pinv(a)
    near(theirs(lucid.linalg.pinv(ours(a))), pseudo, tolerance(a, 1000), size(pseudo) ** 2)
    assert theirs(lucid.linalg.matrix_rank(ours(a))).equal(torch.linalg.matrix_rank(a))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_general_eigenvalues(shape, dtype):
    a = draw(shape, dtype)
    values, vectors = (theirs(part) for part in lucid.linalg.eig(ours(a)))
    tol, scale = tolerance(a, 50), size(a) * max(shape[-1], 1)
    whole = a.to(values.dtype)
    near(whole @ vectors, vectors * values.unsqueeze(-2), tol, scale)
    near(vectors.abs().square().sum(-2).sqrt(), torch.ones(values.shape, dtype=values.real.dtype), tol)
    reference = torch.linalg.eigvals(a)
    for found in (values, theirs(lucid.linalg.eigvals(ours(a)))):
        # Every eigenvalue of one set is near one of the other: their order is not determined.
        gaps = (found.unsqueeze(-1) - reference.unsqueeze(-2)).abs()
        if gaps.numel():
            assert gaps.amin(-1).max() <= tol * scale * 20 and gaps.amin(-2).max() <= tol * scale * 20
    if not a.dtype.is_complex:
        assert values.imag.sort(-1).values.equal((-values.imag).sort(-1).values)


HARD = {
    "zeros": lambda n: torch.zeros(n, n, dtype=torch.float64),
    "ones": lambda n: torch.ones(n, n, dtype=torch.float64),
    "identity": lambda n: torch.eye(n, dtype=torch.float64),
    "hilbert": lambda n: 1 / (torch.arange(n)[:, None] + torch.arange(n) + 1).double(),
    "graded": lambda n: torch.diag(10.0 ** -torch.arange(n).double()) + 1e-12,
    "jordan": lambda n: torch.eye(n, dtype=torch.float64) + torch.diag(torch.ones(n - 1, dtype=torch.float64), 1),
    "huge": lambda n: draw((n, n), "float64") * 1e200,
    "tiny": lambda n: draw((n, n), "float64") * 1e-200,
    "repeated": lambda n: torch.diag(torch.tensor([1.0, 2.0], dtype=torch.float64).repeat(n)[:n]),
}


@pytest.mark.parametrize("name", HARD)
def test_hard_matrices(name):
    a = HARD[name](12)
    scale = max(float(a.abs().max()), 1e-300)
    tol = 1e-12
    u, s, vh = (theirs(part) for part in lucid.linalg.svd(ours(a)))
    orthonormal(u, tol)
    orthonormal(vh.mH, tol)
    assert ((u * s @ vh - a).abs() / scale).max() <= tol
    assert ((s - torch.linalg.svdvals(a)).abs() / scale).max() <= tol
    h = (a + a.mT) / 2
    values, vectors = (theirs(part) for part in lucid.linalg.eigh(ours(h)))
    orthonormal(vectors, tol)
    assert ((h @ vectors - vectors * values).abs() / scale).max() <= tol
    values, vectors = (theirs(part) for part in lucid.linalg.eig(ours(a)))
    whole = a.to(torch.complex128)
    assert ((whole @ vectors - vectors * values).abs() / scale).max() <= 1e-11


NORMS = (None, "fro", "nuc", 1, -1, 2, -2, float("inf"), float("-inf"))


@pytest.mark.parametrize("dtype", DTYPES)
def test_norms(dtype):
    a = draw((2, 4, 3), dtype)
    tol = tolerance(a, 100)
    for order in NORMS:
        for keepdim in (False, True):
            for dim in ((-2, -1), (0, 2), (2, 1)):
                mine = lucid.linalg.norm(ours(a), order, dim, keepdim)
                near(theirs(mine), torch.linalg.norm(a, order, dim, keepdim), tol, 20)
                if order is not None:
                    near(theirs(lucid.linalg.matrix_norm(ours(a), order, dim, keepdim)), theirs(mine), tol, 20)
        square = draw((2, 3, 3), dtype)
        reference = torch.linalg.cond(square, order)
        near(theirs(lucid.linalg.cond(ours(square), order)), reference, tol * size(reference), size(reference))
    for order in (0, 1, 2, 3.5, float("inf")):
        near(theirs(lucid.linalg.vector_norm(ours(a), order, 1)), torch.linalg.vector_norm(a, order, 1), tol, 20)
        near(theirs(lucid.linalg.norm(ours(a), order, 0)), torch.linalg.norm(a, order, 0), tol, 20)
    assert lucid.linalg.matrix_norm(ours(a)).shape == (2,)


@pytest.mark.parametrize("driver", (None, "gels", "gelsy", "gelsd", "gelss"))
@pytest.mark.parametrize("shape", ((6, 3), (3, 6), (4, 4), (2, 6, 3)))
def test_least_squares(shape, driver):
    for dtype in ("float64", "complex128"):
        a, b = draw(shape, dtype), draw((*shape[:-1], 2), dtype, 1)
        mine, reference = lucid.linalg.lstsq(ours(a), ours(b), driver=driver), torch.linalg.lstsq(a, b, driver=driver)
        assert mine._names == ("solution", "residuals", "rank", "singular_values")
        for own, other in zip(mine, reference):
            near(theirs(own), other, 1e-10)
    deficient = draw((5, 2), "float64") @ draw((2, 4), "float64", 1)
    if driver != "gels":
        mine = lucid.linalg.lstsq(ours(deficient), ours(draw((5, 1), "float64", 2)), driver=driver)
        reference = torch.linalg.lstsq(deficient, draw((5, 1), "float64", 2), driver=driver)
        near(theirs(mine.solution), reference.solution, 1e-10)
        assert int(mine.rank) == 2


def test_others():
    a, b, c = draw((3, 4), "float64"), draw((4, 5), "float64", 1), draw((5, 2), "float64", 2)
    near(theirs(lucid.linalg.multi_dot([ours(a), ours(b), ours(c)])), torch.linalg.multi_dot([a, b, c]), 1e-12)
    t = draw((4, 6, 8, 3), "float64")
    near(theirs(lucid.linalg.tensorinv(ours(t))), torch.linalg.tensorinv(t), 1e-10)
    t, y = draw((2, 3, 6), "float64"), draw((2, 3), "float64", 1)
    near(theirs(lucid.linalg.tensorsolve(ours(t), ours(y))), torch.linalg.tensorsolve(t, y), 1e-10)
    t = draw((6, 4, 4, 3, 2), "float64")
    y = draw((4, 3, 2), "float64", 1)
    near(
        theirs(lucid.linalg.tensorsolve(ours(t), ours(y), dims=(0, 2))),
        torch.linalg.tensorsolve(t, y, dims=(0, 2)), 1e-9,
    )  # fmt: skip
    x, y = draw((2, 3), "complex128"), draw((2, 3), "complex128", 1)
    near(theirs(lucid.linalg.vecdot(ours(x), ours(y))), torch.linalg.vecdot(x, y), 1e-12)
    near(theirs(lucid.linalg.cross(ours(x), ours(y), -1)), torch.linalg.cross(x, y), 1e-12)
    cube = draw((2, 3, 3), "float64")
    near(theirs(lucid.linalg.diagonal(ours(cube))), torch.linalg.diagonal(cube), 0)
    near(theirs(lucid.linalg.vander(ours(y[0].real), 4, True)), torch.linalg.vander(y[0].real, N=4), 1e-12)
    reflected = torch.geqrf(draw((5, 3), "complex128"))
    near(
        theirs(lucid.linalg.householder_product(ours(reflected[0]), ours(reflected[1]))),
        torch.linalg.householder_product(*reflected), 1e-12,
    )  # fmt: skip


# Functions of a whose value does not depend on signs and phases.
SMOOTH = {
    "cholesky": lambda lib, a: lib.linalg.cholesky(a @ a.mH + 3 * lib.eye(4, dtype=a.dtype)),
    "inv": lambda lib, a: lib.linalg.inv(a),
    "solve": lambda lib, a: lib.linalg.solve(a, a[..., :2] * 2),
    "solve right": lambda lib, a: lib.linalg.solve(a, a[..., :2, :] * 2, left=False),
    "solve vector": lambda lib, a: lib.linalg.solve(a, a[..., 0]),
    "triangular": lambda lib, a: lib.linalg.solve_triangular(a, a[..., :2], upper=True),
    "triangular right": lambda lib, a: lib.linalg.solve_triangular(
        a, a[..., :2, :], upper=False, left=False, unitriangular=True
    ),
    "lu": lambda lib, a: lib.linalg.lu(a)[1] + lib.linalg.lu(a)[2],
    "lu tall": lambda lib, a: lib.linalg.lu(a[..., :2])[1].sum() + lib.linalg.lu(a[..., :2])[2] ** 2,
    "lu wide": lambda lib, a: lib.linalg.lu(a[..., :2, :])[1].sum() + lib.linalg.lu(a[..., :2, :])[2] ** 2,
    "lu_solve": lambda lib, a: lib.linalg.lu_solve(*lib.linalg.lu_factor(a), a[..., :2]),
    "qr": lambda lib, a: lib.linalg.qr(a).Q * 2 + lib.linalg.qr(a).R ** 2,
    "qr tall": lambda lib, a: lib.linalg.qr(a[..., :2]).Q,
    "qr wide": lambda lib, a: lib.linalg.qr(a[..., :2, :]).R ** 2,
    "eigh": lambda lib, a: (lambda e: e[0].to(a.dtype).unsqueeze(-1) * e[1].abs())(lib.linalg.eigh(a + a.mH)),
    "eigvalsh": lambda lib, a: lib.linalg.eigvalsh(a + a.mH),
    "eig": lambda lib, a: (lambda e: (e[0] ** 2).sum() + (e[1].abs() ** 2).sum(-1))(lib.linalg.eig(a)),
    "eigvals": lambda lib, a: (lib.linalg.eigvals(a) ** 3).sum(),
    "svd": lambda lib, a: (lambda d: d.U.abs() * d.S.unsqueeze(-2) + d.Vh.abs())(lib.linalg.svd(a)),
    "svd tall": lambda lib, a: (lambda d: d.U.abs())(lib.linalg.svd(a[..., :2], full_matrices=False)),
    "svd wide": lambda lib, a: (lambda d: d.Vh.abs())(lib.linalg.svd(a[..., :2, :], full_matrices=False)),
    "svdvals": lambda lib, a: lib.linalg.svdvals(a),
    "pinv": lambda lib, a: lib.linalg.pinv(a[..., :2]),
    "pinv wide": lambda lib, a: lib.linalg.pinv(a[..., :3, :]),
    "lstsq": lambda lib, a: lib.linalg.lstsq(a[..., :3], a[..., 2:]).solution,
    "det": lambda lib, a: lib.linalg.det(a),
    "slogdet": lambda lib, a: lib.linalg.slogdet(a)[1],
    "matrix_exp": lambda lib, a: lib.linalg.matrix_exp(a * 0.3),
    "matrix_power": lambda lib, a: lib.linalg.matrix_power(a, -2),
    "cond": lambda lib, a: lib.linalg.cond(a),
    "nuc": lambda lib, a: lib.linalg.norm(a, "nuc", (-2, -1)),
    "householder": lambda lib, a: lib.linalg.householder_product(a[..., :2], a[..., 2, :2]),
}


@pytest.mark.parametrize("dtype", ("float64", "complex128"))
@pytest.mark.parametrize("name", SMOOTH)
def test_gradients(name, dtype):
    for shape in ((4, 4), (2, 4, 4)):
        start = draw(shape, dtype, 5)
        found = []
        for library, leaf in ((torch, start.clone()), (lucid, ours(start))):
            x = leaf.requires_grad_()
            result = SMOOTH[name](library, x)
            total = (result * result.conj()).sum()
            total = library.real(total) if total.dtype.is_complex else total
            found.append(library.autograd.grad(total, [x])[0])
        near(theirs(found[1]), found[0].resolve_conj(), 1e-8, size(found[0]))


@pytest.mark.parametrize("rank", (3, 2, 1))
def test_gradient_of_singular_determinants(rank):
    a = draw((3, rank), "float64") @ draw((rank, 3), "float64", 1)
    x = ours(a).requires_grad_()
    lucid.linalg.det(x).backward()
    u, s, v = torch.linalg.svd(a)
    # The cofactors, from the products of all singular values but one.
    others = torch.stack([s[1] * s[2], s[0] * s[2], s[0] * s[1]])
    near(theirs(x.grad), (u * others @ v) * torch.det(u) * torch.det(v), 1e-6)
