using System;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;
using Xunit;

namespace Lucid.Cpu.Tests.Loops;

/// <summary>Copies that run backwards, element by element, in every size of element.</summary>
public sealed unsafe class ReversalTests
{
    [Fact]
    public void EveryElementArrives()
    {
        foreach (long[] shape in (long[][])[[], [1], [7], [0, 3], [4097], [9001], [3, 65], [64, 1, 33], [2, 3, 4, 5], [300, 2], [5, 130]])
            for (ulong reversed = 0; reversed < 1UL << shape.Length; reversed++)
            {
                Check<byte>(shape, reversed);
                Check<ushort>(shape, reversed);
                Check<uint>(shape, reversed);
                Check<ulong>(shape, reversed);
                Check<Complex>(shape, reversed);
            }
    }

    private static void Check<T>(long[] shape, ulong reversed) where T : unmanaged
    {
        long[] dense = Layouts.Strides("dense", shape);
        foreach (string name in Layouts.Names)
        {
            long[] xs = Layouts.Strides(name, shape);
            using GuardedBuffer<T> x = new(Layouts.Span(shape, xs)), o = new(Layouts.Span(shape, dense));
            new System.Random(7).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(x.Span));
            Reversal.Run(sizeof(T), shape, (byte*)x.Pointer, xs, (byte*)o.Pointer, dense, reversed);
            foreach (long[] index in Layouts.Indices(shape))
            {
                var from = (long[])index.Clone();
                for (int d = 0; d < shape.Length; d++)
                    if ((reversed >> d & 1) != 0) from[d] = shape[d] - 1 - index[d];
                ReadOnlySpan<byte> expected = new(x.Pointer + Layouts.Offset(from, xs), sizeof(T));
                ReadOnlySpan<byte> got = new(o.Pointer + Layouts.Offset(index, dense), sizeof(T));
                if (!expected.SequenceEqual(got))
                    Assert.Fail($"{typeof(T).Name} {name} [{string.Join(",", shape)}] reversed {reversed} at {string.Join(",", index)}");
            }
        }
    }

    [Fact]
    public void LanesOfAVector()
    {
        CheckLanes<byte>();
        CheckLanes<ushort>();
        CheckLanes<int>();
        CheckLanes<float>();
        CheckLanes<double>();
    }

    private static void CheckLanes<T>() where T : unmanaged, INumber<T>
    {
        var numbers = new T[Vector<T>.Count];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = T.CreateTruncating(i + 1);
        Vector<T> got = VectorMath.Reverse(new Vector<T>(numbers));
        Array.Reverse(numbers);
        for (int i = 0; i < numbers.Length; i++) Assert.Equal(numbers[i], got[i]);
    }
}
