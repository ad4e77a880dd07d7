using System;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;
using Lucid.Numerics;
using Xunit;

namespace Lucid.Cpu.Tests.Loops;

/// <summary>16-bit floating point in registers, beside System.Half's conversions of results in float64 and scalar float32.</summary>
public sealed unsafe class SmallFloatLoopTests
{
    private static readonly double[] s_edges =
    [
        0.0, -0.0, 5.9604644775390625e-08, -5.9604644775390625e-08, 6.097555160522461e-05, 6.103515625e-05, -6.103515625e-05, 9.1552734375e-05,
        0.00048828125, 0.3333, 1, -1, 1.0009765625, 3, -7.5, 1023.5, 2048, -2049, 32752, 65504, -65504, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN,
    ];

    private readonly struct Sum : IBinaryOperator
    {
        public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Homogeneous;
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;
    }

    private readonly struct Difference : IBinaryOperator
    {
        public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Homogeneous;
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x - y;
    }

    private readonly struct Larger : IBinaryOperator
    {
        public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Homogeneous;
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Maximum(x, y) + Vector<T>.Zero;
    }

    private readonly struct Product : IBinaryOperator
    {
        public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Registers;
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x * y;
    }

    private readonly struct Quotient : IBinaryOperator
    {
        public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Registers;
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x / y;
    }

    private static bool Same(double expected, Half actual) => double.IsNaN(expected) ? Half.IsNaN(actual)
        : BitConverter.HalfToUInt16Bits((Half)expected) == BitConverter.HalfToUInt16Bits(actual);

    private static bool Same(float expected, BFloat16 actual) =>
        float.IsNaN(expected) ? float.IsNaN((float)actual) : ((BFloat16)expected).Bits == actual.Bits;

    // All halves beside each edge: vectors without special values, and with them.
    private static void EveryHalf<TOp>(Func<double, double, double> reference) where TOp : unmanaged, IBinaryOperator
    {
        const int n = 65536;
        using GuardedBuffer<Half> x = new(n), o = new(n);
        for (int i = 0; i < n; i++) x.Pointer[i] = BitConverter.UInt16BitsToHalf((ushort)i);
        foreach (double edge in s_edges)
        {
            Half y = (Half)edge;
            Pointwise.BinaryNumberContiguous(default(TOp), x.Pointer, y, false, o.Pointer, n);
            for (int i = 0; i < n; i++) if (!Same(reference((double)x.Pointer[i], (double)y), o.Pointer[i])) Assert.Fail($"{x.Pointer[i]} and {y}");
            Pointwise.BinaryNumberContiguous(default(TOp), x.Pointer, y, true, o.Pointer, n);
            for (int i = 0; i < n; i++) if (!Same(reference((double)y, (double)x.Pointer[i]), o.Pointer[i])) Assert.Fail($"{y} and {x.Pointer[i]}");
        }
    }

    // Exact or correctly rounded in float64: rounding to float32 on the way changes no half.
    [Fact] public void HalvesAdd() => EveryHalf<Sum>((x, y) => x + y);

    [Fact] public void HalvesSubtract() => EveryHalf<Difference>((x, y) => x - y);

    [Fact] public void HalvesMultiply() => EveryHalf<Product>((x, y) => x * y);

    [Fact] public void HalvesDivide() => EveryHalf<Quotient>((x, y) => x / y);

    // Which of two zeros is larger is left open: adding zero makes both +0.
    [Fact] public void HalvesCompare() => EveryHalf<Larger>((x, y) => Math.Max(x, y) + 0.0);

    private static void EveryBFloat16<TOp>(Func<float, float, float> reference) where TOp : unmanaged, IBinaryOperator
    {
        const int n = 65536;
        using GuardedBuffer<BFloat16> x = new(n), y = new(n), o = new(n);
        for (int i = 0; i < n; i++) x.Pointer[i] = BFloat16.FromBits((ushort)i);
        for (int shift = 0; shift < 20; shift++)
        {
            for (int i = 0; i < n; i++)
                y.Pointer[i] = shift == 0 ? (BFloat16)(float)s_edges[i % s_edges.Length] : BFloat16.FromBits((ushort)(i * 40503 + shift * 3));
            Pointwise.BinaryContiguous(default(TOp), x.Pointer, y.Pointer, o.Pointer, n);
            for (int i = 0; i < n; i++)
                if (!Same(reference((float)x.Pointer[i], (float)y.Pointer[i]), o.Pointer[i])) Assert.Fail($"{(float)x.Pointer[i]} and {(float)y.Pointer[i]}");
        }
    }

