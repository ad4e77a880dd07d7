using System;
using System.Numerics;
using Lucid.Cpu.Fft;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Fft;

/// <summary>Arrays too large for the second-level cache, whose columns are written past it, against the definition's sum in double precision.</summary>
public sealed unsafe class LargeTransformTests
{
    private static double Value(long i) => (float)(((i * 2654435761L) & 0xFFFF) / 32768.0 - 1);

    private static double Read<T>(T* p) where T : unmanaged => typeof(T) == typeof(float) ? *(float*)p : *(double*)p;

    private static void Fill<T>(T* p, long count) where T : unmanaged
    {
        for (long i = 0; i < count; i++)
        {
            if (typeof(T) == typeof(float)) *(float*)(p + i) = (float)Value(i);
            else *(double*)(p + i) = Value(i);
        }
    }

    // Bin k of the sequence that begins at complex number first.
    private static Complex Bin(long first, long stride, long n, long k, int sign)
    {
        Complex sum = 0;
        for (long j = 0, turn = 0; j < n; j++, turn = (turn + k) % n)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * turn / n);
            long at = 2 * (first + j * stride);
            sum += new Complex(Value(at), Value(at + 1)) * new Complex(cos, sign * sin);
        }
        return sum;
    }

    // outer x n x inner, along the middle; the output may begin off a cache line and have a gap after each outer array.
    private static void Check<T>(long outer, long n, long inner, int offset, long gap, int threads) where T : unmanaged
    {
        long count = outer * n * inner, whole = n * inner + gap;
        using GuardedBuffer<T> x = new(2 * count), o = new(2 * (outer * whole + offset));
        Fill(x.Pointer, 2 * count);
        T* to = o.Pointer + 2 * offset;
        int before = Team.ThreadCount;
        Team.ThreadCount = threads;
        try
        {
            Fourier.ComplexToComplex<T>([outer, n, inner], [1], x.Pointer, [n * inner, inner, 1], to, [whole, inner, 1], true, 0.5);
        }
        finally
        {
            Team.ThreadCount = before;
        }
        double tolerance = (typeof(T) == typeof(float) ? 1.2e-7 : 3e-16) * 3 * Math.Sqrt(n) * Math.Log2(n);
        for (long a = 0; a < outer; a += Math.Max(1, outer - 1))
            for (long c = 0; c < inner; c += Math.Max(1, inner - 1))
                foreach (long k in (long[])[1, n / 3])
                {
                    T* at = to + 2 * (a * whole + k * inner + c);
                    Complex expected = 0.5 * Bin(a * n * inner + c, inner, n, k, 1), got = new(Read(at), Read(at + 1));
                    Assert.True((got - expected).Magnitude <= tolerance, $"{typeof(T).Name} {outer}x{n}x{inner} offset {offset}: {a}, {k}, {c} is {got}, not {expected}");
                }
    }

    [Theory]
    [InlineData(1 << 18, 0)]
    [InlineData(1 << 18, 1)]
    [InlineData(1 << 18, 8)]
    [InlineData(510510, 0)]
    [InlineData(263 * 1024, 0)]
    public void SingleSequences(int n, int offset)
    {
        foreach (int threads in (int[])[1, 3])
        {
            Check<float>(1, n, 1, offset, 0, threads);
            Check<double>(1, n, 1, offset, 0, threads);
        }
    }

    [Theory]
    [InlineData(2, 4096, 64, 0, 0)]
    [InlineData(2, 4096, 64, 3, 0)]
    [InlineData(2, 4096, 64, 0, 3)]
    [InlineData(5, 2048, 24, 0, 0)]
    [InlineData(5, 2048, 24, 4, 1)]
    [InlineData(3, 4099, 20, 0, 0)]
    [InlineData(7, 1024, 37, 0, 0)]
    public void Columns(int outer, int n, int inner, int offset, int gap)
    {
        foreach (int threads in (int[])[1, 3])
        {
            Check<float>(outer, n, inner, offset, gap, threads);
            Check<double>(outer, n, inner, offset, gap, threads);
        }
    }
}
