"""What must hold whatever a program does: nothing leaks, nothing crashes, threads and forks work, memory has an end."""

import gc
import os
import pathlib
import subprocess
import sys
import threading

import pytest

import lucid
import lucid.nn as nn
import lucid.nn.functional as F
import lucid.optim as optim

DEVICES = ["cpu", "metal"]


def live(device):
    """Live bytes of a device, and tensors, graph nodes and handles of the process, after a collection."""
    gc.collect()
    lucid.metal.synchronize()
    return lucid.memory_stats(device).current_bytes, lucid.ops._live_counts()


@pytest.fixture(params=DEVICES)
def device(request):
    return request.param


class TestNothingLeaks:
    def test_training(self, device):
        def train():
            model = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Dropout(0.5), nn.LayerNorm(5), nn.Linear(5, 3)).to(
                device
            )
            optimizer = optim.Adam(model.parameters(), lr=0.01)
            x, y = lucid.randn(8, 6, device=device), lucid.randint(0, 3, (8,), device=device)
            for _ in range(5):
                optimizer.zero_grad()
                F.cross_entropy(model(x), y).backward()
                optimizer.step()

        train()
        before = live(device)
        train()
        assert live(device) == before

    def test_errors(self, device):
        before = live(device)
        x = lucid.randn(3, 4, device=device, requires_grad=True)
        for wrong in (
            lambda: x @ x,
            lambda: x + lucid.zeros(5, device=device),
            lambda: x.view(5),
            lambda: x[7],
            lambda: x.backward(),
            lambda: (x * x).backward(),
            lambda: lucid.cat([x, x[0]]),
            lambda: F.cross_entropy(x, lucid.tensor([0, 1, 9], device=device)),
        ):
            with pytest.raises(RuntimeError):
                wrong()
        del x, wrong
        assert live(device) == before

    def test_abandoned_graphs(self, device):
        before = live(device)
        x = lucid.randn(100, device=device, requires_grad=True)
        for _ in range(10):
            y = x
            for _ in range(20):
                y = (y * 1.5).sin() + x
        del x, y
        assert live(device) == before

    def test_backward_that_fails_half_way(self, device):
        before = live(device)
        x = lucid.randn(10, device=device, requires_grad=True)
        y = (x * 2).exp()
        loss = (y * y).sum()
        y.detach().add_(1)
        with pytest.raises(RuntimeError, match="modified by an inplace operation"):
            loss.backward()
        del x, y, loss
        assert live(device) == before

    def test_reference_cycles_of_attributes(self, device):
        before = live(device)
        for _ in range(3):
            x = lucid.randn(50, device=device)
            x.itself = [x]
        del x
        assert live(device) == before

    def test_reference_cycles_through_hooks(self, device):
        before = live(device)
        for _ in range(3):
            x = lucid.randn(50, device=device, requires_grad=True)
            x.register_hook(lambda gradient, x=x: gradient * x.ndim)
            (x * 2).sum().backward()
            assert x.grad.tolist() == [2.0] * 50
        del x
        assert live(device) == before

    def test_views_allocate_nothing(self, device):
        x = lucid.randn(6, 8, device=device)
        lucid.metal.synchronize()
        before = lucid.memory_stats(device)
        views = [
            x.view(48),
            x.reshape(8, 6),
            x.t(),
            x.permute(1, 0),
            x[2],
            x[:, 1:5:2],
            x.unsqueeze(0),
            x.expand(3, 6, 8),
            x.narrow(0, 1, 2),
            x.detach(),
            x.diagonal(),
            x.flatten(),
            x.squeeze(),
            *x.split(2),
            *x.unbind(),
        ]
        assert lucid.memory_stats(device)[:2] == before[:2] and views


