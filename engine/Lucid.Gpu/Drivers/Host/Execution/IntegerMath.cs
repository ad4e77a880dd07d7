using System;
using System.Numerics;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Execution;

/// <summary>Integer library functions, lane by lane in 128-bit arithmetic so that every width is exact.</summary>
internal static unsafe class IntegerMath
{
    public static void Run(Instruction* i, byte* d, byte* a, byte* b, byte* c)
    {
        var op = (Intrinsic)i->Imm;
        if (op is >= Intrinsic.PackUnorm4x8 and <= Intrinsic.UnpackSnorm2x16)
        {
            Packing.Run(op, i->Count, d, a);
            return;
        }
        var kind = (NumberKind)i->Kind;
        bool wide = kind.Size() == 8;
        for (int n = 31; n >= 0; n--)
        {
            Int128 x = Read(a, n, kind, wide), y = Read(b, n, kind, wide), z = Read(c, n, kind, wide);
            if (op is Intrinsic.ExtractBits) (y, z) = (((uint*)b)[n], ((uint*)c)[n]);
            Int128 fourth = op == Intrinsic.InsertBits ? ((uint*)(c + Lane.Bytes))[n] : 0;
            if (op == Intrinsic.InsertBits) z = ((uint*)c)[n];
            Int128 result = Scalar(op, x, y, z, fourth, kind);
            if (wide) ((long*)d)[n] = (long)(ulong)(result & ulong.MaxValue);
            else ((int*)d)[n] = (int)(uint)(result & uint.MaxValue);
        }
    }

    private static Int128 Read(byte* register, int lane, NumberKind kind, bool wide)
    {
        if (wide) return kind.IsSigned() ? ((long*)register)[lane] : ((ulong*)register)[lane];
        return kind.IsSigned() ? ((int*)register)[lane] : ((uint*)register)[lane];
    }

    private static Int128 Scalar(Intrinsic op, Int128 x, Int128 y, Int128 z, Int128 fourth, NumberKind kind)
    {
        int bits = kind.Size() * 8;
        Int128 all = (Int128.One << bits) - 1;
        Int128 low = kind.IsSigned() ? -(Int128.One << (bits - 1)) : 0, high = kind.IsSigned() ? (Int128.One << (bits - 1)) - 1 : all;
        ulong raw = (ulong)(x & all);
        switch (op)
        {
            case Intrinsic.Abs: return Int128.Abs(x);
            case Intrinsic.Min: return Int128.Min(x, y);
            case Intrinsic.Max: return Int128.Max(x, y);
            case Intrinsic.Clamp: return Int128.Min(Int128.Max(x, y), z);
            case Intrinsic.Min3: return Int128.Min(Int128.Min(x, y), z);
            case Intrinsic.Max3: return Int128.Max(Int128.Max(x, y), z);
            case Intrinsic.Median3: return Int128.Max(Int128.Min(x, y), Int128.Min(Int128.Max(x, y), z));
            case Intrinsic.AbsDiff: return Int128.Abs(x - y);
            case Intrinsic.AddSat: return Int128.Clamp(x + y, low, high);
            case Intrinsic.SubSat: return Int128.Clamp(x - y, low, high);
            case Intrinsic.Hadd: return x + y >> 1;
            case Intrinsic.Rhadd: return x + y + 1 >> 1;
            case Intrinsic.MulHi: return x * y >> bits;
            case Intrinsic.MadHi: return (x * y >> bits) + z;
            case Intrinsic.MadSat: return Int128.Clamp(x * y + z, low, high);
            case Intrinsic.Mul24: return Cut24(x, kind) * Cut24(y, kind);
            case Intrinsic.Mad24: return Cut24(x, kind) * Cut24(y, kind) + z;
            case Intrinsic.Clz: return BitOperations.LeadingZeroCount(raw) - (64 - bits);
            case Intrinsic.Ctz: return raw == 0 ? bits : BitOperations.TrailingZeroCount(raw);
            case Intrinsic.PopCount: return BitOperations.PopCount(raw);
            case Intrinsic.Rotate:
                int by = (int)(y & (bits - 1));
                return (Int128)raw << by | (Int128)(raw) >> (bits - by);
            case Intrinsic.ReverseBits:
                ulong reversed = 0;
                for (int n = 0; n < bits; n++) reversed |= (raw >> n & 1) << (bits - 1 - n);
                return reversed;
            case Intrinsic.ExtractBits:
                int width = (int)Int128.Min(z, bits), offset = (int)Int128.Min(y, bits);
                if (width == 0) return 0;
                Int128 field = (Int128)raw >> offset & ((Int128.One << width) - 1);
                return kind.IsSigned() && (field >> (width - 1) & 1) != 0 ? field - (Int128.One << width) : field;
            case Intrinsic.InsertBits:
                int size = (int)Int128.Min(fourth, bits), start = (int)Int128.Min(z, bits);
                Int128 mask = ((Int128.One << size) - 1) << start;
                return (Int128)raw & ~mask | y << start & mask;
            default: throw new InvalidOperationException($"'{op}' is not implemented for integers");
        }
    }

    private static Int128 Cut24(Int128 value, NumberKind kind) => kind.IsSigned() ? (int)((uint)(value & 0xFFFFFF) << 8) >> 8 : value & 0xFFFFFF;
}
