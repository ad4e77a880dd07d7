"""Products of matrices and vectors, determinants and combinations beside PyTorch."""

import pytest

import lucid
from call_cases import both, gradients
from op_cases import COMPLEX, FLOATS, pair, same

pytestmark = pytest.mark.parity

PRODUCTS = {
    "addmm": (lambda lib, a, b, c: lib.addmm(a, b, c, beta=2, alpha=3), (3, 5), (3, 4), (4, 5)),
    "addmm row": (lambda lib, a, b, c: lib.addmm(a, b, c), (5,), (3, 4), (4, 5)),
    "addmm beta 0": (lambda lib, a, b, c: a.addmm(b, c, beta=0), (3, 5), (3, 4), (4, 5)),
    "addmm shapes": (lambda lib, a, b, c: lib.addmm(a, b, c), (2, 5), (3, 4), (4, 5)),
    "addmv": (lambda lib, a, b, c: lib.addmv(a, b, c, beta=3, alpha=2), (3,), (3, 4), (4,)),
    "baddbmm": (lambda lib, a, b, c: lib.baddbmm(a, b, c, beta=2, alpha=3), (2, 3, 5), (2, 3, 4), (2, 4, 5)),
    "addbmm": (lambda lib, a, b, c: lib.addbmm(a, b, c, beta=2, alpha=3), (3, 5), (2, 3, 4), (2, 4, 5)),
    "addbmm empty": (lambda lib, a, b, c: lib.addbmm(a, b, c), (3, 5), (0, 3, 4), (0, 4, 5)),
    "addr": (lambda lib, a, b, c: lib.addr(a, b, c, beta=2, alpha=3), (3, 4), (3,), (4,)),
    "outer": (lambda lib, a, b: lib.outer(a, b), (3,), (4,)),
    "ger": (lambda lib, a, b: a.ger(b), (3,), (0,)),
    "outer matrix": (lambda lib, a, b: lib.outer(a, b), (3, 1), (4,)),
    "inner": (lambda lib, a, b: lib.inner(a, b), (2, 3), (4, 5, 3)),
    "inner vectors": (lambda lib, a, b: lib.inner(a, b), (3,), (3,)),
    "inner scalar": (lambda lib, a, b: lib.inner(a, b), (), (2, 3)),
    "inner shapes": (lambda lib, a, b: lib.inner(a, b), (2,), (3,)),
    "dot": (lambda lib, a, b: lib.dot(a, b), (4,), (4,)),
    "vdot": (lambda lib, a, b: lib.vdot(a, b), (4,), (4,)),
    "vdot shapes": (lambda lib, a, b: lib.vdot(a, b), (4,), (3,)),
    "tensordot": (lambda lib, a, b: lib.tensordot(a, b, 2), (2, 3, 4), (3, 4, 5)),
    "tensordot 0": (lambda lib, a, b: lib.tensordot(a, b, dims=0), (2,), (3, 2)),
    "tensordot lists": (lambda lib, a, b: lib.tensordot(a, b, dims=([1, 0], [0, 2])), (2, 3, 4), (3, 5, 2)),
    "tensordot negative": (lambda lib, a, b: lib.tensordot(a, b, dims=([-1], [0])), (2, 3), (3, 2)),
    "tensordot tensor": (lambda lib, a, b: lib.tensordot(a, b, dims=lib.tensor([[1], [0]])), (2, 3), (3, 2)),
    "tensordot one": (lambda lib, a, b: lib.tensordot(a, b, dims=([1], [0])), (2, 1), (3, 2)),
    "tensordot shapes": (lambda lib, a, b: lib.tensordot(a, b, 1), (2, 3), (2, 3)),
    "tensordot many": (lambda lib, a, b: lib.tensordot(a, b, 5), (2, 3), (2, 3)),
    "kron": (lambda lib, a, b: lib.kron(a, b), (2, 3), (4, 1)),
    "kron ranks": (lambda lib, a, b: lib.kron(a, b), (2,), (2, 3, 2)),
    "chain": (lambda lib, a, b, c: lib.chain_matmul(a, b, c), (2, 8), (8, 3), (3, 4)),
    "block_diag": (lambda lib, a, b, c: lib.block_diag(a, b, c), (2, 3), (4,), ()),
    "cartesian": (lambda lib, a, b: lib.cartesian_prod(a, b), (2,), (3,)),
    "cartesian one": (lambda lib, a: lib.cartesian_prod(a), (2,)),
    "combinations": (lambda lib, a: lib.combinations(a), (4,)),
    "combinations 3": (lambda lib, a: lib.combinations(a, 3, with_replacement=True), (4,)),
    "combinations many": (lambda lib, a: lib.combinations(a, 5), (3,)),
    "combinations none": (lambda lib, a: lib.combinations(a, 0), (3,)),
    "combinations matrix": (lambda lib, a: lib.combinations(a), (3, 2)),
    "vander": (lambda lib, a: lib.vander(a), (4,)),
    "vander increasing": (lambda lib, a: lib.vander(a, 3, True), (4,)),
    "vander none": (lambda lib, a: lib.vander(a, N=0), (4,)),
    "cross": (lambda lib, a, b: lib.cross(a, b, dim=1), (2, 3), (2, 3)),
    "cross broadcast": (lambda lib, a, b: lib.cross(a, b, dim=-1), (4, 3), (1, 3)),
    "cross shapes": (lambda lib, a, b: lib.cross(a, b, dim=0), (2, 3), (2, 3)),
    "trace": (lambda lib, a: lib.trace(a), (3, 4)),
    "trace vector": (lambda lib, a: a.trace(), (3,)),
    "renorm": (lambda lib, a: lib.renorm(a, 2, 0, 0.5), (3, 4)),
    "renorm 1": (lambda lib, a: a.renorm(1, 1, 2.0), (3, 4, 2)),
    "matrix_power": (lambda lib, a: lib.matrix_power(a, 3), (2, 3, 3)),
    "matrix_power 0": (lambda lib, a: a.matrix_power(0), (3, 3)),
    "matrix_power shapes": (lambda lib, a: a.matrix_power(2), (3, 2)),
    "tril": (lambda lib, a: lib.tril(a, -1), (2, 3, 4)),
    "triu": (lambda lib, a: a.triu(diagonal=1), (3, 2)),
}


