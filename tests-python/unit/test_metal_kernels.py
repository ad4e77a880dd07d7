"""lucid.metal.run_kernel: what binds to what, how many threads run, what is refused and with which words."""
import struct

import pytest

import lucid
from lucid.metal import run_kernel

HEAD = "#include <metal_stdlib>\nusing namespace metal;\n"
SCALE = """
        kernel void scale(device const float* x,
                          device float* y,
                          uint gid [[thread_position_in_grid]]) {
            y[gid] = x[gid] * 2.0f;
        }
    """


def kernel(parameters, body, name="k"):
    """Source of one kernel."""
    return f"{HEAD}kernel void {name}({parameters}) {{\n{body}\n}}\n"


@pytest.mark.smoke
def test_the_example_of_the_readme():
    x = lucid.randn(3, 5, device="metal")
    result = run_kernel(
        source="""
            kernel void scale(device const float* x,
                              device float* y,
                              uint gid [[thread_position_in_grid]]) {
                y[gid] = x[gid] * 2.0f;
            }
        """,
        kernel_name="scale",
        inputs=[x],
        output_shape=x.shape,
        output_dtype=lucid.float32,
    )
    assert result.shape == (3, 5) and result.device.type == "metal" and result.dtype == lucid.float32
    assert result.tolist() == (x + x).tolist()


@pytest.mark.parametrize("device", ["cpu", "metal"])
@pytest.mark.parametrize("shape", [(), (1,), (31,), (32,), (33,), (1000,), (7, 9), (2, 3, 4), (0,), (3, 0)])
def test_one_thread_for_each_element(device, shape):
    x = lucid.randn(shape, device=device)
    y = run_kernel(SCALE, "scale", [x], x.shape)
    assert y.shape == x.shape and y.device == x.device
    assert y.tolist() == (2 * x).tolist()


def test_both_spellings_and_places():
    x = lucid.arange(4.0)
    expected = [0, 2, 4, 6]
    assert run_kernel(SCALE, function_name="scale", inputs=[x], output_shape=(4,),
        dtype=lucid.float32).tolist() == expected
    assert run_kernel(SCALE, "scale", [x], (4,), lucid.float32, (4, 1, 1), (2, 1, 1)).tolist() == expected
    assert run_kernel(SCALE, "scale", x, 4).tolist() == expected
    assert run_kernel(SCALE, "scale", (x,), [4]).tolist() == expected
    with pytest.raises(TypeError, match="both 'kernel_name' and 'function_name'"):
        run_kernel(SCALE, "scale", [x], (4,), function_name="scale")
    with pytest.raises(TypeError, match="kernel_name"):
        run_kernel(SCALE, inputs=[x], output_shape=(4,))
    with pytest.raises(TypeError, match="output_shape"):
        run_kernel(SCALE, "scale", [x])


def test_several_outputs_come_as_a_list():
    source = kernel(
        "device const float* x, device float* doubled, device int* rounded, uint i [[thread_position_in_grid]]",
        "doubled[i] = 2 * x[i]; rounded[i] = int(rint(x[i]));",
    )
    x = lucid.tensor([0.2, 1.7, -3.4])
    results = run_kernel(source, "k", [x], [(3,), (1, 3)], [lucid.float32, lucid.int32])
    assert isinstance(results, list) and len(results) == 2
    doubled, rounded = results
    assert doubled.tolist() == (x * 2).tolist()
    assert rounded.dtype == lucid.int32 and rounded.tolist() == [[0, 2, -3]]
    doubled, rounded = run_kernel(source, "k", [x], [(3,), (3,)])
    assert doubled.dtype == lucid.float32 and rounded.dtype == lucid.int32
    with pytest.raises(ValueError, match="2 types for 1 output"):
        run_kernel(SCALE, "scale", [x], [(3,)], [lucid.float32, lucid.float32])


