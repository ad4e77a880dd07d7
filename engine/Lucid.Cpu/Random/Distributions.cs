using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Numerics;

namespace Lucid.Cpu.Random;

/// <summary>
/// Fills contiguous outputs with random numbers. Element i depends on the seed and on position 4 offset + i alone (word
/// i % 4 of Philox block offset + i / 4), so any cut of the output over threads or calls gives the same numbers. An output
/// of n elements uses up (n + 3) / 4 blocks.
/// </summary>
public static unsafe class Distributions
{
    /// <summary>Uniform on [from, to), of float, double, Half or BFloat16, from as many random bits as the type has.</summary>
    /// <exception cref="NotSupportedException">The element type is not a real floating-point type.</exception>
    public static void Uniform<T>(T* target, nint count, ulong seed, ulong offset, double from = 0, double to = 1)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            RandomChunk.Run<UniformDouble, double, double>(new UniformDouble(from, to), (double*)target, count, seed, offset);
            return;
        }
        int bits = typeof(T) == typeof(float) ? 24 : typeof(T) == typeof(Half) ? 11 : typeof(T) == typeof(BFloat16) ? 8 : throw Unsupported<T>();
        RandomChunk.Run<UniformSingle, float, T>(new UniformSingle((float)from, (float)to, bits), target, count, seed, offset);
        if (typeof(T) == typeof(float)) return;
        // Rounding to the narrow type may reach the upper end.
        for (nint i = 0; i < count; i++)
            if (Wide(target[i]) >= to && from < to) target[i] = RandomChunk.Convert<double, T>(from);
    }

    /// <summary>Normal with the given mean and standard deviation.</summary>
    /// <exception cref="NotSupportedException">The element type is not a real floating-point type.</exception>
    public static void Normal<T>(T* target, nint count, ulong seed, ulong offset, double mean = 0, double deviation = 1)
        where T : unmanaged
    {
        RequireFloating<T>();
        if (typeof(T) == typeof(double))
            RandomChunk.Run<NormalDouble, double, double>(new NormalDouble(mean, deviation), (double*)target, count, seed, offset);
        else
            RandomChunk.Run<NormalSingle, float, T>(new NormalSingle((float)mean, (float)deviation), target, count, seed, offset);
    }

    /// <summary>Exponential with the given rate (mean 1 / rate); always positive in float and double.</summary>
    /// <exception cref="NotSupportedException">The element type is not a real floating-point type.</exception>
    public static void Exponential<T>(T* target, nint count, ulong seed, ulong offset, double rate = 1)
        where T : unmanaged
    {
        RequireFloating<T>();
        if (typeof(T) == typeof(double))
            RandomChunk.Run<ExponentialDouble, double, double>(new ExponentialDouble(rate), (double*)target, count, seed, offset);
        else
            RandomChunk.Run<ExponentialSingle, float, T>(new ExponentialSingle((float)rate), target, count, seed, offset);
    }

    /// <summary>1 with probability <paramref name="probability"/>, else 0, in any real type; byte serves bool.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not within [0, 1].</exception>
    public static void Bernoulli<T>(T* target, nint count, ulong seed, ulong offset, double probability)
        where T : unmanaged
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability));
        RandomChunk.Run<Bernoulli, float, T>(new Bernoulli(probability), target, count, seed, offset);
    }

    /// <summary>1 with each element's own probability; a probability that is not within [0, 1] counts as 0 or 1, NaN as 0.</summary>
    public static void Bernoulli<T>(T* target, double* probabilities, nint count, ulong seed, ulong offset)
        where T : unmanaged
    {
        uint* words = stackalloc uint[4];
        for (nint i = 0; i < count; i++)
        {
            if (i % 4 == 0) (words[0], words[1], words[2], words[3]) = Philox.Block(offset + (ulong)(i / 4), 0, seed);
            target[i] = RandomChunk.FromInteger<T>(words[i % 4] < probabilities[i] * 4294967296.0 ? 1 : 0);
        }
    }

    /// <summary>
    /// Integers of [low, high), each equally likely (Lemire, "Fast random integer generation in an interval", 2019), in
    /// any real type.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty.</exception>
    public static void Integers<T>(T* target, nint count, ulong seed, ulong offset, long low, long high)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        var job = new IntegerJob { Target = target, Count = count, Seed = seed, Offset = offset, Low = low, Range = (ulong)high - (ulong)low };
        Team.Run((count + 4 * RandomChunk.Blocks - 1) / (4 * RandomChunk.Blocks), 8, &IntegerChunks<T>, &job);
    }

    private struct IntegerJob
    {
        public void* Target;
        public nint Count;
        public ulong Seed, Offset, Range;
        public long Low;
    }

    [SkipLocalsInit]
    private static void IntegerChunks<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        const int blocks = RandomChunk.Blocks;
        var job = (IntegerJob*)context;
        uint* words = stackalloc uint[4 * blocks];
        for (nint chunk = begin; chunk < end; chunk++)
        {
            ulong counter = job->Offset + (ulong)(chunk * blocks);
            Philox.Planes(counter, 0, job->Seed, blocks, words);
            nint first = chunk * 4 * blocks;
            T* target = (T*)job->Target + first;
            int count = (int)nint.Min(4 * blocks, job->Count - first);
            for (int i = 0; i < count; i++)
            {
                uint word = words[(i & 3) * blocks + (i >> 2)];
                target[i] = RandomChunk.FromInteger<T>(job->Low + (long)Bounded(word, counter + (ulong)(i >> 2), i & 3, job->Seed, job->Range));
            }
        }
    }

    /// <summary>
    /// A number below <paramref name="range"/> (not 0): from the given word, and from words at the same place of the
    /// counter's further streams when the range is wide or a draw has to be rejected.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Bounded(uint word, ulong counter, int place, ulong seed, ulong range)
    {
        if (range <= uint.MaxValue)
        {
            ulong product = word * range;
            if ((uint)product >= (uint)range) return product >> 32;
        }
        return BoundedAgain(word, counter, place, seed, range);
    }

    private static ulong BoundedAgain(uint word, ulong counter, int place, ulong seed, ulong range)
    {
        uint stream = 1;
        if (range <= uint.MaxValue)
        {
            uint bound = (uint)range, rejected = (0 - bound) % bound;
            ulong product = word * range;
            while ((uint)product < rejected) product = (ulong)Word(counter, stream++, place, seed) * bound;
            return product >> 32;
        }
        ulong wide = (ulong)word << 32 | Word(counter, stream++, place, seed);
        ulong high = Math.BigMul(wide, range, out ulong low);
        if (low < range)
        {
            ulong rejected = (0 - range) % range;
            while (low < rejected)
            {
                wide = (ulong)Word(counter, stream, place, seed) << 32 | Word(counter, stream + 1, place, seed);
                stream += 2;
                high = Math.BigMul(wide, range, out low);
            }
        }
        return high;
    }

    private static uint Word(ulong counter, uint stream, int place, ulong seed)
    {
        (uint w0, uint w1, uint w2, uint w3) = Philox.Block(counter, stream, seed);
        return place switch { 0 => w0, 1 => w1, 2 => w2, _ => w3 };
    }

    /// <summary>A random order of 0 .. count - 1 (Fisher and Yates; Durstenfeld 1964), in any integer type that holds them.</summary>
    public static void Permutation<T>(T* target, nint count, ulong seed, ulong offset)
        where T : unmanaged
    {
        if (sizeof(T) != 8 || count > uint.MaxValue)
        {
            Exchange(target, count, seed, offset);
            return;
        }
        // Half as many cache lines; widened from the end, in the same memory.
        uint* narrow = (uint*)target;
        Exchange(narrow, count, seed, offset);
        for (nint i = count - 1; i >= 0; i--) target[i] = RandomChunk.FromInteger<T>(narrow[i]);
    }

    [SkipLocalsInit]
    private static void Exchange<T>(T* target, nint count, ulong seed, ulong offset)
        where T : unmanaged
    {
        const int blocks = RandomChunk.Blocks;
        uint* words = stackalloc uint[4 * blocks];
        nint* places = stackalloc nint[4 * blocks];
        for (nint first = 0; first < count; first += 4 * blocks)
        {
            ulong counter = offset + (ulong)(first / 4);
            Philox.Planes(counter, 0, seed, blocks, words);
            int together = (int)nint.Min(4 * blocks, count - first);
            // Known before they are needed, the places are fetched side by side.
            for (int i = 0; i < together; i++)
            {
                places[i] = (nint)Bounded(words[(i & 3) * blocks + (i >> 2)], counter + (ulong)(i >> 2), i & 3, seed, (ulong)(first + i) + 1);
                VectorMath.Prefetch(target + places[i]);
            }
            for (int i = 0; i < together; i++)
            {
                // Inside out: a number joins at a random place among those before it and its own.
                target[first + i] = target[places[i]];
                target[places[i]] = RandomChunk.FromInteger<T>(first + i);
            }
        }
    }

    private static double Wide<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half)) return (double)System.Runtime.CompilerServices.Unsafe.BitCast<T, Half>(value);
        return (float)System.Runtime.CompilerServices.Unsafe.BitCast<T, BFloat16>(value);
    }

    private static void RequireFloating<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double) && typeof(T) != typeof(Half) && typeof(T) != typeof(BFloat16)) throw Unsupported<T>();
    }

    private static NotSupportedException Unsupported<T>() => new($"Continuous random numbers cannot be drawn as {typeof(T).Name}.");
}
