using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Statistics;

/// <summary>Counts of elements in equal bins between min and max, or between the extremes when both are equal.</summary>
[Op("histc(Tensor input, int bins=100, Scalar min=0, Scalar max=0) -> Tensor")]
internal static class Histc
{
    internal static Tensor Forward(Tensor input, long bins, Scalar min, Scalar max)
    {
        if (bins <= 0) throw new ArgumentValueException("histc", $"histc: bins must be > 0, but got {bins}", "bins");
        if (!input.DType.IsFloatingPoint())
            throw new NotImplementedException("histc", $"histc: not implemented for '{input.DType.Name()}'. Convert the input with .float().");
        Tensor flat = input.Reshape([-1]);
        (double low, double high) = HistogramDispatch.Range(flat, min.ToDouble(), max.ToDouble(), "histc");
        Tensor place = ((flat - low) * (double)bins / (high - low)).Floor();
        Tensor inside = flat.Ge(low).LogicalAnd(flat.Le(high));
        Tensor bin = place.MaskedSelect(inside).Convert(DType.Int64).Clamp(max: bins - 1);
        return bin.Bincount(minlength: bins).Convert(input.DType);
    }
}