@pytest.mark.parametrize("declared, given, expected", [
    ("constant float& s", 2.5, 2.5), ("constant float& s", 2, 2.0), ("constant int& s", -7, -7.0),
    ("constant uint& s", 2**32 - 1, 2.0**32),
    ("constant half& s", 0.5, 0.5), ("constant bfloat& s", 1.5, 1.5), ("constant uchar& s", 255, 255.0),
    ("constant char& s", -128, -128.0),
    ("constant short& s", -300, -300.0), ("constant long& s", -(2**40), -(2.0**40)), ("constant bool& s", True, 1.0),
    ("constant ulong& s", 2**40, 2.0**40),
    ("device const float& s", 3, 3.0), ("constant int& s", 4.0, 4.0), ("constant float& s [[buffer(0)]]", 1e-3, 1e-3),
])
def test_numbers_bind_as_the_declared_type(declared, given, expected):
    source = kernel(f"{declared}, device float* y", "y[0] = float(s);")
    assert run_kernel(source, "k", [given], (1,)).item() == pytest.approx(expected, rel=1e-6)


def test_vectors_matrices_and_arrays_of_numbers():
    vector = kernel("constant float3& v, device float* y, uint i [[thread_position_in_grid]]", "y[i] = v[i];")
    assert run_kernel(vector, "k", [(1, 2, 3)], (3,)).tolist() == [1, 2, 3]
    matrix = kernel("constant float3x3& m, device float* y, uint i [[thread_position_in_grid]]",
        "y[i] = m[i / 3][i % 3];")
    assert run_kernel(matrix, "k", [range_list(9)], (9,)).tolist() == list(range(9))
    array = kernel("constant int* a, device int* y, uint i [[thread_position_in_grid]]", "y[i] = a[i];")
    assert run_kernel(array, "k", [[5, -6, 7, 8, 9]], (5,)).tolist() == [5, -6, 7, 8, 9]
    packed = kernel("constant packed_float3* a, device float* y, uint i [[thread_position_in_grid]]",
        "y[i] = a[i / 3][i % 3];")
    assert run_kernel(packed, "k", [range_list(6)], (6,)).tolist() == list(range(6))
    structure = HEAD + "struct P { float a; int b; };\n"
    structure += "kernel void k(constant P& p, device float* y) { y[0] = p.a * p.b; }"
    assert run_kernel(structure, "k", [struct.pack("<fi", 1.5, 4)], (1,)).item() == 6.0
    with pytest.raises(lucid.ShapeMismatch, match="takes 3 numbers, but 2 were given"):
        run_kernel(vector, "k", [(1, 2)], (3,))
    with pytest.raises(lucid.DtypeMismatch, match="bytes laid out like the struct"):
        run_kernel(structure, "k", [3], (1,))
    with pytest.raises(lucid.ShapeMismatch, match="holds 4 bytes, but 'constant P"):
        run_kernel(structure, "k", [b"1234"], (1,))


def range_list(count):
    return list(range(count))


@pytest.mark.parametrize("declared, given, words", [
    ("constant uint& s", -1, "within 0 and 4294967295"), ("constant uchar& s", 256, "within 0 and 255"),
    ("constant int& s", 2.5, "an integer"),
    ("constant float& s", 1j, "a real number"), ("constant bool& s", 2, "within 0 and 1"),
    ("constant int& s", 2**31, "within"),
])
def test_numbers_that_do_not_fit_are_refused(declared, given, words):
    with pytest.raises(lucid.DtypeMismatch, match=words):
        run_kernel(kernel(f"{declared}, device float* y", "y[0] = float(s);"), "k", [given], (1,))


@pytest.mark.parametrize("msl, dtype", [
    ("float", "float32"), ("half", "float16"), ("bfloat", "bfloat16"), ("char", "int8"), ("uchar", "uint8"),
    ("short", "int16"), ("ushort", "int16"),
    ("int", "int32"), ("uint", "int32"), ("long", "int64"), ("ulong", "int64"), ("bool", "bool"),
])
def test_every_element_type(msl, dtype):
    source = kernel(f"device const {msl}* x, device {msl}* y, uint i [[thread_position_in_grid]]", "y[i] = x[i];")
    x = lucid.tensor([1, 0, 1, 1, 0]).to(getattr(lucid, dtype))
    y = run_kernel(source, "k", [x], x.shape)
    assert y.dtype == x.dtype and y.tolist() == x.tolist()


