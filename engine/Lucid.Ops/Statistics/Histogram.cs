using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Statistics;

/// <summary>Counts, sums of weights or a density of elements in equal bins, and the bins' edges.</summary>
[Op("histogram(Tensor input, int bins=10, float[]? range=None, bool density=False, Tensor? weight=None) -> (Tensor hist, Tensor bin_edges)")]
internal static class Histogram
{
    internal static (Tensor Hist, Tensor BinEdges) Forward(Tensor input, long bins, ReadOnlySpan<double> range, bool density, Tensor? weight)
    {
        if (!range.IsEmpty && range.Length != 2)
            throw new ArgumentValueException("histogram", $"histogram: range should have 2 elements, but has {range.Length}", "range");
        HistogramDispatch.Require(input, weight, input.Shape, "histogram");
        Tensor flat = input.Reshape([-1]);
        Tensor edges = HistogramDispatch.Edges(flat, bins, range.IsEmpty ? 0 : range[0], range.IsEmpty ? 0 : range[^1], "histogram");
        Tensor counts = HistogramDispatch.Counts(HistogramDispatch.Bins(flat, edges), weight, edges.Count - 1, input.DType);
        return (density ? counts / (counts.Sum() * edges.Diff()) : counts, edges);
    }
}
