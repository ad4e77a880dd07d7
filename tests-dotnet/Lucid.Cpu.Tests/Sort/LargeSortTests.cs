using System;
using System.Linq;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Sort;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Sort;

/// <summary>Rows that are sorted by several threads and written past the cache, against LINQ's stable order.</summary>
public sealed unsafe class LargeSortTests
{
    private static void Check<T>(Func<System.Random, double> make, int inner = 1) where T : unmanaged
    {
        foreach (int size in (int[])[65535, 65536, 65537, 200003])
            foreach (bool descending in (bool[])[false, true])
            {
                int n = size * inner;
                using GuardedBuffer<T> x = new(n), values = new(n);
                using GuardedBuffer<long> indices = new(n);
                System.Random random = new(size);
                for (int i = 0; i < n; i++) x.Pointer[i] = ElementCast.Cast<double, T>(make(random));
                for (int j = 0; j < inner; j++)
                {
                    double[] row = [.. Enumerable.Range(0, size).Select(i => ElementCast.Cast<T, double>(x.Pointer[i * inner + j]))];
                    int[] expected = [.. descending ? Enumerable.Range(0, size).OrderByDescending(i => (double.IsNaN(row[i]), row[i] + 0.0))
                        : Enumerable.Range(0, size).OrderBy(i => (double.IsNaN(row[i]), row[i] + 0.0))];
                    foreach (int threads in (int[])[1, 2, 5])
                    {
                        int before = Team.ThreadCount;
                        Team.ThreadCount = threads;
                        values.Span.Clear();
                        try
                        {
                            Sorting.Sort(x.Pointer, values.Pointer, indices.Pointer, 1, size, inner, descending);
                        }
                        finally
                        {
                            Team.ThreadCount = before;
                        }
                        for (int i = 0; i < size; i++)
                        {
                            int at = i * inner + j;
                            if (expected[i] != indices.Pointer[at]) Assert.Fail($"{typeof(T).Name} {size} descending {descending}, {threads} threads: place {i}");
                            // Bits, so that the sign of a zero counts.
                            double value = ElementCast.Cast<T, double>(values.Pointer[at]);
                            Assert.Equal(BitConverter.DoubleToInt64Bits(row[expected[i]]), BitConverter.DoubleToInt64Bits(value));
                        }
                    }
                }
            }
    }

    [Fact] public void Floats() => Check<float>(r => r.Next(30) == 0 ? double.NaN : r.Next(30) == 0 ? -0.0 : r.Next(30) == 0 ? 0.0 : r.NextDouble() - 0.5);

    [Fact] public void FloatsInColumns() => Check<float>(r => r.Next(-9, 9) / 8.0, inner: 2);

    [Fact] public void Doubles() => Check<double>(r => r.NextDouble() * 4 - 2);

    // All but a few agree in the 32 bits from the highest difference on.
    [Fact] public void NearDoubles() => Check<double>(r => r.Next(1000) == 0 ? -1e300 : 1 + r.Next(1 << 20) * Math.Pow(2, -52));

    [Fact]
    public void Infinities() =>
        Check<double>(r => r.Next(4) switch { 0 => double.PositiveInfinity, 1 => double.NegativeInfinity, 2 => double.NaN, _ => -0.0 });

    [Fact] public void Longs() => Check<long>(r => r.Next(1_000_000_000));

    [Fact] public void WideLongs() => Check<long>(r => r.NextInt64(-(1L << 52), 1L << 52));

    [Fact] public void EqualLongs() => Check<long>(_ => -3);

    [Fact] public void Bytes() => Check<byte>(r => r.Next(0, 256));
}
