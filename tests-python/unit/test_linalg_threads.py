"""Linear algebra gives the same bits for any number of threads."""

import pytest

import lucid


@pytest.fixture
def threads():
    before = lucid.get_num_threads()
    yield lucid.set_num_threads
    lucid.set_num_threads(before)


@pytest.mark.parametrize("dtype", [lucid.float32, lucid.float64, lucid.complex64], ids=str)
@pytest.mark.parametrize("size", [33, 130, 257])
def test_results_do_not_depend_on_the_number_of_threads(threads, dtype, size):
    lucid.manual_seed(size)
    a = lucid.rand(size, size, dtype=dtype) + size * lucid.eye(size, dtype=dtype)
    hermitian = a @ a.mH
    sides = [lucid.rand(size, count, dtype=dtype) for count in (1, 3, 65, 200)]

    def results():
        yield "lu_factor", lucid.linalg.lu_factor(a)[0]
        yield "cholesky", lucid.linalg.cholesky(hermitian)
        yield "inv", lucid.linalg.inv(a)
        yield from zip(("q", "r"), lucid.linalg.qr(a))
        for b in sides:
            yield "solve", lucid.linalg.solve(a, b)
            yield "solve_triangular", lucid.linalg.solve_triangular(a.tril(), b, upper=False)
            yield "from the right", lucid.linalg.solve_triangular(a.triu(), b.mT.contiguous(), upper=True, left=False)

    threads(1)
    alone = list(results())
    for count in (2, 3, 8):
        threads(count)
        for (name, expected), (_, given) in zip(alone, results()):
            assert lucid.equal(expected, given), f"{name} differs on {count} threads"
