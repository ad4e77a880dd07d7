"""nn.Module: attributes, hooks, state, traversal, conversion, text."""

import copy
import pickle
from collections import OrderedDict

import lucid
import pytest
from lucid import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 4)
        self.second = nn.Linear(4, 2)
        self.register_buffer("count", lucid.zeros(1))
        self.register_buffer("scratch", lucid.zeros(2), persistent=False)

    def forward(self, x):
        return self.second(self.first(x).relu())


@pytest.mark.smoke
def test_attributes_go_to_their_dictionaries():
    net = Net()
    assert list(dict(net.named_parameters())) == ["first.weight", "first.bias", "second.weight", "second.bias"]
    assert list(dict(net.named_buffers())) == ["count", "scratch"]
    assert [name for name, _ in net.named_modules()] == ["", "first", "second"]
    assert "first" in dir(net) and "count" in dir(net)
    net.first = None
    assert net.first is None and "first" in net._modules
    net.extra = nn.Parameter(lucid.ones(1))
    net.extra = None
    assert net._parameters["extra"] is None
    del net.second, net.count, net.extra
    for name in ("second", "count", "extra"):
        with pytest.raises(AttributeError, match=f"'Net' object has no attribute '{name}'"):
            getattr(net, name)


def test_assignment_moves_between_dictionaries():
    net = nn.Module()
    net.x = 1
    net.x = nn.Parameter(lucid.ones(1))
    assert "x" not in net.__dict__ and "x" in net._parameters
    with pytest.raises(TypeError, match="cannot assign .* as parameter 'x'"):
        net.x = lucid.ones(1)
    net.x = None
    del net.x
    net.x = nn.Linear(1, 1)
    with pytest.raises(TypeError, match="cannot assign .* as child module 'x'"):
        net.x = 3
    net.x = nn.Parameter(lucid.ones(1))
    assert "x" not in net._modules
    net.y = nn.Buffer(lucid.ones(2), persistent=False)
    assert "y" in net._buffers and "y" not in net.state_dict()
    net.y = lucid.zeros(3)
    assert net._buffers["y"].shape[0] == 3 and "y" not in net.state_dict()
    with pytest.raises(TypeError, match="cannot assign .* as buffer 'y'"):
        net.y = "text"


def test_before_init():
    class Early(nn.Module):
        def __init__(self, value):
            self.value = value

    with pytest.raises(AttributeError, match="cannot assign parameters before"):
        Early(nn.Parameter(lucid.ones(1)))
    with pytest.raises(AttributeError, match="cannot assign module before"):
        Early(nn.Linear(1, 1))


@pytest.mark.parametrize("name, error", [("a.b", KeyError), ("", KeyError), ("forward", KeyError), (1, TypeError)])
def test_bad_names(name, error):
    module = nn.Module()
    for register, value in (
        (module.register_parameter, nn.Parameter(lucid.ones(1))),
        (module.register_buffer, lucid.ones(1)),
        (module.add_module, nn.Linear(1, 1)),
    ):
        with pytest.raises(error):
            register(name, value)


def test_registration_refuses_other_types():
    module = nn.Module()
    with pytest.raises(TypeError):
        module.register_parameter("x", lucid.ones(1))
    with pytest.raises(TypeError):
        module.register_buffer("x", 1)
    with pytest.raises(TypeError):
        module.add_module("x", lucid.ones(1))
    with pytest.raises(NotImplementedError, match='missing the required "forward"'):
        module(1)
    with pytest.raises(TypeError):
        nn.Module(1)


def test_shared_members_are_yielded_once():
    shared = nn.Linear(2, 2)
    net = nn.Sequential(shared, nn.ReLU(), shared)
    assert len(list(net.parameters())) == 2
    assert len(list(net.named_parameters(remove_duplicate=False))) == 4
    assert len(list(net.modules())) == 3
    assert len(list(net.named_modules(remove_duplicate=False))) == 4
    assert len(list(net.children())) == 2
    assert list(net.state_dict()) == ["0.weight", "0.bias", "2.weight", "2.bias"]


