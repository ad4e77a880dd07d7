using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Gpu.Drivers.Host.Lowering;
using Lucid.Gpu.Drivers.Host.Program;

namespace Lucid.Gpu.Drivers.Host.Execution;

internal sealed unsafe partial class Interpreter
{
    // One record per unit of memory, which is the smallest element that the kernel accesses there, at most 4 bytes: who
    // touched it last and how.
    // Bits 0..31 thread + 1, 32..47 barrier epoch, 48..55 simdgroup-barrier epoch, 56 write, 57 atomic, 58 several readers.
    private const ulong WriteFlag = 1ul << 56, AtomicFlag = 1ul << 57, SharedFlag = 1ul << 58;
    private const ulong BarrierMask = 0xFFFFul << 32, SimdBarrierMask = 0xFFul << 48;

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Fault(ref Warp warp, KernelFaultKind kind, int at, int lane, string detail)
    {
        var (file, line) = _program.Library.Place(at);
        uint local = (uint)(warp.Index * 32 + lane);
        uint x = local % _threads.X, y = local / _threads.X % _threads.Y, z = local / _threads.X / _threads.Y;
        var position = new Extent(_group.X * _fullThreads.X + x, _group.Y * _fullThreads.Y + y, _group.Z * _fullThreads.Z + z);
        throw new KernelFaultException(kind, _program.KernelName, file, line, position, _group, detail);
    }

    private static int First(uint mask) => BitOperations.TrailingZeroCount(mask);

    // Looked at every 1024 turns of a loop.
    private void LongLoop(ref Warp warp, Instruction* i)
    {
        if (_onCaller) Interruption.Poll();
        if (_launch.Stopped) throw new DispatchException($"kernel '{_program.KernelName}' was stopped");
        if (warp.Steps <= _stepLimit) return;
        Fault(ref warp, KernelFaultKind.StepLimit, i->At, First(warp.Mask), $"a loop ran more than {_stepLimit} iterations; it may never end");
    }

    private void DivergentBarrier(ref Warp warp, int at, string detail)
    {
        uint missing = warp.Valid & ~warp.Mask;
        Fault(ref warp, KernelFaultKind.DivergentBarrier, at, First(missing != 0 ? missing : warp.Valid), detail);
    }

    private void CheckDivisor(ref Warp warp, Instruction* i, uint mask)
    {
        byte* divisor = warp.Registers + (long)i->A * Lane.Bytes;
        for (uint left = mask; left != 0; left &= left - 1)
        {
            int lane = First(left);
            bool zero = i->Wide != 0 ? ((long*)divisor)[lane] == 0 : ((int*)divisor)[lane] == 0;
            if (zero) Fault(ref warp, KernelFaultKind.DivisionByZero, i->At, lane, "the divisor is 0");
        }
    }

    private void ClearPrivate(ref Warp warp, Instruction* i, uint mask)
    {
        for (int offset = i->Imm; offset < i->Imm + i->A && offset < _program.PrivateBytes; offset++)
            for (uint left = mask; left != 0; left &= left - 1) *PrivateByte(warp.PrivateShadow, First(left), offset) = 0;
    }

    private void CheckAccess(ref Warp warp, Instruction* i, uint mask, int size, int count, bool write, bool atomic)
    {
        int bytes = size * count;
        bool copy = i->Wide != 0;
        if (i->Space == (byte)MemorySpace.Device && count == 1 && size == 4 && !atomic && mask == uint.MaxValue && CheckRow(ref warp, write)) return;
        if (i->Space == (byte)MemorySpace.Threadgroup && count == 1 && size == 4 && !atomic && CheckThreadgroupWords(ref warp, mask, write)) return;
        for (uint left = mask; left != 0; left &= left - 1)
        {
            int lane = First(left);
            long address = _addresses[lane];
            switch ((MemorySpace)i->Space)
            {
                case MemorySpace.Device: CheckDevice(ref warp, i, lane, address, size, bytes, write, atomic); break;
                case MemorySpace.Threadgroup: CheckThreadgroup(ref warp, i, lane, address, size, bytes, write, atomic, copy); break;
                default: CheckPrivate(ref warp, i, lane, address, size, bytes, write, copy); break;
            }
        }
    }

