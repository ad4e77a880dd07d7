"""lucid.einops beside NumPy's transpose, reshape and reductions: patterns, lists, anonymous axes, errors."""

import pytest

import lucid
from lucid.einops import EinopsError, einsum, rearrange, reduce, repeat


def matches(ours, theirs, numpy):
    theirs = numpy.asarray(theirs)
    assert tuple(ours.shape) == theirs.shape
    assert numpy.allclose(numpy.array(ours.tolist()).reshape(theirs.shape), theirs)


@pytest.fixture
def images(numpy):
    """A batch of small pictures in both libraries: b=4, h=6, w=4, c=3."""
    array = numpy.arange(4 * 6 * 4 * 3, dtype="float32").reshape(4, 6, 4, 3)
    return lucid.tensor(array.tolist()), array


REARRANGEMENTS = [
    ("b h w c -> b h w c", {}, lambda x, np: x),
    ("b h w c -> w c b h", {}, lambda x, np: x.transpose(2, 3, 0, 1)),
    ("b h w c->(b h) w c", {}, lambda x, np: x.reshape(24, 4, 3)),
    ("b h w c -> h (b w) c", {}, lambda x, np: x.transpose(1, 0, 2, 3).reshape(6, 16, 3)),
    ("b h w c -> (b h w c)", {}, lambda x, np: x.reshape(-1)),
    ("(b1 b2) h w c -> b1 b2 h w c", {"b1": 2}, lambda x, np: x.reshape(2, 2, 6, 4, 3)),
    (
        "(b1 b2) h w c -> (b1 h) (b2 w) c",
        {"b2": 2},
        lambda x, np: x.reshape(2, 2, 6, 4, 3).transpose(0, 2, 1, 3, 4).reshape(12, 8, 3),
    ),
    (
        "b (h h1) (w w1) c -> b h w (c h1 w1)",
        {"h1": 2, "w1": 2},
        lambda x, np: x.reshape(4, 3, 2, 2, 2, 3).transpose(0, 1, 3, 5, 2, 4).reshape(4, 3, 2, 12),
    ),
    ("b h w c -> b 1 h w 1 c", {}, lambda x, np: x[:, None, :, :, None, :]),
    ("b h w c -> b () h w c", {}, lambda x, np: x[:, None]),
    ("... c -> c ...", {}, lambda x, np: np.moveaxis(x, -1, 0)),
    ("b ... -> b (...)", {}, lambda x, np: x.reshape(4, -1)),
    ("b ... c -> ... (b c)", {}, lambda x, np: x.transpose(1, 2, 0, 3).reshape(6, 4, 12)),
    ("b ... c -> (b ...) c", {}, lambda x, np: x.reshape(-1, 3)),
    ("... -> ...", {}, lambda x, np: x),
    ("... -> (...)", {}, lambda x, np: x.reshape(-1)),
]


@pytest.mark.parametrize("pattern,lengths,expected", REARRANGEMENTS, ids=[p for p, _, _ in REARRANGEMENTS])
def test_rearrange(numpy, images, pattern, lengths, expected):
    matches(rearrange(images[0], pattern, **lengths), expected(images[1], numpy), numpy)


REDUCTIONS = [
    ("b h w c -> b c", {}, (1, 2), None),
    ("b h w c -> b () () c", {}, (1, 2), (4, 1, 1, 3)),
    ("b h w c -> c b", {}, (1, 2), "T"),
    ("b h w c ->", {}, (0, 1, 2, 3), None),
    ("b ... c -> ...", {}, (0, 3), None),
    ("... -> ", {}, (0, 1, 2, 3), None),
]


@pytest.mark.parametrize("reduction", ["min", "max", "sum", "mean", "prod"])
@pytest.mark.parametrize("pattern,lengths,axes,after", REDUCTIONS, ids=[p for p, *_ in REDUCTIONS])
def test_reduce(numpy, images, pattern, lengths, axes, after, reduction):
    scaled = images[1] / 100 + 0.5
    expected = getattr(numpy, reduction)(scaled.astype("float64"), axis=axes)
    expected = expected.T if after == "T" else expected.reshape(after) if after else expected
    matches(reduce(lucid.tensor(scaled.tolist(), dtype=lucid.float64), pattern, reduction, **lengths), expected, numpy)


def test_pooling_and_anonymous_axes(numpy, images):
    ours, array = images
    blocks = array.reshape(4, 3, 2, 2, 2, 3)
    matches(reduce(ours, "b (h 2) (w 2) c -> b h w c", "max"), blocks.max((2, 4)), numpy)
    matches(
        reduce(ours, "b (h h2) (w w2) c -> b c h w", "mean", h2=2, w2=2),
        blocks.mean((2, 4)).transpose(0, 3, 1, 2),
        numpy,
    )


def test_reduce_bool_and_functions(numpy, images):
    ours, array = images
    matches(reduce(ours > 100, "b h w c -> b c", "any"), (array > 100).any((1, 2)), numpy)
    matches(reduce(ours > 100, "b h w c -> b c", "all"), (array > 100).all((1, 2)), numpy)
    seen = []

    def spread(tensor, axes):
        seen.append(axes)
        return tensor.amax(axes) - tensor.amin(axes)

    matches(reduce(ours, "b h w c -> b c", spread), array.max((1, 2)) - array.min((1, 2)), numpy)
    assert seen == [(1, 2)]


