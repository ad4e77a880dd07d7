using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Random;

/// <summary>Random words as fractions of 1.</summary>
internal static unsafe class Fraction
{
    /// <summary>x 2^-32 + 2^-33, in (0, 1]: never 0, so its logarithm is finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Open(Vector<uint> x)
    {
        // Halves are exact in float32 and conversions of signed integers are one instruction.
        Vector<float> high = Vector.ConvertToSingle(Vector.AsVectorInt32(x >>> 16)),
            low = Vector.ConvertToSingle(Vector.AsVectorInt32(x & Vector.Create(0xFFFFu)));
        return high * 1.52587890625e-05f + (low * 2.3283064365386963e-10f + Vector.Create(1.1641532182693481e-10f));
    }

    /// <summary>The upper 24 bits, in [0, 1): multiples of 2^-24.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Half(Vector<uint> x, int bits) =>
        Vector.ConvertToSingle(Vector.AsVectorInt32(x >>> (32 - bits))) * Vector.Create(1f / (1 << bits));

    /// <summary>53 bits of two words, in [0, 1): multiples of 2^-53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Half(uint x, uint y) => (((ulong)x << 32 | y) >> 11) * 1.1102230246251565e-16;

    /// <summary>As <see cref="Half(uint, uint)"/>, of words in the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Half(Vector<ulong> x, Vector<ulong> y) =>
        Vector.ConvertToDouble(Vector.AsVectorInt64((x << 32 | y) >>> 11)) * Vector.Create(1.1102230246251565e-16);

    /// <summary>As <see cref="Half(uint, uint)"/>, raised by 2^-54: in (0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Open(uint x, uint y) => Half(x, y) + 5.551115123125783e-17;
}

/// <summary>Uniform on [from, to), from multiples of 2^-bits.</summary>
internal readonly unsafe struct UniformSingle(float from, float to, int bits) : IDistribution<float>
{
    public void Draw(uint* words, uint* more, int blocks, float* target)
    {
        Vector<float> low = Vector.Create(from), high = Vector.Create(to), span = Vector.Create(to - from);
        for (int i = 0; i < 4 * blocks; i += Vector<float>.Count)
        {
            Vector<float> x = Fraction.Half(Vector.Load(words + i), bits) * span + low;
            // Rounding may reach the upper end, which does not belong to the interval.
            Vector.Store(Vector.ConditionalSelect(Vector.LessThan(x, high), x, low), target + i);
        }
    }
}

/// <summary>Uniform on [from, to), from multiples of 2^-53.</summary>
internal readonly unsafe struct UniformDouble(double from, double to) : IDistribution<double>
{
    public void Draw(uint* words, uint* more, int blocks, double* target)
    {
        for (int i = 0; i < 4 * blocks; i++)
        {
            double x = Fraction.Half(words[i], more[i]) * (to - from) + from;
            target[i] = x < to ? x : from;
        }
    }
}

/// <summary>Normal by Box and Muller (1958): words 0 and 1 give the radii, words 2 and 3 the angles.</summary>
internal readonly unsafe struct NormalSingle(float mean, float deviation) : IDistribution<float>
{
    public void Draw(uint* words, uint* more, int blocks, float* target)
    {
        Vector<float> centre = Vector.Create(mean), scale = Vector.Create(deviation);
        for (int i = 0; i < 2 * blocks; i += Vector<float>.Count)
        {
            Vector<float> radius = Vector.SquareRoot(VectorMath.Log(Fraction.Open(Vector.Load(words + i))) * -2f);
            radius *= scale;
            Vector<float> angle = Fraction.Half(Vector.Load(words + 2 * blocks + i), 24) * (2 * MathF.PI);
            Vector.Store(radius * VectorMath.Cos(angle) + centre, target + i);
            Vector.Store(radius * VectorMath.Sin(angle) + centre, target + 2 * blocks + i);
        }
    }
}

/// <summary>As <see cref="NormalSingle"/> with 53-bit fractions.</summary>
internal readonly unsafe struct NormalDouble(double mean, double deviation) : IDistribution<double>
{
    public void Draw(uint* words, uint* more, int blocks, double* target)
    {
        for (int i = 0; i < 4 * blocks; i++) target[i] = i < 2 * blocks ? Fraction.Open(words[i], more[i]) : Fraction.Half(words[i], more[i]);
        Vector<double> centre = Vector.Create(mean), scale = Vector.Create(deviation);
        for (int i = 0; i < 2 * blocks; i += Vector<double>.Count)
        {
            Vector<double> radius = Vector.SquareRoot(VectorMath.Log(Vector.Load(target + i)) * -2d) * scale;
            Vector<double> angle = Vector.Load(target + 2 * blocks + i) * (2 * Math.PI);
            Vector.Store(radius * VectorMath.Cos(angle) + centre, target + i);
            Vector.Store(radius * VectorMath.Sin(angle) + centre, target + 2 * blocks + i);
        }
    }
}

/// <summary>Exponential by inversion; never 0.</summary>
internal readonly unsafe struct ExponentialSingle(float rate) : IDistribution<float>
{
    public void Draw(uint* words, uint* more, int blocks, float* target)
    {
        Vector<float> least = Vector.Create(1.1641532182693481e-10f), scale = Vector.Create(1 / rate);
        for (int i = 0; i < 4 * blocks; i += Vector<float>.Count)
        {
            Vector<float> x = -VectorMath.Log(Fraction.Open(Vector.Load(words + i)));
            Vector.Store(Vector.ConditionalSelect(Vector.LessThan(x, least), least, x) * scale, target + i);
        }
    }
}

/// <summary>As <see cref="ExponentialSingle"/> with 53-bit fractions.</summary>
internal readonly unsafe struct ExponentialDouble(double rate) : IDistribution<double>
{
    public void Draw(uint* words, uint* more, int blocks, double* target)
    {
        Vector<double> least = Vector.Create(5.551115123125783e-17), scale = Vector.Create(1 / rate);
        for (int i = 0; i < 4 * blocks; i++) target[i] = Fraction.Open(words[i], more[i]);
        for (int i = 0; i < 4 * blocks; i += Vector<double>.Count)
        {
            Vector<double> x = -VectorMath.Log(Vector.Load(target + i));
            Vector.Store(Vector.ConditionalSelect(Vector.LessThan(x, least), least, x) * scale, target + i);
        }
    }
}

/// <summary>1 with the given probability, else 0; exact to 2^-32.</summary>
internal readonly unsafe struct Bernoulli(double probability) : IDistribution<float>
{
    public void Draw(uint* words, uint* more, int blocks, float* target)
    {
        ulong threshold = (ulong)Math.Ceiling(probability * 4294967296.0);
        if (threshold > uint.MaxValue)
        {
            new Span<float>(target, 4 * blocks).Fill(1);
            return;
        }
        Vector<uint> bound = Vector.Create((uint)threshold);
        for (int i = 0; i < 4 * blocks; i += Vector<float>.Count)
        {
            Vector<uint> below = Vector.LessThan(Vector.Load(words + i), bound);
            Vector.Store(Vector.AsVectorSingle(below & Vector.AsVectorUInt32(Vector<float>.One)), target + i);
        }
    }
}
