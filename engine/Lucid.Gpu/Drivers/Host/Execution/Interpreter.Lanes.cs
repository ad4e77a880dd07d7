using System;
using System.Numerics;
using Lucid.Gpu.Drivers.Host.Lowering;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Library;

namespace Lucid.Gpu.Drivers.Host.Execution;

internal sealed unsafe partial class Interpreter
{
    private void LaneOperation(Instruction* i, byte* d, byte* a, byte* b, byte* c, uint mask)
    {
        int width = i->Count;
        uint group = width == 32 ? uint.MaxValue : 0xF;
        switch (i->Op)
        {
            case OpCode.Reduce: Reduce(i, d, a, mask, width); break;
            case OpCode.Shuffle:
                if (i->Wide != 0) Shuffle((long*)d, (long*)a, (uint*)b, (long*)c, (Intrinsic)i->Imm, width, mask);
                else Shuffle((int*)d, (int*)a, (uint*)b, (int*)c, (Intrinsic)i->Imm, width, mask);
                break;
            case OpCode.Ballot or OpCode.ActiveMask:
                uint bits = i->Op == OpCode.Ballot ? Lane.Bits(a) & mask : mask;
                for (int n = 0; n < 32; n++) ((ulong*)d)[n] = bits >> (n & ~(width - 1) & 31) & group;
                break;
            case OpCode.Vote:
                uint votes = Lane.Bits(a) & mask;
                for (int n = 0; n < 32; n++)
                {
                    uint mine = group << (n & ~(width - 1) & 31);
                    bool yes = (Intrinsic)i->Imm == Intrinsic.SimdAny ? (votes & mine) != 0 : (votes & mine) == (mask & mine);
                    ((int*)d)[n] = yes ? -1 : 0;
                }
                break;
            case OpCode.IsFirst:
                for (int n = 0; n < 32; n++)
                {
                    uint mine = mask & group << (n & ~(width - 1) & 31);
                    ((int*)d)[n] = mine != 0 && BitOperations.TrailingZeroCount(mine) == n ? -1 : 0;
                }
                break;
            case OpCode.MatrixMma: MatrixMma((float*)d, (float*)a, (float*)b, (float*)c); break;
            default: throw new InvalidOperationException($"unknown operation {i->Op}");
        }
    }

    private static void Reduce(Instruction* i, byte* d, byte* a, uint mask, int width)
    {
        var op = (Intrinsic)i->Imm;
        switch ((LaneKind)i->Kind)
        {
            case LaneKind.F32: Reduce((float*)d, (float*)a, op, mask, width); break;
            case LaneKind.I32: Reduce((int*)d, (int*)a, op, mask, width); break;
            case LaneKind.U32: Reduce((uint*)d, (uint*)a, op, mask, width); break;
            case LaneKind.I64: Reduce((long*)d, (long*)a, op, mask, width); break;
            default: Reduce((ulong*)d, (ulong*)a, op, mask, width); break;
        }
    }

    private static T Combine<T>(Intrinsic op, T x, T y) where T : unmanaged, INumber<T>
    {
        switch (op)
        {
            case Intrinsic.SimdSum or Intrinsic.SimdPrefixInclusiveSum or Intrinsic.SimdPrefixExclusiveSum: return x + y;
            case Intrinsic.SimdProduct or Intrinsic.SimdPrefixInclusiveProduct or Intrinsic.SimdPrefixExclusiveProduct: return x * y;
            case Intrinsic.SimdMin: return T.MinNumber(x, y);
            case Intrinsic.SimdMax: return T.MaxNumber(x, y);
        }
        if (typeof(T) == typeof(float)) return x;
        long p = long.CreateTruncating(x), q = long.CreateTruncating(y);
        return T.CreateTruncating(op == Intrinsic.SimdAnd ? p & q : op == Intrinsic.SimdOr ? p | q : p ^ q);
    }

