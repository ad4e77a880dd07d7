using System;
using System.Collections.Generic;
using System.Linq;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Sort;
using Xunit;

namespace Lucid.Cpu.Tests.Sort;

public sealed unsafe class SortingTests
{
    private static void Check<T>(Func<System.Random, double> make) where T : unmanaged
    {
        foreach ((int outer, int size, int inner) in ((int, int, int)[])[(1, 0, 1), (1, 1, 1), (3, 7, 1), (2, 100, 3),
            (1, 1023, 1), (1, 1025, 2), (1, 30011, 1), (2, 3000, 1)])
            foreach (bool descending in (bool[])[false, true])
            {
                int n = outer * size * inner;
                using GuardedBuffer<T> x = new(n), values = new(n);
                using GuardedBuffer<long> indices = new(n);
                System.Random random = new(3);
                for (int i = 0; i < n; i++) x.Pointer[i] = ElementCast.Cast<double, T>(make(random));
                Sorting.Sort(x.Pointer, values.Pointer, indices.Pointer, outer, size, inner, descending);
                int take = Math.Min(size, 5);
                using GuardedBuffer<T> top = new(outer * take * inner);
                using GuardedBuffer<long> places = new(outer * take * inner);
                Sorting.TopK(x.Pointer, top.Pointer, places.Pointer, outer, size, inner, take, descending);
                for (int o = 0; o < outer; o++)
                    for (int j = 0; j < inner; j++)
                    {
                        double At(long i) => ElementCast.Cast<T, double>(x.Pointer[(o * size + i) * inner + j]);
                        // LINQ's OrderBy is stable; NaN is mapped to after everything.
                        IEnumerable<long> all = Enumerable.Range(0, size).Select(i => (long)i);
                        long[] expected = [.. descending ? all.OrderByDescending(i => (double.IsNaN(At(i)), At(i) + 0.0))
                            : all.OrderBy(i => (double.IsNaN(At(i)), At(i) + 0.0))];
                        for (int i = 0; i < size; i++)
                        {
                            int at = (o * size + i) * inner + j;
                            Assert.Equal(expected[i], indices.Pointer[at]);
                            Assert.Equal(At(expected[i]), ElementCast.Cast<T, double>(values.Pointer[at]));
                        }
                        for (int i = 0; i < take; i++)
                        {
                            int at = (o * take + i) * inner + j;
                            Assert.Equal(At(expected[i]), ElementCast.Cast<T, double>(top.Pointer[at]));
                            Assert.Equal(At(places.Pointer[at]), ElementCast.Cast<T, double>(top.Pointer[at]));
                        }
                    }
            }
    }

    [Fact] public void Floats() => Check<float>(r => r.Next(20) == 0 ? double.NaN : r.Next(20) == 0 ? -0.0 : r.NextDouble() * 100 - 50);

    [Fact] public void FewDistinctFloats() => Check<float>(r => r.Next(-2, 3));

    [Fact] public void Doubles() => Check<double>(r => r.Next(20) == 0 ? double.NaN : Math.Pow(10, r.Next(-300, 300)) * (r.NextDouble() - 0.5));

    [Fact] public void Halves() => Check<Half>(r => r.NextDouble() - 0.5);

    [Fact] public void Longs() => Check<long>(r => r.Next() - 1e9);

    [Fact] public void Bytes() => Check<byte>(r => r.Next(0, 256));

    [Fact] public void Ints() => Check<int>(r => r.Next(int.MinValue, int.MaxValue));

    [Fact]
    public void ImpossibleRequestsAreRefused()
    {
        float x = 1;
        float* p = &x;
        Assert.Throws<ArgumentException>(() => Sorting.TopK(p, p, null, 1, 1, 1, 2, true));
    }

    [Fact]
    public void IntegersWithoutPlaces()
    {
        foreach (int size in (int[])[1, 2, 1023, 1024, 1025, 5000])
            foreach (int bits in (int[])[0, 3, 11, 12, 40, 64])
                foreach (bool descending in (bool[])[false, true])
                {
                    const int rows = 3;
                    using GuardedBuffer<long> x = new(rows * size), values = new(rows * size);
                    System.Random random = new(size + bits);
                    for (int i = 0; i < rows * size; i++) x.Pointer[i] = bits == 0 ? -7 : random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits);
                    Sorting.Sort(x.Pointer, values.Pointer, null, rows, size, 1, descending);
                    for (int row = 0; row < rows; row++)
                    {
                        long[] expected = x.Span.Slice(row * size, size).ToArray();
                        Array.Sort(expected);
                        if (descending) Array.Reverse(expected);
                        Assert.Equal(expected, values.Span.Slice(row * size, size).ToArray());
                    }
                }
    }
}
