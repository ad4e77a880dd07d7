"""autocast's setting and GradScaler's bookkeeping."""

import math
import pickle
import threading

import lucid
import pytest
from lucid import nn
from lucid.amp import GradScaler, autocast


@pytest.fixture(autouse=True, params=["cpu", "metal"])
def default_device(request):
    """Runs every test on both devices."""
    lucid.set_default_device(request.param)
    yield
    lucid.set_default_device("cpu")


@pytest.mark.smoke
def test_autocast_nests_and_ends():
    assert not autocast.is_autocast_enabled()
    with autocast(dtype=lucid.bfloat16):
        assert autocast.is_autocast_enabled() and autocast.get_autocast_dtype() == lucid.bfloat16
        with autocast(enabled=False):
            assert not autocast.is_autocast_enabled()
        with autocast(dtype=lucid.float16):
            assert autocast.get_autocast_dtype() == lucid.float16
        with autocast("cpu", lucid.float16, enabled=True):
            assert autocast.get_autocast_dtype("cpu") == lucid.float16
            assert autocast.get_autocast_dtype("metal") == lucid.bfloat16
        assert autocast.get_autocast_dtype() == lucid.bfloat16
        with pytest.raises(KeyError), autocast():
            raise KeyError
        assert autocast.is_autocast_enabled()
    assert not autocast.is_autocast_enabled()


def test_autocast_as_decorator_and_reentered():
    @autocast()
    def inside():
        return autocast.is_autocast_enabled()

    assert inside() and not autocast.is_autocast_enabled()
    region = autocast()
    with region, region:
        assert autocast.is_autocast_enabled()
    assert not autocast.is_autocast_enabled()


def test_autocast_belongs_to_its_thread():
    seen = []
    with autocast():
        thread = threading.Thread(target=lambda: seen.append(autocast.is_autocast_enabled()))
        thread.start()
        thread.join()
    assert seen == [False]


def test_autocast_refuses_what_it_cannot_do():
    with pytest.raises(ValueError, match="device_type"):
        autocast("tpu")
    with pytest.raises(ValueError):
        autocast(lucid.float16)
    with pytest.warns(UserWarning, match="Disabling autocast"), autocast(dtype=lucid.float64):
        assert not autocast.is_autocast_enabled()


def prepare(value=1.0):
    parameter = nn.Parameter(lucid.tensor([1.0, 2.0]))
    optimizer = lucid.optim.SGD([parameter], lr=1.0)
    parameter.grad = lucid.full((2,), float(value))
    return parameter, optimizer


def test_a_step_is_the_unscaled_step():
    parameter, optimizer = prepare()
    parameter.grad = None
    scaler = GradScaler(init_scale=1024.0)
    scaler.scale((parameter * 3).sum()).backward()
    assert parameter.grad.tolist() == [3072.0, 3072.0]
    scaler.step(optimizer)
    scaler.update()
    assert parameter.tolist() == [-2.0, -1.0] and scaler.get_scale() == 1024


@pytest.mark.parametrize("bad", [math.inf, -math.inf, math.nan])
def test_overflow_skips_the_step_and_lowers_the_scale(bad):
    parameter, optimizer = prepare()
    parameter.grad = lucid.tensor([1.0, bad])
    scaler = GradScaler(init_scale=8.0)
    assert scaler.step(optimizer) is None
    scaler.update()
    assert parameter.tolist() == [1.0, 2.0] and scaler.get_scale() == 4.0


def test_growth_after_an_interval_and_restart_after_overflow():
    scaler = GradScaler(init_scale=4.0, growth_interval=2)
    scales = []
    for value in (1.0, 1.0, 1.0, math.inf, 1.0, 1.0):
        _, optimizer = prepare(value)
        scaler.step(optimizer)
        scaler.update()
        scales.append(scaler.get_scale())
    assert scales == [4, 8, 8, 4, 4, 8]


def test_order_of_calls():
    parameter, optimizer = prepare(2.0)
    scaler = GradScaler(init_scale=2.0)
    with pytest.raises(AssertionError, match="No inf checks"):
        scaler.update()
    scaler.unscale_(optimizer)
    assert parameter.grad.tolist() == [1.0, 1.0]
    with pytest.raises(RuntimeError, match="already been called on this optimizer since the last update"):
        scaler.unscale_(optimizer)
    scaler.step(optimizer)
    assert parameter.tolist() == [0.0, 1.0]  # not unscaled a second time
    with pytest.raises(RuntimeError, match="step\\(\\) has already been called"):
        scaler.step(optimizer)
    with pytest.raises(RuntimeError, match="after step"):
        scaler.unscale_(optimizer)
    with pytest.raises(RuntimeError, match="pickled"):
        pickle.dumps(scaler)
    scaler.update()
    with pytest.raises(RuntimeError, match="Closure"):
        scaler.step(optimizer, closure=lambda: 0)


def test_two_optimizers_share_a_scale():
    first, second = prepare(1.0), prepare(math.inf)
    scaler = GradScaler(init_scale=4.0)
    scaler.step(first[1])
    scaler.step(second[1])
    scaler.update()
    assert first[0].tolist() == [0.75, 1.75] and second[0].tolist() == [1.0, 2.0]
    assert scaler.get_scale() == 2.0


def test_scale_of_several_and_of_wrong_values():
    scaler = GradScaler(init_scale=2.0)
    one, (two, three) = scaler.scale([lucid.tensor(1.0), (lucid.tensor(2.0), lucid.tensor(3.0))])
    assert (one.item(), two.item(), three.item()) == (2, 4, 6)
    with pytest.raises(ValueError):
        scaler.scale(3.0)
    for options in ({"growth_factor": 1.0}, {"backoff_factor": 1.0}, {"growth_interval": 0}):
        with pytest.raises(ValueError):
            GradScaler(**options)
    parameter, optimizer = prepare()
    parameter.grad = None
    with pytest.raises(AssertionError, match="No inf checks"):
        scaler.step(optimizer)


def test_half_gradients_are_refused():
    parameter = nn.Parameter(lucid.ones(2, dtype=lucid.float16))
    parameter.grad = lucid.ones(2, dtype=lucid.float16)
    with pytest.raises(ValueError, match="FP16"):
        GradScaler().unscale_(lucid.optim.SGD([parameter], lr=1.0))


def test_state_and_new_scale():
    scaler = GradScaler(init_scale=4.0, growth_interval=3)
    _, optimizer = prepare()
    scaler.step(optimizer)
    scaler.update()
    other = GradScaler()
    other.load_state_dict(scaler.state_dict())
    assert other.state_dict() == scaler.state_dict() == {
        "scale": 4.0, "growth_factor": 2.0, "backoff_factor": 0.5, "growth_interval": 3, "_growth_tracker": 1,
    }  # fmt: skip
    other.update(new_scale=lucid.tensor(32.0))
    assert other.get_scale() == 32
    with pytest.raises(RuntimeError, match="empty"):
        other.load_state_dict({})
    with pytest.raises(ValueError):
        other.update(new_scale=lucid.ones(2))


def test_disabled_scaler_passes_everything_through():
    parameter, optimizer = prepare()
    scaler = GradScaler(enabled=False)
    loss = lucid.tensor(1.0)
    assert scaler.scale(loss) is loss and scaler.get_scale() == 1.0 and scaler.state_dict() == {}
    scaler.unscale_(optimizer)
    scaler.step(optimizer)
    scaler.update()
    assert parameter.tolist() == [0.0, 1.0]
