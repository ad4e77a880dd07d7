using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Loops;

/// <summary>
/// Elements written to, or added at, positions of one row, as if one after the other: the last write wins and sums have one order,
/// whatever the thread count.
/// </summary>
/// <remarks>
/// Threads share out the row, not the elements: each goes through all positions and picks out those in its part, without a branch,
/// which no predictor would guess. Its part stays in its cache.
/// </remarks>
public static unsafe class ElementScatter
{
    // Positions to look at that are worth another thread, and parts beyond which looking at all of them again gains nothing.
    private const nint Grain = 1 << 15, MostParts = 16;

    // Positions whose lines are asked for together: half of the first-level cache.
    private const int Block = 1024;

    private struct Job
    {
        internal void* From, To;
        internal long* Positions;
        internal nint Count, Size, Part;
    }

    /// <summary>to[positions[i]] = from[i].</summary>
    /// <param name="from">As many elements as positions.</param>
    /// <param name="positions">Each in [0, size).</param>
    /// <param name="count">How many.</param>
    /// <param name="to">The row.</param>
    /// <param name="size">Elements of the row.</param>
    public static void Write<T>(T* from, long* positions, nint count, T* to, nint size) where T : unmanaged
    {
        Job job = new() { From = from, To = to, Positions = positions, Count = count, Size = size };
        Run(&job, &Part<T, Replacement<T>>);
    }

    /// <summary>to[positions[i]] += from[i], one after the other; T is float, double, int or long.</summary>
    /// <param name="from">As many elements as positions.</param>
    /// <param name="positions">Each in [0, size).</param>
    /// <param name="count">How many.</param>
    /// <param name="to">The row.</param>
    /// <param name="size">Elements of the row.</param>
    public static void Add<T>(T* from, long* positions, nint count, T* to, nint size) where T : unmanaged, IAdditionOperators<T, T, T>
    {
        Job job = new() { From = from, To = to, Positions = positions, Count = count, Size = size };
        Run(&job, &Part<T, Sum<T>>);
    }

    private static void Run(Job* job, delegate*<void*, nint, nint, void> part)
    {
        nint parts = Team.IsInside ? 1 : Math.Clamp(job->Count / Grain, 1, Math.Min(Team.ThreadCount, MostParts));
        job->Part = (job->Size + parts - 1) / parts;
        // Rounded up, the parts may be fewer.
        if (job->Size > 0) Team.Run((job->Size + job->Part - 1) / job->Part, 1, part, job);
    }

    [SkipLocalsInit]
    private static void Part<T, TJoin>(void* context, nint begin, nint end) where T : unmanaged where TJoin : struct, IJoin<T>
    {
        Job* job = (Job*)context;
        nint first = begin * job->Part, size = Math.Min(job->Size, end * job->Part) - first;
        T* from = (T*)job->From, to = (T*)job->To + first;
        long* positions = job->Positions;
        if (size == job->Size)
        {
            Join<T, TJoin>(to, positions, from, job->Count);
            return;
        }
        T* values = stackalloc T[Block + 8];
        long* places = stackalloc long[Block + 8];
        for (nint left = job->Count; left > 0; left -= Block, from += Block, positions += Block)
        {
            nint count = Math.Min(left, Block);
            nint own = Pick(from, positions, count, first, size, values, places);
            Join<T, TJoin>(to, places, values, own);
        }
    }

    // What lies in [first, first + size): values, and places within. Writes up to eight more than it returns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Pick<T>(T* from, long* positions, nint count, nint first, nint size, T* values, long* places) where T : unmanaged
    {
        nint own = 0, i = 0;
        if (Avx512F.VL.IsSupported && sizeof(T) is 4 or 8)
        {
            for (; i <= count - 8; i += 8)
            {
                Vector512<long> place = Vector512.Load(positions + i) - Vector512.Create((long)first);
                Vector512<long> inside = Vector512.LessThan(place.AsUInt64(), Vector512.Create((ulong)size)).AsInt64();
                Avx512F.Compress(Vector512<long>.Zero, inside, place).Store(places + own);
                if (sizeof(T) == 8) Avx512F.Compress(Vector512<long>.Zero, inside, Vector512.Load((long*)(from + i))).Store((long*)(values + own));
                else
                {
                    Vector256<int> narrow = Avx512F.ConvertToVector256Int32(inside);
                    Avx512F.VL.Compress(Vector256<int>.Zero, narrow, Vector256.Load((int*)(from + i))).Store((int*)(values + own));
                }
                own += BitOperations.PopCount(inside.ExtractMostSignificantBits());
            }
        }
        for (; i < count; i++)
        {
            long place = positions[i] - first;
            places[own] = place;
            values[own] = from[i];
            own += Unsafe.BitCast<bool, byte>((nuint)place < (nuint)size);
        }
        return own;
    }

    private static void Join<T, TJoin>(T* to, long* places, T* values, nint count) where T : unmanaged where TJoin : struct, IJoin<T>
    {
        for (nint i = 0; i < count; i++)
        {
            VectorMath.Prefetch(to + places[Math.Min(i + 32, count - 1)]);
            to[places[i]] = default(TJoin).Invoke(to[places[i]], values[i]);
        }
    }

    private interface IJoin<T>
    {
        T Invoke(T present, T value);
    }

    private readonly struct Replacement<T> : IJoin<T>
    {
        public T Invoke(T present, T value) => value;
    }

    private readonly struct Sum<T> : IJoin<T> where T : IAdditionOperators<T, T, T>
    {
        public T Invoke(T present, T value) => present + value;
    }
}
