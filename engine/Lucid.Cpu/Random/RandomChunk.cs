using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Numerics;

namespace Lucid.Cpu.Random;

/// <summary>A distribution: turns planes of random words into planes of numbers.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface IDistribution<T>
    where T : unmanaged
{
    /// <summary>
    /// Fills target[0 .. 4 blocks) in plane order (value w of block b at w * blocks + b) from the words of the main
    /// stream and, for double only, those of the second stream.
    /// </summary>
    void Draw(uint* words, uint* more, int blocks, T* target);
}

/// <summary>Runs a distribution over an output, chunk by chunk over the team; chunks depend on nothing but their position.</summary>
internal static unsafe class RandomChunk
{
    /// <summary>Blocks of four elements in a chunk.</summary>
    public const int Blocks = 128;

    private struct Job<TDistribution>
    {
        public TDistribution Distribution;
        public void* Target;
        public nint Count;
        public ulong Seed, Offset;
    }

    /// <summary>
    /// Element i of <paramref name="target"/> comes from word i % 4 of block offset + i / 4 under the key
    /// <paramref name="seed"/>, computed in <typeparamref name="T"/> and converted to <typeparamref name="TElement"/>.
    /// </summary>
    public static void Run<TDistribution, T, TElement>(TDistribution distribution, TElement* target, nint count, ulong seed, ulong offset)
        where TDistribution : unmanaged, IDistribution<T>
        where T : unmanaged
        where TElement : unmanaged
    {
        var job = new Job<TDistribution> { Distribution = distribution, Target = target, Count = count, Seed = seed, Offset = offset };
        Team.Run((count + 4 * Blocks - 1) / (4 * Blocks), 8, &Chunks<TDistribution, T, TElement>, &job);
    }

    [SkipLocalsInit]
    private static void Chunks<TDistribution, T, TElement>(void* context, nint begin, nint end)
        where TDistribution : unmanaged, IDistribution<T>
        where T : unmanaged
        where TElement : unmanaged
    {
        var job = (Job<TDistribution>*)context;
        uint* words = stackalloc uint[4 * Blocks];
        uint* more = stackalloc uint[4 * Blocks];
        T* planes = stackalloc T[4 * Blocks];
        T* values = stackalloc T[4 * Blocks];
        for (nint chunk = begin; chunk < end; chunk++)
        {
            nint first = chunk * 4 * Blocks;
            int count = (int)nint.Min(4 * Blocks, job->Count - first);
            ulong counter = job->Offset + (ulong)(chunk * Blocks);
            Philox.Planes(counter, 0, job->Seed, Blocks, words);
            if (sizeof(T) == 8) Philox.Planes(counter, 1, job->Seed, Blocks, more);
            job->Distribution.Draw(words, more, Blocks, planes);
            var target = (TElement*)job->Target + first;
            if (typeof(T) == typeof(TElement) && count == 4 * Blocks)
            {
                Interleave(planes, (T*)target);
                continue;
            }
            Interleave(planes, values);
            for (int i = 0; i < count; i++) target[i] = Convert<T, TElement>(values[i]);
        }
    }

    private static void Interleave<T>(T* planes, T* target)
        where T : unmanaged
    {
        T* p1 = planes + Blocks, p2 = p1 + Blocks, p3 = p2 + Blocks;
        if (sizeof(T) == 4)
        {
            for (int b = 0; b < Blocks; b += 4, target += 16)
            {
                Vector128<uint> r0 = Vector128.Load((uint*)(planes + b)), r1 = Vector128.Load((uint*)(p1 + b));
                Vector128<uint> r2 = Vector128.Load((uint*)(p2 + b)), r3 = Vector128.Load((uint*)(p3 + b));
                Vector128<ulong> low01 = VectorMath.ZipLow(r0, r1).AsUInt64(), high01 = VectorMath.ZipHigh(r0, r1).AsUInt64();
                Vector128<ulong> low23 = VectorMath.ZipLow(r2, r3).AsUInt64(), high23 = VectorMath.ZipHigh(r2, r3).AsUInt64();
                VectorMath.ZipLow(low01, low23).Store((ulong*)target);
                VectorMath.ZipHigh(low01, low23).Store((ulong*)(target + 4));
                VectorMath.ZipLow(high01, high23).Store((ulong*)(target + 8));
                VectorMath.ZipHigh(high01, high23).Store((ulong*)(target + 12));
            }
            return;
        }
        for (int b = 0; b < Blocks; b++, target += 4)
        {
            target[0] = planes[b];
            target[1] = p1[b];
            target[2] = p2[b];
            target[3] = p3[b];
        }
    }

    /// <summary>A float or double as an element: rounded to nearest, or truncated to an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TElement Convert<T, TElement>(T value)
        where T : unmanaged
        where TElement : unmanaged
    {
        if (typeof(T) == typeof(TElement)) return Unsafe.BitCast<T, TElement>(value);
        double wide = typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);
        if (typeof(TElement) == typeof(float)) return Unsafe.BitCast<float, TElement>((float)wide);
        if (typeof(TElement) == typeof(double)) return Unsafe.BitCast<double, TElement>(wide);
        if (typeof(TElement) == typeof(Half)) return Unsafe.BitCast<Half, TElement>((Half)wide);
        if (typeof(TElement) == typeof(BFloat16)) return Unsafe.BitCast<BFloat16, TElement>((BFloat16)(float)wide);
        return FromInteger<TElement>((long)wide);
    }

    /// <summary>An integer as an element, wrapped or rounded; bool is any type of one byte that holds 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TElement FromInteger<TElement>(long value)
        where TElement : unmanaged
    {
        if (typeof(TElement) == typeof(float)) return Unsafe.BitCast<float, TElement>(value);
        if (typeof(TElement) == typeof(double)) return Unsafe.BitCast<double, TElement>(value);
        if (typeof(TElement) == typeof(Half)) return Unsafe.BitCast<Half, TElement>((Half)value);
        if (typeof(TElement) == typeof(BFloat16)) return Unsafe.BitCast<BFloat16, TElement>((BFloat16)(float)value);
        if (sizeof(TElement) == 1) return Unsafe.BitCast<byte, TElement>((byte)value);
        if (sizeof(TElement) == 2) return Unsafe.BitCast<ushort, TElement>((ushort)value);
        if (sizeof(TElement) == 4) return Unsafe.BitCast<uint, TElement>((uint)value);
        if (sizeof(TElement) == 8) return Unsafe.BitCast<long, TElement>(value);
        throw new NotSupportedException($"Random numbers cannot be drawn as {typeof(TElement).Name}.");
    }
}
