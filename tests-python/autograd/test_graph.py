"""The graph: hooks on nodes, gradient edges, hooks on saved values, anomaly mode, checkpointing."""

import gc
import warnings

import pytest

import lucid
from lucid._engine import engine
from lucid.autograd import graph
from lucid.utils.checkpoint import CheckpointError, checkpoint, checkpoint_sequential


def leaf(*values):
    return lucid.tensor(list(values), dtype=lucid.float64, requires_grad=True)


def test_node_hooks_see_and_replace_gradients():
    x = leaf(1.0, 2.0)
    y = x * x
    seen = []
    handles = [
        y.grad_fn.register_prehook(lambda outputs: (outputs[0] * 2,)),
        y.grad_fn.register_hook(lambda inputs, outputs: seen.append((inputs[0].tolist(), outputs[0].tolist()))),
        y.grad_fn.register_hook(lambda inputs, outputs: tuple(None if g is None else g + 1 for g in inputs)),
    ]
    y.sum().backward(retain_graph=True)
    assert seen == [([2.0, 4.0], [2.0, 2.0])]
    assert x.grad.tolist() == [6.0, 10.0]
    for handle in handles:
        handle.remove()
    x.grad = None
    y.sum().backward()
    assert x.grad.tolist() == [2.0, 4.0] and len(seen) == 1


def test_post_accumulate_hooks_run_after_the_gradient_and_can_be_removed():
    x = leaf(1.0)
    seen = []
    handle = x.register_post_accumulate_grad_hook(lambda tensor: seen.append(tensor.grad.tolist()))
    (x * 3).sum().backward()
    (x * 3).sum().backward()
    handle.remove()
    (x * 3).sum().backward()
    assert seen == [[3.0], [6.0]]
    with pytest.raises(RuntimeError, match="non-leaf"):
        (x * 2).register_post_accumulate_grad_hook(lambda tensor: None)


def test_retained_gradients_come_after_replacements():
    x = leaf(1.0)
    y = x * 2
    y.retain_grad()
    y.register_hook(lambda grad: grad * 10)
    y.sum().backward()
    assert y.grad.tolist() == [10.0] and x.grad.tolist() == [20.0]


def test_metadata_belongs_to_the_node():
    y = leaf(1.0) * 2
    y.grad_fn.metadata["note"] = [1]
    gc.collect()
    assert y.grad_fn.metadata == {"note": [1]}


def test_gradient_edges_stand_for_tensors():
    x = leaf(1.0, 2.0)
    y = x * 3
    edge = graph.get_gradient_edge(y)
    assert edge.node is y.grad_fn and edge.output_nr == 0
    (grad,) = lucid.autograd.grad((y * y).sum(), edge, retain_graph=True)
    assert grad.tolist() == [6.0, 12.0]
    (grad,) = lucid.autograd.grad(edge, graph.get_gradient_edge(x), lucid.ones(2, dtype=lucid.float64))
    assert grad.tolist() == [3.0, 3.0]
    with pytest.raises(RuntimeError, match="does not require gradients"):
        graph.get_gradient_edge(lucid.ones(1))


def test_multi_grad_hooks():
    x = leaf(1.0)
    a, b, c = x * 2, x * 3, x * 4
    every, first = [], []
    graph.register_multi_grad_hook((a, b, c), lambda grads: every.append([g is None for g in grads]))
    handle = graph.register_multi_grad_hook((a, b), lambda grad: first.append(grad.tolist()), mode="any")
    (a + b).sum().backward(retain_graph=True)
    (a * b * c).sum().backward(retain_graph=True)
    assert every == [[False, False, True], [False, False, False]]
    assert len(first) == 2
    handle.remove()
    a.sum().backward()
    assert len(first) == 2 and every[-1] == [False, True, True]


def test_saved_tensor_hooks():
    x = leaf(1.0, 2.0)
    packed = []

    def pack(tensor):
        packed.append(tensor.requires_grad)
        return tensor.tolist()

    with graph.saved_tensors_hooks(pack, lambda kept: lucid.tensor(kept, dtype=lucid.float64)):
        y = (x * x).exp()
    assert packed and not any(packed)
    (first,) = lucid.autograd.grad(y.sum(), x, create_graph=True)
    expected = (2 * x * (x * x).exp()).detach()
    assert lucid.allclose(first.detach(), expected)
    (second,) = lucid.autograd.grad(first.sum(), x)
    assert lucid.allclose(second, ((2 + 4 * x * x) * (x * x).exp()).detach())


