using System;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Numerics;
using Xunit;

namespace Lucid.Cpu.Tests.Loops;

public sealed unsafe class CopyTests
{
    [Fact]
    public void StridedCopiesInEveryLayout()
    {
        long[][] more = [[33, 47], [16, 16], [130, 100], [3, 40, 50], [40, 3, 50], [257, 9]];
        foreach (long[] shape in (long[][])[.. Layouts.Shapes, .. more])
            foreach (string from in Layouts.Names)
                foreach (string to in (string[])["dense", "transposed", "stepped"])
                {
                    Check<float>(shape, from, to);
                    Check<short>(shape, from, to);
                    Check<double>(shape, from, to);
                    Check<Complex>(shape, from, to);
                }
    }

    private static void Check<T>(long[] shape, string from, string to) where T : unmanaged
    {
        long[] xs = Layouts.Strides(from, shape), os = Layouts.Strides(to, shape);
        using GuardedBuffer<T> x = new(Layouts.Span(shape, xs)), o = new(Layouts.Span(shape, os));
        for (long i = 0; i < x.Length; i++) x.Pointer[i] = ElementCast.Cast<long, T>(i % 30000);
        Copy.Strided(shape, x.Pointer, xs, o.Pointer, os);
        foreach (long[] index in Layouts.Indices(shape))
            if (!o.Pointer[Layouts.Offset(index, os)].Equals(x.Pointer[Layouts.Offset(index, xs)]))
                Assert.Fail($"{typeof(T).Name} ({string.Join(",", shape)}) {from} to {to} at {string.Join(",", index)}");
    }

    [Fact]
    public void FillsOnlyWhatTheStridesName()
    {
        using GuardedBuffer<int> o = new(200);
        Copy.Fill([10, 10], 7, o.Pointer, [20, 2]);
        for (int i = 0; i < 200; i++) Assert.Equal(i % 2 == 0 ? 7 : 0, o.Pointer[i]);
    }

    [Fact]
    public void EveryHalfWidensExactlyAndRoundTrips()
    {
        using GuardedBuffer<Half> x = new(65536), back = new(65536);
        using GuardedBuffer<float> y = new(65536);
        for (int i = 0; i < 65536; i++) x.Pointer[i] = BitConverter.UInt16BitsToHalf((ushort)i);
        Copy.Convert([65536], x.Pointer, [1], y.Pointer, [1]);
        Copy.Convert([65536], y.Pointer, [1], back.Pointer, [1]);
        for (int i = 0; i < 65536; i++)
        {
            float expected = (float)x.Pointer[i];
            Assert.True(expected.Equals(y.Pointer[i]), $"{i:x}");
            if (!float.IsNaN(expected)) Assert.Equal(i, BitConverter.HalfToUInt16Bits(back.Pointer[i]));
            else Assert.True(Half.IsNaN(back.Pointer[i]));
        }
    }

    [Fact]
    public void TiesBetweenTwoHalvesGoToTheEvenOne()
    {
        const int n = 0x7BFF;
        using GuardedBuffer<float> x = new(6 * n);
        using GuardedBuffer<Half> h = new(6 * n);
        for (int i = 0; i < n; i++)
        {
            float middle = ((float)BitConverter.UInt16BitsToHalf((ushort)i) + (float)BitConverter.UInt16BitsToHalf((ushort)(i + 1))) / 2;
            for (int k = 0; k < 6; k++)
            {
                float value = k % 3 == 0 ? MathF.BitDecrement(middle) : k % 3 == 1 ? middle : MathF.BitIncrement(middle);
                x.Pointer[6 * i + k] = k < 3 ? value : -value;
            }
        }
        Copy.Convert([6 * n], x.Pointer, [1], h.Pointer, [1]);
        for (int i = 0; i < n; i++)
            for (int k = 0; k < 6; k++)
            {
                int expected = k % 3 == 0 ? i : k % 3 == 1 ? i + (i & 1) : i + 1;
                Assert.Equal(expected | (k < 3 ? 0 : 0x8000), BitConverter.HalfToUInt16Bits(h.Pointer[6 * i + k]));
            }
    }

