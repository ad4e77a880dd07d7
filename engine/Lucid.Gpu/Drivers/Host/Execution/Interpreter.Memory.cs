using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Types;
using Lucid.Numerics;

namespace Lucid.Gpu.Drivers.Host.Execution;

internal sealed unsafe partial class Interpreter
{
    /// <summary>A device pointer is (buffer number + 1) &lt;&lt; 40 | offset.</summary>
    public const int OffsetBits = 40;
    private const long OffsetMask = (1L << OffsetBits) - 1;
    private readonly long* _addresses;

    /// <summary>The address each lane accesses: encoded for device memory, an offset otherwise.</summary>
    private void Addresses(ref Warp warp, Instruction* i, long* to)
    {
        byte* r = warp.Registers;
        int mode = i->Mode;
        long start = i->Imm;
        byte* index = r + (long)i->B * Lane.Bytes;
        long scale = i->C;
        switch (mode & AddressMode.BaseMask)
        {
            case AddressMode.BaseSlot: start += _slots[i->A]; break;
            case AddressMode.BaseWide:
                long* wide = (long*)(r + (long)i->A * Lane.Bytes);
                for (int n = 0; n < 32; n++) to[n] = wide[n] + start;
                goto Indexed;
            case AddressMode.BaseNarrow:
                uint* narrow = (uint*)(r + (long)i->A * Lane.Bytes);
                for (int n = 0; n < 32; n++) to[n] = narrow[n] + start;
                goto Indexed;
        }
        switch (mode & AddressMode.IndexMask)
        {
            case AddressMode.IndexSigned:
                AddScaled(to, start, (int*)index, scale);
                return;
            case AddressMode.IndexUnsigned: for (int n = 0; n < 32; n++) to[n] = start + ((uint*)index)[n] * scale; return;
            case AddressMode.IndexLong: for (int n = 0; n < 32; n++) to[n] = start + ((long*)index)[n] * scale; return;
            default: for (int n = 0; n < 32; n++) to[n] = start; return;
        }
    Indexed:
        switch (mode & AddressMode.IndexMask)
        {
            case AddressMode.IndexSigned: for (int n = 0; n < 32; n++) to[n] += ((int*)index)[n] * scale; return;
            case AddressMode.IndexUnsigned: for (int n = 0; n < 32; n++) to[n] += ((uint*)index)[n] * scale; return;
            case AddressMode.IndexLong: for (int n = 0; n < 32; n++) to[n] += ((long*)index)[n] * scale; return;
        }
    }

    private static void AddScaled(long* to, long start, int* index, long scale)
    {
        var first = new Vector<long>(start);
        for (int n = 0; n < 32; n += Vector<int>.Count)
        {
            Vector.Widen(Vector.Load(index + n), out Vector<long> low, out Vector<long> high);
            (low * scale + first).Store(to + n);
            (high * scale + first).Store(to + n + Vector<long>.Count);
        }
    }

    /// <summary>Lanes n and n + 1 access neighbouring 4-byte elements.</summary>
    private static bool IsContiguous(long* addresses)
    {
        long first = addresses[0];
        if (addresses[31] - first != 124 || addresses[1] - first != 4) return false;
        for (int n = 2; n < 31; n++)
            if (addresses[n] - first != 4 * n) return false;
        return true;
    }

    private static bool IsContiguousIndex(int* index)
    {
        var lanes = Vector<int>.Indices;
        var first = new Vector<int>(index[0]);
        for (int n = 0; n < 32; n += Vector<int>.Count)
            if (Vector.Load(index + n) != first + lanes + new Vector<int>(n)) return false;
        return true;
    }

    private byte* Resolve(long address, int bytes)
    {
        long id = address >> OffsetBits;
        long offset = address & OffsetMask;
        if ((ulong)id >= (ulong)_bufferCount) return null;
        return (ulong)offset + (ulong)bytes <= (ulong)_lengths[id] ? _bases[id] + offset : null;
    }

