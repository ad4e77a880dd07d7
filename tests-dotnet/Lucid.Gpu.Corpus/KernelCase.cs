using System;
using System.Collections.Generic;

namespace Lucid.Gpu.Corpus;

/// <summary>One kernel with a reference that is computed another way; <c>Verify</c> throws where they differ.</summary>
public sealed record KernelCase(string Name, Action<KernelRunner> Verify)
{
    /// <summary>Every case of the corpus.</summary>
    public static IReadOnlyList<KernelCase> All { get; } = [.. ElementwiseCases.All, .. ReductionCases.All, .. NetworkCases.All, .. LinearCases.All, .. SimulationCases.All];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Comparisons and test data.</summary>
internal static class Expect
{
    public static void Close(float[] actual, Func<int, double> expected, double tolerance = 1e-5)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            double want = expected(i);
            if (!(Math.Abs(actual[i] - want) <= tolerance * Math.Max(1, Math.Abs(want))) && !(double.IsNaN(want) && float.IsNaN(actual[i])))
                throw new InvalidOperationException($"element {i} is {actual[i]}, expected {want}");
        }
    }

    public static void Equal<T>(T[] actual, Func<int, T> expected)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            T want = expected(i);
            if (!EqualityComparer<T>.Default.Equals(actual[i], want)) throw new InvalidOperationException($"element {i} is {actual[i]}, expected {want}");
        }
    }

    public static float[] Floats(int n, int seed, float low = -1, float high = 1)
    {
        var random = new System.Random(seed);
        var values = new float[n];
        for (int i = 0; i < n; i++) values[i] = low + (high - low) * random.NextSingle();
        return values;
    }

    public static int[] Ints(int n, int seed, int low, int high)
    {
        var random = new System.Random(seed);
        var values = new int[n];
        for (int i = 0; i < n; i++) values[i] = random.Next(low, high);
        return values;
    }

    public static byte[] Bytes(int n, int seed, int high = 256)
    {
        var random = new System.Random(seed);
        var values = new byte[n];
        for (int i = 0; i < n; i++) values[i] = (byte)random.Next(high);
        return values;
    }

    public static uint[] UInts(int n, int seed)
    {
        var random = new System.Random(seed);
        var values = new uint[n];
        for (int i = 0; i < n; i++) values[i] = (uint)random.NextInt64(1L << 32);
        return values;
    }

    public static T[] Copy<T>(T[] values) => (T[])values.Clone();
}
