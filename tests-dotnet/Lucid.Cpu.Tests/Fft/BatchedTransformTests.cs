using System;
using System.Numerics;
using Lucid.Cpu.Fft;
using Xunit;

namespace Lucid.Cpu.Tests.Fft;

/// <summary>Many sequences at once, as rows and as columns, against the definition's sum: whole vectors of lanes and what is left.</summary>
public sealed unsafe class BatchedTransformTests
{
    public static TheoryData<int, int> Cases => new()
    {
        { 8, 16 }, { 9, 17 }, { 15, 33 }, { 16, 8 }, { 37, 16 }, { 37, 31 }, { 64, 40 }, { 74, 17 }, { 211, 19 }, { 509, 16 },
        { 260, 9 }, { 308, 18 }, { 625, 17 }, { 1000, 16 }, { 1024, 33 }, { 41, 17 }, { 97, 8 }, { 127, 16 }, { 601, 18 }, { 1009, 33 }, { 1031, 16 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void RowsAndColumnsOfFloats(int length, int count) => Check<float>(length, count, 3e-6);

    [Theory]
    [MemberData(nameof(Cases))]
    public void RowsAndColumnsOfDoubles(int length, int count) => Check<double>(length, count, 1e-14);

    private static void Check<T>(int length, int count, double tolerance)
        where T : unmanaged, INumber<T>
    {
        System.Random random = new(length * 100 + count);
        var numbers = new Complex[count, length];
        for (int b = 0; b < count; b++)
            for (int k = 0; k < length; k++) numbers[b, k] = new Complex((float)random.NextDouble() - 0.5f, (float)random.NextDouble() - 0.5f);
        foreach (bool columns in (bool[])[false, true])
        {
            using GuardedBuffer<T> input = new(2L * length * count), output = new(2L * length * count);
            int apart = columns ? 1 : length, along = columns ? count : 1;
            for (int b = 0; b < count; b++)
                for (int k = 0; k < length; k++)
                {
                    input.Pointer[2 * (b * apart + k * along)] = T.CreateTruncating(numbers[b, k].Real);
                    input.Pointer[2 * (b * apart + k * along) + 1] = T.CreateTruncating(numbers[b, k].Imaginary);
                }
            foreach (bool inverse in (bool[])[false, true])
            {
                Fourier.ComplexToComplex<T>([count, length], [1], input.Pointer, [apart, along], output.Pointer, [apart, along], inverse, 1.0 / length);
                using GuardedBuffer<T> same = new(2L * length * count);
                input.Span.CopyTo(same.Span);
                Fourier.ComplexToComplex<T>([count, length], [1], same.Pointer, [apart, along], same.Pointer, [apart, along], inverse, 1.0 / length);
                Assert.True(same.Span.SequenceEqual(output.Span), "in place");
                for (int b = 0; b < count; b++)
                    for (int k = 0; k < length; k += length > 100 ? 13 : 1)
                    {
                        Complex expected = Bin(numbers, b, k, length, inverse ? 1 : -1) / length;
                        T* at = output.Pointer + 2 * (b * apart + k * along);
                        Complex got = new(double.CreateChecked(at[0]), double.CreateChecked(at[1]));
                        Assert.True((got - expected).Magnitude <= tolerance, $"sequence {b} of {count}, bin {k} of {length}: {got}, not {expected}");
                    }
            }
        }
    }

    private static Complex Bin(Complex[,] x, int sequence, int k, int n, int sign)
    {
        Complex sum = 0;
        for (int j = 0; j < n; j++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * ((long)j * k % n) / n);
            sum += x[sequence, j] * new Complex(cos, sign * sin);
        }
        return sum;
    }
}
