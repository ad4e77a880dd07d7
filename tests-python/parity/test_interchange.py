"""Memory exchanged by DLPack; attributes, pickles, copies and Python's own protocols, beside PyTorch and NumPy."""

import copy
import gc
import pickle

import pytest

import lucid
from op_cases import pair, same

pytestmark = pytest.mark.parity

TYPES = [
    "bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64",
    "complex128",
]  # fmt: skip


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0, 2)], ids=str)
def test_dlpack_both_ways(torch, dtype, shape):
    ours, theirs = pair(torch, shape, dtype)
    same(lucid.from_dlpack(theirs), theirs)
    same(lucid.from_dlpack(ours), theirs)
    back = torch.from_dlpack(ours)
    same(lucid.from_dlpack(back), theirs)
    assert torch.equal(back, theirs)
    if ours.numel():
        assert back.data_ptr() == ours.data_ptr()
        assert lucid.from_dlpack(theirs).data_ptr() == theirs.data_ptr()


def test_dlpack_strides_and_offsets(torch):
    ours, theirs = pair(torch, (4, 6), "float32")
    for call in (lambda x: x.t(), lambda x: x[1:, ::2], lambda x: x[:, 2], lambda x: x[:1].expand(3, 6)):
        lent = torch.from_dlpack(call(ours))
        assert lent.stride() == call(theirs).stride() and torch.equal(lent, call(theirs))
        taken = lucid.from_dlpack(call(theirs))
        assert taken.stride() == call(theirs).stride()
        same(taken, call(theirs))
    lucid.from_dlpack(theirs)[0, 0] = 77
    assert theirs[0, 0] == 77


def test_dlpack_capsules(torch):
    ours = lucid.arange(4.0)
    capsule = lucid.to_dlpack(ours)
    assert "dltensor" in repr(capsule)
    taken = torch.utils.dlpack.from_dlpack(capsule)
    taken[1] = 9
    assert ours.tolist() == [0, 9, 2, 3]
    again = torch.utils.dlpack.to_dlpack(torch.arange(3.0))
    assert lucid.from_dlpack(again).tolist() == [0, 1, 2]
    with pytest.raises(RuntimeError, match="consumed only once"):
        lucid.from_dlpack(again)
    with pytest.raises(RuntimeError):
        lucid.from_dlpack(object())
    with pytest.raises(BufferError):
        lucid.ones(2, requires_grad=True).__dlpack__()
    with pytest.raises(BufferError):
        ours.__dlpack__(dl_device=(2, 0))
    assert "versioned" in repr(ours.__dlpack__(max_version=(1, 0)))
    assert "versioned" not in repr(ours.__dlpack__())
    assert ours.__dlpack_device__() == (1, 0)
    copied = torch.from_dlpack(ours.__dlpack__(copy=True))
    assert copied.data_ptr() != ours.data_ptr()


def test_dlpack_lifetime(torch):
    """The memory outlives its owner while another library holds it, and goes after; so do capsules nobody took."""
    gc.collect()
    before = lucid._engine._memory_stats("cpu")[0]
    for _ in range(20):
        ours = lucid.arange(1000.0)
        lent = torch.from_dlpack(ours)
        del ours
        gc.collect()
        assert lent[999] == 999
        del lent
        lucid.to_dlpack(lucid.ones(1000))
        lucid.ones(1000).__dlpack__(max_version=(1, 2))
        taken = lucid.from_dlpack(torch.arange(1000.0))
        view = taken[10:]
        del taken
        gc.collect()
        assert view[0] == 10
        del view
    gc.collect()
    lucid.ones(1) + 1
    assert lucid._engine._memory_stats("cpu")[0] == before


def test_dlpack_numpy(numpy):
    array = numpy.arange(6.0).reshape(2, 3)
    taken = lucid.from_dlpack(array)
    taken[0, 0] = 5
    assert array[0, 0] == 5
    assert numpy.from_dlpack(lucid.arange(3)).tolist() == [0, 1, 2]
    frozen = numpy.arange(3.0)
    frozen.flags.writeable = False
    copied = lucid.from_dlpack(frozen)
    copied[0] = 7
    assert frozen[0] == 0
    with pytest.raises((RuntimeError, BufferError)):
        lucid.from_dlpack(array[::-1])


def last(lib):
    """Zeros with the channels innermost."""
    return lib.zeros(2, 3, 4, 5).contiguous(memory_format=lib.channels_last)