def test_vectors_and_complex_numbers_as_elements():
    double4 = kernel("device const float4* x, device float4* y, uint i [[thread_position_in_grid]]", "y[i] = 2 * x[i];")
    x = lucid.randn(8)
    assert run_kernel(double4, "k", [x], (8,), grid=2).tolist() == (2 * x).tolist()
    conjugate = kernel("device const float2* x, device float2* y, uint i [[thread_position_in_grid]]",
        "y[i] = float2(x[i].x, -x[i].y);")
    z = lucid.tensor([1 + 2j, 3 - 4j])
    assert run_kernel(conjugate, "k", [z], (2,), lucid.complex64).tolist() == [1 - 2j, 3 + 4j]


def test_types_that_do_not_fit_name_the_declaration():
    for x, words in [
        (lucid.ones(3, dtype=lucid.float64),
            r"input 0, bound to 'device const float \*x \[\[buffer\(0\)\]\]', must be float32, "
            r"but is float64. Metal has no double"),
        (lucid.ones(3, dtype=lucid.int32), r"must be float32, but is int32. Convert with .to\(lucid.float32\)"),
    ]:
        with pytest.raises(lucid.DtypeMismatch, match=words) as caught:
            run_kernel(SCALE, "scale", [x], (3,))
        declaration = "kernel void scale(device const float *x [[buffer(0)]], device float *y [[buffer(1)]], "
        assert declaration + "uint gid [[thread_position_in_grid]])" in str(caught.value)
    with pytest.raises(lucid.DtypeMismatch, match="output 0"):
        run_kernel(SCALE, "scale", [lucid.ones(3)], (3,), lucid.float16)


def test_number_and_names_of_arguments():
    x = lucid.ones(3)
    with pytest.raises(lucid.LucidError,
        match=r"takes 2 buffers, but 2 inputs and 1 outputs make 3.*kernel void scale\("):
        run_kernel(SCALE, "scale", [x, x], (3,))
    with pytest.raises(lucid.LucidError, match="there is no kernel 'skale'; the source has: scale"):
        run_kernel(SCALE, "skale", [x], (3,))
    with pytest.raises(lucid.LucidError, match="output 0 is bound to .*cannot write"):
        run_kernel(kernel("device float* y, device const float* x", "y[0] = x[0];"), "k", [x], (3,))
    with pytest.raises(lucid.LucidError, match="input 0 is a constant, but the kernel may write"):
        run_kernel(kernel("device float& x, device float* y", "y[0] = x;"), "k", [3.0], (3,))
    with pytest.raises(lucid.LucidError, match="texture"):
        run_kernel(kernel("texture2d<float> t, device float* y", "y[0] = 1;"), "k", [], (3,))
    with pytest.raises(TypeError, match=r"inputs\[0\] must be a Tensor, a number"):
        run_kernel(SCALE, "scale", ["text"], (3,))
    with pytest.raises(TypeError, match="source"):
        run_kernel(3, "scale", [x], (3,))
    with pytest.raises(lucid.ShapeMismatch):
        run_kernel(SCALE, "scale", [x], (-3,))


def test_buffers_bind_in_the_order_of_their_indices():
    source = kernel(
        "device float* y [[buffer(7)]], constant float& s [[buffer(5)]], device const float* x [[buffer(2)]], "
        "uint i [[thread_position_in_grid]]",
        "y[i] = x[i] * s;",
    )
    assert run_kernel(source, "k", [lucid.arange(3.0), 3], (3,)).tolist() == [0, 3, 6]


