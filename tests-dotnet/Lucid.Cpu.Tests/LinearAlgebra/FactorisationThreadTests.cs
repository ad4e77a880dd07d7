using System;
using Lucid.Cpu.LinearAlgebra;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.LinearAlgebra;

[Collection("team")]
public sealed unsafe class FactorisationThreadTests
{
    [Fact]
    public void EliminationHasTheSameBitsForAnyNumberOfThreads()
    {
        const int N = 450;
        using GuardedBuffer<float> a = new(N * N), first = new(N * N), factors = new(N * N);
        using GuardedBuffer<int> pivots = new(N);
        var random = new System.Random(N);
        for (int i = 0; i < a.Length; i++) a.Span[i] = random.NextSingle() - 0.5f;
        int before = Team.ThreadCount;
        try
        {
            foreach (int threads in (ReadOnlySpan<int>)[1, 2, 3, 7])
            {
                Team.ThreadCount = threads;
                a.Span.CopyTo(factors.Span);
                Assert.Equal(0, LuFactor.RunRows(N, factors.Pointer, N, pivots.Pointer));
                if (threads == 1) factors.Span.CopyTo(first.Span);
                Assert.True(first.Span.SequenceEqual(factors.Span), $"{threads} threads");
            }
        }
        finally
        {
            Team.ThreadCount = before;
        }
    }
}
