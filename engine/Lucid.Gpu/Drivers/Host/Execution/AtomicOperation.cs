using System;
using System.Threading;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Execution;

/// <summary>Atomic read-modify-write on host memory; returns the value before.</summary>
internal static unsafe class AtomicOperation
{
    public static int Run(int* at, Intrinsic op, NumberKind kind, int value, int expected)
    {
        switch (op)
        {
            case Intrinsic.AtomicLoad: return Volatile.Read(ref *at);
            case Intrinsic.AtomicStore or Intrinsic.AtomicExchange: return Interlocked.Exchange(ref *at, value);
            case Intrinsic.AtomicCompareExchange: return Interlocked.CompareExchange(ref *at, value, expected);
        }
        int before = Volatile.Read(ref *at);
        while (true)
        {
            int seen = Interlocked.CompareExchange(ref *at, Apply(op, kind, before, value), before);
            if (seen == before) return before;
            before = seen;
        }
    }

    public static long Run(long* at, Intrinsic op, NumberKind kind, long value, long expected)
    {
        switch (op)
        {
            case Intrinsic.AtomicLoad: return Volatile.Read(ref *at);
            case Intrinsic.AtomicStore or Intrinsic.AtomicExchange: return Interlocked.Exchange(ref *at, value);
            case Intrinsic.AtomicCompareExchange: return Interlocked.CompareExchange(ref *at, value, expected);
        }
        long before = Volatile.Read(ref *at);
        while (true)
        {
            long after = op switch
            {
                Intrinsic.AtomicAdd => before + value,
                Intrinsic.AtomicSub => before - value,
                Intrinsic.AtomicAnd => before & value,
                Intrinsic.AtomicOr => before | value,
                Intrinsic.AtomicXor => before ^ value,
                Intrinsic.AtomicMin => kind == NumberKind.ULong ? (long)Math.Min((ulong)before, (ulong)value) : Math.Min(before, value),
                _ => kind == NumberKind.ULong ? (long)Math.Max((ulong)before, (ulong)value) : Math.Max(before, value),
            };
            long seen = Interlocked.CompareExchange(ref *at, after, before);
            if (seen == before) return before;
            before = seen;
        }
    }

    private static int Apply(Intrinsic op, NumberKind kind, int before, int value)
    {
        if (kind == NumberKind.Float)
        {
            float a = BitConverter.Int32BitsToSingle(before), b = BitConverter.Int32BitsToSingle(value);
            return BitConverter.SingleToInt32Bits(op == Intrinsic.AtomicSub ? a - b : a + b);
        }
        bool unsigned = kind == NumberKind.UInt;
        return op switch
        {
            Intrinsic.AtomicAdd => before + value,
            Intrinsic.AtomicSub => before - value,
            Intrinsic.AtomicAnd => before & value,
            Intrinsic.AtomicOr => before | value,
            Intrinsic.AtomicXor => before ^ value,
            Intrinsic.AtomicMin => unsigned ? (int)Math.Min((uint)before, (uint)value) : Math.Min(before, value),
            _ => unsigned ? (int)Math.Max((uint)before, (uint)value) : Math.Max(before, value),
        };
    }
}
