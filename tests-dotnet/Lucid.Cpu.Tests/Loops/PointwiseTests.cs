using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;
using Lucid.Numerics;
using Xunit;

namespace Lucid.Cpu.Tests.Loops;

public sealed unsafe class PointwiseTests
{
    private readonly struct Twice : IUnaryOperator
    {
        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => x + x;
    }

    private readonly struct Subtract : IBinaryOperator
    {
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x - y;
    }

    private readonly struct Scaled(double by) : IUnaryOperator
    {
        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => x * VectorMath.Constant<T>(by);
    }

    private readonly struct Affine : ITernaryOperator
    {
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y, Vector<T> z) where T : unmanaged => x * y + z;
    }

    private readonly struct LessThan : IComparison
    {
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Vector.LessThan(x, y);
    }

    private readonly struct Zero : IPredicate
    {
        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.Equals(x, Vector<T>.Zero);
    }

    private readonly struct Product : IComplexBinaryOperator
    {
        public Complex Invoke(Complex x, Complex y) => x * y;
    }

    private readonly struct Modulus : IComplexToRealOperator
    {
        public double Invoke(Complex x) => Complex.Abs(x);
    }

    // Small integers: exact in every type, so results can be compared exactly.
    private static void Fill<T>(GuardedBuffer<T> buffer, int seed) where T : unmanaged
    {
        System.Random random = new(seed);
        for (long i = 0; i < buffer.Length; i++) buffer.Pointer[i] = ElementCast.Cast<long, T>(random.Next(0, 11));
    }

    private static double Get<T>(T value) where T : unmanaged => ElementCast.Cast<T, double>(value);

    private static void CheckTwoOperands<T>() where T : unmanaged
    {
        foreach (long[] shape in Layouts.Shapes)
            foreach (string first in Layouts.Names)
                foreach (string second in Layouts.Names)
                    if (shape.Length == 0 || shape[0] <= 5000 || (first == "dense" && second != "stepped"))
                        CheckTwoOperands<T>(shape, first, second, second == "transposed" || second == "stepped" ? second : "dense");
    }

    private static void CheckTwoOperands<T>(long[] shape, string first, string second, string third) where T : unmanaged
    {
        long[] xs = Layouts.Strides(first, shape), ys = Layouts.Strides(second, shape), os = Layouts.Strides(third, shape);
        using GuardedBuffer<T> x = new(Layouts.Span(shape, xs)), y = new(Layouts.Span(shape, ys)), o = new(Layouts.Span(shape, os)), u = new(o.Length);
        using GuardedBuffer<byte> mask = new(o.Length);
        Fill(x, 1);
        Fill(y, 2);
        Pointwise.Binary(default(Subtract), shape, x.Pointer, xs, y.Pointer, ys, o.Pointer, os);
        Pointwise.Unary(default(Twice), shape, x.Pointer, xs, u.Pointer, os);
        Pointwise.Compare(default(LessThan), shape, x.Pointer, xs, y.Pointer, ys, mask.Pointer, os);
        foreach (long[] index in Layouts.Indices(shape))
        {
            T a = x.Pointer[Layouts.Offset(index, xs)], b = y.Pointer[Layouts.Offset(index, ys)];
            long at = Layouts.Offset(index, os);
            T expected = ElementCast.Cast<double, T>(Get(a) - Get(b));
            if (!Get(expected).Equals(Get(o.Pointer[at])) || Get(u.Pointer[at]) != 2 * Get(a) || mask.Pointer[at] != (Get(a) < Get(b) ? 1 : 0))
                Assert.Fail($"{typeof(T).Name} ({string.Join(",", shape)}) {first} {second} at {string.Join(",", index)}");
        }
    }

    [Theory]
    [InlineData(209, 3, 61), InlineData(16, 1, 2049), InlineData(2049, 1, 16), InlineData(33, 2, 513)]
    public void TransposedInputsOfManyElements(int rows, int between, int columns)
    {
        long[] shape = [rows, between, columns];
        foreach (string other in Layouts.Names)
        {
            CheckTwoOperands<float>(shape, "transposed", other, "dense");
            CheckTwoOperands<float>(shape, other, "transposed", "dense");
            CheckTwoOperands<double>(shape, other, "transposed", "dense");
            CheckTwoOperands<short>(shape, other, "transposed", "dense");
        }
        CheckTwoOperands<long>(shape, "dense", "dense", "transposed");
    }

    [Fact] public void FloatInEveryLayout() => CheckTwoOperands<float>();

    [Fact] public void DoubleInEveryLayout() => CheckTwoOperands<double>();

    [Theory]
    [InlineData(1), InlineData(7), InlineData(31), InlineData(32), InlineData(33), InlineData(511), InlineData(512), InlineData(513), InlineData(1087)]
    public void SmallFloatsKeepTheirPlaces(int n)
    {
        using GuardedBuffer<Half> x = new(n), y = new(n), z = new(n), o = new(n);
        using GuardedBuffer<BFloat16> bx = new(n), by = new(n), bo = new(n);
        for (int i = 0; i < n; i++)
        {
            // Zeros, subnormal and normal numbers; now and then infinity or NaN.
            x.Pointer[i] = BitConverter.UInt16BitsToHalf((ushort)(i * 40503));
            y.Pointer[i] = (Half)(i % 5 == 0 ? 0 : i % 7 * 1e-7f);
            z.Pointer[i] = (Half)(i - 3);
            bx.Pointer[i] = (BFloat16)(float)(i * 0.37);
            by.Pointer[i] = i % 11 == 0 ? (BFloat16)float.NaN : (BFloat16)(float)-i;
        }
        Pointwise.BinaryContiguous(default(Subtract), x.Pointer, y.Pointer, o.Pointer, n);
        for (int i = 0; i < n; i++) Assert.Equal((Half)((float)x.Pointer[i] - (float)y.Pointer[i]), o.Pointer[i]);
        Pointwise.BinaryNumberContiguous(default(Subtract), y.Pointer, (Half)2, true, o.Pointer, n);
        for (int i = 0; i < n; i++) Assert.Equal((Half)(2 - (float)y.Pointer[i]), o.Pointer[i]);
        Pointwise.Ternary(default(Affine), [n], x.Pointer, [1], y.Pointer, [1], z.Pointer, [1], o.Pointer, [1]);
        for (int i = 0; i < n; i++) Assert.Equal((Half)((float)x.Pointer[i] * (float)y.Pointer[i] + (float)z.Pointer[i]), o.Pointer[i]);
        Pointwise.UnaryContiguous(default(Twice), z.Pointer, z.Pointer, n);
        for (int i = 0; i < n; i++) Assert.Equal((Half)(2 * (float)(Half)(i - 3)), z.Pointer[i]);
        Pointwise.BinaryContiguous(default(Subtract), bx.Pointer, by.Pointer, bo.Pointer, n);
        for (int i = 0; i < n; i++)
        {
            float expected = (float)(BFloat16)((float)bx.Pointer[i] - (float)by.Pointer[i]);
            Assert.Equal(expected, (float)bo.Pointer[i]);
        }
    }

    [Fact] public void HalfInEveryLayout() => CheckTwoOperands<Half>();

    [Fact] public void BFloat16InEveryLayout() => CheckTwoOperands<BFloat16>();

    [Fact] public void ByteInEveryLayout() => CheckTwoOperands<byte>();

    [Fact] public void ShortInEveryLayout() => CheckTwoOperands<short>();

    [Fact] public void LongInEveryLayout() => CheckTwoOperands<long>();

    [Fact]
    public void ThreeOperandsInEveryLayout()
    {
        foreach (long[] shape in Layouts.Shapes)
            foreach (string name in Layouts.Names)
            {
                long[] xs = Layouts.Strides(name, shape), ys = Layouts.Strides("dense", shape), zs = Layouts.Strides("broadcast-first", shape);
                using GuardedBuffer<float> x = new(Layouts.Span(shape, xs)), y = new(Layouts.Span(shape, ys)),
                    z = new(Layouts.Span(shape, zs)), o = new(y.Length), w = new(y.Length);
                using GuardedBuffer<byte> c = new(y.Length), t = new(y.Length);
                Fill(x, 1);
                Fill(y, 2);
                Fill(z, 3);
                Pointwise.Ternary(default(Affine), shape, x.Pointer, xs, y.Pointer, ys, z.Pointer, zs, o.Pointer, ys);
                Pointwise.Test(default(Zero), shape, x.Pointer, xs, c.Pointer, ys);
                Pointwise.Where(shape, c.Pointer, ys, y.Pointer, ys, z.Pointer, zs, w.Pointer, ys);
                foreach (long[] index in Layouts.Indices(shape))
                {
                    float a = x.Pointer[Layouts.Offset(index, xs)], b = y.Pointer[Layouts.Offset(index, ys)], d = z.Pointer[Layouts.Offset(index, zs)];
                    long at = Layouts.Offset(index, ys);
                    Assert.Equal(a * b + d, o.Pointer[at]);
                    Assert.Equal(a == 0 ? 1 : 0, c.Pointer[at]);
                    Assert.Equal(a == 0 ? b : d, w.Pointer[at]);
                }
            }
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(7), InlineData(8), InlineData(9), InlineData(63), InlineData(1000), InlineData(40000), InlineData(5000011)]
    public void DenseEntriesWorkInPlaceAndMisaligned(int n)
    {
        for (int shift = 0; shift < (n > 1000 ? 2 : 4); shift++)
        {
            using GuardedBuffer<float> x = new(n + shift), o = new(n + shift);
            float* p = x.Pointer + shift, q = o.Pointer;
            for (int i = 0; i < n; i++) p[i] = i;
            Pointwise.UnaryContiguous(default(Twice), p, q, n);
            for (int i = 0; i < n; i++)
                if (q[i] != 2f * i) Assert.Fail($"{i}: {q[i]}");
            Pointwise.UnaryContiguous(default(Twice), p, p, n);
            Pointwise.BinaryNumberContiguous(default(Subtract), p, 1f, false, p, n);
            Pointwise.BinaryNumberContiguous(default(Subtract), p, 3f, true, p, n);
            Pointwise.BinaryContiguous(default(Subtract), p, q, p, n);
            for (int i = 0; i < n; i++)
                if (p[i] != 3f - (2f * i - 1f) - 2f * i) Assert.Fail($"{i}: {p[i]}");
        }
    }

    [Fact]
    public void OperatorsCarryParametersAndCompose()
    {
        using GuardedBuffer<double> x = new(37);
        for (int i = 0; i < 37; i++) x.Pointer[i] = i;
        Pointwise.UnaryContiguous(new Composed<Scaled, Twice>(new Scaled(1.5), default), x.Pointer, x.Pointer, 37);
        for (int i = 0; i < 37; i++) Assert.Equal(3.0 * i, x.Pointer[i]);
        Pointwise.BinaryContiguous(new ComposedBinary<Subtract, Scaled>(default, new Scaled(4)), x.Pointer, x.Pointer, x.Pointer, 37);
        for (int i = 0; i < 37; i++) Assert.Equal(0.0, x.Pointer[i]);
    }

    [Fact]
    public void ComplexLoops()
    {
        long[] shape = [5, 70], strides = Layouts.Strides("dense", shape), turned = Layouts.Strides("transposed", shape);
        using GuardedBuffer<Complex64> x = new(350), y = new(350), o = new(350);
        using GuardedBuffer<float> m = new(350);
        System.Random random = new(4);
        for (int i = 0; i < 350; i++)
        {
            x.Pointer[i] = new Complex64(random.Next(-9, 9), random.Next(-9, 9));
            y.Pointer[i] = new Complex64(random.Next(-9, 9), random.Next(-9, 9));
        }
        Pointwise.BinaryComplex(default(Product), shape, x.Pointer, strides, y.Pointer, turned, o.Pointer, strides);
        Pointwise.ComplexToReal(default(Modulus), shape, x.Pointer, turned, m.Pointer, strides);
        foreach (long[] index in Layouts.Indices(shape))
        {
            Complex64 a = x.Pointer[Layouts.Offset(index, strides)], b = y.Pointer[Layouts.Offset(index, turned)], c = x.Pointer[Layouts.Offset(index, turned)];
            Complex64 r = o.Pointer[Layouts.Offset(index, strides)];
            Assert.Equal(a.Real * b.Real - a.Imaginary * b.Imaginary, r.Real);
            Assert.Equal(a.Real * b.Imaginary + a.Imaginary * b.Real, r.Imaginary);
            Assert.Equal(MathF.Sqrt(c.Real * c.Real + c.Imaginary * c.Imaginary), m.Pointer[Layouts.Offset(index, strides)], 1e-5f);
        }
    }

    [Fact]
    public void MoreThan64DimensionsAreRefused()
    {
        long[] shape = new long[65];
        Array.Fill(shape, 1);
        float x = 1;
        float* p = &x;
        Assert.Throws<ArgumentException>(() => Pointwise.Unary(default(Twice), shape, p, shape, p, shape));
    }
}
