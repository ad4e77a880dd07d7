"""lucid.fft beside torch.fft: values, element types, gradients, second gradients, refusals."""

import itertools

import pytest

import lucid

torch = pytest.importorskip("torch")

pytestmark = pytest.mark.parity

ONE = ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]
TWO = ["fft2", "ifft2", "rfft2", "irfft2", "hfft2", "ihfft2"]
MANY = ["fftn", "ifftn", "rfftn", "irfftn", "hfftn", "ihfftn"]
REAL_INPUT = {"rfft", "ihfft", "rfft2", "ihfft2", "rfftn", "ihfftn"}
DTYPES = ["int64", "float32", "float64", "complex64", "complex128"]


def pair(shape, dtype, seed=1):
    torch.manual_seed(seed)
    kind = getattr(torch, dtype)
    theirs = torch.randint(-5, 5, shape) if dtype == "int64" else torch.randn(shape, dtype=kind)
    return lucid.tensor(theirs.tolist(), dtype=getattr(lucid, dtype)).reshape(shape), theirs


def same(ours, theirs):
    assert tuple(ours.shape) == tuple(theirs.shape)
    assert str(ours.dtype).split(".")[1] == str(theirs.dtype).split(".")[1]
    precise = theirs.dtype in (torch.float64, torch.complex128)
    back = torch.tensor(ours.detach().tolist(), dtype=theirs.dtype).reshape(theirs.shape)
    scale = max(1.0, float(theirs.detach().abs().max())) if theirs.numel() else 1.0
    assert torch.allclose(back, theirs.detach().resolve_conj(), rtol=0, atol=scale * (1e-12 if precise else 3e-6))


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("dtype", DTYPES)
def test_one_dimension(name, dtype):
    if name in REAL_INPUT and "complex" in dtype:
        pytest.skip("takes real inputs")
    for shape, dim in [((7,), -1), ((4, 6), 0), ((3, 5, 8), 1), ((2, 9), -1), ((2, 37), 1), ((1, 2), 1)]:
        ours, theirs = pair(shape, dtype)
        for n, norm in itertools.product([None, 4, 11], [None, "forward", "backward", "ortho"]):
            same(getattr(lucid.fft, name)(ours, n, dim, norm), getattr(torch.fft, name)(theirs, n, dim, norm))


EXTRAS = (
    {}, {"s": (3, 8)}, {"dim": (0, 2)}, {"s": (5, 4), "dim": (2, 0)}, {"s": (-1, 6), "dim": (0, 1)}, {"dim": (1,)},
)  # fmt: skip


@pytest.mark.parametrize("name", TWO + MANY)
@pytest.mark.parametrize("dtype", DTYPES)
def test_several_dimensions(name, dtype):
    if name in REAL_INPUT and "complex" in dtype:
        pytest.skip("takes real inputs")
    ours, theirs = pair((4, 5, 6), dtype)
    for norm in (None, "forward", "ortho"):
        for extra in EXTRAS:
            keywords = {"norm": norm, **extra}
            same(getattr(lucid.fft, name)(ours, **keywords), getattr(torch.fft, name)(theirs, **keywords))
    same(getattr(lucid.fft, name)(ours.transpose(0, 2)), getattr(torch.fft, name)(theirs.transpose(0, 2)))


@pytest.mark.parametrize("name", ONE + TWO + MANY)
def test_gradients_and_second_gradients(name):
    dtype = "float64" if name in REAL_INPUT else "complex128"
    ours, theirs = pair((3, 4, 5), dtype)
    ours.requires_grad_()
    theirs.requires_grad_()
    results = []
    for library, x in ((lucid, ours), (torch, theirs)):
        y = getattr(library.fft, name)(x, norm="ortho")
        power = (y * y.conj()).real if y.is_complex() else y * y
        (first,) = library.autograd.grad((power * power).sum(), x, create_graph=True)
        energy = (first * first.conj()).real if first.is_complex() else first * first
        (second,) = library.autograd.grad(energy.sum(), x)
        results.append((first, second))
    same(results[0][0], results[1][0])
    same(results[0][1], results[1][1])


@pytest.mark.parametrize("n", [1, 2, 7, 8])
def test_frequencies_and_shifts(n):
    for name in ("fftfreq", "rfftfreq"):
        same(getattr(lucid.fft, name)(n, 0.3), getattr(torch.fft, name)(n, 0.3))
        same(getattr(lucid.fft, name)(n, dtype=lucid.float64), getattr(torch.fft, name)(n, dtype=torch.float64))
    ours, theirs = pair((n, 3, 4), "float32")
    for name in ("fftshift", "ifftshift"):
        for dim in (None, 0, (0, 2)):
            same(getattr(lucid.fft, name)(ours, dim), getattr(torch.fft, name)(theirs, dim))


def test_long_lengths_with_large_prime_factors():
    for n in (4099, 6006, 10007, 65536):
        ours, theirs = pair((2, n), "float64")
        same(lucid.fft.fft(ours), torch.fft.fft(theirs))
        same(lucid.fft.irfft(lucid.fft.rfft(ours), n), theirs)


def test_on_the_deferred_stream():
    ours, theirs = pair((4, 6), "float32")
    same(lucid.fft.fft2(ours.to("metal")).cpu(), torch.fft.fft2(theirs))


REFUSED = [
    ("fft", (3,), {"n": 0}), ("fft", (3,), {"dim": 1}), ("fft", (3,), {"norm": "none"}), ("fft", (), {}),
    ("irfft", (1,), {}),
    ("fftn", (3, 4), {"dim": (0, 0)}), ("fftn", (3,), {"s": (2, 2)}), ("fftn", (3, 4), {"s": (2,), "dim": (0, 1)}),
    ("rfftn", (3, 4), {"s": (0, 2)}), ("irfftn", (3, 4), {"s": (2, 0)}),
]  # fmt: skip


@pytest.mark.parametrize("name, shape, arguments", REFUSED)
def test_refuses_what_pytorch_refuses(name, shape, arguments):
    with pytest.raises((RuntimeError, IndexError)):
        getattr(torch.fft, name)(torch.randn(shape), **arguments)
    with pytest.raises((lucid.LucidError, RuntimeError), match="fft"):
        getattr(lucid.fft, name)(lucid.zeros(shape), **arguments)


def test_refuses_complex_where_real_is_needed_and_halves():
    for name in ("rfft", "ihfft", "rfftn"):
        with pytest.raises(lucid.DtypeMismatch):
            getattr(lucid.fft, name)(lucid.zeros(4, dtype=lucid.complex64))
    with pytest.raises(lucid.DtypeMismatch):
        lucid.fft.fft(lucid.zeros(4, dtype=lucid.float16))
