"""safetensors, shards, and PyTorch's files."""

import io
import json
import os
import pickle
import struct
import zipfile

import lucid
import pytest


def same(a, b):
    return a.dtype == b.dtype and tuple(a.shape) == tuple(b.shape) and a.tolist() == b.tolist()


@pytest.mark.smoke
def test_safetensors_round_trip(tmp_path):
    path = tmp_path / "model.safetensors"
    tensors = {
        "matrix": lucid.arange(6, dtype=lucid.float32).reshape(2, 3),
        "turned": lucid.arange(6, dtype=lucid.float64).reshape(2, 3).t(),
        "flags": lucid.tensor([True, False]),
        "half": lucid.tensor([1.5, -2.0], dtype=lucid.float16),
        "brain": lucid.tensor([1.5, -2.0], dtype=lucid.bfloat16),
        "empty": lucid.empty((0, 3)),
        "scalar": lucid.tensor(7),
    }
    lucid.save_safetensors(tensors, path, metadata={"format": "pt"})
    loaded = lucid.load_safetensors(path)
    assert set(loaded) == set(tensors)
    assert all(same(loaded[name], tensors[name]) for name in tensors)
    # The layout is as published: a length, a JSON header padded to 8 bytes, then data without holes.
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    assert length % 8 == 0 and header["__metadata__"] == {"format": "pt"}
    assert header["matrix"]["dtype"] == "F32" and header["matrix"]["shape"] == [2, 3]
    begin, end = header["matrix"]["data_offsets"]
    assert struct.unpack("<6f", data[8 + length + begin : 8 + length + end]) == (0, 1, 2, 3, 4, 5)