    [Fact]
    public void FloatsBecomeLongsAsC()
    {
        float[] values = [0, -0f, 1.9f, -1.9f, 2147483648f, -2147483649f, 1e15f, -1e15f, 9.2e18f, float.PositiveInfinity, float.NaN, 0.5f];
        using GuardedBuffer<float> x = new(101);
        using GuardedBuffer<long> o = new(101);
        for (int i = 0; i < 101; i++) x.Pointer[i] = values[i % values.Length];
        Copy.Convert([101], x.Pointer, [1], o.Pointer, [1]);
        for (int i = 0; i < 101; i++) Assert.Equal(double.ConvertToIntegerNative<long>(x.Pointer[i]), o.Pointer[i]);
    }

    [Fact]
    public void FloatsRoundToHalfAndBFloat16AsTheScalarConversionsDo()
    {
        const int n = 1 << 20;
        using GuardedBuffer<float> x = new(n);
        using GuardedBuffer<Half> h = new(n);
        using GuardedBuffer<BFloat16> b = new(n);
        for (int i = 0; i < n; i++) x.Pointer[i] = BitConverter.UInt32BitsToSingle((uint)i * 4099u);
        Copy.Convert([n], x.Pointer, [1], h.Pointer, [1]);
        Copy.Convert([n], x.Pointer, [1], b.Pointer, [1]);
        for (int i = 0; i < n; i++)
        {
            Half expected = (Half)x.Pointer[i];
            Assert.True(Half.IsNaN(expected) ? Half.IsNaN(h.Pointer[i])
                : BitConverter.HalfToUInt16Bits(expected) == BitConverter.HalfToUInt16Bits(h.Pointer[i]), $"{x.Pointer[i]:R}");
            Assert.True(((BFloat16)x.Pointer[i]).Bits == b.Pointer[i].Bits || float.IsNaN(x.Pointer[i]), $"{x.Pointer[i]:R}");
        }
    }

    private static TTo Convert<TFrom, TTo>(TFrom value) where TFrom : unmanaged where TTo : unmanaged
    {
        // Seventeen of them, to pass through vector and scalar code; strided, through staging too.
        using GuardedBuffer<TFrom> x = new(67);
        using GuardedBuffer<TTo> o = new(67);
        x.Span.Fill(value);
        Copy.Convert([67], x.Pointer, [1], o.Pointer, [1]);
        for (int i = 1; i < 67; i++) Assert.Equal(o.Pointer[0], o.Pointer[i]);
        Copy.Convert([67], x.Pointer, [0], o.Pointer, [1]);
        Assert.Equal(o.Pointer[0], o.Pointer[66]);
        return o.Pointer[5];
    }

    [Fact]
    public void ConversionsFollowPyTorch()
    {
        Assert.Equal(-3, Convert<float, int>(-3.9f));
        Assert.Equal((byte)44, Convert<float, byte>(300f));
        Assert.Equal((byte)255, Convert<float, byte>(-1f));
        Assert.Equal((sbyte)-56, Convert<int, sbyte>(200));
        Assert.True(Convert<float, bool>(float.NaN));
        Assert.True(Convert<float, bool>(0.25f));
        Assert.False(Convert<double, bool>(-0.0));
        Assert.Equal(1f, Convert<bool, float>(true));
        Assert.Equal(3L, Convert<Complex, long>(new Complex(3.5, 9)));
        Assert.True(Convert<Complex64, bool>(new Complex64(0, 1)));
        Assert.Equal(new Complex64(2, 0), Convert<int, Complex64>(2));
        Assert.Equal(16777216f, Convert<long, float>(16777217));
        Assert.Equal(4294967296L, Convert<double, long>(4294967296.5));
        Assert.Equal(Half.PositiveInfinity, Convert<double, Half>(1e10));
        Assert.Equal(255f, Convert<byte, float>(255));
        Assert.Equal(255, Convert<byte, int>(255));
        Assert.Equal(-5L, Convert<int, long>(-5));
        Assert.Equal(-5, Convert<long, int>(-5));
        Assert.Equal(-5.0, Convert<long, double>(-5));
        Assert.Equal(0.1, Convert<float, double>(0.1f), 1e-7);
    }
}
