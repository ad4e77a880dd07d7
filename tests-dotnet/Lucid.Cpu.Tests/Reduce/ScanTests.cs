using System;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Xunit;

namespace Lucid.Cpu.Tests.Reduce;

public sealed unsafe class ScanTests
{
    private static readonly (int Outer, int Size, int Inner)[] Shapes = [(1, 0, 1), (1, 1, 1), (3, 50, 1), (2, 9, 5), (3, 40, 130), (1, 5000, 1)];

    [Fact]
    public void RunningResultsFollowTheirDefinitions()
    {
        foreach ((int outer, int size, int inner) in Shapes)
        {
            int n = outer * size * inner;
            using GuardedBuffer<float> x = new(n), product = new(n), sum = new(n), top = new(n), log = new(n);
            using GuardedBuffer<int> whole = new(n);
            using GuardedBuffer<long> total = new(n), index = new(n);
            System.Random random = new(7);
            for (int i = 0; i < n; i++)
            {
                x.Pointer[i] = random.Next(-3, 4) * 0.25f;
                whole.Pointer[i] = random.Next();
            }
            Scan.CumSum(x.Pointer, sum.Pointer, outer, size, inner);
            Scan.CumProd(x.Pointer, product.Pointer, outer, size, inner);
            Scan.CumMax(x.Pointer, top.Pointer, index.Pointer, outer, size, inner);
            Scan.LogCumSumExp(x.Pointer, log.Pointer, outer, size, inner);
            Scan.CumSum(whole.Pointer, total.Pointer, outer, size, inner);
            for (int o = 0; o < outer; o++)
                for (int j = 0; j < inner; j++)
                {
                    double s = 0, p = 1, e = 0;
                    float m = float.NegativeInfinity;
                    long w = 0, last = -1;
                    for (int r = 0; r < size; r++)
                    {
                        int at = (o * size + r) * inner + j;
                        s += x.Pointer[at];
                        p *= x.Pointer[at];
                        e += Math.Exp(x.Pointer[at]);
                        w += whole.Pointer[at];
                        if (x.Pointer[at] >= m) (m, last) = (x.Pointer[at], r);
                        Assert.Equal(s, sum.Pointer[at], 1e-4);
                        Assert.Equal(p, product.Pointer[at], 1e-6);
                        Assert.Equal(m, top.Pointer[at]);
                        Assert.Equal(last, index.Pointer[at]);
                        Assert.Equal(w, total.Pointer[at]);
                        Assert.Equal(Math.Log(e), log.Pointer[at], 1e-5);
                    }
                }
        }
    }

    [Fact]
    public void NaNStaysOnceSeen()
    {
        using GuardedBuffer<double> x = new(5), o = new(5);
        using GuardedBuffer<long> index = new(5);
        (x.Pointer[0], x.Pointer[1], x.Pointer[2], x.Pointer[3], x.Pointer[4]) = (1, double.NaN, 5, 0, double.NegativeInfinity);
        Scan.CumMin(x.Pointer, o.Pointer, index.Pointer, 1, 5, 1);
        Assert.Equal([0, 1, 1, 1, 1], index.Span.ToArray());
        Assert.True(double.IsNaN(o.Pointer[4]));
    }

    [Fact]
    public void InPlace()
    {
        using GuardedBuffer<float> x = new(1000);
        x.Span.Fill(1);
        Scan.CumSum(x.Pointer, x.Pointer, 1, 1000, 1);
        Assert.Equal(1000f, x.Pointer[999]);
    }
}
