"""Wrong calls of the families that test_bad_calls.py leaves out: refused by both, with op and argument named."""

import pytest

from test_bad_calls import test_refused as check_refused

pytestmark = [pytest.mark.parity, pytest.mark.filterwarnings("ignore")]

CALLS = {
    "ordering": [
        ("library.sort(x34, dim=2)", ["sort", "2"]),
        ("library.sort(c3)", ["sort", "complex64"]),
        ("library.topk(x34, 5)", ["topk", "5"]),
        ("library.topk(x34, -1)", ["topk", "-1"]),
        ("library.topk(x34, 2, dim=3)", ["topk", "3"]),
        ("library.kthvalue(x34, 0)", ["kthvalue", "0"]),
        ("library.kthvalue(x34, 9)", ["kthvalue", "9"]),
        ("library.median(x34, dim=4)", ["median", "4"]),
        ("library.mode(x34, dim=4)", ["mode", "4"]),
        ("library.searchsorted(x34, x45)", ["searchsorted", "(3, 4)", "(4, 5)"]),
        ("library.searchsorted(f3, f3, side='up')", ["searchsorted", "side", "up"]),
        ("library.searchsorted(f3, f3, sorter=f3)", ["searchsorted", "sorter"]),
        ("library.bucketize(f3, x34)", ["bucketize", "boundaries"]),
        ("library.argsort(x34, dim='a')", ["argsort", "str"]),
        ("library.msort(s, 1)", ["msort"]),
        ("library.unique_consecutive(x34, dim=5)", ["unique_consecutive", "5"]),
        ("library.cummax(x34, 3)", ["cummax", "3"]),
        ("library.cummax(c3, 0)", ["cummax", "complex64"]),
    ],
    "statistics": [
        ("library.quantile(f3, 1.5)", ["quantile", "q", "1.5"]),
        ("library.quantile(i3, 0.5)", ["quantile", "int64"]),
        ("library.quantile(f3, 0.5, interpolation='cubic')", ["quantile", "interpolation", "cubic"]),
        ("library.quantile(empty, 0.5)", ["quantile", "non-empty"]),
        ("library.histc(f3, bins=0)", ["histc", "bins", "0"]),
        ("library.histc(f3, min=2, max=1)", ["histc", "max"]),
        ("library.histc(c3)", ["histc", "complex64"]),
        ("library.histogram(f3, 0)", ["histogram", "bins"]),
        ("library.bincount(f3)", ["bincount", "float32"]),
        ("library.bincount(i3 - 1)", ["bincount", "negative"]),
        ("library.bincount(i3, minlength=-1)", ["bincount", "minlength"]),
        ("library.cov(x234)", ["cov", "(2, 3, 4)|dimensions"]),
        ("library.cov(f3, fweights=f3)", ["cov", "fweights"]),
        ("library.corrcoef(x234)", ["corrcoef", "(2, 3, 4)|dimensions"]),
        ("library.cdist(x34, x45)", ["cdist", "4", "5"]),
        ("library.cdist(x34, x34, p=-1)", ["cdist", "p"]),
        ("library.renorm(x34, 2, 0, -1)", ["renorm", "maxnorm"]),
        ("library.diff(s)", ["diff"]),
        ("library.diff(x34, n=-1)", ["diff", "n"]),
    ],
    "transforms": [
        ("library.fft.fft(s)", ["fft", "dimension"]),
        ("library.fft.fft(f3, n=0)", ["fft", "0"]),
        ("library.fft.fft(f3, dim=2)", ["fft", "2"]),
        ("library.fft.fft(f3, norm='big')", ["fft", "norm", "big"]),
        ("library.fft.rfft(c3)", ["rfft", "complex64|real"]),
        ("library.fft.irfft(f3, n=-2)", ["irfft", "-2"]),
        ("library.fft.fft2(f3)", ["fft2", "dimension"]),
        ("library.fft.fftn(x34, s=(2, 2, 2))", ["fftn"]),
        ("library.fft.fftn(x34, dim=(0, 0))", ["fftn", "dim"]),
        ("library.fft.fftfreq(0, 1.0, 2.0)", ["fftfreq"]),
        ("library.fft.hfft(s)", ["hfft", "dimension"]),
    ],
    "complex": [
        ("library.imag(x34)", ["imag", "float32"]),
        ("library.view_as_complex(x34)", ["view_as_complex", "(3, 4)|size 2"]),
        ("library.view_as_complex(i3)", ["view_as_complex", "int64"]),
        ("library.view_as_real(x34)", ["view_as_real", "float32"]),
        ("library.complex(x34, i3)", ["complex", "int64"]),
        ("library.complex(i3, i3)", ["complex", "int64"]),
        ("library.complex(f3, f3.double())", ["complex", "float64"]),
        ("library.polar(i3, i3)", ["polar", "int64"]),
        ("library.polar(f3, f3.double())", ["polar", "float64"]),
        ("library.lgamma(c3)", ["lgamma", "complex64"]),
        ("c3 < c3", ["lt|less", "complex64"]),
        ("library.masked_fill(f3, b3, 1j)", ["masked_fill", "value"]),
        ("f3.copy_(c3).add_(c3)", ["add", "complex64|Complex"]),
    ],
    "edits by index": [
        ("x34.index_copy_(0, i3, x45)", ["index_copy", "source"]),
        ("x34.index_add_(0, i3, f3)", ["index_add", "source"]),
        ("x34.index_add_(0, f3, x34)", ["index_add", "index", "float32"]),
        ("x34.index_fill_(2, i3, 1)", ["index_fill", "2"]),
        ("x34.index_fill_(0, i3 + 5, 1)", ["index", "5"]),
        ("x34.index_fill_(0, i3, f3)", ["index_fill", "value|0-dimensional"]),
        ("x34.scatter_(0, f3, x34)", ["scatter", "index"]),
        ("x34.scatter_(0, i3.reshape(1, 3) + 9, x34)", ["scatter", "9"]),
        ("x34.scatter_add_(0, i3.reshape(1, 3), x34.double())", ["scatter_add", "float64"]),
        ("x34.index_put_((i3,), x34.double())", ["index_put", "float64"]),
        ("x34.index_put_((i3, i3, i3), s)", ["index", "too many"]),
        ("x34.masked_fill_(x34, 1)", ["masked_fill", "mask", "float32"]),
        ("x34.masked_fill_(x34 > 1, f3)", ["masked_fill", "value"]),
        ("x34.masked_scatter_(x34 > 1, f3)", ["masked_scatter", "source"]),
        ("x34.masked_scatter_(x34 > 1, x34.double())", ["masked_scatter", "float64"]),
        ("x34.put_(f3, f3)", ["put", "index"]),
        ("x34.fill_diagonal_(f3)", ["fill_diagonal"]),
        ("x34.resize_(-1)", ["resize_", "-1"]),
        ("leaf.index_fill_(0, i3, 1)", ["leaf", "in-place"]),
    ],
    "functions of layers": [
        ("library.nn.functional.linear(x34, x45)", ["linear", "(3, 4)", "(4, 5)"]),
        ("library.nn.functional.embedding(i3, s)", ["embedding", "weight"]),
        ("library.nn.functional.embedding(i3 + 7, x34)", ["embedding|index", "7|8|9"]),
        ("library.nn.functional.one_hot(f3)", ["one_hot", "float32|LongTensor"]),
        ("library.nn.functional.one_hot(i3, 2)", ["num_classes"]),
        ("library.nn.functional.dropout(x34, 1.5)", ["dropout", "1.5"]),
        ("library.nn.functional.glu(f3)", ["Halving|glu"]),
        ("library.nn.functional.softshrink(f3, -1)", ["lambda", "-1"]),
        ("library.nn.functional.hardtanh(f3, 1, -1)", ["min_val"]),
        ("library.nn.functional.pdist(x234)", ["pdist", "3D"]),
        ("library.nn.functional.pdist(i3.reshape(1, 3))", ["pdist", "int64|floating"]),
        ("library.nn.functional.cosine_similarity(i3, i3, dim=0)", ["cosine_similarity|dtype", "int64|Long"]),
        ("library.nn.functional.normalize(i3, dim=0)", ["norm", "int64"]),
        ("library.nn.functional.nll_loss(x34, i3 + 9)", ["9|10|11"]),
        ("library.nn.functional.cross_entropy(x34, f3)", ["cross_entropy"]),
        ("library.nn.functional.rrelu(f3, 0.5, 0.1)", ["lower|Lower"]),
        ("library.nn.functional.soft_margin_loss(i3, i3)", ["soft_margin_loss|result type"]),
    ],
}


@pytest.mark.parametrize(
    "call,words",
    [(call, words) for calls in CALLS.values() for call, words in calls],
    ids=lambda value: str(value)[:60],
)
def test_refused(torch, call, words):
    check_refused(torch, call, words)


def test_each_family_has_ten():
    assert all(len(calls) >= 10 for calls in CALLS.values())