class TestMemory:
    def test_statistics_are_exact(self, device):
        before = lucid.memory_stats(device)
        x = lucid.zeros(1000, dtype=lucid.float64, device=device)
        after = lucid.memory_stats(device)
        assert after.current_bytes - before.current_bytes == 8000
        assert after["alloc_count"] - before["alloc_count"] == 1
        del x
        assert lucid.memory_stats(device).current_bytes == before.current_bytes

    def test_peak(self, device):
        lucid.reset_peak_memory_stats(device)
        base = lucid.memory_stats(device).peak_bytes
        x = lucid.zeros(5000, device=device)
        del x
        assert lucid.memory_stats(device).peak_bytes - base == 20000
        lucid.reset_peak_memory_stats(device)
        assert lucid.memory_stats(device).peak_bytes == base

    def test_running_out_says_how_much(self):
        lucid.set_memory_limit(64 << 20)
        try:
            with pytest.raises(lucid.OutOfMemory) as caught:
                lucid.zeros(1 << 28)
            assert isinstance(caught.value, MemoryError)
            assert caught.value.requested_bytes == 4 << 28
            assert caught.value.limit_bytes == 64 << 20
            assert lucid.zeros(10).sum().item() == 0
        finally:
            lucid.set_memory_limit(None)

    def test_pending_work_is_bounded(self):
        x = lucid.zeros(16, device="metal")
        for _ in range(5000):
            x = x + 1
            assert lucid.ops._pending_commands() < 1000
        assert x[3].item() == 5000


def run_python(code, **environment):
    path = os.pathsep.join(p for p in sys.path if p)
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": path, **environment},
        check=False,
    )


class TestProcess:
    def test_threads_forward_and_backward(self):
        weight = lucid.randn(64, 64)
        expected = [((lucid.full((64, 64), float(n)) @ weight).tanh() * n).sum().item() for n in range(8)]
        failures = []

        def work(n):
            for _ in range(30):
                x = lucid.full((64, 64), float(n), requires_grad=True)
                result = ((x @ weight).tanh() * n).sum()
                result.backward()
                if result.item() != expected[n] or x.grad.shape != (64, 64):
                    failures.append(n)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
    def test_a_forked_child_computes(self):
        done = run_python(
            "import os, lucid\n"
            "lucid.set_num_threads(4); x = lucid.randn(256, 256)\n"
            "for _ in range(60):\n"
            "    (x @ x).sum().item()\n"
            "    child = os.fork()\n"
            "    if child == 0:\n"
            "        y = lucid.ones(256, 256, requires_grad=True); (y @ y).sum().backward()\n"
            "        os._exit(0 if y.grad[0, 0].item() == 512 else 3)\n"
            "    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0\n"
            "assert (x @ x).shape == (256, 256)\n"
        )
        assert done.returncode == 0, done.stderr

    def test_numpy_is_not_imported(self):
        done = run_python(
            "import sys; sys.modules['numpy'] = None\n"
            "import lucid, lucid.nn as nn, lucid.optim as optim\n"
            "m = nn.Linear(3, 2); o = optim.SGD(m.parameters(), lr=0.1)\n"
            "m(lucid.randn(4, 3)).sum().backward(); o.step(); print(m.weight)\n"
        )
        assert done.returncode == 0, done.stderr

    def test_ctrl_c_breaks_long_work(self):
        done = run_python(
            "import lucid, signal, threading, os, time\n"
            "x = lucid.zeros(400, device='metal', requires_grad=True); y = x\n"
            "for _ in range(60000): y = y * 1.0001\n"
            "threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
            "try:\n"
            "    while True: y.sum().backward(retain_graph=True)\n"
            "except KeyboardInterrupt:\n"
            "    print('broken off')\n"
        )
        assert "broken off" in done.stdout, done.stderr


def test_random_arguments_never_crash():
    script = pathlib.Path(__file__).with_name("fuzz_arguments.py")
    done = run_python(script.read_text(encoding="utf-8"))
    ending = done.stdout[-3000:] + done.stderr[-3000:]
    assert done.returncode == 0, ending
    assert done.stdout.endswith("0 []\nsurvived 100000\n"), ending
