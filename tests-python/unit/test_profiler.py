"""The profiler: which events it records, how they nest, their sums, traces and schedules."""

import doctest
import importlib
import json
import threading

import pytest

import lucid
import lucid.nn as nn


def names(profiler):
    return [event.name for event in profiler.events()]


def test_ops_methods_operators_and_ranges_are_recorded_in_order():
    x = lucid.ones(3, 4)
    with lucid.profiler() as p:
        with lucid.profiler.record_function("outer"):
            y = x @ lucid.ones(4, 2)
            y += 1
            z = (2 - y).exp().sum() > 3
        del z
        -y
    assert names(p) == ["outer", "ones", "matmul", "add_", "sub", "exp", "sum", "gt", "neg"]
    outer, *inside = p.events()[:8]
    assert outer.kind == "range" and all(event.parent is outer for event in inside)
    assert outer.children == inside and p.events()[8].parent is None
    product = p.events()[2]
    assert product.shape == (3, 4) and product.input_shapes == [(3, 4), (4, 2)] and product.flops == 2 * 3 * 4 * 2


def test_nothing_is_recorded_while_it_is_off():
    with lucid.profiler() as p:
        lucid.ones(2)
    count = len(p.events())
    lucid.ones(2) + 1
    with lucid.profiler.record_function("unseen"):
        pass
    assert len(p.events()) == count == 1


def test_backward_shows_its_nodes():
    model = nn.Linear(4, 3)
    with lucid.profiler() as p:
        with lucid.profiler.record_function("backward"):
            model(lucid.ones(2, 4)).sum().backward()
    nodes = [event for event in p.events() if event.kind == "backward"]
    assert [event.name for event in nodes][0].startswith("Sum") and any("Linear" in event.name for event in nodes)
    assert all(event.parent.name == "backward" for event in nodes)


def test_times_add_up():
    with lucid.profiler() as p:
        with lucid.profiler.record_function("all"):
            for _ in range(5):
                lucid.ones(50, 50) @ lucid.ones(50, 50)
    whole = p.events()[0]
    inner = p.events()[1:]
    assert whole.start_ns <= min(e.start_ns for e in inner) and whole.end_ns >= max(e.end_ns for e in inner)
    assert whole.self_cpu_time_total == pytest.approx(whole.time_us - sum(e.time_us for e in inner))
    assert p.self_cpu_time_total == pytest.approx(whole.time_us)
    assert whole.time_ns == pytest.approx(1000 * whole.time_us) and whole.time_ms == pytest.approx(whole.time_us / 1000)
    summary = {s.name: s for s in p.key_averages()}
    assert summary["matmul"].count == 5 and summary["matmul"].total_flops == 5 * 2 * 50**3
    assert summary["matmul"].avg_time_us == pytest.approx(summary["matmul"].total_time_us / 5)


def test_memory_is_counted():
    with lucid.profiler() as p:
        kept = lucid.empty(1000, dtype=lucid.float64)
        with lucid.profiler.record_function("freed"):
            lucid.empty(500, dtype=lucid.float32)
    first, range_, second = p.events()
    assert first.memory_delta_bytes == 8000 and second.memory_delta_bytes == 2000
    assert range_.memory_delta_bytes == 0 and range_.self_cpu_memory_usage == -2000
    assert kept.numel() == 1000 and p.memory_stats().current_bytes >= 8000


def test_groups_and_tables():
    with lucid.profiler() as p:
        for size in (2, 3, 2):
            lucid.zeros(size).exp()
    assert [s.count for s in p.key_averages(group_by_input_shape=True) if s.name == "exp"] == [2, 1]
    table = p.key_averages().table(sort_by="count", row_limit=1, header="Ops")
    assert table.startswith("Ops\n") and "# of Calls" in table and "Self CPU time total" in table
    assert table.count("exp") + table.count("zeros") == 1
    assert "exp" in str(p.events()) and p.total_average().count == 6
    with pytest.raises(AttributeError):
        p.table(sort_by="no such")


def test_errors_leave_no_event_open():
    with lucid.profiler() as p:
        for wrong in (
            lambda: lucid.ones(2) @ lucid.ones(3),
            lambda: lucid.ones(2) + lucid.ones(3),
            lambda: lucid.ones(2, 3).view(5),
        ):
            with pytest.raises((RuntimeError, ValueError)):
                wrong()
        lucid.ones(2)
    assert p.events()[-1].parent is None and all(event.end_ns >= event.start_ns for event in p.events())


def test_threads_have_stacks_of_their_own():
    def work():
        with lucid.profiler.record_function("worker"):
            lucid.ones(2).exp()

    with lucid.profiler() as p:
        with lucid.profiler.record_function("main"):
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
            lucid.zeros(2)
    events = {event.name: event for event in p.events()}
    assert events["worker"].parent is None and events["exp"].parent is events["worker"]
    assert events["zeros"].parent is events["main"] and events["worker"].thread != events["main"].thread


def test_chrome_trace(tmp_path):
    with lucid.profiler() as p:
        with lucid.profiler.record_function("range"):
            lucid.ones(2, 3) * 2
    p.export_chrome_trace(tmp_path / "trace.json")
    trace = json.loads((tmp_path / "trace.json").read_text())["traceEvents"]
    assert [entry["name"] for entry in trace] == ["range", "ones", "mul"]
    assert trace[2]["ts"] >= trace[0]["ts"]
    assert trace[2]["ts"] + trace[2]["dur"] <= trace[0]["ts"] + trace[0]["dur"] + 1e-3
    assert trace[2]["args"]["Input Dims"] == [[2, 3]] and trace[2]["args"]["Flops"] == 6


def test_schedule_and_handler(tmp_path):
    seen = []

    def ready(profiler):
        seen.append([event.name for event in profiler.events()])
        lucid.profiler.tensorboard_trace_handler(tmp_path, "w")(profiler)

    with lucid.profiler.profile(
        schedule=lucid.profiler.schedule(wait=1, warmup=1, active=2, repeat=1), on_trace_ready=ready
    ) as p:
        for step in range(6):
            lucid.full((step + 1,), 0.0)
            lucid.ones(1) if step in (2, 3) else None
            p.step()
    assert seen == [["full", "ones", "full", "ones"]]
    assert len(list(tmp_path.glob("w.*.json"))) == 1
    with pytest.raises(ValueError, match="active"):
        lucid.profiler.schedule(wait=0, warmup=0, active=0)


def test_one_recording_at_a_time_and_clear():
    with lucid.profiler() as p:
        with pytest.raises(RuntimeError, match="another profiler"):
            lucid.profiler.Profiler().start()
        lucid.ones(2)
        p.clear()
        lucid.zeros(2)
    assert names(p) == ["zeros"]
    with lucid.profiler.profile(enabled=False) as off:
        lucid.ones(2)
    assert names(off) == []


def test_decorator_and_the_other_name():
    @lucid.autograd.profiler.record_function("step")
    def step(x):
        return x * 2

    with lucid.autograd.profiler.profile() as p:
        assert step(lucid.ones(1)).item() == 2
    assert names(p) == ["ones", "step", "mul"]
    with pytest.raises(TypeError, match="record_function"):
        lucid.profiler.record_function(1)


def test_without_shapes():
    with lucid.profiler.profile(record_shapes=False) as p:
        lucid.ones(2) + 1
    assert p.events()[1].shape == () and p.events()[1].flops == 0


@pytest.mark.parametrize("module", ["_session", "_schedule"])
def test_examples(module):
    result = doctest.testmod(importlib.import_module("lucid.profiler." + module), extraglobs={"lucid": lucid})
    assert result.attempted > 0 and result.failed == 0
