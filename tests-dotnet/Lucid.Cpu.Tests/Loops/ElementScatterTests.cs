using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Loops;

/// <summary>Each place by itself: the last value that goes there, or the sum of all in their order.</summary>
public sealed unsafe class ElementScatterTests
{
    private static void Check<T>(Func<int, T> make) where T : unmanaged, IAdditionOperators<T, T, T>
    {
        foreach (int size in (int[])[1, 2, 63, 1000, 40009])
            foreach (int count in (int[])[0, 1, 7, 8, 9, 1023, 1024, 1025, 33000, 200003])
            {
                System.Random random = new(size + count);
                using GuardedBuffer<T> from = new(count), to = new(size);
                using GuardedBuffer<long> positions = new(count);
                var arriving = new List<T>?[size];
                for (int i = 0; i < count; i++)
                {
                    from.Pointer[i] = make(random.Next(-1000, 1000));
                    positions.Pointer[i] = i % 5 == 0 ? size - 1 : random.Next(size);
                    (arriving[positions.Pointer[i]] ??= []).Add(from.Pointer[i]);
                }
                foreach (int threads in (int[])[1, 2, 7])
                    foreach (bool add in (bool[])[false, true])
                    {
                        for (int i = 0; i < size; i++) to.Pointer[i] = make(i % 100);
                        int before = Team.ThreadCount;
                        Team.ThreadCount = threads;
                        try
                        {
                            if (add) ElementScatter.Add(from.Pointer, positions.Pointer, count, to.Pointer, size);
                            else ElementScatter.Write(from.Pointer, positions.Pointer, count, to.Pointer, size);
                        }
                        finally
                        {
                            Team.ThreadCount = before;
                        }
                        for (int i = 0; i < size; i++)
                        {
                            T present = make(i % 100), expected = present;
                            if (arriving[i] is { } values) expected = add ? values.Aggregate(present, (a, b) => a + b) : values[^1];
                            if (!EqualityComparer<T>.Default.Equals(expected, to.Pointer[i]))
                                Assert.Fail($"{typeof(T).Name} {count} to {size}, add {add}, {threads} threads: {to.Pointer[i]} at {i}, not {expected}");
                        }
                    }
            }
    }

    [Fact] public void Floats() => Check(i => i * 0.1f);

    [Fact] public void Doubles() => Check(i => i * 0.1);

    [Fact] public void Ints() => Check(i => i);

    [Fact] public void Longs() => Check(i => i * 10_000_000_000L);

    [Fact] public void Bytes() => Check(i => (byte)i);

    [Fact] public void NaNArrives() => Check(i => i == 7 ? float.NaN : i);
}