@pytest.mark.parametrize("dtype", FLOATS + COMPLEX + ["int64", "float16", "bfloat16"])
@pytest.mark.parametrize("name", sorted(PRODUCTS))
def test_products(torch, name, dtype):
    call, *shapes = PRODUCTS[name]
    if dtype in COMPLEX and name.startswith("renorm"):
        pytest.skip("compared for real numbers")
    tensors = [pair(torch, shape, dtype, -1.5, 1.5, salt=i) for i, shape in enumerate(shapes)]
    both(torch, call, [t[0] for t in tensors], [t[1] for t in tensors], name)
    strided = [
        pair(torch, shape[::-1], dtype, -1.5, 1.5, salt=i, transposed=len(shape) == 2) for i, shape in enumerate(shapes)
    ]
    if all(len(shape) <= 2 for shape in shapes):
        both(torch, call, [t[0] for t in strided], [t[1] for t in strided], name)


# Refused calls, constants, and those whose second gradient PyTorch cannot take.
WITHOUT_GRADIENTS = {
    "outer matrix", "matrix_power 0", "vander", "vander increasing", "tensordot many", "combinations matrix",
    "trace vector", "renorm", "renorm 1", "combinations none", "vander none",
}  # fmt: skip


@pytest.mark.parametrize("dtype", ["float64", "complex128"])
@pytest.mark.parametrize("name", sorted(n for n in PRODUCTS if "shapes" not in n and n not in WITHOUT_GRADIENTS))
def test_gradients(torch, name, dtype):
    call, *shapes = PRODUCTS[name]
    tensors = [pair(torch, shape, dtype, -1.5, 1.5, salt=i, grad=True) for i, shape in enumerate(shapes)]
    if dtype == "float64":
        gradients(torch, call, [t[0] for t in tensors], [t[1] for t in tensors])
        return
    grads = []
    for library, side in ((lucid, 0), (torch, 1)):
        inputs = [t[side] for t in tensors]
        result = call(library, *inputs)
        grads.append(list(library.autograd.grad(library.real((result * result.conj()).sum()), inputs)))
    same(grads[0], [g.resolve_conj() for g in grads[1]])


