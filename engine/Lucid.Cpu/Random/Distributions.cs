using System;
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
        Team.Run((count + 3) / 4, 1024, &IntegerBlocks<T>, &job);
    }

    private struct IntegerJob
    {
        public void* Target;
        public nint Count;
        public ulong Seed, Offset, Range;
        public long Low;
    }

    private static void IntegerBlocks<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (IntegerJob*)context;
        uint* words = stackalloc uint[4];
        for (nint block = begin; block < end; block++)
        {
            ulong counter = job->Offset + (ulong)block;
            (words[0], words[1], words[2], words[3]) = Philox.Block(counter, 0, job->Seed);
            T* target = (T*)job->Target + 4 * block;
            int count = (int)nint.Min(4, job->Count - 4 * block);
            for (int w = 0; w < count; w++)
                target[w] = RandomChunk.FromInteger<T>(job->Low + (long)Bounded(words[w], counter, w, job->Seed, job->Range));
        }
    }

    /// <summary>
    /// A number below <paramref name="range"/> (not 0): from the given word, and from words at the same place of the
    /// counter's further streams when the range is wide or a draw has to be rejected.
    /// </summary>
    internal static ulong Bounded(uint word, ulong counter, int place, ulong seed, ulong range)
    {
        uint stream = 1;
        if (range <= uint.MaxValue)
        {
            uint bound = (uint)range;
            ulong product = (ulong)word * bound;
            if ((uint)product < bound)
            {
                uint rejected = (0 - bound) % bound;
                while ((uint)product < rejected) product = (ulong)Word(counter, stream++, place, seed) * bound;
            }
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
        uint* words = stackalloc uint[4];
        for (nint i = 0; i < count; i++)
        {
            ulong counter = offset + (ulong)(i / 4);
            int place = (int)(i % 4);
            if (place == 0) (words[0], words[1], words[2], words[3]) = Philox.Block(counter, 0, seed);
            // Inside out: i joins at a random place among the first i + 1.
            nint j = (nint)Bounded(words[place], counter, place, seed, (ulong)i + 1);
            target[i] = target[j];
            target[j] = RandomChunk.FromInteger<T>(i);
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
