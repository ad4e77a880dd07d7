using System;
using Lucid.Cpu.Gemm;
using Xunit;

namespace Lucid.Cpu.Tests.Gemm;

public sealed unsafe class BatchedProductTests
{
    // Batches of (2, 3) matrices; strides of 0 repeat.
    [Theory]
    [InlineData(false, false, 5, 7, 4), InlineData(true, false, 5, 7, 4), InlineData(false, true, 5, 7, 4), InlineData(true, true, 1, 7, 4)]
    [InlineData(false, false, 70, 60, 90), InlineData(false, true, 33, 65, 127), InlineData(false, false, 4, 0, 3), InlineData(false, false, 4, 3, 0)]
    public void EachMatrixIsTheProductOfItsOwn(bool repeatA, bool repeatB, int m, int n, int k)
    {
        var random = new System.Random(7);
        long[] batch = [2, 3];
        long[] aBatch = repeatA ? [m * k, 0] : [3 * m * k, m * k];
        long[] bBatch = repeatB ? [0, 0] : [3 * k * n, k * n];
        long[] cBatch = [3 * m * n, m * n];
        using var a = new FencedBuffer<float>(repeatA ? 2 * m * k : 6 * m * k);
        using var b = new FencedBuffer<float>(repeatB ? k * n : 6 * k * n);
        using var c = new FencedBuffer<float>(6 * m * n);
        using var residual = new FencedBuffer<float>(6 * m * n);
        for (int i = 0; i < a.Length; i++) a[i] = random.Next(-4, 5);
        for (int i = 0; i < b.Length; i++) b[i] = random.Next(-4, 5);
        for (int i = 0; i < residual.Length; i++) residual[i] = random.Next(-4, 5);
        var epilogue = new Epilogue<float> { Residual = residual.Pointer, ResidualRow = n, ResidualBatch = m * n };
        MatrixProduct.RunBatched(batch, m, n, k, a.Pointer, k, 1, aBatch, b.Pointer, n, 1, bBatch, c.Pointer, n, cBatch, in epilogue);
        for (int x = 0; x < 2; x++)
            for (int y = 0; y < 3; y++)
                for (int i = 0; i < m; i++)
                    for (int j = 0; j < n; j++)
                    {
                        // Small integers: exact in float32.
                        long at = x * cBatch[0] + y * cBatch[1] + i * n + j;
                        float sum = residual[(nint)at];
                        for (int p = 0; p < k; p++)
                            sum += a[(nint)(x * aBatch[0] + y * aBatch[1] + i * k + p)] * b[(nint)(x * bBatch[0] + y * bBatch[1] + p * n + j)];
                        Assert.Equal(sum, c[(nint)at]);
                    }
    }

    [Fact]
    public void NoBatchDimensionIsOneProductAndAnEmptyOneIsNone()
    {
        float a = 3, b = 4, c = 0;
        MatrixProduct.RunBatched<float>([], 1, 1, 1, &a, 1, 1, [], &b, 1, 1, [], &c, 1, []);
        Assert.Equal(12f, c);
        c = 5;
        MatrixProduct.RunBatched([3, 0], 1, 1, 1, &a, 1, 1, [0, 0], &b, 1, 1, [0, 0], &c, 1, [0, 0]);
        Assert.Equal(5f, c);
    }
}