def test_compile_errors_come_with_the_compilers_words():
    with pytest.raises(lucid.LucidError) as caught:
        run_kernel(kernel("device float* y", "y[0] = unknown;"), "k", [], (1,))
    text = str(caught.value)
    assert "kernel.metal:4:8: error: " in text and "unknown" in text and "\n       ^" in text


def test_grids():
    place = kernel("device int* y, uint2 p [[thread_position_in_grid]], uint2 n [[threads_per_grid]]",
        "y[p.y * n.x + p.x] = int(p.y * 100 + p.x);")
    assert run_kernel(place, "k", [], (2, 3)).tolist() == [[0, 1, 2], [100, 101, 102]]
    solid = kernel("device int* y, uint3 p [[thread_position_in_grid]], uint3 n [[threads_per_grid]]",
                   "y[(p.z * n.y + p.y) * n.x + p.x] = int(p.z * 100 + p.y * 10 + p.x);")
    assert run_kernel(solid, "k", [], (2, 2, 2)).tolist() == [[[0, 1], [10, 11]], [[100, 101], [110, 111]]]
    count = kernel("device atomic_int* y", "atomic_fetch_add_explicit(y, 1, memory_order_relaxed);")
    assert run_kernel(count, "k", [], (1,), grid=(5, 3, 2)).item() == 30
    assert run_kernel(count, "k", [], (1,), grid=1000, threads=64).item() == 1000
    assert run_kernel(count, "k", [], (1,), threadgroups=(2, 3), threads=(8, 4)).item() == 2 * 3 * 8 * 4
    size = kernel("device int* y, uint n [[threads_per_threadgroup]], uint i [[thread_position_in_grid]]",
        "y[i] = int(n);")
    assert run_kernel(size, "k", [], (6,), threadgroup=4).tolist() == [4, 4, 4, 4, 2, 2]


def test_grids_that_cannot_run():
    x = lucid.ones(256)
    with pytest.raises(lucid.LucidError, match="allows at most 1024"):
        run_kernel(SCALE, "scale", [x], (256,), threads=2048)
    with pytest.raises(lucid.LucidError, match="at least 1"):
        run_kernel(SCALE, "scale", [x], (256,), grid=(0, 1, 1))
    with pytest.raises(lucid.LucidError, match="one to three"):
        run_kernel(SCALE, "scale", [x], (256,), grid=(1, 1, 1, 1))
    with pytest.raises(lucid.LucidError, match="not both"):
        run_kernel(SCALE, "scale", [x], (256,), grid=4, threadgroups=4)
    with pytest.raises(lucid.LucidError, match=r"counts threads.*threadgroups=\(4, 1, 1\)"):
        run_kernel(SCALE, "scale", [x], (256,), grid=(4, 1, 1), threads=(64, 1, 1))


def test_threadgroup_memory_and_function_constants():
    source = HEAD + """
constant float factor [[function_constant(0)]];
constant bool negate [[function_constant(3)]];
kernel void k(device const float* x, device float* y, threadgroup float* s [[threadgroup(0)]],
              uint i [[thread_position_in_grid]], uint n [[threads_per_grid]]) {
    s[i] = x[i] * factor;
    threadgroup_barrier(mem_flags::mem_threadgroup);
    y[i] = negate ? -s[n - 1 - i] : s[n - 1 - i];
}"""
    x = lucid.arange(4.0)
    assert run_kernel(source, "k", [x], (4,), threadgroup_memory=16,
        function_constants={"factor": 2.0, 3: True}).tolist() == [-6, -4, -2, 0]
    assert run_kernel(source, "k", [x], (4,), threadgroup_memory=[16],
        function_constants={"factor": 1.0, "negate": False}).tolist() == [3, 2, 1, 0]
    with pytest.raises(lucid.LucidError,
        match=r"no function constant 'faktor'; the source has: factor \[\[function_constant\(0\)\]\], negate"):
        run_kernel(source, "k", [x], (4,), threadgroup_memory=16, function_constants={"faktor": 2.0})
    with pytest.raises(lucid.LucidError, match="threadgroup_memory must give the bytes of 1"):
        run_kernel(source, "k", [x], (4,), function_constants={"factor": 1.0, "negate": False})


