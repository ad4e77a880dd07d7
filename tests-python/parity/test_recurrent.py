"""Recurrent networks and cells beside PyTorch: values, gradients by state dict, packed sequences, second gradients."""

import lucid
import pytest
from both_libraries import both_refuse, check, values
from tensor_pairs import compare, from_torch

pytestmark = pytest.mark.parity

KINDS = ["LSTM", "GRU", "RNN", "RNN-relu"]


def networks(torch, kind, *sizes, dtype="float64", **settings):
    """The same network in both libraries."""
    if kind == "RNN-relu":
        kind, settings = "RNN", {**settings, "nonlinearity": "relu"}
    theirs = getattr(torch.nn, kind)(*sizes, **settings).to(getattr(torch, dtype))
    with torch.no_grad():
        for at, parameter in enumerate(theirs.parameters()):
            parameter.copy_(values(torch, *parameter.shape, salt=at, grad=False, scale=0.6))
    ours = getattr(lucid.nn, kind)(*sizes, **settings).to(getattr(lucid, dtype))
    state = theirs.state_dict()
    assert list(ours.state_dict()) == list(state)
    ours.load_state_dict({name: from_torch(value) for name, value in state.items()})
    assert repr(ours) == repr(theirs)
    return ours, theirs


def flat(result):
    """Tensors of (output, h) or (output, (h, c)), outputs that are packed included."""
    output, states = result
    output = [output[0]] if isinstance(output, tuple) else [output]
    return [*output, *(states if isinstance(states, tuple) else [states])]


def compare_runs(torch, ours, theirs, mine, reference, loose=10):
    for a, b in zip(mine, reference):
        compare(a, b, strides=False, loose=loose)
    sum((t * values(torch, *t.shape, salt=7, grad=False).to(t.dtype)).sum() for t in reference).backward()
    total = 0
    for t in mine:
        weights = from_torch(values(torch, *t.shape, salt=7, grad=False))
        total = total + (t * weights.to(t.dtype)).sum()
    total.backward()
    for (name, a), b in zip(ours.named_parameters(), theirs.parameters()):
        compare(a.grad, b.grad, name, strides=False, loose=10 * loose)


def states_for(torch, theirs, batch, dtype="float64"):
    count = theirs.num_layers * (2 if theirs.bidirectional else 1)
    width = theirs.proj_size or theirs.hidden_size
    states = [values(torch, count, *batch, width, dtype=dtype, salt=11)]
    if theirs.mode == "LSTM":
        states.append(values(torch, count, *batch, theirs.hidden_size, dtype=dtype, salt=12))
    return states


def pair(states):
    return tuple(states) if len(states) == 2 else states[0]


