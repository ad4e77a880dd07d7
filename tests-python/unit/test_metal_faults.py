"""Kernels that do something wrong: what the host driver reports, and what it leaves behind."""
import pytest

import lucid
from lucid.metal import run_kernel

pytestmark = pytest.mark.skipif(lucid.metal.driver() != "host", reason="GPUs do not check")

HEAD = "#include <metal_stdlib>\nusing namespace metal;\n"
SCALE = """
kernel void scale(device const float* x, device float* y, uint i [[thread_position_in_grid]]) { y[i] = 2 * x[i]; }
"""


def kernel(parameters, body, name="k"):
    """Source of one kernel."""
    return f"{HEAD}kernel void {name}({parameters}) {{\n{body}\n}}\n"


FAULTS = [
    ("OutOfBounds", "y[i + 1] = x[i];", "(3, 0, 0)", r"write of 4 bytes at buffer\(1\) 'y'\+16, which holds 16 bytes"),
    ("OutOfBounds", "y[i] = x[int(i) - 1];", "(0, 0, 0)", r"buffer\(0\) 'x'-4"),
    ("DataRace", "y[0] = x[i];", None, "conflicts with a write"),
    ("DivisionByZero", "y[i] = 7 / int(i % 2);", "(0, 0, 0)", "the divisor is 0"),
    ("Uninitialized", "float a[4]; a[i] = 1; y[i] = a[(i + 1) % 4];", None, "before anything was written"),
    ("Misaligned", "y[i] = *(device const float*)((device const char*)x + 2);", None, r"buffer\(0\) 'x'\+2"),
    ("DivergentBarrier", "if (i < 2) threadgroup_barrier(mem_flags::mem_threadgroup); y[i] = 0;", None, "barrier"),
]


@pytest.mark.parametrize("kind, body, thread, words", FAULTS)
def test_faults_are_found_and_placed(kind, body, thread, words):
    source = kernel("device const float* x, device float* y, uint i [[thread_position_in_grid]]", body)
    with pytest.raises(lucid.LucidError, match=words) as caught:
        run_kernel(source, "k", [lucid.ones(4)], (4,))
    error = caught.value
    assert (error.kind, error.kernel, error.line) == (kind, "k", 4)
    assert "in kernel 'k' at kernel.metal:4, thread (" in str(error)
    if thread is not None:
        assert f"thread {thread}" in str(error) and str(error.thread) == thread


def test_unchecked_kernels_do_no_harm():
    assert lucid.metal.is_checked()
    source = kernel("device const float* x, device float* y, uint i [[thread_position_in_grid]]",
        "y[i + 1] = x[i]; y[i * 1000000] = x[i - 3];")
    lucid.metal.set_checked(False)
    try:
        assert not lucid.metal.is_checked()
        run_kernel(source, "k", [lucid.ones(40)], (40,))
        assert run_kernel(SCALE, "scale", [lucid.ones(4)], (4,)).tolist() == [2] * 4
    finally:
        lucid.metal.set_checked(True)


def test_a_failure_leaves_nothing_behind():
    from lucid._engine import engine

    source = kernel("device const float* x, device float* y, uint i [[thread_position_in_grid]]", "y[i + 1] = x[i];")
    x = lucid.ones(1000, device="metal")
    for _ in range(3):
        with pytest.raises(lucid.LucidError):
            run_kernel(source, "k", [x], (1000,))
    before = lucid.metal.memory_allocated()
    for _ in range(20):
        with pytest.raises(lucid.LucidError):
            run_kernel(source, "k", [x], (1000,))
    assert lucid.metal.memory_allocated() == before
    assert engine._kernel_objects()[0] == 0
