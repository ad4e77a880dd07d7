using System;
using System.Numerics;
using Lucid.Cpu.LinearAlgebra;
using Xunit;

namespace Lucid.Cpu.Tests.LinearAlgebra;

/// <summary>Factors multiplied out again, on memory that ends at a guarded page.</summary>
public sealed unsafe class FactorisationTests
{
    public static TheoryData<int> Sizes => [1, 2, 3, 7, 8, 9, 31, 32, 33, 65, 100, 130];

    private static void Draw<T>(GuardedBuffer<T> buffer, int seed) where T : unmanaged, INumberBase<T>
    {
        var random = new System.Random(seed);
        for (int i = 0; i < buffer.Length; i++) buffer.Span[i] = T.CreateTruncating(random.NextDouble() * 2 - 1);
    }

    private static double At<T>(GuardedBuffer<T> a, nint ld, nint i, nint j) where T : unmanaged, INumberBase<T> =>
        double.CreateTruncating(a.Span[(int)(j * ld + i)]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void CholeskyFactorsMultiplyToTheMatrix(int n)
    {
        Cholesky<float>(n, 1e-5);
        Cholesky<double>(n, 1e-13);
    }

    private static void Cholesky<T>(int n, double tolerance) where T : unmanaged, INumberBase<T>
    {
        using GuardedBuffer<T> a = new((long)n * n), factor = new((long)n * n);
        Draw(a, n);
        // Symmetric, with a diagonal that outweighs its rows.
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < j; i++) a.Span[j * n + i] = a.Span[i * n + j];
            a.Span[j * n + j] = T.CreateTruncating(n + 1);
        }
        a.Span.CopyTo(factor.Span);
        Assert.Equal(0, CholeskyFactor.Run(n, factor.Pointer, n));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k <= j; k++) sum += At(factor, n, i, k) * At(factor, n, j, k);
                Assert.True(Math.Abs(sum - At(a, n, i, j)) <= tolerance * (n + 1), $"({i}, {j}) of {n}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EliminationSolvesTheSystem(int n)
    {
        Solve<float>(n, 2e-5);
        Solve<double>(n, 1e-13);
    }

    // Whole panels, a row more or less, several of them, and halves of what does not fit the cache.
    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(200)]
    [InlineData(320)]
    [InlineData(513)]
    [InlineData(730)]
    public void EliminationByPanelsSolvesTheSystem(int n)
    {
        foreach (int sides in (ReadOnlySpan<int>)[1, 15, 16, n > 320 ? 17 : 65])
        {
            Solve<float>(n, 2e-5, sides);
            Solve<double>(n, 1e-13, sides);
        }
    }

    [Theory]
    [InlineData(130, 0)]
    [InlineData(130, 15)]
    [InlineData(130, 16)]
    [InlineData(130, 70)]
    [InlineData(130, 129)]
    public void EliminationNamesTheFirstZeroPivot(int n, int zero)
    {
        using GuardedBuffer<float> a = new((long)n * n), factors = new((long)n * n);
        using GuardedBuffer<int> pivots = new(n);
        Draw(a, n);
        a.Span.Slice(zero * n, n).Clear();
        a.Span.CopyTo(factors.Span);
        Assert.Equal(zero + 1, LuFactor.Run(n, n, factors.Pointer, n, pivots.Pointer));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) factors.Span[i * n + j] = a.Span[j * n + i];
        }
        Assert.Equal(zero + 1, LuFactor.RunRows(n, factors.Pointer, n, pivots.Pointer));
        foreach (int pivot in pivots.Span) Assert.InRange(pivot, 1, n);
    }

    private static void Solve<T>(int n, double tolerance, int sides = 5) where T : unmanaged, INumberBase<T>
    {
        using GuardedBuffer<T> a = new((long)n * n), factors = new((long)n * n), b = new((long)n * sides), x = new((long)n * sides);
        using GuardedBuffer<int> pivots = new(n);
        Draw(a, n);
        Draw(b, n + 1);
        for (int way = 0; way < 4; way++)
        {
            // The same memory read by rows is the transposed matrix.
            int turn = way % 2;
            a.Span.CopyTo(factors.Span);
            b.Span.CopyTo(x.Span);
            if (way < 2)
            {
                Assert.Equal(0, LuFactor.Run(n, n, factors.Pointer, n, pivots.Pointer));
                LuFactor.Solve(n, factors.Pointer, n, pivots.Pointer, sides, x.Pointer, n, transposed: turn == 1);
            }
            else
            {
                Assert.Equal(0, LuFactor.RunRows(n, factors.Pointer, n, pivots.Pointer));
                LuFactor.SolveRows(n, factors.Pointer, n, pivots.Pointer, sides, x.Pointer, n, transposed: turn == 0);
            }
            double largest = 1;
            foreach (T value in x.Span) largest = Math.Max(largest, Math.Abs(double.CreateTruncating(value)));
            for (int s = 0; s < sides; s++)
            {
                for (int i = 0; i < n; i++)
                {
                    double sum = 0;
                    for (int k = 0; k < n; k++) sum += (turn == 1 ? At(a, n, k, i) : At(a, n, i, k)) * At(x, n, k, s);
                    Assert.True(Math.Abs(sum - At(b, n, i, s)) <= tolerance * n * largest, $"({i}, {s}) of {n}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EigenvectorsAreOrthonormalAndBelongToTheirValues(int n)
    {
        using GuardedBuffer<double> a = new((long)n * n), work = new((long)n * n), vectors = new((long)n * n), values = new(n);
        Draw(a, n);
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < j; i++) a.Span[j * n + i] = a.Span[i * n + j];
        }
        a.Span.CopyTo(work.Span);
        Assert.Equal(0, SymmetricEigen.Run<double, double>(n, work.Pointer, values.Pointer, vectors.Pointer));
        for (int j = 0; j < n; j++)
        {
            if (j > 0) Assert.True(values.Span[j] >= values.Span[j - 1]);
            for (int i = 0; i < n; i++)
            {
                double product = 0, dot = 0;
                for (int k = 0; k < n; k++)
                {
                    product += At(a, n, i, k) * At(vectors, n, k, j);
                    dot += At(vectors, n, k, i) * At(vectors, n, k, j);
                }
                Assert.True(Math.Abs(product - values.Span[j] * At(vectors, n, i, j)) <= 1e-13 * n, $"({i}, {j}) of {n}");
                Assert.True(Math.Abs(dot - (i == j ? 1 : 0)) <= 1e-13 * n, $"({i}, {j}) of {n}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SingularVectorsMultiplyToTheMatrix(int n)
    {
        foreach (int m in (ReadOnlySpan<int>)[n, n + 3, 2 * n + 1])
        {
            using GuardedBuffer<double> a = new((long)m * n), work = new((long)m * n), u = new((long)m * n), v = new((long)n * n), s = new(n);
            Draw(a, m + n);
            a.Span.CopyTo(work.Span);
            Assert.Equal(0, SingularValues.Run<double, double>(m, n, work.Pointer, s.Pointer, u.Pointer, n, v.Pointer));
            for (int j = 0; j < n; j++)
            {
                for (int i = 0; i < m; i++)
                {
                    double sum = 0;
                    for (int k = 0; k < n; k++) sum += At(u, m, i, k) * s.Span[k] * At(v, n, j, k);
                    Assert.True(Math.Abs(sum - At(a, m, i, j)) <= 1e-13 * m, $"({i}, {j}) of {m} x {n}");
                }
            }
        }
    }

    [Fact]
    public void AMinorThatIsNotPositiveIsNamed()
    {
        using GuardedBuffer<double> a = new(100 * 100);
        for (int i = 0; i < 100; i++) a.Span[i * 101] = i == 70 ? -1 : 1;
        Assert.Equal(71, CholeskyFactor.Run(100, a.Pointer, 100));
    }
}
