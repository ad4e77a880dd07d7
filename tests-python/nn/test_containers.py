"""Sequential, ModuleList, ModuleDict, ParameterList, ParameterDict."""

from collections import OrderedDict

import lucid
import pytest
from lucid import nn


def layers(count):
    return [nn.Linear(i + 1, i + 2) for i in range(count)]


@pytest.mark.smoke
def test_sequential_acts_like_a_list():
    parts = layers(4)
    net = nn.Sequential(*parts)
    assert net(lucid.ones(2, 1)).shape[1] == 5
    assert net[0] is parts[0] and net[-1] is parts[3] and len(net) == 4 and parts[1] in net
    assert list(net[1:3]) == parts[1:3] and isinstance(net[1:3], nn.Sequential)
    extra = nn.ReLU()
    net.insert(1, extra)
    assert list(net) == [parts[0], extra, *parts[1:]] and list(net._modules) == list("01234")
    assert net.pop(1) is extra and list(net) == parts
    del net[0]
    assert list(net) == parts[1:] and list(net._modules) == list("012")
    del net[:2]
    assert list(net) == parts[3:]
    net.append(extra).extend([extra])
    assert len(net + net) == 6 and len(net * 2) == 6
    net[0] = extra
    assert net[0] is extra
    for index in (9, -9):
        with pytest.raises(IndexError):
            net[index]
    with pytest.raises(AssertionError):
        net.insert(0, 3)
    named = nn.Sequential(OrderedDict(first=extra))
    assert named.first is extra


def test_module_list():
    parts = layers(4)
    modules = nn.ModuleList(parts)
    assert list(modules) == parts and modules[-1] is parts[3] and isinstance(modules[::2], nn.ModuleList)
    assert list(modules[::2]) == parts[::2]
    extra = nn.ReLU()
    modules.insert(1, extra)
    modules += [extra]
    assert list(modules) == [parts[0], extra, *parts[1:], extra]
    del modules[1]
    assert modules.pop(-1) is extra and list(modules) == parts
    assert list(modules + [extra]) == [*parts, extra]
    modules[0] = extra
    assert modules[0] is extra and list(modules.state_dict()) == [
        f"{i}.{name}" for i in (1, 2, 3) for name in ("weight", "bias")
    ]
    with pytest.raises(IndexError):
        modules[4]
    with pytest.raises(TypeError):
        modules.extend(3)
    with pytest.raises(NotImplementedError):
        modules(1)
    assert repr(nn.ModuleList([nn.ReLU(), nn.ReLU(), nn.Tanh()])) == (
        "ModuleList(\n  (0-1): 2 x ReLU()\n  (2): Tanh()\n)"
    )
    assert repr(nn.ModuleList()) == "ModuleList()"


def test_module_dict():
    a, b = nn.ReLU(), nn.Tanh()
    modules = nn.ModuleDict({"a": a})
    modules["b"] = b
    assert list(modules) == ["a", "b"] and list(modules.values()) == [a, b]
    assert dict(modules.items()) == {"a": a, "b": b}
    assert "a" in modules and len(modules) == 2 and modules.get("c") is None and modules.pop("a") is a
    modules.update([("c", a)])
    del modules["b"]
    assert list(modules.keys()) == ["c"]
    modules.clear()
    assert len(modules) == 0
    for wrong in (3, [1], ["abc"]):
        with pytest.raises((TypeError, ValueError)):
            modules.update(wrong)


def test_parameter_list():
    values = [nn.Parameter(lucid.full((2,), float(i))) for i in range(3)]
    parameters = nn.ParameterList(values[:2])
    parameters.append(values[2]).extend([lucid.ones(1)])
    assert len(parameters) == 4 and parameters[-2] is values[2] and type(parameters[3]) is nn.Parameter
    assert [name for name, _ in parameters.named_parameters()] == list("0123")
    assert len(list(parameters[1:3])) == 2
    parameters[0] = values[1]
    assert parameters[0] is values[1]
    del parameters[0]
    assert len(parameters) == 3 and parameters[0] is values[1]
    with pytest.raises(IndexError):
        parameters[5]
    with pytest.raises(TypeError):
        parameters.extend(lucid.ones(3))
    with pytest.raises(RuntimeError):
        parameters()
    assert "Parameter containing: [" in repr(parameters)


def test_parameter_dict():
    a, b = nn.Parameter(lucid.ones(1)), nn.Parameter(lucid.ones(2))
    parameters = nn.ParameterDict({"a": a})
    parameters["b"] = b
    parameters.update({"c": lucid.ones(3)})
    assert list(parameters) == ["a", "b", "c"] and type(parameters["c"]) is nn.Parameter
    assert [name for name, _ in parameters.named_parameters()] == ["a", "b", "c"]
    assert parameters.pop("a") is a and "a" not in parameters and parameters.get("a", 1) == 1
    assert parameters.setdefault("b", a) is b and list(reversed(parameters)) == ["c", "b"]
    assert list((parameters | {"d": a}).keys()) == ["b", "c", "d"]
    assert parameters.popitem()[0] == "c"
    parameters.clear()
    assert len(parameters) == 0 and list(parameters.parameters()) == []
    with pytest.raises(KeyError):
        parameters["b"]
    with pytest.raises(TypeError):
        parameters[3] = a