def test_paths():
    net = nn.Sequential(OrderedDict(a=nn.Sequential(nn.Linear(2, 3)), b=Net()))
    assert net.get_submodule("a.0") is net.a[0] and net.get_submodule("") is net
    assert net.get_parameter("a.0.weight") is net.a[0].weight
    assert net.get_buffer("b.count") is net.b.count
    for get, path in (
        (net.get_submodule, "a.1"),
        (net.get_submodule, "a.0.weight"),
        (net.get_parameter, "b.count"),
        (net.get_parameter, "b.none"),
        (net.get_buffer, "a.0.weight"),
    ):
        with pytest.raises(AttributeError):
            get(path)
    replaced = nn.Identity()
    net.set_submodule("a.0", replaced)
    assert net.a[0] is replaced


def test_train_eval_apply_and_requires_grad():
    net = nn.Sequential(nn.Dropout(), nn.Sequential(nn.Dropout()))
    assert net.eval() is net and not any(m.training for m in net.modules())
    assert all(m.training for m in net.train().modules())
    with pytest.raises(ValueError):
        net.train("yes")
    order = []
    net.apply(lambda m: order.append(type(m).__name__))
    assert order == ["Dropout", "Dropout", "Sequential", "Sequential"]
    linear = nn.Linear(2, 2).requires_grad_(False)
    assert not any(p.requires_grad for p in linear.parameters())


def test_zero_grad():
    linear = nn.Linear(2, 1)
    linear(lucid.ones(1, 2)).sum().backward()
    linear.zero_grad(set_to_none=False)
    assert linear.weight.grad.tolist() == [[0, 0]]
    linear.zero_grad()
    assert linear.weight.grad is None


class TestHooks:
    def test_forward_hooks_in_order(self):
        module, calls = nn.Identity(), []
        module.register_forward_pre_hook(lambda m, args: calls.append("pre 1"))
        module.register_forward_pre_hook(lambda m, args: (args[0] + 1,), prepend=True)
        module.register_forward_hook(lambda m, args, out: calls.append(("post", args[0].item(), out.item())))
        handle = module.register_forward_hook(lambda m, args, out: out * 10)
        assert module(lucid.tensor(1.0)).item() == 20
        assert calls == ["pre 1", ("post", 2.0, 2.0)]
        handle.remove()
        handle.remove()
        assert module(lucid.tensor(1.0)).item() == 2

    def test_keyword_arguments(self):
        class Scaled(nn.Module):
            def forward(self, x, *, scale=1):
                return x * scale

        module, seen = Scaled(), []
        module.register_forward_pre_hook(lambda m, args, kwargs: (args, {"scale": 3}), with_kwargs=True)
        module.register_forward_hook(lambda m, args, kwargs, out: seen.append(kwargs), with_kwargs=True)
        assert module(lucid.tensor(2.0), scale=5).item() == 6
        assert seen == [{"scale": 3}]

    def test_always_called(self):
        class Failing(nn.Module):
            def forward(self, x):
                raise RuntimeError("on purpose")

        module, called = Failing(), []
        module.register_forward_hook(lambda m, args, out: called.append("never"))
        module.register_forward_hook(lambda m, args, out: called.append(out), always_call=True)
        with pytest.raises(RuntimeError, match="on purpose"):
            module(1)
        assert called == [None]

    def test_for_all_modules(self):
        names = []
        handle = nn.register_module_forward_hook(lambda m, args, out: names.append(type(m).__name__))
        with handle:
            nn.Sequential(nn.Identity(), nn.ReLU())(lucid.ones(1))
        nn.Identity()(1)
        assert names == ["Identity", "ReLU", "Sequential"]

    def test_backward_hooks_see_and_change_gradients(self):
        module = nn.Linear(2, 1, bias=False)
        with lucid.no_grad():
            module.weight.copy_(lucid.tensor([[2.0, 3.0]]))
        seen = []
        module.register_full_backward_pre_hook(lambda m, grad_out: (grad_out[0] * 10,))
        module.register_full_backward_hook(lambda m, gi, go: seen.append((gi[0].tolist(), go[0].tolist())))
        module.register_full_backward_hook(lambda m, gi, go: (gi[0] + 1,))
        x = lucid.ones(1, 2).requires_grad_()
        other_use = x * 100  # must not show in the module's grad_input
        (module(x).sum() + other_use.sum()).backward()
        assert seen == [([[20.0, 30.0]], [[10.0]])]
        assert x.grad.tolist() == [[121.0, 131.0]]
        assert module.weight.grad.tolist() == [[10.0, 10.0]]

    def test_backward_hook_of_several_inputs_fires_once(self):
        class Product(nn.Module):
            def forward(self, a, b, n):
                return a * b * n, a + b

        module, seen = Product(), []
        module.register_full_backward_hook(
            lambda m, gi, go: seen.append([None if g is None else g.tolist() for g in (*gi, *go)])
        )
        a, b = lucid.tensor([2.0]).requires_grad_(), lucid.tensor([5.0]).requires_grad_()
        product, total = module(a, b, 3)
        (product * 2 + total * 7).sum().backward()
        assert seen == [[[37.0], [19.0], [2.0], [7.0]]]
        assert (a.grad.item(), b.grad.item()) == (37, 19)

    def test_backward_hook_without_differentiable_input(self):
        module, seen = nn.Linear(1, 1), []
        module.register_full_backward_hook(lambda m, gi, go: seen.append((gi, go[0].tolist())))
        module(lucid.ones(1, 1)).sum().backward()
        assert seen == [((None,), [[1.0]])]

    def test_backward_hook_with_a_wrong_count(self):
        module = nn.Identity()
        module.register_full_backward_hook(lambda m, gi, go: (gi[0], gi[0]))
        with pytest.raises(RuntimeError, match="invalid number of grad_input"):
            module(lucid.ones(1).requires_grad_()).sum().backward()