    private void Load(ref Warp warp, Instruction* i, uint mask)
    {
        byte* d = warp.Registers + (long)i->Dst * Lane.Bytes;
        var kind = (MemoryKind)i->Kind;
        int count = i->Count;
        if (mask == 0) return;
        if (i->Space == (byte)MemorySpace.Private && i->Mode == AddressMode.BaseNone && kind == MemoryKind.B32 && !_checked)
        {
            Unsafe.CopyBlock(d, warp.Private + (long)(i->Imm >> 2) * Lane.Bytes, (uint)(count * Lane.Bytes));
            return;
        }
        if (!_checked && i->Space == (byte)MemorySpace.Device && kind == MemoryKind.B32 && count == 1 && i->C == 4 && mask == uint.MaxValue
            && (i->Mode == (AddressMode.BaseSlot | AddressMode.IndexSigned) || i->Mode == (AddressMode.BaseSlot | AddressMode.IndexUnsigned)))
        {
            int* index = (int*)(warp.Registers + (long)i->B * Lane.Bytes);
            if (index[0] >= 0 && IsContiguousIndex(index) && Resolve(_slots[i->A] + i->Imm + index[0] * 4L, 128) is var row && row != null)
            {
                Unsafe.CopyBlock(d, row, Lane.Bytes);
                return;
            }
            if (TryGatherDevice(warp.Registers, i, d)) return;
        }
        if (!_checked && i->Space == (byte)MemorySpace.Threadgroup && kind == MemoryKind.B32 && count == 1 && mask == uint.MaxValue
            && IsNarrow(i->Mode) && TryGatherThreadgroup(warp.Registers, i, d)) return;
        Addresses(ref warp, i, _addresses);
        int size = Leaves_SizeOf(kind);
        int step = kind == MemoryKind.B64 ? 2 * Lane.Bytes : Lane.Bytes;
        if (_checked) CheckAccess(ref warp, i, mask, size, count, false, false);
        switch ((MemorySpace)i->Space)
        {
            case MemorySpace.Private:
                for (uint left = mask; left != 0; left &= left - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(left);
                    long offset = _addresses[lane];
                    if ((ulong)offset + (ulong)(size * count) > (ulong)_program.PrivateBytes) { for (int c = 0; c < count; c++) Put(d + c * step, lane, kind, 0); continue; }
                    for (int c = 0; c < count; c++) Put(d + c * step, lane, kind, ReadPrivate(warp.Private, lane, offset + c * size, size));
                }
                return;
            case MemorySpace.Threadgroup:
                if (kind == MemoryKind.B32 && count == 1 && mask == uint.MaxValue && IsContiguous(_addresses) && _addresses[0] >= 0 && _addresses[31] + 4 <= _threadgroupBytes)
                {
                    Unsafe.CopyBlock(d, _threadgroup + _addresses[0], Lane.Bytes);
                    return;
                }
                for (uint left = mask; left != 0; left &= left - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(left);
                    long offset = _addresses[lane];
                    bool inside = (ulong)offset + (ulong)(size * count) <= (ulong)_threadgroupBytes;
                    if (kind == MemoryKind.B32 && count == 1)
                    {
                        ((int*)d)[lane] = inside ? Unsafe.ReadUnaligned<int>(_threadgroup + offset) : 0;
                        continue;
                    }
                    for (int c = 0; c < count; c++) Put(d + c * step, lane, kind, inside ? ReadBytes(_threadgroup + offset + c * size, size) : 0);
                }
                return;
            default:
                if (kind == MemoryKind.B32 && count == 1 && mask == uint.MaxValue && IsContiguous(_addresses) && Resolve(_addresses[0], 128) is var block && block != null)
                {
                    Unsafe.CopyBlock(d, block, Lane.Bytes);
                    return;
                }
                for (uint left = mask; left != 0; left &= left - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(left);
                    byte* at = Resolve(_addresses[lane], size * count);
                    if (kind == MemoryKind.B32)
                        for (int c = 0; c < count; c++) ((int*)(d + c * Lane.Bytes))[lane] = at == null ? 0 : Unsafe.ReadUnaligned<int>(at + 4 * c);
                    else
                        for (int c = 0; c < count; c++) Put(d + c * step, lane, kind, at == null ? 0 : ReadBytes(at + c * size, size));
                }
                return;
        }
    }

    private static int Leaves_SizeOf(MemoryKind kind) => Lowering.Leaves.SizeOf(kind);