SETTINGS = [
    {},
    {"num_layers": 2},
    {"bidirectional": True},
    {"num_layers": 2, "bidirectional": True, "batch_first": True},
    {"bias": False},
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("given", [False, True])
def test_networks(torch, kind, settings, given):
    ours, theirs = networks(torch, kind, 5, 7, **settings)
    x = values(torch, 4, 3, 5)
    batch = 4 if settings.get("batch_first") else 3
    states = states_for(torch, theirs, (batch,)) if given else []
    mine = [from_torch(t, grad=True) for t in (x, *states)]
    reference = flat(theirs(x, pair(states)) if given else theirs(x))
    got = flat(ours(mine[0], pair(mine[1:])) if given else ours(mine[0]))
    compare_runs(torch, ours, theirs, got, reference)
    for a, b in zip(mine, (x, *states)):
        compare(a.grad, b.grad, strides=False, loose=100)


@pytest.mark.parametrize("hidden", [1, 16, 33, 300])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_sizes_around_the_kernel_s_blocks(torch, kind, hidden, dtype):
    ours, theirs = networks(torch, kind, 3, hidden, dtype=dtype)
    with torch.no_grad():
        for a, b in zip(ours.parameters(), theirs.parameters()):
            b.mul_(1 / max(1, hidden // 8))
            a.data.copy_(from_torch(b))
    x = values(torch, 3, 50 if hidden == 33 else 2, 3, dtype=dtype)
    mine = from_torch(x, grad=True)
    compare_runs(torch, ours, theirs, flat(ours(mine)), flat(theirs(x)), 10 if dtype == "float64" else 2)
    compare(mine.grad, x.grad, strides=False, loose=10)


@pytest.mark.parametrize("settings", [{}, {"num_layers": 2, "bidirectional": True}, {"bias": False}], ids=str)
def test_projections(torch, settings):
    ours, theirs = networks(torch, "LSTM", 4, 6, proj_size=3, **settings)
    x = values(torch, 5, 2, 4)
    states = states_for(torch, theirs, (2,))
    mine = [from_torch(t, grad=True) for t in (x, *states)]
    compare_runs(torch, ours, theirs, flat(ours(mine[0], tuple(mine[1:]))), flat(theirs(x, tuple(states))))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("two_ways", [False, True])
@pytest.mark.parametrize("is_sorted", [False, True])
def test_packed_sequences(torch, kind, two_ways, is_sorted):
    ours, theirs = networks(torch, kind, 4, 6, num_layers=2, bidirectional=two_ways)
    x = values(torch, 6, 4, 4)
    lengths = [6, 4, 4, 1] if is_sorted else [3, 6, 1, 5]
    states = states_for(torch, theirs, (4,))
    mine = [from_torch(t, grad=True) for t in (x, *states)]
    results = []
    for library, network, (data, *initial) in ((torch, theirs, (x, *states)), (lucid, ours, mine)):
        packed = library.nn.utils.rnn.pack_padded_sequence(data, lengths, enforce_sorted=is_sorted)
        output, last = network(packed, pair(initial))
        padded, sizes = library.nn.utils.rnn.pad_packed_sequence(output)
        assert sizes.tolist() == lengths
        results.append(flat((padded, last)))
    compare_runs(torch, ours, theirs, results[1], results[0])
    for a, b in zip(mine, (x, *states)):
        compare(a.grad, b.grad, strides=False, loose=100)


@pytest.mark.parametrize("kind", KINDS)
def test_single_sequences(torch, kind):
    ours, theirs = networks(torch, kind, 4, 6)
    x = values(torch, 5, 4)
    compare_runs(torch, ours, theirs, flat(ours(from_torch(x))), flat(theirs(x)))


@pytest.mark.parametrize("kind", KINDS)
def test_second_derivatives(torch, kind):
    ours, theirs = networks(torch, kind, 3, 4, bidirectional=True)
    x, states = values(torch, 3, 2, 3), states_for(torch, theirs, (2,))

    def run(library, F, x, *states):
        network = theirs if library is torch else ours
        return flat(network(x, pair(states)))

    check(torch, run, x, *states, strides=False)


@pytest.mark.parametrize("kind", ["LSTM", "GRU"])
def test_sequences_of_different_lengths_have_second_derivatives(kind):
    network = getattr(lucid.nn, kind)(2, 3).double()
    data = lucid.randn(5, 2, dtype=lucid.float64, requires_grad=True)

    def run(data):
        sequence = lucid.nn.utils.rnn.PackedSequence(data, lucid.tensor([2, 2, 1]))
        return network(sequence)[0].data

    assert lucid.autograd.gradcheck(run, (data,))
    assert lucid.autograd.gradgradcheck(run, (data,))


@pytest.mark.parametrize("kind", ["LSTMCell", "GRUCell", "RNNCell"])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("single", [True, False])
@pytest.mark.parametrize("given", [True, False])
def test_cells(torch, kind, bias, single, given):
    ours, theirs = networks(torch, kind, 4, 6, bias=bias)
    lead = () if single else (3,)
    x = values(torch, *lead, 4)
    states = [values(torch, *lead, 6, salt=i) for i in range(2 if kind == "LSTMCell" else 1)] if given else []

    def run(library, F, x, *states):
        cell = theirs if library is torch else ours
        return cell(x, pair(list(states))) if states else cell(x)

    check(torch, run, x, *states, strides=False)


def test_relu_cell(torch):
    ours, theirs = networks(torch, "RNNCell", 4, 6, nonlinearity="relu")
    x = values(torch, 3, 4)
    compare(ours(from_torch(x)), theirs(x))


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_half_types_compute_in_float32(torch, dtype):
    ours, theirs = networks(torch, "LSTM", 4, 6, dtype="float32")
    x = values(torch, 5, 2, 4, dtype="float32")
    expected = theirs(x)[0]
    got = ours.to(getattr(lucid, dtype))(from_torch(x).to(getattr(lucid, dtype)))[0]
    assert str(got.dtype).endswith(dtype)
    assert float((got.float() - from_torch(expected)).abs().max()) < 3e-2
    got.sum().backward()


def test_dropout_between_layers():
    lucid.manual_seed(0)
    network = lucid.nn.LSTM(4, 64, 2, dropout=0.5)
    x = lucid.randn(3, 2, 4)
    assert not lucid.equal(network(x)[0], network(x)[0])
    network.eval()
    assert lucid.equal(network(x)[0], network(x)[0])


@pytest.mark.parametrize("cell", ["RNN", "LSTM", "GRU"])
@pytest.mark.parametrize("hidden, batch", [(70, 9), (33, 32), (256, 13)])
def test_results_do_not_depend_on_threads(cell, hidden, batch):
    network, x = getattr(lucid.nn, cell)(32, hidden, bidirectional=True), lucid.randn(5, batch, 32)
    packed = lucid.nn.utils.rnn.pack_padded_sequence(x, sorted((1 + i % 5 for i in range(batch)), reverse=True))
    before = lucid.get_num_threads()
    found = []
    try:
        for count in (1, 2, 5, 16):
            lucid.set_num_threads(count)
            network.zero_grad()
            output, state = network(x)
            part, last = network(packed)
            states = (*state, *last) if cell == "LSTM" else (state, last)
            (output.sum() + part.data.sum() + sum(s.sum() for s in states)).backward()
            gradients = (network.weight_hh_l0.grad, network.weight_ih_l0.grad)
            found.append([t.detach().clone() for t in (output, part.data, *states, *gradients)])
    finally:
        lucid.set_num_threads(before)
    assert all(lucid.equal(a, b) for other in found[1:] for a, b in zip(found[0], other))


def test_on_the_recorded_stream():
    network, x = lucid.nn.LSTM(3, 5, bidirectional=True), lucid.randn(4, 2, 3)
    expected = network(x)
    expected[0].sum().backward()
    gradient = network.weight_hh_l0.grad.clone()
    network.zero_grad()
    network.to("metal")
    got = network(x.to("metal"))
    got[0].sum().backward()
    assert lucid.allclose(got[0].cpu(), expected[0], atol=1e-6)
    assert lucid.allclose(network.weight_hh_l0.grad.cpu(), gradient, atol=1e-5)


def test_wrong_calls(torch):
    x, h = values(torch, 4, 3, 5, grad=False), values(torch, 1, 3, 7, grad=False)

    def network(library, **settings):
        return library.nn.GRU(5, 7, **settings).double()

    both_refuse(torch, lambda library, F, x, h: network(library)(x[..., :4], h), x, h)
    both_refuse(torch, lambda library, F, x, h: network(library)(x, h[:, :2]), x, h)
    both_refuse(torch, lambda library, F, x, h: network(library)(x, h[0]), x, h)
    both_refuse(torch, lambda library, F, x, h: network(library)(x[0, 0], h), x, h)
    both_refuse(torch, lambda library, F, x, h: network(library)(x.float(), h.float()), x, h)
    both_refuse(torch, lambda library, F, x, h: network(library, num_layers=0), x, h)
    both_refuse(torch, lambda library, F, x, h: network(library, dropout=2.0), x, h)
    both_refuse(torch, lambda library, F, x, h: library.nn.RNN(5, 7, nonlinearity="sin"), x, h)
    both_refuse(torch, lambda library, F, x, h: library.nn.LSTM(5, 7, proj_size=7), x, h)
    both_refuse(torch, lambda library, F, x, h: library.nn.GRUCell(5, 7)(x.float()), x, h)
    both_refuse(torch, lambda library, F, x, h: library.nn.GRUCell(5, 7)(x[0].float(), h[0, :2].float()), x, h)
    both_refuse(torch, lambda library, F, x, h: library.gru(x, h, [x], True, 1, 0.0, False, False, False), x, h)