def test_repeat(numpy):
    array = numpy.arange(6.0).reshape(2, 3)
    ours = lucid.tensor(array.tolist())
    matches(repeat(ours, "h w -> h w c", c=3), numpy.repeat(array[..., None], 3, -1), numpy)
    matches(repeat(ours, "h w -> (repeat h) w", repeat=2), numpy.tile(array, (2, 1)), numpy)
    matches(repeat(ours, "h w -> h (w repeat)", repeat=3), numpy.repeat(array, 3, 1), numpy)
    matches(repeat(ours, "h w -> (h 2) (w 2)"), array.repeat(2, 0).repeat(2, 1), numpy)
    matches(repeat(ours, "... -> ... 4"), numpy.repeat(array[..., None], 4, -1), numpy)
    matches(repeat(lucid.tensor(2.0), "-> n", n=3), numpy.full(3, 2.0), numpy)


def test_lists_become_the_first_axis(numpy, images):
    ours, array = images
    parts = [ours[i] for i in range(4)]
    matches(rearrange(parts, "b h w c -> b h w c"), array, numpy)
    matches(rearrange(parts, "b h w c -> h (b w) c"), array.transpose(1, 0, 2, 3).reshape(6, 16, 3), numpy)
    matches(reduce(parts, "b h w c -> b", "sum"), array.sum((1, 2, 3)), numpy)


def test_gradients_flow():
    x = lucid.ones(2, 6, requires_grad=True)
    (rearrange(x, "a (b c) -> c (a b)", b=3) * lucid.arange(12.0).reshape(2, 6)).sum().backward()
    # Position (a, b, c) of x goes to row c and column 3 a + b.
    assert x.grad.tolist() == [[0, 6, 1, 7, 2, 8], [3, 9, 4, 10, 5, 11]]


def test_einsum_words(numpy):
    a, b = numpy.arange(6.0).reshape(2, 3), numpy.arange(12.0).reshape(3, 4)
    ours = lucid.tensor(a.tolist()), lucid.tensor(b.tolist())
    for result in (
        einsum("ij,jk->ik", *ours),
        einsum("batch i, i out -> batch out", *ours),
        einsum(*ours, "batch i, i out -> batch out"),
        einsum(*ours, "... i, i out -> ... out"),
    ):
        matches(result, a @ b, numpy)
    matches(einsum(ours[0], "row column -> column row"), a.T, numpy)


BAD = [
    (rearrange, "b h w -> b h w", {}, "expected 3 dims. Received 4-dim tensor"),
    (rearrange, "b h w c -> b h w", {}, "only on one side of expression"),
    (rearrange, "b h w c -> b h w c d", {}, "only on one side of expression"),
    (rearrange, "b h w c b -> b", {}, "duplicate dimension"),
    (rearrange, "(b1 b2) h w c -> b1 b2 h w c", {}, "Could not infer sizes"),
    (rearrange, "(b1 b2) h w c -> b1 b2 h w c", {"b1": 3}, "can't divide axis of length 4 in chunks of 3"),
    (rearrange, "b h w c -> (b h w c", {}, "Imbalanced parentheses"),
    (rearrange, "b h w c) -> b h w c", {}, "not balanced"),
    (rearrange, "b h w c -> ((b h) w) c", {}, "one-level"),
    (rearrange, "b h w c", {}, "'->'"),
    (rearrange, "b h w ? -> b", {}, "Unknown character '?'"),
    (rearrange, "b h w .. -> b", {}, "Expression may contain dots only inside ellipsis"),
    (rearrange, "... h ... -> h", {}, "only one ellipsis"),
    (rearrange, "b h w c -> b h w c ...", {}, "not left side"),
    (rearrange, "(b ...) c -> b ... c", {}, "inside parenthesis in the left side"),
    (rearrange, "b h w _c -> b", {}, "Invalid axis identifier"),
    (rearrange, "(b 2) h w c -> b h w c 2", {}, "Non-unitary anonymous axes"),
    (rearrange, "b h w c -> b h w c", {"d": 2}, "Axis d is not used in transform"),
    (rearrange, "b h w c -> b h w c", {"h": 5}, "Shape mismatch, 6 != 5"),
    (rearrange, "b h w c -> b h w c", {"h": 2.5}, "h=2.5"),
    (rearrange, "b h w 1 -> b h w", {}, "Shape mismatch, 3 != 1"),
    (repeat, "b h w c -> b h w c d", {}, "Specify sizes for new axes in repeat"),
    (repeat, "b h w c -> b h w", {}, "Unexpected identifiers on the left side of repeat"),
]


@pytest.mark.parametrize("function,pattern,lengths,said", BAD, ids=[p for _, p, _, _ in BAD])
def test_errors_show_pattern_and_shape(function, pattern, lengths, said):
    with pytest.raises(EinopsError) as caught:
        function(lucid.zeros(4, 6, 4, 3), pattern, **lengths)
    message = str(caught.value)
    assert said in message and f'"{pattern}"' in message and "(4, 6, 4, 3)" in message
    assert isinstance(caught.value, (lucid.LucidError, ValueError))


def test_errors_of_reduce():
    x = lucid.zeros(2, 3)
    with pytest.raises(EinopsError, match="Unknown reduction norm"):
        reduce(x, "a b -> a", "norm")
    with pytest.raises(EinopsError, match="Unexpected identifiers on the right side of reduce"):
        reduce(x, "a b -> a c", "sum")
    with pytest.raises(EinopsError, match="not available for non-floating tensors"):
        reduce(x.long(), "a b -> a", "mean")
    with pytest.raises(TypeError, match="empty list"):
        rearrange([], "a -> a")
    with pytest.raises(EinopsError, match="'->'"):
        einsum(lucid.ones(2), "alpha beta")
    with pytest.raises(EinopsError, match="2 operands but 1"):
        einsum(lucid.ones(2), "alpha, alpha -> ")