    private static ulong ReadBytes(byte* at, int size) => size switch
    {
        1 => *at,
        2 => Unsafe.ReadUnaligned<ushort>(at),
        4 => Unsafe.ReadUnaligned<uint>(at),
        _ => Unsafe.ReadUnaligned<ulong>(at),
    };

    private static void WriteBytes(byte* at, int size, ulong bits)
    {
        switch (size)
        {
            case 1: *at = (byte)bits; break;
            case 2: Unsafe.WriteUnaligned(at, (ushort)bits); break;
            case 4: Unsafe.WriteUnaligned(at, (uint)bits); break;
            default: Unsafe.WriteUnaligned(at, bits); break;
        }
    }

    // Private memory is interleaved by words, so that all lanes' copies of a variable form one register.
    private static byte* PrivateByte(byte* memory, int lane, long offset) => memory + ((offset >> 2) * 32 + lane) * 4 + (offset & 3);

    private static ulong ReadPrivate(byte* memory, int lane, long offset, int size)
    {
        if ((offset & (Math.Min(size, 4) - 1)) == 0)
        {
            if (size <= 4) return ReadBytes(PrivateByte(memory, lane, offset), size);
            return *(uint*)PrivateByte(memory, lane, offset) | (ulong)*(uint*)PrivateByte(memory, lane, offset + 4) << 32;
        }
        ulong bits = 0;
        for (int n = 0; n < size; n++) bits |= (ulong)*PrivateByte(memory, lane, offset + n) << (8 * n);
        return bits;
    }

    private static void WritePrivate(byte* memory, int lane, long offset, int size, ulong bits)
    {
        for (int n = 0; n < size; n++) *PrivateByte(memory, lane, offset + n) = (byte)(bits >> (8 * n));
    }

    private static void Put(byte* register, int lane, MemoryKind kind, ulong bits)
    {
        switch (kind)
        {
            case MemoryKind.I8: ((int*)register)[lane] = (sbyte)bits; break;
            case MemoryKind.U8: ((int*)register)[lane] = (byte)bits; break;
            case MemoryKind.Bool: ((int*)register)[lane] = (byte)bits != 0 ? -1 : 0; break;
            case MemoryKind.I16: ((int*)register)[lane] = (short)bits; break;
            case MemoryKind.U16: ((int*)register)[lane] = (ushort)bits; break;
            case MemoryKind.F16: ((float*)register)[lane] = (float)BitConverter.UInt16BitsToHalf((ushort)bits); break;
            case MemoryKind.BF16: ((float*)register)[lane] = (float)BFloat16.FromBits((ushort)bits); break;
            case MemoryKind.B32: ((uint*)register)[lane] = (uint)bits; break;
            default: ((ulong*)register)[lane] = bits; break;
        }
    }

    private static ulong Take(byte* register, int lane, MemoryKind kind) => kind switch
    {
        MemoryKind.Bool => ((int*)register)[lane] != 0 ? 1u : 0u,
        MemoryKind.F16 => BitConverter.HalfToUInt16Bits((Half)((float*)register)[lane]),
        MemoryKind.BF16 => ((BFloat16)((float*)register)[lane]).Bits,
        MemoryKind.B64 => ((ulong*)register)[lane],
        _ => ((uint*)register)[lane],
    };

