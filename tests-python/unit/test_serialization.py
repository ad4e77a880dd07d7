"""lucid.save and lucid.load: what comes back, what is refused, what survives an interruption."""

import io
import math
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter, OrderedDict, defaultdict

import lucid
import pytest
from lucid import nn

DTYPES = "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex64 complex128".split()


def round_trip(value, **options):
    buffer = io.BytesIO()
    lucid.save(value, buffer)
    buffer.seek(0)
    return lucid.load(buffer, **options)


def same(a, b):
    return a.dtype == b.dtype and tuple(a.shape) == tuple(b.shape) and a.tolist() == b.tolist()


@pytest.mark.smoke
def test_a_state_dict_with_its_metadata(tmp_path):
    model = nn.Sequential(nn.Linear(4, 3), nn.LayerNorm(3))
    path = tmp_path / "model.lucid"
    lucid.save(model.state_dict(), path)
    loaded = lucid.load(path)
    assert isinstance(loaded, OrderedDict)
    assert list(loaded) == ["0.weight", "0.bias", "1.weight", "1.bias"]
    assert loaded._metadata == model.state_dict()._metadata
    other = nn.Sequential(nn.Linear(4, 3), nn.LayerNorm(3))
    other.load_state_dict(loaded)
    assert all(same(a, b) for a, b in zip(model.parameters(), other.parameters()))


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 3)], ids=str)
def test_every_dtype(name, shape):
    count = math.prod(shape)
    values = [i % 2 for i in range(count)] if name == "bool" else [i for i in range(count)]
    tensor = lucid.tensor(values, dtype=getattr(lucid, name)).reshape(shape)
    assert same(round_trip(tensor), tensor)


PLAIN = [
    None,
    True,
    0,
    -(2**63),
    2**63,
    10**400,
    0.1,
    -0.0,
    5e-324,
    math.inf,
    "",
    "h\u00e4\u2603\U0001f600\ud800",
    b"",
    bytes(range(256)),
    bytearray(b"ab"),
    1 + 2j,
    [],
    [1, [2, [3]]],
    (),
    (1, (2,)),
    {},
    {1: "a", "1": "b", (1, 2): [3], None: 0, 2.5: True, False: 1},
    {1, 2, 3},
    frozenset({("a", 1)}),
    range(2, 10, 3),
    slice(1, None, 2),
    Counter("aab"),
    OrderedDict([("b", 1), ("a", 2)]),
]


@pytest.mark.parametrize("value", PLAIN, ids=lambda v: repr(v)[:30].encode("ascii", "replace").decode())
def test_plain_values(value):
    loaded = round_trip(value)
    assert loaded == value
    assert type(loaded) is type(value)
    assert repr(loaded) == repr(value)  # tells -0.0 from 0.0 and 1 from True inside containers


def test_nan_dtype_device_and_defaultdict():
    assert math.isnan(round_trip(math.nan))
    assert round_trip(lucid.float16) == lucid.float16
    assert round_trip(lucid.device("cpu")) == lucid.device("cpu")
    loaded = round_trip(defaultdict(list, a=[1]))
    assert loaded == {"a": [1]} and loaded["new"] == []


def test_identity_views_and_cycles():
    base = lucid.arange(12).reshape(3, 4)
    shared = [1]
    ring = [shared]
    ring.append(ring)
    value = {"base": base, "row": base[1], "column": base[:, 2], "again": base, "lists": (shared, shared), "ring": ring}
    loaded = round_trip(value)
    assert loaded["again"] is loaded["base"]
    assert loaded["lists"][0] is loaded["lists"][1]
    assert loaded["ring"][1] is loaded["ring"]
    loaded["base"][1, 2] = 99
    assert loaded["row"].tolist() == [4, 5, 99, 7]
    assert loaded["column"].tolist() == [2, 99, 10]
    assert tuple(loaded["column"].stride()) == tuple(base[:, 2].stride())


def test_parameters_buffers_and_requires_grad():
    loaded = round_trip(
        {
            "parameter": nn.Parameter(lucid.ones(2), requires_grad=False),
            "buffer": nn.Buffer(lucid.ones(2), persistent=False),
            "leaf": lucid.ones(2).requires_grad_(),
            "result": lucid.ones(2).requires_grad_() * 2,
        }
    )
    assert type(loaded["parameter"]) is nn.Parameter and not loaded["parameter"].requires_grad
    assert type(loaded["buffer"]) is nn.Buffer and loaded["buffer"].persistent is False
    assert loaded["leaf"].requires_grad and loaded["result"].requires_grad and loaded["result"].is_leaf


