using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Lucid.Cpu.Gemm;
using Lucid.Numerics;
using Xunit;

namespace Lucid.Cpu.Tests.Gemm;

/// <summary>How an operand lies in memory.</summary>
public enum Storage
{
    Rows,
    Columns,
    PaddedRows,
    EverySecond,
    OneRowRepeated,
    Backwards,
}

/// <summary>A product whose result is compared with sums in complex double precision.</summary>
public sealed unsafe class ProductCase<T>
    where T : unmanaged
{
    public Complex Alpha { get; init; } = 1;
    public Complex Beta { get; init; }
    public bool Bias { get; init; }
    public bool Residual { get; init; }
    public bool ResidualIsC { get; init; }
    public Activation Activation { get; init; }
    public Storage A { get; init; }
    public Storage B { get; init; }
    public int Padding { get; init; }

    private static bool IsInteger => typeof(T).IsPrimitive && typeof(T) != typeof(float) && typeof(T) != typeof(double);

    // Relative rounding of the accumulation and of the stored element.
    private static double Unit =>
        typeof(T) == typeof(double) || typeof(T) == typeof(Complex) ? Math.Pow(2, -53) : IsInteger ? 0 : Math.Pow(2, -24);

    private static double StoredUnit =>
        typeof(T) == typeof(Half) ? Math.Pow(2, -11) : typeof(T) == typeof(BFloat16) ? Math.Pow(2, -8) : Unit;

    public static T From(Complex value)
    {
        if (typeof(T) == typeof(float)) return (T)(object)(float)value.Real;
        object result = default(T) switch
        {
            float => (float)value.Real,
            double => value.Real,
            Half => (Half)value.Real,
            BFloat16 => (BFloat16)(float)value.Real,
            Complex64 => (Complex64)value,
            Complex => value,
            _ => Convert.ChangeType((long)value.Real, typeof(T), null),
        };
        return (T)result;
    }

    public static Complex To(T value)
    {
        if (typeof(T) == typeof(float)) return (float)(object)value;
        if (typeof(T) == typeof(double)) return (double)(object)value;
        return ToAny(value);
    }

    private static Complex ToAny(T value) => (object)value switch
    {
        float x => x,
        double x => x,
        Half x => (double)x,
        BFloat16 x => (float)x,
        Complex64 x => x,
        Complex x => x,
        var x => Convert.ToDouble(x),
    };

    private static T Draw(System.Random random) => IsInteger
        ? From(random.Next(typeof(T) == typeof(byte) || typeof(T) == typeof(ulong) ? 0 : -2, 3))
        : From(new Complex(random.NextDouble() * 2 - 1, random.NextDouble() * 2 - 1));

    private static (FencedBuffer<T> Buffer, nint Start, nint Row, nint Col) Lay(nint rows, nint columns, Storage storage, System.Random random)
    {
        (nint row, nint col, nint size) = storage switch
        {
            Storage.Rows => (columns, (nint)1, rows * columns),
            Storage.Columns => (1, rows, rows * columns),
            Storage.PaddedRows => (columns + 3, 1, rows == 0 ? 0 : (rows - 1) * (columns + 3) + columns),
            Storage.EverySecond => (2 * columns + 1, 2, rows == 0 || columns == 0 ? 0 : (rows - 1) * (2 * columns + 1) + 2 * columns - 1),
            Storage.OneRowRepeated => (0, 1, columns),
            _ => (-columns, -1, rows * columns),
        };
        var buffer = new FencedBuffer<T>(Math.Max(size, 0));
        for (nint i = 0; i < buffer.Length; i++) buffer[i] = Draw(random);
        return (buffer, storage == Storage.Backwards ? size - 1 : 0, row, col);
    }

    private static double Gelu(double x)
    {
        // Kummer's series of the normal distribution function, good to 1e-16 for the sizes that appear here.
        if (Math.Abs(x) > 8) return x < 0 ? 0 : x;
        double term = x, sum = x;
        for (int n = 3; Math.Abs(term) > 1e-18; n += 2) sum += term *= x * x / n;
        return x * (0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }

    private static (double[] Real, double[] Imaginary) Widen(FencedBuffer<T> buffer, nint start, int lanes, nint laneStride, int depth, nint depthStride)
    {
        var real = new double[lanes * depth];
        var imaginary = new double[lanes * depth];
        for (int i = 0; i < lanes; i++)
            for (int p = 0; p < depth; p++)
            {
                Complex value = To(buffer[start + i * laneStride + p * depthStride]);
                real[i * depth + p] = value.Real;
                imaginary[i * depth + p] = value.Imaginary;
            }
        return (real, imaginary);
    }

    public void Check(int m, int n, int k)
    {
        var random = new System.Random(m * 10007 + n * 101 + k);
        (FencedBuffer<T> a, nint aStart, nint aRow, nint aCol) = Lay(m, k, A, random);
        (FencedBuffer<T> b, nint bStart, nint bRow, nint bCol) = Lay(k, n, B, random);
        int ldc = n + Padding;
        using var bias = new FencedBuffer<T>(n);
        using var residual = new FencedBuffer<T>(m * (n + 1));
        using var c = new FencedBuffer<T>(m == 0 ? 0 : (m - 1) * ldc + n);
        for (int i = 0; i < bias.Length; i++) bias[i] = Draw(random);
        for (int i = 0; i < residual.Length; i++) residual[i] = Draw(random);
        // C is not read with beta 0: NaN must not come through.
        bool read = Beta != Complex.Zero || ResidualIsC;
        for (int i = 0; i < c.Length; i++) c[i] = read || IsInteger ? Draw(random) : From(double.NaN);
        var old = new T[c.Length];
        for (int i = 0; i < old.Length; i++) old[i] = c[i];

        var epilogue = new Epilogue<T> { Beta = Beta, Activation = Activation };
        if (Alpha != Complex.One) epilogue.Alpha = Alpha;
        if (Bias) epilogue.Bias = bias.Pointer;
        if (Residual)
        {
            epilogue.Residual = residual.Pointer;
            epilogue.ResidualRow = n + 1;
        }
        if (ResidualIsC)
        {
            epilogue.Residual = c.Pointer;
            epilogue.ResidualRow = ldc;
        }
        MatrixProduct.Run(m, n, k, a.Pointer + aStart, aRow, aCol, b.Pointer + bStart, bRow, bCol, c.Pointer, ldc, in epilogue);

        bool complex = typeof(T) == typeof(Complex) || typeof(T) == typeof(Complex64);
        (double[] aReal, double[] aImaginary) = Widen(a, aStart, m, aRow, k, aCol);
        (double[] bReal, double[] bImaginary) = Widen(b, bStart, n, bCol, k, bRow);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double real = 0, imaginary = 0, size = 0;
                for (int p = 0; p < k; p++)
                {
                    double x = aReal[i * k + p], y = bReal[j * k + p];
                    real += x * y;
                    size += Math.Abs(x * y);
                    if (!complex) continue;
                    double u = aImaginary[i * k + p], v = bImaginary[j * k + p];
                    real -= u * v;
                    imaginary += x * v + u * y;
                    size += Math.Abs(u * v) + Math.Abs(x * v) + Math.Abs(u * y);
                }
                var sum = new Complex(real, imaginary);
                Complex expected = Alpha * sum;
                size *= Alpha.Magnitude;
                foreach (Complex term in new[]
                {
                    Beta == Complex.Zero ? 0 : Beta * To(old[i * ldc + j]),
                    Residual ? To(residual[i * (n + 1) + j]) : 0,
                    ResidualIsC ? To(old[i * ldc + j]) : 0,
                    Bias ? To(bias[j]) : 0,
                })
                {
                    expected += term;
                    size += term.Magnitude;
                }
                if (Activation == Activation.Relu && expected.Real < 0) expected = 0;
                if (Activation == Activation.Gelu)
                {
                    // gelu's slope is below 1.13, and its own error a few units in the last place.
                    expected = Gelu(expected.Real);
                    size = 1.13 * size + 8 * Math.Abs(expected.Real);
                }
                double error = (To(c[i * ldc + j]) - expected).Magnitude;
                // The bound of a sum in any order, with and without fused multiply-add.
                double bound = (k + 6) * Unit * size + StoredUnit * (1 + 1e-6) * (expected.Magnitude + (k + 6) * Unit * size);
                if (typeof(T) == typeof(Half)) bound = Math.Max(bound, Math.Pow(2, -25));
                if (!(error <= bound))
                {
                    Assert.Fail($"{typeof(T).Name} {m}x{n}x{k} {A} {B} at ({i}, {j}): {c[i * ldc + j]} instead of {expected}, "
                        + $"error {error:g3} bound {bound:g3}");
                }
            }
            for (int j = n; j < ldc && i < m - 1; j++)
                Assert.True(MemoryMarshal.AsBytes([old[i * ldc + j]]).SequenceEqual(MemoryMarshal.AsBytes([c[i * ldc + j]])), "wrote between the rows");
        }
        a.Dispose();
        b.Dispose();
    }
}