    /// <summary>The common case at once: 32 neighbouring words inside one buffer that no other thread touched. False: look closely.</summary>
    private bool CheckRow(ref Warp warp, bool write)
    {
        long start = _addresses[0], offset = start & OffsetMask;
        if (!IsContiguous(_addresses) || (offset & 3) != 0 || Resolve(start, 128) == null) return false;
        ulong[]? shadow = _shadows[start >> OffsetBits];
        if (shadow is null) return true;
        if (_program.RaceShift != 2) return false;
        uint thread = _groupBase + (uint)(warp.Index * 32) + 1;
        ulong state = State(ref warp, write);
        fixed (ulong* entries = &shadow[offset >> 2])
        {
            for (uint lane = 0; lane < 32; lane++)
                if (entries[lane] != 0 && ((uint)entries[lane] != thread + lane || (entries[lane] & (SharedFlag | AtomicFlag)) != 0)) return false;
            for (uint lane = 0; lane < 32; lane++) entries[lane] = thread + lane | state | entries[lane] & WriteFlag;
        }
        return true;
    }

    private static string Verb(bool write) => write ? "write" : "read";

    private void CheckDevice(ref Warp warp, Instruction* i, int lane, long address, int size, int bytes, bool write, bool atomic)
    {
        long id = address >> OffsetBits, offset = address & OffsetMask;
        // Below a buffer's start the offset borrows from the number.
        if (offset >= 1L << (OffsetBits - 1)) { id++; offset -= 1L << OffsetBits; }
        if (id <= 0 && address >= 0 && id != _constantId) Fault(ref warp, KernelFaultKind.OutOfBounds, i->At, lane, $"{Verb(write)} of {bytes} bytes through a null or invalid pointer");
        if ((ulong)id >= (ulong)_bufferCount || _bases[id] == null)
            Fault(ref warp, KernelFaultKind.OutOfBounds, i->At, lane, $"{Verb(write)} of {bytes} bytes through an invalid pointer");
        if (offset < 0 || offset + bytes > _lengths[id])
            Fault(ref warp, KernelFaultKind.OutOfBounds, i->At, lane, $"{Verb(write)} of {bytes} bytes at {Name(id)}{(offset < 0 ? "" : "+")}{offset}, which holds {_lengths[id]} bytes{Wrapped(offset / size)}");
        if ((offset & (size - 1)) != 0)
            Fault(ref warp, KernelFaultKind.Misaligned, i->At, lane, $"{Verb(write)} of {size}-byte elements at {Name(id)}+{offset}");
        ulong[]? shadow = _shadows[id];
        if (shadow is null) return;
        uint thread = _groupBase + (uint)(warp.Index * 32 + lane) + 1;
        for (long word = offset >> _program.RaceShift; word <= offset + bytes - 1 >> _program.RaceShift; word++)
            if (Touch(ref warp, ref shadow[word], thread, write, atomic, true) is { } other)
                Fault(ref warp, KernelFaultKind.DataRace, i->At, lane, $"{Verb(write)} at {Name(id)}+{offset} conflicts with {other}");
    }

    // An index below zero that unsigned arithmetic has made a large one.
    private static string Wrapped(long element) => element is > int.MaxValue and <= uint.MaxValue
        ? $"; the index {element} is {(int)(uint)element} in unsigned arithmetic" : "";

    private string Name(long id)
    {
        foreach (var (index, slot) in _program.BufferSlots)
            if (_slots[slot] >> OffsetBits == id)
            {
                foreach (var binding in _program.Bindings)
                    if (binding.Kind == Msl.Semantics.BindingKind.Buffer && binding.Index == index) return $"buffer({index}) '{binding.Variable.Name}'";
                return $"buffer({index})";
            }
        return id == _constantId ? "constant data" : $"buffer #{id}";
    }

    // Null: no conflict. Otherwise who conflicts. Threads are numbered from 1 over the whole grid, or over the threadgroup.
    private string? Touch(ref Warp warp, ref ulong entry, uint thread, bool write, bool atomic, bool device)
    {
        ulong mine = thread | State(ref warp, write) | (atomic ? AtomicFlag : 0);
        ulong before = entry;
        if (before == 0) { entry = mine; return null; }
        uint other = (uint)before, start = device ? _groupBase : 0, local = other - 1 - start, self = thread - 1 - start;
        bool shared = (before & SharedFlag) != 0;
        bool sameGroup = !device || local < (uint)_groupSize;
        bool ordered = sameGroup && ((before ^ mine) & BarrierMask) != 0;
        if (!ordered && sameGroup && local / 32 == self / 32 && ((before ^ mine) & SimdBarrierMask) != 0) ordered = true;
        if (ordered) { entry = mine; return null; }
        if (other == thread && !shared)
        {
            entry = mine | before & WriteFlag;
            // A thread's own plain access keeps an atomic from hiding it.
            if ((before & AtomicFlag) == 0 || !atomic) entry &= ~AtomicFlag;
            return null;
        }
        bool conflict = (write || (before & WriteFlag) != 0) && !(atomic && (before & AtomicFlag) != 0);
        if (!conflict)
        {
            entry = mine | SharedFlag | before & WriteFlag;
            if ((before & AtomicFlag) == 0) entry &= ~AtomicFlag;
            return null;
        }
        string what = (before & WriteFlag) != 0 ? "a write" : "a read";
        if (sameGroup) return $"{what} by thread {local} of the same threadgroup with no barrier between";
        return $"{what} by a thread of threadgroup {(ulong)(other - 1) / _groupSize} (threadgroups are not ordered)";
    }

