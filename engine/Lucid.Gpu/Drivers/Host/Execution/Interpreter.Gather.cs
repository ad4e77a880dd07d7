using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Gpu.Drivers.Host.Program;

namespace Lucid.Gpu.Drivers.Host.Execution;

/// <summary>Unchecked loads of 32-bit elements, all lanes at once; what does not fit falls back to the general way.</summary>
internal sealed unsafe partial class Interpreter
{
    /// <summary>Loads words from a buffer at an index per lane, where every lane is active and lies inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryGatherDevice(byte* registers, Instruction* i, byte* d)
    {
        long start = _slots[i->A] + i->Imm, id = start >> OffsetBits, offset = start & OffsetMask;
        if ((ulong)id >= (ulong)_bufferCount || _bases[id] == null) return false;
        // The largest index whose element ends inside: below it index * 4 cannot overflow either.
        long last = (_lengths[id] - offset - 4) >> 2;
        if (last < 0) return false;
        int* index = (int*)(registers + (long)i->B * Lane.Bytes);
        var most = Vector256.Create(last > int.MaxValue ? int.MaxValue : (int)last);
        Vector256<int> a = Vector256.Load(index), b = Vector256.Load(index + 8), c = Vector256.Load(index + 16), e = Vector256.Load(index + 24);
        // Unsigned: an index below zero is a large one.
        Vector256<uint> largest = Vector256.Max(Vector256.Max(a.AsUInt32(), b.AsUInt32()), Vector256.Max(c.AsUInt32(), e.AsUInt32()));
        if (Vector256.GreaterThanAny(largest, most.AsUInt32())) return false;
        Gather((int*)(_bases[id] + offset), a, b, c, e, (int*)d);
        return true;
    }

    /// <summary>Loads words of threadgroup memory at base + index * scale + offset per lane, where every lane lies inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryGatherThreadgroup(byte* registers, Instruction* i, byte* d)
    {
        if (_threadgroupBytes < 4) return false;
        Vector256<int> a = ThreadgroupOffset(registers, i, 0), b = ThreadgroupOffset(registers, i, 8);
        Vector256<int> c = ThreadgroupOffset(registers, i, 16), e = ThreadgroupOffset(registers, i, 24);
        Vector256<uint> largest = Vector256.Max(Vector256.Max(a.AsUInt32(), b.AsUInt32()), Vector256.Max(c.AsUInt32(), e.AsUInt32()));
        if (Vector256.GreaterThanAny(largest, Vector256.Create((uint)_threadgroupBytes - 4))) return false;
        byte* memory = _threadgroup;
        if (Avx2.IsSupported)
        {
            Avx2.GatherVector256((int*)memory, a, 1).Store((int*)d);
            Avx2.GatherVector256((int*)memory, b, 1).Store((int*)d + 8);
            Avx2.GatherVector256((int*)memory, c, 1).Store((int*)d + 16);
            Avx2.GatherVector256((int*)memory, e, 1).Store((int*)d + 24);
            return true;
        }
        int* offsets = stackalloc int[32];
        a.Store(offsets);
        b.Store(offsets + 8);
        c.Store(offsets + 16);
        e.Store(offsets + 24);
        for (int n = 0; n < 32; n++) ((int*)d)[n] = Unsafe.ReadUnaligned<int>(memory + offsets[n]);
        return true;
    }

    private static Vector256<int> ThreadgroupOffset(byte* registers, Instruction* i, int lane)
    {
        Vector256<int> offset = Vector256.Create(i->Imm);
        if ((i->Mode & AddressMode.BaseMask) == AddressMode.BaseNarrow) offset += Vector256.Load((int*)(registers + (long)i->A * Lane.Bytes) + lane);
        if ((i->Mode & AddressMode.IndexMask) != 0) offset += Vector256.Load((int*)(registers + (long)i->B * Lane.Bytes) + lane) * i->C;
        return offset;
    }

    /// <summary>True for addresses in 32 bits, which threadgroup memory has unless a 64-bit index is added.</summary>
    private static bool IsNarrow(byte mode) =>
        (mode & AddressMode.BaseMask) is AddressMode.BaseNone or AddressMode.BaseNarrow && (mode & AddressMode.IndexMask) != AddressMode.IndexLong;

    private static void Gather(int* from, Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> e, int* d)
    {
        if (Avx2.IsSupported)
        {
            Avx2.GatherVector256(from, a, 4).Store(d);
            Avx2.GatherVector256(from, b, 4).Store(d + 8);
            Avx2.GatherVector256(from, c, 4).Store(d + 16);
            Avx2.GatherVector256(from, e, 4).Store(d + 24);
            return;
        }
        for (int n = 0; n < 8; n++)
        {
            d[n] = from[a.GetElement(n)];
            d[n + 8] = from[b.GetElement(n)];
            d[n + 16] = from[c.GetElement(n)];
            d[n + 24] = from[e.GetElement(n)];
        }
    }
}