def test_optimizer_state_continues_bit_for_bit():
    def train(model, optimizer, steps):
        for step in range(steps):
            optimizer.zero_grad()
            (model(lucid.full((2, 3), 0.5 + step)) ** 2).sum().backward()
            optimizer.step()

    model = nn.Linear(3, 2)
    optimizer = lucid.optim.AdamW(model.parameters(), lr=0.1)
    train(model, optimizer, 3)
    saved = round_trip({"model": model.state_dict(), "optimizer": optimizer.state_dict()})
    train(model, optimizer, 3)
    copy = nn.Linear(3, 2)
    copy.load_state_dict(saved["model"])
    copied_optimizer = lucid.optim.AdamW(copy.parameters(), lr=0.5)
    copied_optimizer.load_state_dict(saved["optimizer"])
    train(copy, copied_optimizer, 3)
    assert all(same(a, b) for a, b in zip(model.parameters(), copy.parameters()))


class Marker:
    """A Python object; rebuilding it from a pickle is visible."""

    rebuilt = 0

    def __init__(self, tensor):
        self.tensor = tensor

    def __setstate__(self, state):
        type(self).rebuilt += 1
        self.__dict__.update(state)


def test_python_objects_need_consent():
    tensor = lucid.arange(3)
    buffer = io.BytesIO()
    with pytest.warns(UserWarning, match="Marker"):
        lucid.save([Marker(tensor), tensor], buffer)
    Marker.rebuilt = 0
    buffer.seek(0)
    with pytest.raises(lucid.LucidError, match="Marker.*weights_only=False"):
        lucid.load(buffer)
    assert Marker.rebuilt == 0
    buffer.seek(0)
    marker, loaded = lucid.load(buffer, weights_only=False)
    assert Marker.rebuilt == 1
    assert marker.tensor is loaded and loaded.tolist() == [0, 1, 2]


def test_what_cannot_be_saved_says_so(tmp_path):
    with pytest.raises(lucid.LucidError), pytest.warns(UserWarning):
        lucid.save(lambda: 0, tmp_path / "x")
    deep = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(lucid.LucidError, match="nested too deeply"):
        lucid.save(deep, tmp_path / "x")
    assert os.listdir(tmp_path) == []


def checkpoint():
    buffer = io.BytesIO()
    lucid.save({"a": lucid.arange(5), "b": [lucid.ones(3), "text"], "c": 1.5}, buffer)
    return buffer.getvalue()


def test_every_cut_is_refused(tmp_path):
    data, path = checkpoint(), tmp_path / "cut"
    for length in range(len(data)):
        path.write_bytes(data[:length])
        with pytest.raises(lucid.LucidError, match="cut short"):
            lucid.load(path)
        with pytest.raises(lucid.LucidError):
            lucid.load(io.BytesIO(data[:length]))


def test_every_altered_byte_is_refused(tmp_path):
    data, path = checkpoint(), tmp_path / "altered"
    for position in range(len(data)):
        for flip in (0x01, 0x80, 0xFF):
            altered = bytearray(data)
            altered[position] ^= flip
            path.write_bytes(altered)
            with pytest.raises(lucid.LucidError, match="altered|cut short|not a Lucid checkpoint|format"):
                lucid.load(path)