    private ulong State(ref Warp warp, bool write) =>
        (ulong)(_epoch & 0xFFFF) << 32 | (ulong)(warp.SimdEpoch & 0xFF) << 48 | (write ? WriteFlag : 0);

    /// <summary>The common cases at once: words of threadgroup memory that no other thread writes since the last barrier. False: look closely.</summary>
    private bool CheckThreadgroupWords(ref Warp warp, uint mask, bool write)
    {
        if (_program.SharedRaceShift != 2 || _threadgroupBytes < 4) return false;
        ulong last = (ulong)_threadgroupBytes - 4, state = State(ref warp, write);
        uint thread = (uint)(warp.Index * 32) + 1;
        fixed (ulong* shadow = _threadgroupShadow)
        fixed (byte* written = _threadgroupWritten)
        {
            for (uint left = mask; left != 0; left &= left - 1)
            {
                int lane = First(left);
                ulong address = (ulong)_addresses[lane], word = address >> 2;
                if ((address & 3) != 0 || address > last) return false;
                if (write) written[word] = 1;
                else if (written[word] == 0) return false;
                ulong before = shadow[word], mine = state | (thread + (uint)lane);
                if (before == 0 || ((before ^ mine) & BarrierMask) != 0) shadow[word] = mine;
                else if ((uint)before == (uint)mine && (before & (SharedFlag | AtomicFlag)) == 0) shadow[word] = mine | before & WriteFlag;
                else if (!write && (before & (WriteFlag | AtomicFlag)) == 0) shadow[word] = mine | SharedFlag;
                else return false;
            }
        }
        return true;
    }

    private void CheckThreadgroup(ref Warp warp, Instruction* i, int lane, long offset, int size, int bytes, bool write, bool atomic, bool copy)
    {
        if ((ulong)offset + (ulong)bytes > (ulong)_threadgroupBytes || offset < 0)
            Fault(ref warp, KernelFaultKind.OutOfBounds, i->At, lane, $"{Verb(write)} of {bytes} bytes at threadgroup memory offset {(int)offset}, of which there are {_threadgroupBytes} bytes");
        if ((offset & (size - 1)) != 0)
            Fault(ref warp, KernelFaultKind.Misaligned, i->At, lane, $"{Verb(write)} of {size}-byte elements at threadgroup memory offset {offset}");
        uint thread = (uint)(warp.Index * 32 + lane) + 1;
        int shift = _program.SharedRaceShift;
        for (long unit = offset >> shift; unit <= offset + bytes - 1 >> shift; unit++)
        {
            if (write) _threadgroupWritten![unit] = 1;
            else if (_threadgroupWritten![unit] == 0 && !copy)
                Fault(ref warp, KernelFaultKind.Uninitialized, i->At, lane, $"threadgroup memory offset {Math.Max(offset, unit << shift)} was never written");
            if (Touch(ref warp, ref _threadgroupShadow![unit], thread, write, atomic, false) is { } other)
                Fault(ref warp, KernelFaultKind.DataRace, i->At, lane, $"{Verb(write)} at threadgroup memory offset {offset} conflicts with {other}");
        }
    }

    private void CheckPrivate(ref Warp warp, Instruction* i, int lane, long offset, int size, int bytes, bool write, bool copy)
    {
        if ((ulong)offset + (ulong)bytes > (ulong)_program.PrivateBytes || offset < 0)
            Fault(ref warp, KernelFaultKind.OutOfBounds, i->At, lane, $"{Verb(write)} of {bytes} bytes at private memory offset {(int)offset}, of which there are {_program.PrivateBytes} bytes");
        if ((offset & (size - 1)) != 0) Fault(ref warp, KernelFaultKind.Misaligned, i->At, lane, $"{Verb(write)} of {size}-byte elements at private memory offset {offset}");
        for (long at = offset; at < offset + bytes; at++)
        {
            byte* state = PrivateByte(warp.PrivateShadow, lane, at);
            if (write) *state = 1;
            else if (*state == 0 && !copy) Fault(ref warp, KernelFaultKind.Uninitialized, i->At, lane, "a local array or struct is read before anything was written there");
        }
    }
}