    [Fact] public void BFloat16sAdd() => EveryBFloat16<Sum>((x, y) => x + y);

    [Fact] public void BFloat16sMultiply() => EveryBFloat16<Product>((x, y) => x * y);

    [Fact] public void BFloat16sDivide() => EveryBFloat16<Quotient>((x, y) => x / y);

    // Random pairs of usual numbers, subnormal and large ones among them now and then.
    [Fact]
    public void PairsOfHalves()
    {
        const int n = 100_003;
        System.Random random = new(7);
        using GuardedBuffer<Half> x = new(n), y = new(n), o = new(n);
        for (int i = 0; i < n; i++)
        {
            x.Pointer[i] = BitConverter.UInt16BitsToHalf((ushort)random.Next(65536));
            y.Pointer[i] = i / 1000 % 2 == 0 ? (Half)(random.NextDouble() * 4 - 2) : BitConverter.UInt16BitsToHalf((ushort)random.Next(65536));
            if (i % 5000 < 4000 && !(Half.Abs(x.Pointer[i]) < (Half)10000)) x.Pointer[i] = (Half)(i % 100 * 1e-6);
        }
        Pointwise.BinaryContiguous(default(Sum), x.Pointer, y.Pointer, o.Pointer, n);
        for (int i = 0; i < n; i++) if (!Same((double)x.Pointer[i] + (double)y.Pointer[i], o.Pointer[i])) Assert.Fail($"{x.Pointer[i]} + {y.Pointer[i]}");
        Pointwise.BinaryContiguous(default(Product), x.Pointer, y.Pointer, o.Pointer, n);
        for (int i = 0; i < n; i++) if (!Same((double)x.Pointer[i] * (double)y.Pointer[i], o.Pointer[i])) Assert.Fail($"{x.Pointer[i]} * {y.Pointer[i]}");
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(7), InlineData(15), InlineData(16), InlineData(17), InlineData(31), InlineData(32), InlineData(33)]
    [InlineData(63), InlineData(65), InlineData(1023), InlineData(1024), InlineData(1057), InlineData(2111), InlineData(40_000)]
    public void LengthsInPlaceAndSpecialPlaces(int n)
    {
        using GuardedBuffer<Half> x = new(n), y = new(n);
        using GuardedBuffer<BFloat16> bx = new(n), by = new(n);
        // No special value, one at the start, in the middle, at the end, one in every vector.
        for (int special = 0; special < 5; special++)
        {
            for (int i = 0; i < n; i++)
            {
                bool here = special switch { 1 => i == 0, 2 => i == n / 2, 3 => i == n - 1, 4 => i % 29 == 3, _ => false };
                float a = here ? float.NaN : i * 0.37f % 50 - 20, b = here ? 3e-7f : i * 0.11f % 30 - 7;
                x.Pointer[i] = (Half)a;
                y.Pointer[i] = (Half)b;
                bx.Pointer[i] = (BFloat16)a;
                by.Pointer[i] = (BFloat16)b;
            }
            Half[] hx = x.Span.ToArray(), hy = y.Span.ToArray();
            BFloat16[] sx = bx.Span.ToArray();
            Pointwise.BinaryContiguous(default(Sum), x.Pointer, y.Pointer, x.Pointer, n);
            for (int i = 0; i < n; i++) if (!Same((double)hx[i] + (double)hy[i], x.Pointer[i])) Assert.Fail($"x + y at {i} of {n}");
            Pointwise.BinaryContiguous(default(Product), y.Pointer, y.Pointer, y.Pointer, n);
            for (int i = 0; i < n; i++) if (!Same((double)hy[i] * (double)hy[i], y.Pointer[i])) Assert.Fail($"y y at {i} of {n}");
            Pointwise.BinaryContiguous(default(Sum), bx.Pointer, by.Pointer, bx.Pointer, n);
            for (int i = 0; i < n; i++) if (!Same((float)sx[i] + (float)by.Pointer[i], bx.Pointer[i])) Assert.Fail($"x + y at {i} of {n}");
        }
    }
}