def test_saved_tensor_hooks_can_be_refused():
    with graph.disable_saved_tensors_hooks("not here"):
        with pytest.raises(RuntimeError, match="not here"):
            with graph.save_on_cpu():
                pass
    with graph.save_on_cpu():
        y = leaf(2.0).exp()
    y.sum().backward()


def test_saved_values_may_be_edited_where_that_is_allowed():
    x = leaf(1.0, 2.0)
    with graph.allow_mutation_on_saved_tensors():
        a = x.clone()
        y = a * a
        a.mul_(0)
        y.sum().backward()
    assert x.grad.tolist() == [2.0, 4.0]


def test_increment_version_is_noticed():
    x = leaf(1.0)
    a = x * 1
    y = a * a
    graph.increment_version(a)
    with pytest.raises(lucid.VersionMismatch):
        y.sum().backward()


def test_anomaly_mode_names_the_forward_line():
    x = leaf(0.0)

    def culprit(value):
        return value.sqrt()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with lucid.autograd.detect_anomaly():
            assert lucid.autograd.is_anomaly_enabled()
            y = culprit(x) * 0
            with pytest.raises(RuntimeError, match="SqrtBackward0' returned nan values in its 0th output"):
                y.sum().backward()
    assert not lucid.autograd.is_anomaly_enabled()
    text = "".join(str(w.message) for w in caught)
    assert "return value.sqrt()" in text and "culprit" in text
    with lucid.autograd.set_detect_anomaly(True, check_nan=False):
        (culprit(x) * 0).sum().backward()


@pytest.mark.parametrize("reentrant", [True, False])
def test_checkpoints_give_the_same_gradients_and_random_numbers(reentrant):
    x = leaf(0.3, 0.7)

    def part(value):
        return (value.sin() * lucid.rand(2, dtype=lucid.float64)).exp() * value

    lucid.manual_seed(3)
    part(x).sum().backward()
    expected = x.grad
    x.grad = None
    lucid.manual_seed(3)
    out = checkpoint(part, x, use_reentrant=reentrant)
    lucid.rand(5)
    out.sum().backward()
    assert lucid.equal(x.grad, expected)


def test_checkpoints_call_the_function_again_only_once():
    calls = []
    x = leaf(1.0)

    def part(value):
        calls.append(1)
        return value.exp().sin()

    checkpoint(part, x, use_reentrant=False).sum().backward()
    assert len(calls) == 2


def test_checkpoints_notice_a_different_second_run():
    x = leaf(1.0, 2.0)
    state = [0]

    def part(value):
        state[0] += 1
        return value.exp().exp() if state[0] == 1 else value * 2 + 1

    with pytest.raises(CheckpointError):
        checkpoint(part, x, use_reentrant=False).sum().backward()


def test_checkpoint_is_a_module_and_a_function():
    x = leaf(2.0)
    assert lucid.utils.checkpoint(lambda v: v * v, x).tolist() == [4.0]
    assert lucid.autograd.checkpoint(lambda v: v * v, x).tolist() == [4.0]
    net = lucid.nn.Sequential(lucid.nn.Linear(2, 3), lucid.nn.Tanh(), lucid.nn.Linear(3, 1))
    data = lucid.randn(4, 2, requires_grad=True)
    out = checkpoint_sequential(net, 2, data, use_reentrant=False)
    assert lucid.allclose(out, net(data))


def test_hooks_and_saved_values_leave_nothing_behind():
    def work():
        x = leaf(1.0, 2.0)
        x.register_post_accumulate_grad_hook(lambda tensor: None)
        y = x * x
        y.grad_fn.register_hook(lambda inputs, outputs: None)
        y.grad_fn.metadata["y"] = 1
        y.sum().backward()
        with graph.save_on_cpu():
            z = x.exp()
        checkpoint(lambda v: v.exp() * v, x, use_reentrant=False).sum().backward()
        del z

    work()
    gc.collect()
    before = engine._live_counts()
    for _ in range(10):
        work()
    gc.collect()
    assert engine._live_counts() == before
