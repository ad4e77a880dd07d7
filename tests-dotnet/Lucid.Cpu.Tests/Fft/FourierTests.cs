using System;
using System.Linq;
using System.Numerics;
using Lucid.Cpu.Fft;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Fft;

/// <summary>Transforms against the definition's sum, evaluated in double precision, and against identities where that is too slow.</summary>
public sealed unsafe class FourierTests
{
    private static readonly int[] s_lengths =
    [
        .. Enumerable.Range(1, 68), 97, 100, 121, 127, 128, 240, 257, 360, 510, 512, 721, 961, 1000, 1009, 1024, 1331, 2048, 2187,
    ];

    private static Complex[] Numbers(long count, int seed)
    {
        System.Random random = new(seed);
        var numbers = new Complex[count];
        for (long i = 0; i < count; i++) numbers[i] = new Complex((float)(random.NextDouble() * 2 - 1), (float)(random.NextDouble() * 2 - 1));
        return numbers;
    }

    private static Complex Bin(ReadOnlySpan<Complex> x, long k, int sign)
    {
        Complex sum = 0;
        long n = x.Length, at = 0;
        for (long j = 0; j < n; j++, at = (at + k) % n)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * at / n);
            sum += x[(int)j] * new Complex(cos, sign * sin);
        }
        return sum;
    }

    private static void Write<T>(T* to, double value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) *(float*)to = (float)value;
        else *(double*)to = value;
    }

    private static double Read<T>(T* from) where T : unmanaged => typeof(T) == typeof(float) ? *(float*)from : *(double*)from;

    // Root mean square error of a transform grows with √log n; numbers here are of size √n.
    private static double Tolerance<T>(long n) => (typeof(T) == typeof(float) ? 1.2e-7 : 3e-16) * 6 * Math.Sqrt(n) * Math.Max(1, Math.Log2(n));

    private static void CheckLength<T>(int n, int batch) where T : unmanaged
    {
        Complex[] x = Numbers((long)n * batch, n);
        using GuardedBuffer<T> input = new(2L * n * batch), output = new(2L * n * batch);
        for (int i = 0; i < x.Length; i++)
        {
            Write(input.Pointer + 2 * i, x[i].Real);
            Write(input.Pointer + 2 * i + 1, x[i].Imaginary);
        }
        foreach (bool inverse in (bool[])[false, true])
        {
            Fourier.ComplexToComplex<T>([batch, n], [1], input.Pointer, [n, 1], output.Pointer, [n, 1], inverse, 1);
            for (int b = 0; b < batch; b += Math.Max(1, batch - 1))
                for (int k = 0; k < n; k += n > 300 ? 37 : 1)
                {
                    Complex expected = Bin(x.AsSpan(b * n, n), k, inverse ? 1 : -1);
                    Complex got = new(Read(output.Pointer + 2 * (b * n + k)), Read(output.Pointer + 2 * (b * n + k) + 1));
                    if (!((got - expected).Magnitude <= Tolerance<T>(n)))
                        Assert.Fail($"{typeof(T).Name} n={n} batch={batch} inverse={inverse} bin {k}: {got}, not {expected}");
                }
        }
    }

    [Fact]
    public void EveryShortLengthAndBatch()
    {
        foreach (int n in s_lengths)
            foreach (int batch in (int[])[1, 3, 8, 19])
            {
                CheckLength<float>(n, batch);
                CheckLength<double>(n, batch);
            }
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(10000)]
    [InlineData(30030)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(1 << 18)]
    public void LongSequences(int n)
    {
        Complex[] x = Numbers(n, 5);
        using GuardedBuffer<double> input = new(2L * n), output = new(2L * n);
        for (int i = 0; i < n; i++)
        {
            input.Pointer[2 * i] = x[i].Real;
            input.Pointer[2 * i + 1] = x[i].Imaginary;
        }
        Fourier.ComplexToComplex<double>([n], [0], input.Pointer, [1], output.Pointer, [1], false, 1);
        foreach (int k in (int[])[0, 1, 2, 63, n / 3, n / 2, n - 1])
        {
            Complex expected = Bin(x, k, -1);
            Assert.True((new Complex(output.Pointer[2 * k], output.Pointer[2 * k + 1]) - expected).Magnitude < 1e-10 * Math.Sqrt(n), $"bin {k}");
        }
        Fourier.ComplexToComplex<double>([n], [0], output.Pointer, [1], output.Pointer, [1], true, 1.0 / n);
        for (int i = 0; i < 2 * n; i++) Assert.True(Math.Abs(output.Pointer[i] - input.Pointer[i]) < 1e-13, $"number {i}");
    }

    private static void CheckReal<T>(int n, int batch, bool columns) where T : unmanaged
    {
        int half = n / 2 + 1;
        long[] shape = columns ? [n, batch] : [batch, n];
        long[] xs = columns ? [batch, 1] : [n, 1], os = columns ? [batch, 1] : [half, 1];
        int axis = columns ? 0 : 1;
        using GuardedBuffer<T> x = new((long)n * batch), back = new((long)n * batch), o = new(2L * half * batch);
        System.Random random = new(n);
        for (int i = 0; i < n * batch; i++) Write(x.Pointer + i, (float)(random.NextDouble() * 2 - 1));
        Fourier.RealToComplex<T>(shape, [axis], x.Pointer, xs, o.Pointer, os, 1);
        for (int b = 0; b < batch; b += Math.Max(1, batch - 1))
        {
            var sequence = new Complex[n];
            for (int j = 0; j < n; j++) sequence[j] = Read(x.Pointer + b * xs[1 - axis] + j * xs[axis]);
            for (int k = 0; k < half; k++)
            {
                T* at = o.Pointer + 2 * (b * os[1 - axis] + k * os[axis]);
                Complex expected = Bin(sequence, k, -1), got = new(Read(at), Read(at + 1));
                if (!((got - expected).Magnitude <= Tolerance<T>(n))) Assert.Fail($"{typeof(T).Name} real n={n} batch={batch} columns={columns} bin {k}: {got}, not {expected}");
            }
        }
        Fourier.ComplexToReal<T>(shape, [axis], o.Pointer, os, back.Pointer, xs, 1.0 / n);
        for (int i = 0; i < n * batch; i++)
            if (!(Math.Abs(Read(back.Pointer + i) - Read(x.Pointer + i)) <= Tolerance<T>(n)))
                Assert.Fail($"{typeof(T).Name} real n={n} batch={batch} columns={columns} does not come back at {i}");
    }

    [Fact]
    public void RealTransformsAndTheirInverses()
    {
        int[] lengths =
        [
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 17, 31, 32, 37, 64, 74, 75, 82, 100, 101, 202, 256, 264, 280, 360, 520, 1000, 1023, 1024, 1040, 2018, 2048,
            4000,
        ];
        foreach (int n in lengths)
            foreach (int batch in (int[])[1, 3, 8, 11])
            {
                CheckReal<float>(n, batch, false);
                CheckReal<double>(n, batch, true);
                CheckReal<float>(n, batch, true);
                CheckReal<double>(n, batch, false);
            }
    }

    [Fact]
    public void LongRealSequencesAgreeWithComplexOnes()
    {
        foreach (int n in (int[])[1 << 17, 90000, 50001, 2 * 50021])
        {
            int half = n / 2 + 1;
            using GuardedBuffer<double> x = new(n), complex = new(2L * n), o = new(2L * half), back = new(n);
            System.Random random = new(3);
            for (int i = 0; i < n; i++)
            {
                x.Pointer[i] = random.NextDouble() - 0.5;
                complex.Pointer[2 * i] = x.Pointer[i];
                complex.Pointer[2 * i + 1] = 0;
            }
            Fourier.ComplexToComplex<double>([n], [0], complex.Pointer, [1], complex.Pointer, [1], false, 1);
            Fourier.RealToComplex<double>([n], [0], x.Pointer, [1], o.Pointer, [1], 1);
            for (int i = 0; i < 2 * half; i++) Assert.True(Math.Abs(o.Pointer[i] - complex.Pointer[i]) < 1e-10, $"n={n} number {i}");
            Fourier.ComplexToReal<double>([n], [0], o.Pointer, [1], back.Pointer, [1], 1.0 / n);
            for (int i = 0; i < n; i++) Assert.True(Math.Abs(back.Pointer[i] - x.Pointer[i]) < 1e-13, $"n={n} real {i}");
        }
    }

    [Fact]
    public void SeveralDimensionsInAnyLayout()
    {
        long[] shape = [5, 12, 9];
        long[] axes = [0, 1, 2];
        foreach (string from in Layouts.Names)
        {
            long[] xs = Layouts.Strides(from, shape), os = [1, 45, 5];
            if (xs.Contains(0)) continue;
            using GuardedBuffer<double> x = new(2 * Layouts.Span(shape, xs)), o = new(2 * 540);
            System.Random random = new(2);
            for (long i = 0; i < x.Length; i++) x.Pointer[i] = random.NextDouble() - 0.5;
            Fourier.ComplexToComplex<double>(shape, [0, 2], x.Pointer, xs, o.Pointer, os, true, 0.25);
            foreach (long[] index in Layouts.Indices(shape))
            {
                if (index.Sum() % 5 != 0) continue;
                Complex expected = 0;
                for (long a = 0; a < 5; a++)
                    for (long c = 0; c < 9; c++)
                    {
                        double* at = x.Pointer + 2 * Layouts.Offset([a, index[1], c], xs);
                        expected += new Complex(at[0], at[1]) * Complex.FromPolarCoordinates(0.25, 2 * Math.PI * (a * index[0] / 5.0 + c * index[2] / 9.0));
                    }
                double* got = o.Pointer + 2 * Layouts.Offset(index, os);
                Assert.True((new Complex(got[0], got[1]) - expected).Magnitude < 1e-13, $"{from} at {string.Join(",", index)}");
            }
        }
    }

    [Fact]
    public void ThreadsDoNotChangeABit()
    {
        foreach (int n in (int[])[1 << 16, 44100, 65537])
        {
            int threads = Team.ThreadCount;
            using GuardedBuffer<float> x = new(n), one = new(2L * (n / 2 + 1)), many = new(2L * (n / 2 + 1));
            System.Random random = new(9);
            for (int i = 0; i < n; i++) x.Pointer[i] = (float)random.NextDouble();
            try
            {
                Team.ThreadCount = 1;
                Fourier.RealToComplex<float>([n], [0], x.Pointer, [1], one.Pointer, [1], 1);
                Team.ThreadCount = 4;
                Fourier.RealToComplex<float>([n], [0], x.Pointer, [1], many.Pointer, [1], 1);
            }
            finally
            {
                Team.ThreadCount = threads;
            }
            Assert.True(one.Span.SequenceEqual(many.Span), $"n={n}");
        }
    }

    [Fact]
    public void RefusesOtherElementTypes() =>
        Assert.Throws<ArgumentException>(() => Fourier.ComplexToComplex<int>([4], [0], null, [1], null, [1], false, 1));
}
