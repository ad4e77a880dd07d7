"""``python -m lucid.metal``: diagnostics as clang prints them, kernels run from files, arrays and pictures."""
import os
import pathlib
import struct
import subprocess
import sys
import zlib

import pytest

import lucid
from lucid.metal._array_file import read_array, write_array
from lucid.metal._command import main
from lucid.metal._picture import write_picture

SAXPY = """#include <metal_stdlib>
using namespace metal;

kernel void saxpy(device const float* x, device const float* y, constant float& a, device float* z,
                  uint i [[thread_position_in_grid]]) {
    z[i] = a * x[i] + y[i];
}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder holding saxpy.metal."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "saxpy.metal").write_text(SAXPY)
    return tmp_path


def test_as_a_program(folder):
    environment = {**os.environ, "PYTHONPATH": str(pathlib.Path(lucid.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-m", "lucid.metal", "check", "saxpy.metal", "--kernels"],
        capture_output=True, text=True, env=environment, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("kernel void saxpy(device const float *x [[buffer(0)]], ")


def test_check_prints_diagnostics(folder, capsys):
    assert main(["check", "saxpy.metal"]) == 0
    assert capsys.readouterr().out == ""
    (folder / "wrong.metal").write_text(SAXPY.replace("y[i];", "w[i];"))
    assert main(["check", "saxpy.metal", "wrong.metal"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "wrong.metal:6:23: error: use of undeclared identifier 'w'"
    assert lines[1:] == ["    z[i] = a * x[i] + w[i];", " " * 22 + "^"]


def test_included_files(folder, capsys):
    (folder / "parts").mkdir()
    (folder / "near.h").write_text("#define TWICE(v) ((v) + (v))\n")
    (folder / "parts" / "far.h").write_text("inline float half_of(float v) { return v / 2; }\n")
    (folder / "uses.metal").write_text(
        '#include "near.h"\n#include "far.h"\nkernel void k(device float* y) { y[0] = half_of(TWICE(3.0f)); }\n'
    )
    assert main(["check", "uses.metal"]) == 1
    assert "far.h" in capsys.readouterr().out
    assert main(["check", "-I", "parts", "uses.metal"]) == 0
    assert lucid.metal.run_kernel((folder / "uses.metal").read_text(), "k", [], (1,),
        include=[".", "parts"]).item() == 3


def test_run_prints(folder, capsys):
    assert main(["run", "saxpy.metal", "--input", "[1, 2, 3]", "--input", "ones:3", "--input", "2.5", "--shape",
        "3"]) == 0
    assert capsys.readouterr().out == "tensor([3.5000, 6.0000, 8.5000])\n"


def test_run_reads_and_writes_arrays(folder, capsys):
    x = lucid.arange(6.0).reshape(2, 3)
    write_array("x.npy", x)
    command = ["run", "saxpy.metal", "--input", "x.npy", "--input", "zeros:2,3", "--input", "-1", "--shape", "2,3",
        "--threads", "4", "--output", "z.npy"]
    assert main(command) == 0
    assert read_array("z.npy").tolist() == (-x).tolist()
    assert main([*command, "--unchecked"]) == 0
    lucid.metal.set_checked(True)


def test_run_with_everything(folder, capsys):
    (folder / "all.metal").write_text(
        "#include <metal_stdlib>\nusing namespace metal;\nconstant int shift [[function_constant(0)]];\n"
        "kernel void other(device int* y) { y[0] = 1; }\n"
        "kernel void both(constant int3& v, device int* a, device float* b, threadgroup int* t [[threadgroup(0)]],\n"
        "uint i [[thread_position_in_grid]])\n"
        "{ t[i] = v[i] + shift; threadgroup_barrier(mem_flags::mem_threadgroup); a[i] = t[2 - i]; b[i] = 0.5f; }\n"
    )
    assert main(["run", "all.metal", "--shape", "3"]) == 2
    assert "has 2 kernels; name one with --kernel: " in capsys.readouterr().err
    command = ["run", "all.metal", "--kernel", "both", "--input", "1,2,3", "--shape", "3", "--shape", "3",
        "--threadgroup-memory", "12", "--constant", "shift=10"]
    assert main(command) == 0
    assert capsys.readouterr().out == "tensor([13, 12, 11], dtype=lucid.int32)\ntensor([0.5000, 0.5000, 0.5000])\n"


@pytest.mark.parametrize("extra, status, words", [
    (["--input", "[1, 2"], 2, "is not a list of numbers"), (["--input", "one"], 2, "neither a .npy file"),
    (["--input", "nothing.npy"], 2, "No such file"),
    (["--input", "ones:3:float1"], 2, "'float1' is not an element type"),
    (["--kernel", "absent"], 1, "there is no kernel 'absent'"),
    (["--input", "ones:2"], 1, "takes 4 buffers"), (["--dtype", "int32", "--dtype", "int32"], 2,
    "--dtype is given 2 times"),
])
def test_run_refuses(folder, capsys, extra, status, words):
    assert main(["run", "saxpy.metal", "--shape", "3", *extra]) == status
    assert words in capsys.readouterr().err


def test_run_reports_faults(folder, capsys):
    assert main(["run", "saxpy.metal", "--input", "ones:3", "--input", "ones:3", "--input", "1", "--shape", "4"]) == 1
    assert "out-of-bounds access in kernel 'saxpy' at saxpy.metal:6, thread (3, 0, 0)" in capsys.readouterr().err


@pytest.mark.parametrize("dtype", ["bool_", "uint8", "int8", "int16", "int32", "int64", "float16", "float32",
    "float64", "complex64", "complex128"])
def test_arrays_are_numpys(numpy, tmp_path, dtype):
    dtype = getattr(lucid, dtype)
    for shape in ((), (0,), (5,), (2, 3), (2, 0, 3)):
        count = 1
        for extent in shape:
            count *= extent
        x = lucid.tensor([value % 3 - 1 for value in range(count)]).reshape(shape).to(dtype)
        write_array(tmp_path / "x.npy", x)
        loaded = numpy.load(tmp_path / "x.npy")
        assert loaded.shape == shape and loaded.tolist() == x.tolist() and str(loaded.dtype) == str(dtype).split(".")[1]
        for order in ("C", "F"):
            numpy.save(tmp_path / "y.npy", numpy.asarray(loaded, order=order))
            y = read_array(tmp_path / "y.npy")
            assert y.dtype == dtype and y.shape == shape and y.tolist() == x.tolist()


def test_arrays_of_other_kinds(numpy, tmp_path):
    numpy.save(tmp_path / "u.npy", numpy.array([1, 2**32 - 1], dtype=numpy.uint32))
    assert read_array(tmp_path / "u.npy").tolist() == [1, -1]
    write_array(tmp_path / "b.npy", lucid.tensor([1.5], dtype=lucid.bfloat16))
    assert numpy.load(tmp_path / "b.npy").dtype == numpy.float32
    for bad in (numpy.array(["text"]), numpy.array([1.0], dtype=">f4")):
        numpy.save(tmp_path / "bad.npy", bad)
        with pytest.raises(ValueError, match="cannot be read"):
            read_array(tmp_path / "bad.npy")


def test_damaged_array_files(tmp_path):
    good = tmp_path / "x.npy"
    write_array(good, lucid.ones(4))
    content = good.read_bytes()
    for damaged in (b"", b"text", content[:20], content[:-1], content.replace(b"'descr'", b"'dexcr'"),
        content.replace(b"(4,)", b"(5,)")):
        good.write_bytes(damaged)
        with pytest.raises(ValueError, match="x.npy"):
            read_array(good)


def unpack_png(content):
    """Width, height, channels and bytes of a PNG whose lines are not filtered; checks every checksum."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    at, data, head = 8, b"", None
    while at < len(content):
        size, name = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + size]
        assert struct.unpack(">I", content[at + 8 + size : at + 12 + size])[0] == zlib.crc32(name + body)
        head = struct.unpack(">IIBBBBB", body) if name == b"IHDR" else head
        data += body if name == b"IDAT" else b""
        at += 12 + size
    width, height, depth, colour = head[:4]
    channels = {0: 1, 2: 3, 6: 4}[colour]
    lines = zlib.decompress(data)
    step = width * channels + 1
    assert depth == 8 and len(lines) == height * step and all(lines[row * step] == 0 for row in range(height))
    return width, height, channels, b"".join(lines[row * step + 1 : (row + 1) * step] for row in range(height))


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_pictures_are_png(tmp_path, channels):
    pixels = lucid.arange(2 * 3 * channels, dtype=lucid.uint8).reshape((2, 3) if channels == 1 else (2, 3, channels))
    write_picture(tmp_path / "p.png", pixels)
    assert unpack_png((tmp_path / "p.png").read_bytes()) == (3, 2, channels, bytes(range(2 * 3 * channels)))


def test_pictures_are_stretched(tmp_path):
    values = lucid.tensor([[0.0, 1.0], [2.0, float("nan")]])
    write_picture(tmp_path / "p.pgm", values)
    assert (tmp_path / "p.pgm").read_bytes() == b"P5\n2 2\n255\n\x00\x80\xff\x00"
    write_picture(tmp_path / "p.pgm", values, (0, 4))
    assert (tmp_path / "p.pgm").read_bytes()[-4:-1] == b"\x00\x40\x80"
    write_picture(tmp_path / "p.ppm", lucid.zeros(1, 1, 3))
    assert (tmp_path / "p.ppm").read_bytes() == b"P6\n1 1\n255\n\x00\x00\x00"


def test_pictures_that_cannot_be(tmp_path):
    for shape in ((3,), (2, 2, 2), (0, 2), (1, 1, 1, 1)):
        with pytest.raises(ValueError, match="a picture has shape"):
            write_picture(tmp_path / "p.png", lucid.zeros(shape))
    with pytest.raises(ValueError, match="use .png"):
        write_picture(tmp_path / "p.jpg", lucid.zeros(2, 2))
