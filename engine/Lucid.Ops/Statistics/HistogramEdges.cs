using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Statistics;

/// <summary>Counts, sums of weights or a density of elements in bins between ascending edges, and the bins' edges.</summary>
[Op("histogram.bins_tensor(Tensor input, Tensor bins, bool density=False, Tensor? weight=None) -> (Tensor hist, Tensor bin_edges)")]
internal static class HistogramEdges
{
    internal static (Tensor Hist, Tensor BinEdges) Forward(Tensor input, Tensor bins, bool density, Tensor? weight)
    {
        if (input.DType is DType.Float16 or DType.BFloat16 && bins.DType == input.DType && (weight is null || weight.DType == input.DType))
        {
            (Tensor hist, Tensor edges) = Forward(input.Convert(DType.Float32), bins.Convert(DType.Float32), density, weight?.Convert(DType.Float32));
            return (hist.Convert(input.DType), edges.Convert(input.DType));
        }
        HistogramDispatch.Require(input, weight, input.Shape, "histogram");
        Tensor flat = input.Reshape([-1]);
        Tensor given = Given(input, bins);
        Tensor counts = HistogramDispatch.Counts(HistogramDispatch.Bins(flat, given), weight, given.Count - 1, input.DType);
        return (density ? counts / (counts.Sum() * given.Diff()) : counts, given);
    }

    private static Tensor Given(Tensor input, Tensor bins)
    {
        if (bins.Rank != 1 || bins.Count == 0)
            throw new ShapeMismatchException("histogram", $"histogram: bins tensor should have one dimension and elements, but is {bins.Layout}", "bins");
        if (bins.DType != input.DType)
            throw new DtypeMismatchException("histogram", "bins", $"of the same dtype as input ({input.DType.Name()})", bins.DType.Name());
        return bins.Clone();
    }
}
