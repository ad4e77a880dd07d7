using System;
using System.Linq;
using Lucid.Cpu.NN;
using Xunit;

namespace Lucid.Cpu.Tests.NN;

/// <summary>Against the sum over every path that spells the target, and differences of that.</summary>
public sealed unsafe class TemporalClassificationTests
{
    private const int Steps = 6, Samples = 4, Classes = 3;

    private static readonly long[][] Targets = [[1, 2], [1, 1], [2], [2, 1, 2]];
    private static readonly long[] Lengths = [6, 5, 4, 6];

    private static double Loss(double[] logits, int sample)
    {
        double total = 0;
        int steps = (int)Lengths[sample];
        for (int path = 0; path < (int)Math.Pow(Classes, steps); path++)
        {
            int[] classes = [.. Enumerable.Range(0, steps).Select(t => path / (int)Math.Pow(Classes, t) % Classes)];
            long[] spelt = [.. classes.Where((c, t) => c != 0 && (t == 0 || classes[t - 1] != c)).Select(c => (long)c)];
            if (!spelt.SequenceEqual(Targets[sample])) continue;
            double product = 1;
            for (int t = 0; t < steps; t++)
            {
                ReadOnlySpan<double> row = logits.AsSpan((t * Samples + sample) * Classes, Classes);
                product *= Math.Exp(row[classes[t]]) / (Math.Exp(row[0]) + Math.Exp(row[1]) + Math.Exp(row[2]));
            }
            total += product;
        }
        return -Math.Log(total);
    }

    [Fact]
    public void EqualsTheSumOverAllPaths()
    {
        System.Random random = new(5);
        double[] logits = [.. Enumerable.Range(0, Steps * Samples * Classes).Select(_ => random.NextDouble() * 6 - 3)];
        const int positions = 7;
        using GuardedBuffer<double> logs = new(logits.Length), alpha = new(Samples * Steps * positions), losses = new(Samples), slopes = new(Samples);
        using GuardedBuffer<double> gradients = new(logits.Length);
        for (int i = 0; i < logits.Length; i++)
            logs.Pointer[i] = logits[i] - Math.Log(Enumerable.Range(i / Classes * Classes, Classes).Sum(k => Math.Exp(logits[k])));
        slopes.Span.Fill(2);
        long[] labels = [.. Targets.SelectMany(t => t)], counts = [.. Targets.Select(t => (long)t.Length)];
        long[] starts = [0, 2, 4, 5];
        fixed (long* l = labels, c = counts, s = starts, lengths = Lengths)
        {
            var problem = new TemporalClassification.Problem
            {
                LogProbabilities = logs.Pointer, Steps = Steps, Samples = Samples, Classes = Classes, Targets = l, TargetStarts = s, InputLengths = lengths,
                TargetLengths = c, Positions = positions, LogAlpha = alpha.Pointer, Losses = losses.Pointer, LossGradients = slopes.Pointer,
                Gradients = gradients.Pointer,
            };
            TemporalClassification.Forward(ref problem);
            TemporalClassification.Backward(ref problem);
        }
        for (int sample = 0; sample < Samples; sample++)
        {
            Assert.Equal(Loss(logits, sample), losses.Pointer[sample], 1e-10);
            for (int t = 0; t < Steps; t++)
                for (int k = 0; k < Classes; k++)
                {
                    int at = (t * Samples + sample) * Classes + k;
                    double before = logits[at];
                    logits[at] = before + 1e-5;
                    double up = Loss(logits, sample);
                    logits[at] = before - 1e-5;
                    double slope = (up - Loss(logits, sample)) / 2e-5;
                    logits[at] = before;
                    Assert.Equal(2 * slope, gradients.Pointer[at], 1e-7);
                }
        }
    }
}
