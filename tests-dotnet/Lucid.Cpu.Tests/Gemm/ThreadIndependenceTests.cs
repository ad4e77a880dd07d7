using System;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Gemm;

[Collection("team")]
public sealed unsafe class ThreadIndependenceTests
{
    [Theory]
    [InlineData(200, 300, 400), InlineData(1, 3000, 700), InlineData(3000, 1, 700), InlineData(20, 30, 6000), InlineData(1, 1, 100000)]
    [InlineData(37, 530, 300)]
    public void ProductsAreTheSameBitsForAnyThreadCount(int m, int n, int k)
    {
        var random = new System.Random(3);
        var a = new float[m * k];
        var b = new float[k * n];
        for (int i = 0; i < a.Length; i++) a[i] = random.NextSingle() - 0.5f;
        for (int i = 0; i < b.Length; i++) b[i] = random.NextSingle() - 0.5f;
        float[]? first = null;
        int before = Team.ThreadCount;
        try
        {
            foreach (int threads in new[] { 1, 2, 3, 5, 8 })
            {
                Team.ThreadCount = threads;
                var c = new float[m * n];
                fixed (float* pa = a, pb = b, pc = c) MatrixProduct.Run(m, n, k, pa, k, 1, pb, n, 1, pc, n);
                first ??= c;
                Assert.Equal(first, c);
            }
        }
        finally
        {
            Team.ThreadCount = before;
        }
    }
}