ATTRIBUTES = {
    "sizes": lambda lib, x: [x.size(), x.size(1), x.size(-1), x.dim(), x.ndim, x.numel(), x.nelement(), len(x)],
    "strides": lambda lib, x: [
        x.stride(), x.stride(0), x.stride(-1), x.t().stride(), x.storage_offset(), x[1].storage_offset(),
    ],  # fmt: skip
    "bytes": lambda lib, x: [x.element_size(), x.nbytes, x.itemsize, x.half().itemsize, x.bool().nbytes],
    "contiguous": lambda lib, x: [
        x.is_contiguous(), x.t().is_contiguous(), x[:, :1].is_contiguous(), x[:1].is_contiguous(),
    ],  # fmt: skip
    "channels_last": lambda lib, x: [
        last(lib).is_contiguous(memory_format=lib.channels_last),
        lib.zeros(2, 3, 4, 5).is_contiguous(memory_format=lib.channels_last),
        lib.zeros(2, 1, 4, 5).is_contiguous(memory_format=lib.channels_last),
        lib.zeros(2, 3, 4).is_contiguous(memory_format=lib.channels_last),
        last(lib).relu().is_contiguous(memory_format=lib.channels_last),
        lib.zeros(2, 3, 4, 5, 2).contiguous(memory_format=lib.channels_last_3d).stride(),
    ],
    "predicates": lambda lib, x: [
        x.is_floating_point(), x.is_complex(), x.is_signed(), x.bool().is_floating_point(), x.is_pinned(),
        x.get_device(),
        bool(x.is_shared()),
    ],  # fmt: skip
    "python": lambda lib, x: [
        2.0 in x, 99.0 in x, [r.tolist() for r in x], list(range(10))[lib.tensor(3)], int(x[0, 0]),
        float(x[0, 1]), bool(x[0, 1] == 2),
        f"{x[0, 1]:.3f}", [r.tolist() for r in reversed(x)], complex(x[0, 0]), hash(x) == hash(x),
    ],  # fmt: skip
    "pointers": lambda lib, x: [
        x[1].data_ptr() - x.data_ptr(), x.untyped_storage().data_ptr() == x[1].untyped_storage().data_ptr(),
        x.untyped_storage().nbytes(),
    ],  # fmt: skip
    "broadcast_shapes": lambda lib, x: [
        tuple(lib.broadcast_shapes((2, 1), (3,), ())), tuple(lib.broadcast_shapes(4, (1, 1))),
        tuple(lib.broadcast_shapes((0,), (1,))),
    ],  # fmt: skip
}


@pytest.mark.parametrize("name", sorted(ATTRIBUTES))
def test_attributes(torch, name):
    made = [lib.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]) for lib in (lucid, torch)]
    assert ATTRIBUTES[name](lucid, made[0]) == ATTRIBUTES[name](torch, made[1])


def test_python_errors():
    for call in (
        lambda: len(lucid.tensor(1.0)),
        lambda: iter(lucid.tensor(1.0)),
        lambda: [1, 2][lucid.tensor(1.5)],
        lambda: int(lucid.ones(2)),
        lambda: bool(lucid.ones(2)),
        lambda: f"{lucid.ones(2):.3f}",
        lambda: lucid.broadcast_shapes((2,), (3,)),
        lambda: "a" in lucid.ones(2),
    ):
        with pytest.raises((TypeError, RuntimeError, ValueError)):
            call()


@pytest.mark.parametrize("dtype", TYPES)
def test_pickle_and_copies(torch, dtype):
    ours, theirs = pair(torch, (2, 3), dtype)
    same(pickle.loads(pickle.dumps(ours)), theirs)
    same(copy.copy(ours), theirs)
    same(copy.deepcopy(ours), theirs)
    assert copy.deepcopy(ours).data_ptr() != ours.data_ptr()
    assert pickle.loads(pickle.dumps(lucid.channels_last)) == lucid.channels_last


def test_share_memory():
    """A forked child sees and makes edits of shared memory."""
    import os

    shared = lucid.zeros(3, 4)
    alone = lucid.zeros(3, 4)
    assert not shared.is_shared()
    assert shared.share_memory_() is shared and shared.is_shared and shared.is_shared()
    child = os.fork()
    if child == 0:
        shared[1, 2] = 5
        alone[1, 2] = 5
        os._exit(0)
    os.waitpid(child, 0)
    assert shared[1, 2] == 5 and shared.sum() == 5
    assert alone.sum() == 0
    assert not alone.is_shared()