def write(path, header, data=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def entry(shape=(2,), offsets=(0, 8), dtype="F32"):
    return {"t": {"dtype": dtype, "shape": list(shape), "data_offsets": list(offsets)}}


@pytest.mark.parametrize(
    "header, data",
    [
        (entry(), b"1234567"),
        (entry(), b"123456789"),
        (entry(offsets=(0, 4)), b"1234"),
        (entry(offsets=(1, 9)), b"123456789"),
        (entry(shape=(-2,)), b"12345678"),
        (entry(dtype="F31"), b"12345678"),
        ({"t": {}}, b""),
        ({"t": 1}, b""),
        ([], b""),
        (b"{", b""),
        (b"\xff", b""),
        ({**entry(), "u": entry()["t"]}, b"12345678"),
    ],
    ids=str,
)
def test_malformed_safetensors_are_refused(tmp_path, header, data):
    path = tmp_path / "bad"
    write(path, header, data)
    with pytest.raises(lucid.LucidError):
        lucid.load_safetensors(path)


def test_safetensors_with_a_false_length(tmp_path):
    path = tmp_path / "bad"
    path.write_bytes(struct.pack("<Q", 1 << 60) + b"{}")
    with pytest.raises(lucid.LucidError):
        lucid.load_safetensors(path)
    path.write_bytes(b"123")
    with pytest.raises(lucid.LucidError):
        lucid.load_safetensors(path)


def test_what_safetensors_cannot_hold(tmp_path):
    for state, metadata in (({"a": 1}, None), ({}, {"a": 1})):
        with pytest.raises(lucid.LucidError):
            lucid.save_safetensors(state, tmp_path / "x", metadata=metadata)
    assert os.listdir(tmp_path) == []


def shards_of(folder):
    return sorted(name for name in os.listdir(folder) if name.startswith("shard-"))


def test_sharded_round_trip_and_replacement(tmp_path):
    base = lucid.arange(300, dtype=lucid.float64)
    state = {"a": base, "view": base[10:20], "b": [lucid.ones(300), lucid.zeros(200)], "n": 3}
    lucid.save_sharded(state, tmp_path / "model", shard_size_mb=2500 / 2**20)
    first = shards_of(tmp_path / "model")
    assert len(first) == 2  # 2400 bytes fill one; 1200 and 800 share the other
    assert all(os.path.getsize(tmp_path / "model" / name) <= 2500 for name in first)
    loaded = lucid.load_sharded(tmp_path / "model")
    assert same(loaded["a"], base) and same(loaded["b"][1], state["b"][1]) and loaded["n"] == 3
    loaded["a"][12] = -1
    assert loaded["view"][2].item() == -1
    lucid.save_sharded({"only": lucid.ones(2)}, tmp_path / "model")
    assert len(shards_of(tmp_path / "model")) == 1 and not set(first) & set(shards_of(tmp_path / "model"))
    assert lucid.load_sharded(tmp_path / "model")["only"].tolist() == [1, 1]


def test_damaged_shards_are_refused(tmp_path):
    lucid.save_sharded([lucid.ones(100), lucid.zeros(100)], tmp_path, shard_size_mb=400 / 2**20)
    first, second = (tmp_path / name for name in shards_of(tmp_path))
    data = first.read_bytes()
    for damaged, words in ((data[:-1], "cut short"), (data + b"x", "follow its end"), (b"x" + data[1:], "checksum")):
        first.write_bytes(damaged)
        with pytest.raises(lucid.LucidError, match=words):
            lucid.load_sharded(tmp_path)
    first.unlink()
    with pytest.raises(lucid.LucidError, match="missing"):
        lucid.load_sharded(tmp_path)
    with pytest.raises(lucid.LucidError, match="positive"):
        lucid.save_sharded([], tmp_path, shard_size_mb=0)


def torch_zip(pickled, storages=(), extra=()):
    """A zip as torch.save writes it, made by hand."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("archive/data.pkl", pickled)
        archive.writestr("archive/byteorder", b"little")
        for key, data in storages:
            archive.writestr(f"archive/data/{key}", data)
        for name, data in extra:
            archive.writestr(name, data)
    buffer.seek(0)
    return buffer


class Evil:
    def __reduce__(self):
        return os.system, ("true",)


@pytest.mark.parametrize(
    "pickled",
    [
        pickle.dumps(Evil(), 2),
        b"cos\nsystem\n(S'true'\ntR.",
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"cbuiltins\ngetattr\n.",
        b"ctorch._utils\n_rebuild_tensor_v2\n(tR.",
        b"",
        b"garbage",
        b"\x80\x02}q\x00X\x01",
    ],
    ids=str,
)
def test_pytorch_files_run_nothing(pickled):
    with pytest.raises(lucid.LucidError):
        lucid.load(torch_zip(pickled))


def test_zip_files_of_other_kinds_are_refused():
    with pytest.raises(lucid.LucidError, match="not one that torch.save wrote"):
        lucid.load(torch_zip(b"N.", extra=[("archive/code/x.py", b"")]))
    assert lucid.load(torch_zip(b"N.")) is None


@pytest.mark.parity
class TestPyTorch:
    def test_its_files_are_read(self, torch, tmp_path):
        model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
        base = torch.arange(12.0).reshape(3, 4)
        optimizer = torch.optim.Adam(model.parameters())
        model(torch.randn(4, 3)).sum().backward()
        optimizer.step()
        saved = {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "views": [base, base[1], base.t()],
            "parameter": torch.nn.Parameter(torch.ones(2)),
            "types": [torch.tensor([1, 0], dtype=getattr(torch, n)) for n in
                      "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex64".split()],
            "other": (1, 2.5, "text", None, True, b"bytes", {1, 2}, torch.float16, torch.Size([2, 3])),
        }  # fmt: skip
        torch.save(saved, tmp_path / "file.pt")
        loaded = lucid.load(tmp_path / "file.pt")
        assert loaded["model"]._metadata == saved["model"]._metadata
        for name, tensor in saved["model"].items():
            assert loaded["model"][name].tolist() == tensor.tolist()
        assert loaded["optimizer"]["param_groups"] == saved["optimizer"]["param_groups"]
        for ours, theirs in zip(loaded["types"], saved["types"]):
            assert str(ours.dtype).split(".")[1] == str(theirs.dtype).split(".")[1] and ours.tolist() == theirs.tolist()
        assert type(loaded["parameter"]) is lucid.nn.Parameter
        assert loaded["other"][:7] == saved["other"][:7] and tuple(loaded["other"][8]) == (2, 3)
        loaded["views"][0][1, 1] = 100.0
        assert loaded["views"][1].tolist() == [4, 100, 6, 7] and loaded["views"][2][1, 1].item() == 100

    def test_its_whole_modules_are_refused(self, torch, tmp_path):
        torch.save(torch.nn.Linear(2, 2), tmp_path / "module.pt")
        with pytest.raises(lucid.LucidError, match="torch.nn.modules.linear.Linear"):
            lucid.load(tmp_path / "module.pt")

    def test_damage_is_noticed(self, torch, tmp_path):
        path = tmp_path / "file.pt"
        torch.save({"a": torch.arange(100)}, path)
        data = path.read_bytes()
        for length in range(0, len(data), 37):
            path.write_bytes(data[:length])
            with pytest.raises(lucid.LucidError):
                lucid.load(path)
        where = data.index(struct.pack("<q", 57))
        path.write_bytes(data[:where] + b"\xff" + data[where + 1 :])
        with pytest.raises(lucid.LucidError):
            lucid.load(path)

    def test_safetensors_are_exchanged_with_the_reference(self, torch, tmp_path):
        reference = pytest.importorskip("safetensors.torch")
        theirs = {"a": torch.randn(3, 4), "b": torch.arange(3), "c": torch.ones(2, dtype=torch.bfloat16)}
        reference.save_file(theirs, tmp_path / "theirs.safetensors")
        loaded = lucid.load_safetensors(tmp_path / "theirs.safetensors")
        assert {name: tensor.tolist() for name, tensor in loaded.items()} == {n: t.tolist() for n, t in theirs.items()}
        lucid.save_safetensors(loaded, tmp_path / "ours.safetensors")
        back = reference.load_file(tmp_path / "ours.safetensors")
        assert all(torch.equal(back[name], theirs[name]) for name in theirs)