def test_a_longer_file_is_refused(tmp_path):
    path = tmp_path / "long"
    path.write_bytes(checkpoint() + b"\0")
    with pytest.raises(lucid.LucidError, match="1 bytes follow its end"):
        lucid.load(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04 not a zip", b"\x80\x04K\x01.", b"hello" * 50])
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(lucid.LucidError):
        lucid.load(path)


def forge(header):
    """A file with right checksums around a wrong header."""
    from lucid.serialization import _container

    buffer = io.BytesIO()
    _container.write_header(buffer, header)
    buffer.seek(0)
    return buffer


GOOD = {"ops": {}, "records": [], "devices": [], "nodes": [], "length": 0, "root": None}


@pytest.mark.parametrize(
    "change",
    [
        {"root": {"node": 0}},
        {"root": {"node": -1}, "nodes": [{"list": []}]},
        {"root": {"node": 0}, "nodes": [{"tuple": [{"node": 0}]}]},
        {"root": {"node": 0}, "nodes": [{"nothing": 1}]},
        {"root": {"node": 0}, "nodes": [{}]},
        {"root": {"node": 0}, "nodes": [{"dict": [[{"node": 1}, 1]]}, {"list": []}]},
        {"root": {"node": 0}, "nodes": [{"dict": [], "attributes": [["x", 1]]}]},
        {"root": {"dtype": "Tensor"}},
        {"root": {"dtype": "no_such"}},
        {"root": {"exec": "1"}},
        {"root": [1]},
        {"records": [{"offset": 0, "nbytes": 8, "crc32": 0}]},
        {"records": [{"offset": 0, "nbytes": -8, "crc32": 0}], "devices": ["cpu"]},
        {"records": [{"offset": 0, "nbytes": 1 << 62, "crc32": 0}], "devices": ["cpu"]},
        {"length": 64},
        {"ops": None},
        {"nodes": None, "root": {"node": 0}},
    ],
    ids=str,
)
def test_malformed_headers_are_refused(change):
    assert lucid.load(forge(GOOD)) is None
    with pytest.raises(lucid.LucidError):
        lucid.load(forge({**GOOD, **change}))


@pytest.mark.parametrize(
    "shape, strides, offset",
    [([3], [1], 0), ([2], [5], 0), ([1], [1], 2), ([2], [1], -1), ([2], [-1], 1), ([-2], [1], 0)],
)
def test_a_tensor_outside_its_storage_is_refused(shape, strides, offset):
    from lucid.serialization._storages import empty_bytes, view_of

    assert tuple(view_of(empty_bytes(8), lucid.float32, [2], [1], 0).shape) == (2,)
    with pytest.raises(ValueError):
        view_of(empty_bytes(8), lucid.float32, shape, strides, offset)


def test_a_newer_format_or_op_is_a_version_mismatch():
    with pytest.raises(lucid.VersionMismatch, match="version 7 of matmul"):
        lucid.load(forge({**GOOD, "ops": {"matmul": 7}}))
    data = bytearray(checkpoint())
    data[8] = 2
    with pytest.raises(lucid.VersionMismatch, match="format 2"):
        lucid.load(io.BytesIO(data))


def test_several_objects_in_one_stream():
    buffer = io.BytesIO()
    for value in (lucid.ones(3), "second", [3]):
        lucid.save(value, buffer)
    buffer.seek(0)
    assert lucid.load(buffer).tolist() == [1, 1, 1]
    assert lucid.load(buffer) == "second"
    assert lucid.load(buffer) == [3]


def test_map_location():
    tensor = lucid.arange(3)
    assert str(round_trip(tensor, map_location="cpu").device) == "cpu"
    assert str(round_trip(tensor, map_location={"metal": "cpu"}).device) == "cpu"
    seen = []

    def keep(flat, device):
        seen.append((flat.numel(), device))
        return flat

    assert round_trip(tensor, map_location=keep).tolist() == [0, 1, 2]
    assert seen == [(24, "cpu")]


def test_a_failed_save_leaves_the_old_file(tmp_path):
    path = tmp_path / "file"
    lucid.save([1], path)
    with pytest.raises(lucid.LucidError), pytest.warns(UserWarning):
        lucid.save([lambda: 0], path)
    assert lucid.load(path) == [1]
    assert os.listdir(tmp_path) == ["file"]


def test_permissions_and_links_are_kept(tmp_path):
    path, link = tmp_path / "file", tmp_path / "link"
    lucid.save(1, path)
    path.chmod(0o640)
    link.symlink_to(path)
    lucid.save(2, link)
    assert link.is_symlink() and lucid.load(path) == 2
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
def test_kill_in_the_middle_leaves_a_whole_file(tmp_path):
    path = tmp_path / "file"
    lucid.save(lucid.zeros(1 << 18, dtype=lucid.int64), path)
    script = textwrap.dedent(
        f"""
        import lucid
        value = 0
        while True:
            value += 1
            lucid.save(lucid.full((1 << 18,), value, dtype=lucid.int64), {str(path)!r})
            if value == 1:
                print("saved", flush=True)
        """
    )
    whole = 0
    for attempt in range(6):
        child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=child_environment())
        assert child.stdout.readline() == b"saved\n"
        time.sleep(0.03 + 0.017 * attempt)  # an arbitrary moment within one of many saves
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        loaded = lucid.load(path)
        assert int(loaded.min().item()) == int(loaded.max().item())
        whole += int(loaded[0].item()) > 0
    assert whole > 0  # the children did get to save


def child_environment():
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
