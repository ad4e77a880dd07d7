using System;
using System.Numerics;
using Lucid.Cpu.LinearAlgebra;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.LinearAlgebra;

/// <summary>Eigenvectors where divide and conquer takes columns out, and eigenvalues that are known in closed form.</summary>
public sealed unsafe class SymmetricEigenTests
{
    public static TheoryData<string, int> Matrices()
    {
        TheoryData<string, int> data = [];
        foreach (string name in (ReadOnlySpan<string>)["difference", "wilkinson", "glued", "identity", "zero", "rank one", "diagonal", "graded", "tiny coupling"])
        {
            foreach (int n in (ReadOnlySpan<int>)[32, 33, 65, 130]) data.Add(name, n);
        }
        return data;
    }

    private static double Element(string name, int n, int i, int j)
    {
        int distance = Math.Abs(i - j), block = i / 21;
        return name switch
        {
            "difference" => distance == 0 ? 2 : distance == 1 ? -1 : 0,
            "wilkinson" => distance == 0 ? Math.Abs(i - n / 2) : distance == 1 ? 1 : 0,
            "glued" => distance == 0 ? Math.Abs(i % 21 - 10) : distance != 1 ? 0 : block == j / 21 ? 1 : 1e-9,
            "identity" => distance == 0 ? 1 : 0,
            "rank one" => Math.Sin(i + 1) * Math.Sin(j + 1),
            "diagonal" => distance == 0 ? (i * 7 % 11) - 5 : 0,
            "graded" => Math.Pow(10, -(i + j) / 16.0) * (distance == 0 ? 2 : 1.0 / (1 + distance)),
            "tiny coupling" => distance == 0 ? i % 5 : distance == 1 ? 1e-20 : 0,
            _ => 0,
        };
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void EigenvectorsAreOrthonormalWhateverIsDeflated(string name, int n)
    {
        Check<double, double>(name, n, 2e-14);
        Check<float, float>(name, n, 2e-6);
        Check<Complex, double>(name, n, 2e-14);
    }

    private static void Check<T, TReal>(string name, int n, double tolerance)
        where T : unmanaged, INumberBase<T>
        where TReal : unmanaged, INumberBase<TReal>
    {
        using GuardedBuffer<T> work = new((long)n * n), vectors = new((long)n * n);
        using GuardedBuffer<TReal> values = new(n), alone = new(n);
        double norm = 0;
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < n; i++)
            {
                work.Span[j * n + i] = T.CreateChecked(Element(name, n, i, j));
                norm = Math.Max(norm, Math.Abs(Element(name, n, i, j)));
            }
        }
        Span<T> matrix = work.Span.ToArray();
        Assert.Equal(0, SymmetricEigen.Run<T, TReal>(n, work.Pointer, values.Pointer, vectors.Pointer));
        matrix.CopyTo(work.Span);
        Assert.Equal(0, SymmetricEigen.Run<T, TReal>(n, work.Pointer, alone.Pointer, null));
        double bound = tolerance * Math.Max(norm, 1e-30) * n;
        for (int j = 0; j < n; j++)
        {
            double value = double.CreateChecked(values.Span[j]);
            Assert.True(Math.Abs(value - double.CreateChecked(alone.Span[j])) <= bound, $"value {j} of {name} {n}: {value} with vectors, {alone.Span[j]} alone");
            if (name == "difference") Assert.True(Math.Abs(value - 2 + 2 * Math.Cos(Math.PI * (j + 1) / (n + 1))) <= bound, $"value {j} of {name} {n}");
            for (int i = 0; i < n; i++)
            {
                double product = 0, dot = 0;
                for (int k = 0; k < n; k++)
                {
                    product += Element(name, n, i, k) * Real(vectors.Span[j * n + k]);
                    dot += Real(vectors.Span[i * n + k]) * Real(vectors.Span[j * n + k]);
                }
                Assert.True(Math.Abs(product - value * Real(vectors.Span[j * n + i])) <= bound, $"({i}, {j}) of {name} {n}");
                Assert.True(Math.Abs(dot - (i == j ? 1 : 0)) <= tolerance * n, $"({i}, {j}) of {name} {n}: {dot}");
            }
        }
    }

    private static double Real<T>(T x) where T : unmanaged => x is Complex complex ? complex.Real : x is float single ? single : (double)(object)x;

    [Fact]
    public void VectorsDoNotDependOnTheThreads()
    {
        const int N = 200;
        var found = new double[2][];
        int before = Team.ThreadCount;
        for (int run = 0; run < 2; run++)
        {
            using GuardedBuffer<double> work = new((long)N * N), vectors = new((long)N * N), values = new(N);
            for (int j = 0; j < N; j++)
            {
                for (int i = 0; i < N; i++) work.Span[j * N + i] = Math.Cos(i * j + i + j);
            }
            Team.ThreadCount = run == 0 ? 1 : 3;
            Assert.Equal(0, SymmetricEigen.Run<double, double>(N, work.Pointer, values.Pointer, vectors.Pointer));
            found[run] = vectors.Span.ToArray();
        }
        Team.ThreadCount = before;
        Assert.Equal(found[0], found[1]);
    }
}