class TestState:
    def test_keys_metadata_and_sharing(self):
        net = Net()
        state = net.state_dict()
        assert type(state) is OrderedDict
        assert list(state) == ["count", "first.weight", "first.bias", "second.weight", "second.bias"]
        assert state._metadata == {"": {"version": 1}, "first": {"version": 1}, "second": {"version": 1}}
        assert not state["first.weight"].requires_grad
        assert net.state_dict(keep_vars=True)["first.weight"] is net.first.weight
        with lucid.no_grad():
            net.first.weight.fill_(7.0)
        assert state["first.weight"][0, 0].item() == 7
        assert list(net.state_dict(prefix="x.")) == ["x." + key for key in state]

    def test_strict_messages(self):
        net, state = Net(), Net().state_dict()
        state["first.unknown"] = state.pop("first.bias")
        state["other"] = lucid.ones(1)
        with pytest.raises(RuntimeError) as caught:
            net.load_state_dict(state)
        assert str(caught.value) == (
            "Error(s) in loading state_dict for Net:\n"
            '\tMissing key(s) in state_dict: "first.bias". \n'
            '\tUnexpected key(s) in state_dict: "other", "first.unknown". '
        )
        result = net.load_state_dict(state, strict=False)
        assert result.missing_keys == ["first.bias"] and result.unexpected_keys == ["other", "first.unknown"]
        assert repr(net.load_state_dict(Net().state_dict())) == "<All keys matched successfully>"

    def test_shapes_must_agree(self):
        state = Net().state_dict()
        state["first.weight"] = lucid.ones(4, 4)
        with pytest.raises(RuntimeError, match=r"size mismatch for first.weight: copying a param with shape .*4, 4.* "
                           r"from checkpoint, the shape in current model is .*4, 3"):  # fmt: skip
            Net().load_state_dict(state)
        with pytest.raises(TypeError, match="dict-like"):
            Net().load_state_dict([1])

    def test_assign_takes_the_tensors_themselves(self):
        net = Net()
        new = lucid.full((4, 3), 5.0)
        before = net.first.weight
        net.first.load_state_dict({"weight": new, "bias": lucid.zeros(4)}, assign=True)
        assert net.first.weight is not before and type(net.first.weight) is nn.Parameter
        new[0, 0] = 9.0
        assert net.first.weight[0, 0].item() == 9

    def test_hooks(self):
        net, calls = Net(), []
        net.register_state_dict_pre_hook(lambda m, prefix, keep: calls.append("pre"))
        net.register_state_dict_post_hook(lambda m, state, prefix, metadata: state.__delitem__("count"))
        state = net.state_dict()
        assert calls == ["pre"] and "count" not in state

        def rename(module, state_dict, prefix, metadata, strict, missing, unexpected, errors):
            state_dict["count"] = lucid.full((1,), 4.0)

        net.register_load_state_dict_pre_hook(rename)
        net.register_load_state_dict_post_hook(lambda m, keys: calls.append(list(keys.missing_keys)))
        net.load_state_dict(state)
        assert net.count.item() == 4 and calls == ["pre", []]

    def test_extra_state(self):
        class Counting(nn.Module):
            value = 3

            def get_extra_state(self):
                return {"value": self.value}

            def set_extra_state(self, state):
                self.value = state["value"]

        source, target = nn.Sequential(Counting()), nn.Sequential(Counting())
        source[0].value = 8
        state = source.state_dict()
        assert list(state) == ["0._extra_state"]
        target.load_state_dict(state)
        assert target[0].value == 8
        with pytest.raises(RuntimeError, match='Missing key.*"0._extra_state"'):
            target.load_state_dict({})