    private void Store(ref Warp warp, Instruction* i, uint mask)
    {
        byte* s = warp.Registers + (long)i->Dst * Lane.Bytes;
        var kind = (MemoryKind)i->Kind;
        int count = i->Count;
        if (mask == 0) return;
        if (i->Space == (byte)MemorySpace.Private && i->Mode == AddressMode.BaseNone && kind == MemoryKind.B32 && mask == uint.MaxValue && !_checked)
        {
            Unsafe.CopyBlock(warp.Private + (long)(i->Imm >> 2) * Lane.Bytes, s, (uint)(count * Lane.Bytes));
            return;
        }
        if (!_checked && i->Space == (byte)MemorySpace.Device && kind == MemoryKind.B32 && count == 1 && i->C == 4 && mask == uint.MaxValue
            && (i->Mode == (AddressMode.BaseSlot | AddressMode.IndexSigned) || i->Mode == (AddressMode.BaseSlot | AddressMode.IndexUnsigned)))
        {
            int* index = (int*)(warp.Registers + (long)i->B * Lane.Bytes);
            if (index[0] >= 0 && IsContiguousIndex(index) && Resolve(_slots[i->A] + i->Imm + index[0] * 4L, 128) is var row && row != null)
            {
                Unsafe.CopyBlock(row, s, Lane.Bytes);
                return;
            }
        }
        Addresses(ref warp, i, _addresses);
        int size = Leaves_SizeOf(kind);
        int step = kind == MemoryKind.B64 ? 2 * Lane.Bytes : Lane.Bytes;
        if (_checked) CheckAccess(ref warp, i, mask, size, count, true, false);
        switch ((MemorySpace)i->Space)
        {
            case MemorySpace.Private:
                for (uint left = mask; left != 0; left &= left - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(left);
                    long offset = _addresses[lane];
                    if ((ulong)offset + (ulong)(size * count) > (ulong)_program.PrivateBytes) continue;
                    for (int c = 0; c < count; c++)
                        if (size == 4 && (offset & 3) == 0) *(uint*)PrivateByte(warp.Private, lane, offset + 4 * c) = ((uint*)(s + c * step))[lane];
                        else WritePrivate(warp.Private, lane, offset + c * size, size, Take(s + c * step, lane, kind));
                }
                return;
            case MemorySpace.Threadgroup:
                for (uint left = mask; left != 0; left &= left - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(left);
                    long offset = _addresses[lane];
                    if ((ulong)offset + (ulong)(size * count) > (ulong)_threadgroupBytes) continue;
                    for (int c = 0; c < count; c++) WriteBytes(_threadgroup + offset + c * size, size, Take(s + c * step, lane, kind));
                }
                return;
            default:
                if (kind == MemoryKind.B32 && count == 1 && mask == uint.MaxValue && IsContiguous(_addresses) && Resolve(_addresses[0], 128) is var block && block != null)
                {
                    Unsafe.CopyBlock(block, s, Lane.Bytes);
                    return;
                }
                for (uint left = mask; left != 0; left &= left - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(left);
                    byte* at = Resolve(_addresses[lane], size * count);
                    if (at == null) continue;
                    for (int c = 0; c < count; c++) WriteBytes(at + c * size, size, Take(s + c * step, lane, kind));
                }
                return;
        }
    }

    private void PointerAdd(ref Warp warp, Instruction* i, byte* d)
    {
        Addresses(ref warp, i, _addresses);
        if (i->Space == (byte)MemorySpace.Device) Unsafe.CopyBlock(d, _addresses, 256);
        else
            for (int n = 0; n < 32; n++) ((int*)d)[n] = (int)_addresses[n];
    }

    private void Atomic(ref Warp warp, Instruction* i, uint mask)
    {
        if (mask == 0) return;
        Instruction address = *i;
        address.B = 0;
        address.C = 1;
        Addresses(ref warp, &address, _addresses);
        var kind = (NumberKind)i->Kind;
        int size = kind.Size();
        var op = (Intrinsic)i->B;
        if (_checked) CheckAccess(ref warp, i, mask, size, 1, op != Intrinsic.AtomicLoad, true);
        byte* old = warp.Registers + (long)i->Dst * Lane.Bytes, value = warp.Registers + (long)i->C * Lane.Bytes;
        for (uint left = mask; left != 0; left &= left - 1)
        {
            int lane = BitOperations.TrailingZeroCount(left);
            byte* at = i->Space == (byte)MemorySpace.Device ? Resolve(_addresses[lane], size)
                : (ulong)_addresses[lane] + (ulong)size <= (ulong)_threadgroupBytes ? _threadgroup + _addresses[lane] : null;
            if (at == null || ((nint)at & (size - 1)) != 0) continue;
            if (size == 8) ((long*)old)[lane] = AtomicOperation.Run((long*)at, op, kind, ((long*)value)[lane], ((long*)(value + 2 * Lane.Bytes))[lane]);
            else if (size == 4) ((int*)old)[lane] = AtomicOperation.Run((int*)at, op, kind, ((int*)value)[lane], ((int*)(value + Lane.Bytes))[lane]);
        }
    }
}