    private static void Reduce<T>(T* d, T* a, Intrinsic op, uint mask, int width) where T : unmanaged, INumber<T>
    {
        bool exclusive = op is Intrinsic.SimdPrefixExclusiveSum or Intrinsic.SimdPrefixExclusiveProduct;
        bool prefix = exclusive || op is Intrinsic.SimdPrefixInclusiveSum or Intrinsic.SimdPrefixInclusiveProduct;
        T identity = op is Intrinsic.SimdPrefixExclusiveProduct ? T.One : T.Zero;
        T* partial = stackalloc T[32];
        for (int start = 0; start < 32; start += width)
        {
            if (!prefix && typeof(T) == typeof(float) && width == 32 && op == Intrinsic.SimdSum)
            {
                // A tree, as hardware adds: rounding errors stay small.
                for (int n = 0; n < 32; n++) partial[n] = (mask >> n & 1) != 0 ? a[n] : T.Zero;
                for (int half = 16; half > 0; half >>= 1)
                    for (int n = 0; n < half; n++) partial[n] += partial[n + half];
                for (int n = 0; n < 32; n++) d[n] = partial[0];
                return;
            }
            bool any = false;
            T sum = identity;
            for (int n = start; n < start + width; n++)
            {
                if ((mask >> n & 1) == 0) continue;
                T value = a[n];
                if (exclusive) d[n] = any ? sum : identity;
                sum = any ? Combine(op, sum, value) : value;
                any = true;
                if (prefix && !exclusive) d[n] = sum;
            }
            if (prefix) continue;
            for (int n = start; n < start + width; n++) d[n] = sum;
        }
    }

    private static void Shuffle<T>(T* d, T* a, uint* b, T* fill, Intrinsic op, int width, uint mask) where T : unmanaged
    {
        T* result = stackalloc T[32];
        for (int n = 0; n < 32; n++)
        {
            int start = n & ~(width - 1), lane = n - start, by = (int)Math.Min(b[n], 64u);
            int from = op switch
            {
                Intrinsic.SimdBroadcast or Intrinsic.SimdShuffle => by,
                Intrinsic.SimdBroadcastFirst => BroadcastFirst(mask, start, width),
                Intrinsic.SimdShuffleXor => lane ^ by,
                Intrinsic.SimdShuffleUp or Intrinsic.SimdShuffleAndFillUp => lane - by,
                Intrinsic.SimdShuffleDown or Intrinsic.SimdShuffleAndFillDown => lane + by,
                Intrinsic.SimdShuffleRotateUp => (lane - by % width + width) % width,
                _ => (lane + by) % width,
            };
            if (from >= 0 && from < width) result[n] = a[start + from];
            // Up takes the fill value's last lanes, down its first.
            else if (op == Intrinsic.SimdShuffleAndFillUp) result[n] = fill[start + Math.Max(0, from + width)];
            else if (op == Intrinsic.SimdShuffleAndFillDown) result[n] = fill[start + (from - width) % width];
            else result[n] = a[n];
        }
        for (int n = 0; n < 32; n++) d[n] = result[n];
    }

    private static int BroadcastFirst(uint mask, int start, int width)
    {
        uint mine = width == 32 ? mask : mask >> start & 0xF;
        return mine == 0 ? 0 : BitOperations.TrailingZeroCount(mine);
    }

    private static readonly (int Row, int Column)[] Places = BuildPlaces();

    private static (int, int)[] BuildPlaces()
    {
        var places = new (int, int)[32];
        for (int lane = 0; lane < 32; lane++) places[lane] = Lowerer.MatrixPlace(lane);
        return places;
    }

    private static void MatrixMma(float* d, float* a, float* b, float* c)
    {
        float* x = stackalloc float[64], y = stackalloc float[64], z = stackalloc float[64];
        for (int lane = 0; lane < 32; lane++)
            for (int e = 0; e < 2; e++)
            {
                int at = Places[lane].Row * 8 + Places[lane].Column + e;
                x[at] = a[e * 32 + lane];
                y[at] = b[e * 32 + lane];
                z[at] = c[e * 32 + lane];
            }
        for (int row = 0; row < 8; row++)
            for (int k = 0; k < 8; k++)
            {
                float value = x[row * 8 + k];
                for (int column = 0; column < 8; column++) z[row * 8 + column] = MathF.FusedMultiplyAdd(value, y[k * 8 + column], z[row * 8 + column]);
            }
        for (int lane = 0; lane < 32; lane++)
            for (int e = 0; e < 2; e++) d[e * 32 + lane] = z[Places[lane].Row * 8 + Places[lane].Column + e];
    }
}