class TestConversion:
    def test_dtype_reaches_floating_tensors_only(self):
        net = Net()
        net.register_buffer("indices", lucid.arange(3))
        weight = net.first.weight
        assert net.double() is net
        assert net.first.weight is weight and weight.dtype == lucid.float64
        assert net.count.dtype == lucid.float64 and net.indices.dtype == lucid.int64
        assert net.half().first.bias.dtype == lucid.float16
        assert net.to(lucid.float32).first.bias.dtype == lucid.float32
        assert net.to("cpu", lucid.float64).first.bias.dtype == lucid.float64
        assert net.to(lucid.ones(1)).first.bias.dtype == lucid.float32
        with pytest.raises(TypeError, match="floating point or complex"):
            net.to(lucid.int64)
        with pytest.raises(TypeError, match="invalid argument"):
            net.to([])

    def test_gradients_move_along(self):
        linear = nn.Linear(2, 1)
        linear(lucid.ones(1, 2)).sum().backward()
        linear.double()
        assert linear.weight.grad.dtype == lucid.float64
        assert linear.weight.is_leaf and linear.weight.requires_grad


class TestParameter:
    def test_is_a_leaf_that_shares_memory(self):
        data = lucid.ones(2)
        parameter = nn.Parameter(data)
        assert isinstance(parameter, lucid.Tensor) and parameter.requires_grad and parameter.is_leaf
        data[0] = 5.0
        assert parameter[0].item() == 5
        assert type(parameter * 2) is lucid.Tensor
        assert not nn.Parameter(lucid.arange(3), requires_grad=False).requires_grad
        assert repr(nn.Parameter(lucid.tensor([1.0], device="cpu"))) == (
            "Parameter containing:\ntensor([1.], requires_grad=True)"
        )

    def test_copies(self):
        parameter = nn.Parameter(lucid.tensor([1.0, 2.0]))
        for duplicate in (copy.deepcopy(parameter), pickle.loads(pickle.dumps(parameter))):
            assert type(duplicate) is nn.Parameter and duplicate.requires_grad
            assert duplicate.tolist() == [1, 2]
            with lucid.no_grad():
                duplicate.fill_(0.0)
        assert parameter.tolist() == [1, 2]

    def test_modules_can_be_copied_and_pickled(self):
        net = Net()
        net.tied = net.first.weight
        for duplicate in (copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
            assert list(duplicate.state_dict()) == list(net.state_dict())
            assert duplicate.first.weight is not net.first.weight
            assert duplicate(lucid.ones(1, 3)).tolist() == net(lucid.ones(1, 3)).tolist()
        assert copy.deepcopy(net).tied is not net.tied


def test_text():
    net = nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.ReLU()))
    assert repr(net) == (
        "Sequential(\n"
        "  (0): Linear(in_features=2, out_features=3, bias=True)\n"
        "  (1): Sequential(\n"
        "    (0): ReLU()\n"
        "  )\n"
        ")"
    )
