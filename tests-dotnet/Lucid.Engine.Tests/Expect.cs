using System;
using System.Numerics;
using Lucid.Graph;
using Lucid.Memory;
using Xunit;

namespace Lucid.Engine.Tests;

/// <summary>Comparisons of tensors with plain numbers, and balances of what is alive.</summary>
internal static class Expect
{
    internal static void Values(Tensor actual, params double[] expected) => Close(expected, actual, 0);

    internal static void Close(double[] expected, Tensor actual, double tolerance)
    {
        double[] values = actual.ToArray<double>();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            if (expected[i].Equals(values[i])) continue;
            double allowed = tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - values[i]) <= allowed, $"element {i}: expected {expected[i]:R}, got {values[i]:R}");
        }
    }

    internal static void Shape(Tensor actual, params long[] expected) => Assert.Equal(expected, actual.Shape.ToArray());

    internal static void Complex(Tensor actual, params Complex[] expected) => Assert.Equal(expected, actual.ToArray<Complex>());

    /// <summary>Runs work and checks that tensors, nodes and bytes are as many after it as before.</summary>
    internal static void Balanced(Action work)
    {
        // A first run makes what is made once: thread state, tables, stream.
        work();
        Settle();
        (long tensors, long nodes, long cpu, long metal) before = Live();
        work();
        Settle();
        Assert.Equal(before, Live());
    }

    internal static (long Tensors, long Nodes, long Cpu, long Metal) Live() => (Tensor.LiveCount, Node.LiveCount,
        MemoryAccount.Of(DeviceType.Cpu).CurrentBytes, MemoryAccount.Of(DeviceType.Metal).CurrentBytes);

    // Tensors that other tests dropped without disposing are freed by the collector; it must not do so between two readings.
    private static void Settle()
    {
        Streams.CommandStream.FlushAll();
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