def test_views_are_made_contiguous():
    x = lucid.randn(4, 6)
    for view in (x.T, x[:, 1:4], x[::2], x[1], x.expand(2, 4, 6), x[:0]):
        assert run_kernel(SCALE, "scale", [view], view.shape).tolist() == (2 * view).tolist()


def test_writing_to_an_input_changes_it():
    source = kernel("device float* x, device float* y, uint i [[thread_position_in_grid]]", "y[i] = x[i]; x[i] = -1;")
    x = lucid.arange(6.0)
    version = x._version
    assert run_kernel(source, "k", [x], (6,)).tolist() == [0, 1, 2, 3, 4, 5]
    assert x.tolist() == [-1] * 6 and x._version > version
    base = lucid.arange(6.0).reshape(2, 3)
    assert run_kernel(source, "k", [base.T], (6,)).tolist() == [0, 3, 1, 4, 2, 5]
    assert base.tolist() == [[-1] * 3] * 2
    column = lucid.zeros(3, 2)
    run_kernel(source, "k", [column[:, 0]], (3,))
    assert column.tolist() == [[-1, 0]] * 3


def test_program_order_with_recorded_work():
    x = lucid.ones(5, device="metal")
    x.mul_(3)
    y = run_kernel(SCALE, "scale", [x], (5,))
    x.zero_()
    z = run_kernel(SCALE, "scale", [y + 1], (5,))
    assert y.tolist() == [6] * 5 and z.tolist() == [14] * 5 and x.tolist() == [0] * 5


def test_devices_do_not_mix():
    source = kernel("device const float* a, device const float* b, device float* y", "y[0] = a[0] + b[0];")
    with pytest.raises(lucid.DeviceMismatch, match="input 1 is on metal"):
        run_kernel(source, "k", [lucid.ones(1), lucid.ones(1, device="metal")], (1,))


def test_gradients_are_refused():
    x = lucid.randn(4, requires_grad=True)
    with pytest.raises(lucid.LucidError, match="input 0 requires grad.*lucid.autograd.Function"):
        run_kernel(SCALE, "scale", [x], (4,))
    with lucid.no_grad():
        assert run_kernel(SCALE, "scale", [x], (4,)).tolist() == (2 * x).tolist()


@pytest.mark.skipif(not hasattr(lucid.autograd, "Function"), reason="needs lucid.autograd.Function")
def test_a_function_gives_a_kernel_its_derivative():
    x = lucid.randn(4, requires_grad=True)

    class Double(lucid.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return run_kernel(SCALE, "scale", [x], x.shape)

        @staticmethod
        def backward(ctx, grad):
            return run_kernel(SCALE, "scale", [grad], grad.shape)

    Double.apply(x).sum().backward()
    assert x.grad.tolist() == [2.0] * 4


def test_kernels_are_compiled_once():
    lucid.metal.clear_kernel_cache()
    from lucid._engine import engine

    x = lucid.ones(3)
    for _ in range(3):
        run_kernel(SCALE, "scale", [x], (3,))
    assert engine._kernel_objects()[3] == 1
    run_kernel(SCALE + "\n", "scale", [x], (3,))
    assert engine._kernel_objects()[3] == 2
    lucid.metal.clear_kernel_cache()
    assert engine._kernel_objects()[3] == 0


def test_kernels_run_on_threads_beside_each_other():
    import threading

    failures = []

    def work(number):
        x = lucid.full((777,), float(number))
        for _ in range(20):
            try:
                right = run_kernel(SCALE, "scale", [x], (777,)).tolist() == [2.0 * number] * 777
            except lucid.LucidError as error:
                right = str(error)
            if right is not True:
                failures.append((number, right))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