def well(lib, a):
    """The matrices of the case table are nearly singular: something on the diagonal makes them well conditioned."""
    square = a.ndim > 1 and a.shape[-1] == a.shape[-2]
    return a + lib.eye(a.shape[-1], dtype=a.dtype) * 3 if square else a


MATRICES = {
    "det": lambda lib, a: lib.det(well(lib, a)),
    "slogdet": lambda lib, a: lib.slogdet(well(lib, a)),
    "logdet": lambda lib, a: lib.logdet(well(lib, a)),
    "inverse": lambda lib, a: lib.inverse(well(lib, a)),
    "power": lambda lib, a: lib.matrix_power(well(lib, a), -2),
}


@pytest.mark.parametrize("dtype", FLOATS + COMPLEX)
@pytest.mark.parametrize("name", sorted(MATRICES))
def test_square_matrices(torch, name, dtype):
    for shape in ((1, 1), (3, 3), (2, 4, 4), (0, 3, 3), (0, 0), (2, 3), (3,)):
        ours, theirs = pair(torch, shape, dtype, -2, 2)
        if dtype in COMPLEX and name == "logdet":
            continue
        both(torch, MATRICES[name], [ours], [theirs], f"{name} {shape}")
    if dtype == "float64":
        a = pair(torch, (2, 3, 3), dtype, -2, 2, grad=True)
        call = MATRICES[name] if name != "logdet" else lambda lib, x: lib.logdet(x @ x.mT)
        if name == "slogdet":
            call = lambda lib, x: MATRICES["slogdet"](lib, x)[1]  # noqa: E731  (the sign has no slope)
        gradients(torch, call, [a[0]], [a[1]])
    if dtype == "complex128" and name in ("det", "inverse", "slogdet"):
        grads = []
        a = pair(torch, (2, 3, 3), dtype, -2, 2, grad=True)
        for library, x in ((lucid, a[0]), (torch, a[1])):
            result = MATRICES[name](library, x)
            total = (
                library.real(result[0].sum()) * 2 + result[1].sum()
                if name == "slogdet"
                else library.real((result * result.conj()).sum())
            )
            grads.append(library.autograd.grad(total, [x])[0])
        same(grads[0], grads[1].resolve_conj())


def test_singular_matrices(torch):
    for call in (
        lambda lib: lib.det(lib.ones(3, 3)),
        lambda lib: lib.slogdet(lib.zeros(2, 2)),
        lambda lib: lib.inverse(lib.zeros(2, 3, 3)),
        lambda lib: lib.inverse(lib.ones(3, 3, dtype=lib.int64)),
    ):
        both(torch, lambda lib: call(lib), [], [])


def test_in_place(torch):
    calls = {
        "addmm_": ((3, 5), (3, 4), (4, 5)), "addmv_": ((3,), (3, 4), (4,)), "addr_": ((3, 4), (3,), (4,)),
        "baddbmm_": ((2, 3, 5), (2, 3, 4), (2, 4, 5)), "addbmm_": ((3, 5), (2, 3, 4), (2, 4, 5)),
    }  # fmt: skip
    for name, shapes in calls.items():
        tensors = [pair(torch, shape, "float64", -1, 1, salt=i, grad=True) for i, shape in enumerate(shapes)]
        results = []
        for library, side in ((lucid, 0), (torch, 1)):
            inputs = [t[side] for t in tensors]
            x = inputs[0] * 2
            got = getattr(x, name)(inputs[1], inputs[2], beta=3, alpha=2)
            assert got is x
            results.append([x, *library.autograd.grad((x * x).sum(), inputs)])
        same(results[0], results[1], what=name)
    with pytest.raises(RuntimeError, match="leaf"):
        tensors[0][0].addbmm_(tensors[1][0], tensors[2][0])


def test_out(torch):
    results = []
    for library in (lucid, torch):
        a, b = library.ones(2, 3), library.full((3, 2), 2.0)
        out = library.empty(0)
        library.addmm(library.ones(2, 2), a, b, out=out)
        other = library.empty(3)
        library.outer(a[0], b[:, 0], out=other)
        results.append([out, other])
    same(results[0], results[1])
