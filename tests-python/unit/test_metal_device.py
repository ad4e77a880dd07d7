"""lucid.metal beside kernels: driver, streams, events, memory, shared tensors; lucid.backends."""
import os
import signal
import subprocess
import sys

import pytest

import lucid


def in_new_process(code, **environment):
    """Output of a program run by this Python, and its exit status."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
        env={**os.environ, **environment}, timeout=120)
    return done.stdout.strip(), done.stderr, done.returncode


@pytest.mark.smoke
def test_driver_and_availability():
    driver = lucid.metal.driver()
    assert driver in ("host", "cuda", "metal")
    assert lucid.metal.is_available() == lucid.backends.metal.is_available() == (driver != "host")
    assert lucid.backends.metal.driver() == driver
    assert lucid.metal.get_device_name()
    assert lucid.metal.device_count() == int(driver != "host")
    assert lucid.backends.metal.is_built() and lucid.backends.cpu.is_available()
    assert lucid.backends.accelerate.is_available() is False


def test_the_environment_chooses_the_driver():
    code = "import lucid; print(lucid.metal.driver(), lucid.metal.is_checked(), lucid.metal.is_available())"
    assert in_new_process(code, LUCID_METAL_DRIVER="host")[0] == "host True False"
    assert in_new_process(code, LUCID_METAL_DRIVER="host", LUCID_METAL_CHECKED="0")[0] == "host False False"
    _, errors, status = in_new_process(code, LUCID_METAL_DRIVER="abacus")
    assert status == 1 and "GpuNotAvailable: metal: there is no driver 'abacus'" in errors


def test_naming_metal_without_a_gpu_warns_once():
    code = (
        "import lucid, warnings\n"
        "with warnings.catch_warnings(record=True) as seen:\n"
        "    warnings.simplefilter('always')\n"
        "    a = lucid.ones(2, device='metal'); b = lucid.ones(2, device='metal')\n"
        "print(len([w for w in seen if 'host driver' in str(w.message)]), (a + b).tolist())"
    )
    assert in_new_process(code, LUCID_METAL_DRIVER="host")[0] == "1 [2.0, 2.0]"


def test_importing_lucid_does_not_load_the_kernel_machinery():
    assert in_new_process("import sys, lucid; print('lucid.metal' in sys.modules)")[0] == "False"


def test_streams():
    stream = lucid.metal.Stream()
    assert lucid.metal.current_stream() is lucid.metal.default_stream()
    with stream as entered:
        assert entered is stream and lucid.metal.current_stream() is stream
        with lucid.metal.MetalStream(priority=-1) as inner:
            assert lucid.metal.current_stream() is inner
        x = lucid.ones(3, device="metal") + 1
        assert lucid.metal.current_stream() is stream
    assert lucid.metal.current_stream() is lucid.metal.default_stream()
    assert not stream.query()
    stream.synchronize()
    assert stream.query() and x.tolist() == [2, 2, 2]
    with lucid.metal.stream(stream):
        assert lucid.metal.current_stream() is stream
    with lucid.metal.stream(None):
        assert lucid.metal.current_stream() is lucid.metal.default_stream()


def test_events():
    lucid.metal.synchronize()
    event = lucid.metal.Event()
    assert event.query()
    x = lucid.ones(3, device="metal") * 2
    event.record()
    assert not event.query()
    event.synchronize()
    assert event.query() and x.tolist() == [2, 2, 2]
    start, end = lucid.metal.MetalEvent(enable_timing=True), lucid.metal.MetalEvent(enable_timing=True)
    start.record()
    x = x.exp()
    end.record()
    end.synchronize()
    assert start.elapsed_time(end) >= 0 and end.elapsed_time(start) <= 0
    with pytest.raises(ValueError, match="enable_timing=True"):
        start.elapsed_time(event)
    with pytest.raises(ValueError, match="recorded"):
        start.elapsed_time(lucid.metal.Event(enable_timing=True))


def test_memory():
    lucid.metal.empty_cache()
    before = lucid.metal.memory_allocated()
    lucid.metal.reset_peak_memory_stats()
    x = lucid.ones(1000, device="metal")
    assert lucid.metal.memory_allocated() == before + 4000
    assert lucid.metal.max_memory_allocated() >= before + 4000
    assert lucid.metal.memory_stats().current_bytes == before + 4000
    del x
    assert lucid.metal.memory_allocated() == before
    assert lucid.metal.get_cache_memory() >= 0
    assert lucid.metal.memory_reserved() == lucid.metal.memory_allocated() + lucid.metal.get_cache_memory()
    assert lucid.metal.ZERO_COPY_THRESHOLD == 64 * 1024


def test_manual_seed():
    lucid.metal.manual_seed(5)
    first = lucid.rand(4, device="metal").tolist()
    lucid.manual_seed(5)
    assert lucid.rand(4, device="metal").tolist() == first


def test_shared_tensors():
    x = lucid.metal.shared_tensor((2, 3))
    assert x.is_shared and lucid.metal.is_shared(x) and x.device.type == "metal"
    assert x.dtype == lucid.float32 and x.tolist() == [[0] * 3] * 2
    assert x[0].is_shared and x.T.is_shared and not (x + 1).is_shared
    assert lucid.metal.shared_tensor(4, dtype=lucid.int32, requires_grad=False).dtype == lucid.int32
    assert lucid.metal.shared_tensor((2,), requires_grad=True).requires_grad
    y = lucid.randn(3, requires_grad=True)
    assert not y.is_shared
    shared = lucid.metal.to_shared(y)
    assert shared.is_shared and not y.is_shared and shared.tolist() == y.tolist() and shared.device == y.device
    assert lucid.metal.to_shared(shared) is shared
    shared.sum().backward()
    assert y.grad.tolist() == [1, 1, 1]
    del x, shared
    assert not any(lucid.empty(6).is_shared for _ in range(5))


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("checked", ["0", "1"])
def test_an_endless_kernel_can_be_interrupted(checked):
    code = (
        "import os, signal, threading, lucid\n"
        "source = 'kernel void k(device float* y, uint i [[thread_position_in_grid]]) "
        "{ while (y[i] < 1) y[i] *= 2; }'\n"
        "threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "try:\n"
        "    lucid.metal.run_kernel(source, 'k', [], (5000,))\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    assert in_new_process(code, LUCID_METAL_CHECKED=checked, LUCID_METAL_DRIVER="host")[0] == "interrupted"


def test_an_endless_kernel_ends_at_the_limit():
    code = (
        "import lucid\n"
        "source = 'kernel void k(device float* y) {\\nwhile (y[0] < 1) y[0] *= 2; }'\n"
        "try:\n"
        "    lucid.metal.run_kernel(source, 'k', [], (1,))\n"
        "except lucid.LucidError as error:\n"
        "    print(error.kind, error.line)\n"
    )
    assert in_new_process(code, LUCID_METAL_STEP_LIMIT="100000", LUCID_METAL_DRIVER="host")[0] == "StepLimit 2"
