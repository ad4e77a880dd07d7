using System;
using System.Linq;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Loops;
using Lucid.Cpu.NN;
using Xunit;

namespace Lucid.Cpu.Tests.NN;

/// <summary>
/// Normalisation, attention and recurrence: forward against loops in double that follow the definition, backward against
/// central differences of those loops along random directions.
/// </summary>
public sealed unsafe class SequenceKernelTests
{
    private static double[] Draw(int seed, int count)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 2 - 1)];
    }

    private static GuardedBuffer<T> Buffer<T>(double[] values) where T : unmanaged
    {
        var buffer = new GuardedBuffer<T>(values.Length);
        for (int i = 0; i < values.Length; i++) buffer.Pointer[i] = ElementCast.Cast<double, T>(values[i]);
        return buffer;
    }

    private static double[] Read<T>(GuardedBuffer<T> buffer) where T : unmanaged =>
        [.. Enumerable.Range(0, (int)buffer.Length).Select(i => ElementCast.Cast<T, double>(buffer.Pointer[i]))];

    private static void Close(double[] expected, double[] got, double tolerance, string what)
    {
        double scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - got[i]) <= tolerance * scale)) Assert.Fail($"{what} {i}: {got[i]}, not {expected[i]}");
    }

    // d/dt f(x + t direction) at 0 against gradient · direction.
    private static void Slope(Func<double[], double> f, double[] x, double[] gradient, double tolerance, string what)
    {
        double[] direction = Draw(99, x.Length);
        double Along(double t) => f([.. x.Zip(direction, (a, b) => a + t * b)]);
        double expected = (8 * (Along(1e-3) - Along(-1e-3)) - (Along(2e-3) - Along(-2e-3))) / 12e-3;
        double got = gradient.Zip(direction, (a, b) => a * b).Sum();
        Assert.True(Math.Abs(expected - got) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: {got}, not {expected}");
    }

    private static double Weighted(double[] o, double[] g) => o.Zip(g, (a, b) => a * b).Sum();

    private static double[] Normalised(NormalisationShape s, double[] x, double[] weight, double[] bias)
    {
        var o = new double[x.Length];
        for (nint u = 0; u < s.Units; u++)
        {
            int[] at = [.. from r in Enumerable.Range(0, (int)s.Rows) from j in Enumerable.Range(0, (int)s.Inner)
                select (int)(u * s.UnitStride + r * s.RowStride + j)];
            double mean = at.Average(i => x[i]), variance = at.Average(i => (x[i] - mean) * (x[i] - mean));
            for (int k = 0; k < at.Length; k++)
            {
                int w = (int)(u % s.Period * s.UnitWeights + k / (int)s.Inner * s.RowWeights);
                o[at[k]] = (x[at[k]] - mean) / Math.Sqrt(variance + 1e-3) * weight[w] + bias[w];
            }
        }
        return o;
    }

    [Theory]
    [InlineData(4, 5, 7, 0), InlineData(2, 3, 2500, 0), InlineData(131, 37, 1, 0), InlineData(3, 6, 9, 2), InlineData(2, 8, 1, 4), InlineData(1, 2, 1031, 2)]
    public void NormalisationAndItsGradient(int samples, int channels, int inner, int groups)
    {
        CheckNormalisation<float>(samples, channels, inner, groups, 3e-4);
        CheckNormalisation<double>(samples, channels, inner, groups, 1e-7);
    }

    private static void CheckNormalisation<T>(int samples, int channels, int inner, int groups, double tolerance) where T : unmanaged
    {
        NormalisationShape shape = groups == 0 ? NormalisationShape.Batch(samples, channels, inner)
            : NormalisationShape.Group(samples, groups, channels / groups, inner);
        double[] values = [.. Draw(1, samples * channels * inner).Select(v => 3 * v + 2)], gradients = Draw(2, values.Length);
        double[] weights = Draw(3, channels), biases = Draw(4, channels);
        using GuardedBuffer<T> x = Buffer<T>(values), g = Buffer<T>(gradients), w = Buffer<T>(weights), b = Buffer<T>(biases), o = new(values.Length);
        using GuardedBuffer<T> mean = new(shape.Units), variance = new(shape.Units), d = new(values.Length);
        int runs = (int)(Normalisation.AreColumns(in shape) ? shape.Units : shape.Units * shape.Rows);
        using GuardedBuffer<T> sums = new(runs), products = new(runs);
        Normalisation.Forward(in shape, x.Pointer, w.Pointer, b.Pointer, mean.Pointer, variance.Pointer, o.Pointer, 1e-3, false);
        Close(Normalised(shape, values, weights, biases), Read(o), tolerance, "result");
        Normalisation.Backward(in shape, g.Pointer, x.Pointer, w.Pointer, mean.Pointer, variance.Pointer, d.Pointer, sums.Pointer, products.Pointer, 1e-3,
            false);
        Slope(v => Weighted(Normalised(shape, v, weights, biases), gradients), values, Read(d), tolerance * 10, "input");
        double[] PerChannel(GuardedBuffer<T> found)
        {
            var totals = new double[channels];
            double[] all = Read(found);
            for (int i = 0; i < all.Length; i++)
                totals[groups > 0 ? i % channels : i / (all.Length / channels)] += all[i];
            return totals;
        }

        Slope(v => Weighted(Normalised(shape, values, v, biases), gradients), weights, PerChannel(products), tolerance * 10, "weight");
        Slope(v => Weighted(Normalised(shape, values, weights, v), gradients), biases, PerChannel(sums), tolerance * 10, "bias");
    }

    [Theory]
    [InlineData(2, 2, 5, 7, 3, 4, false), InlineData(4, 2, 130, 200, 16, 8, true), InlineData(2, 1, 100, 250, 5, 20, false)]
    [InlineData(1, 1, 9, 3, 33, 2, true), InlineData(2, 1, 9, 500, 2, 3, true), InlineData(1, 1, 5, 401, 2, 3, false)]
    public void GradientsOfAttention(int heads, int keyHeads, int queries, int keys, int features, int valueFeatures, bool causal)
    {
        double[] q0 = Draw(1, heads * queries * features), k0 = Draw(2, keyHeads * keys * features), v0 = Draw(3, keyHeads * keys * valueFeatures);
        double[] mask0 = [.. Draw(4, queries * keys).Select((v, i) => v > 0.8 || i / keys == 1 ? double.NegativeInfinity : v)];
        double[] g0 = Draw(5, heads * queries * valueFeatures);
        double[] Attend(double[] q, double[] k, double[] v)
        {
            var o = new double[g0.Length];
            for (int h = 0; h < heads; h++)
                for (int i = 0; i < queries; i++)
                {
                    int kh = h / (heads / keyHeads);
                    double[] e = [.. Enumerable.Range(0, keys).Select(j => causal && j > i ? 0 : Math.Exp(mask0[i * keys + j] + 0.4
                        * Enumerable.Range(0, features).Sum(f => q[(h * queries + i) * features + f] * k[(kh * keys + j) * features + f])))];
                    double sum = e.Sum();
                    for (int f = 0; f < valueFeatures && sum > 0; f++)
                        o[(h * queries + i) * valueFeatures + f] = Enumerable.Range(0, keys).Sum(j => e[j] / sum * v[(kh * keys + j) * valueFeatures + f]);
                }
            return o;
        }

        using GuardedBuffer<double> qb = Buffer<double>(q0), kb = Buffer<double>(k0), vb = Buffer<double>(v0), mb = Buffer<double>(mask0);
        using GuardedBuffer<double> gb = Buffer<double>(g0);
        using GuardedBuffer<double> ob = new(g0.Length), ls = new(heads * queries), dq = new(q0.Length), dk = new(k0.Length), dv = new(v0.Length);
        var shape = new AttentionShape
        {
            Batch = 1, Heads = heads, KeyHeads = keyHeads, Queries = queries, Keys = keys, Features = features, ValueFeatures = valueFeatures,
            Causal = causal, Scale = 0.4, Query = (0, queries * features, features), Key = (0, keys * features, features),
            Value = (0, keys * valueFeatures, valueFeatures), Output = (0, queries * valueFeatures, valueFeatures), Mask = (0, 0, keys, 1),
        };
        Attention.Forward(in shape, qb.Pointer, kb.Pointer, vb.Pointer, mb.Pointer, ob.Pointer, ls.Pointer);
        Attention.Backward(in shape, in shape, qb.Pointer, kb.Pointer, vb.Pointer, mb.Pointer, ob.Pointer, ls.Pointer, gb.Pointer, dq.Pointer, dk.Pointer,
            dv.Pointer);
        Slope(x => Weighted(Attend(x, k0, v0), g0), q0, Read(dq), 1e-7, "query");
        Slope(x => Weighted(Attend(q0, x, v0), g0), k0, Read(dk), 1e-7, "key");
        Slope(x => Weighted(Attend(q0, k0, x), g0), v0, Read(dv), 1e-7, "value");
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // Outputs, then final hidden and cell states.
    private static double[] Run(RecurrentCell cell, long[] sizes, bool reverse, int hidden, double[] x, double[] weight, double[] bias, double[] h0,
        double[] c0)
    {
        int gates = (int)RecurrenceShape.Gates(cell), rows = (int)sizes.Sum();
        double[] h = [.. h0], c = [.. c0], output = new double[rows * hidden];
        for (int step = 0; step < sizes.Length; step++)
        {
            int t = reverse ? sizes.Length - 1 - step : step, first = (int)sizes[..t].Sum();
            double[] before = [.. h];
            for (int i = 0; i < sizes[t]; i++)
                for (int j = 0; j < hidden; j++)
                {
                    double P(int g) => Enumerable.Range(0, hidden).Sum(m => weight[(g * hidden + j) * hidden + m] * before[i * hidden + m]);
                    double X(int g) => x[(first + i) * gates * hidden + g * hidden + j];
                    int at = i * hidden + j;
                    if (cell == RecurrentCell.Lstm)
                    {
                        c[at] = Sigmoid(X(1) + P(1)) * c[at] + Sigmoid(X(0) + P(0)) * Math.Tanh(X(2) + P(2));
                        h[at] = Sigmoid(X(3) + P(3)) * Math.Tanh(c[at]);
                    }
                    else if (cell == RecurrentCell.Gru)
                    {
                        double z = Sigmoid(X(1) + P(1)), n = Math.Tanh(X(2) + Sigmoid(X(0) + P(0)) * (P(2) + bias[j]));
                        h[at] = (1 - z) * n + z * before[at];
                    }
                    else h[at] = cell == RecurrentCell.Relu ? Math.Max(0, X(0) + P(0)) : Math.Tanh(X(0) + P(0));
                    output[(first + i) * hidden + j] = h[at];
                }
        }
        return [.. output, .. h, .. c];
    }

    [Theory]
    [InlineData(RecurrentCell.Lstm, 5, false), InlineData(RecurrentCell.Lstm, 37, true), InlineData(RecurrentCell.Gru, 5, true)]
    [InlineData(RecurrentCell.Gru, 40, false), InlineData(RecurrentCell.Tanh, 33, false), InlineData(RecurrentCell.Relu, 3, true)]
    public void RecurrenceAndItsGradient(RecurrentCell cell, int hidden, bool reverse)
    {
        CheckRecurrence<double>(cell, hidden, reverse, 1e-7);
        CheckRecurrence<float>(cell, hidden, reverse, 5e-4);
    }

    private static void CheckRecurrence<T>(RecurrentCell cell, int hidden, bool reverse, double tolerance) where T : unmanaged
    {
        long[] sizes = [4, 4, 3, 1];
        int gates = (int)RecurrenceShape.Gates(cell), rows = (int)sizes.Sum(), states = 4 * hidden;
        double[] x0 = Draw(1, rows * gates * hidden), w0 = [.. Draw(2, gates * hidden * hidden).Select(v => v / Math.Sqrt(hidden))], b0 = Draw(3, hidden);
        double[] h0 = Draw(4, states), c0 = Draw(5, states), g0 = Draw(6, rows * hidden + 2 * states);
        bool lstm = cell == RecurrentCell.Lstm;
        if (!lstm) Array.Clear(g0, rows * hidden + states, states);
        using GuardedBuffer<T> x = Buffer<T>(x0), w = Buffer<T>(w0), b = Buffer<T>(b0), h = Buffer<T>(h0), c = Buffer<T>(c0), hStart = Buffer<T>(h0);
        using GuardedBuffer<T> cStart = Buffer<T>(c0), o = new(rows * hidden), kept = new(rows * RecurrenceShape.Kept(cell) * hidden);
        fixed (long* lengths = sizes)
        {
            var shape = new RecurrenceShape { Cell = cell, Steps = sizes.Length, Batch = 4, Hidden = hidden, Sizes = lengths, Reverse = reverse };
            Recurrence.Forward(in shape, x.Pointer, w.Pointer, b.Pointer, h.Pointer, lstm ? c.Pointer : null, o.Pointer, kept.Pointer);
            double[] expected = Run(cell, sizes, reverse, hidden, x0, w0, b0, h0, c0);
            Close(expected[..(rows * hidden)], Read(o), tolerance, "outputs");
            Close(expected[(rows * hidden)..(rows * hidden + states)], Read(h), tolerance, "hidden");
            if (lstm) Close(expected[(rows * hidden + states)..], Read(c), tolerance, "cell");

            using GuardedBuffer<T> g = Buffer<T>(g0[..(rows * hidden)]), dh = Buffer<T>(g0[(rows * hidden)..(rows * hidden + states)]);
            using GuardedBuffer<T> dc = Buffer<T>(g0[(rows * hidden + states)..]), slopes = new(x0.Length), hiddenSlopes = new(x0.Length);
            using GuardedBuffer<T> before = new(rows * hidden);
            Recurrence.Backward(in shape, g.Pointer, w.Pointer, hStart.Pointer, lstm ? cStart.Pointer : null, o.Pointer, kept.Pointer, slopes.Pointer,
                cell == RecurrentCell.Gru ? hiddenSlopes.Pointer : slopes.Pointer, before.Pointer, dh.Pointer, lstm ? dc.Pointer : null);
            double Loss(double[] x, double[] w, double[] h, double[] c) => Weighted(Run(cell, sizes, reverse, hidden, x, w, b0, h, c), g0);
            Slope(v => Loss(v, w0, h0, c0), x0, Read(slopes), tolerance * 10, "inputs");
            Slope(v => Loss(x0, w0, v, c0), h0, Read(dh), tolerance * 10, "initial hidden state");
            if (lstm) Slope(v => Loss(x0, w0, h0, v), c0, Read(dc), tolerance * 10, "initial cell state");
            double[] ofProducts = Read(cell == RecurrentCell.Gru ? hiddenSlopes : slopes), states0 = Read(before), ofWeight = new double[w0.Length];
            for (int r = 0; r < rows; r++)
                for (int i = 0; i < gates * hidden; i++)
                    for (int j = 0; j < hidden; j++) ofWeight[i * hidden + j] += ofProducts[r * gates * hidden + i] * states0[r * hidden + j];
            Slope(v => Loss(x0, v, h0, c0), w0, ofWeight, tolerance * 10, "weight");
        }
    }
}
