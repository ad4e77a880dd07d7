using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Edges and counts of histograms.</summary>
internal static class HistogramDispatch
{
    /// <summary>The range given, or that of the elements; never empty.</summary>
    internal static (double Low, double High) Range(Tensor flat, double low, double high, string op)
    {
        if (low > high) throw new ArgumentValueException(op, $"{op}: max must be larger than min, but the range is [{low}, {high}]", "range");
        if (low == high && flat.Count > 0)
        {
            low = flat.Min().Item().ToDouble();
            high = flat.Max().Item().ToDouble();
        }
        // Nothing to go by: the unit interval, as in PyTorch.
        if (flat.Count == 0 && low == 0 && high == 0) return (0, 1);
        if (!double.IsFinite(low) || !double.IsFinite(high))
            throw new ArgumentValueException(op, $"{op}: range of [{low}, {high}] is not finite", "range");
        return low == high ? (low - 0.5, high + 0.5) : (low, high);
    }

    /// <summary>Equal bins: one edge more than there are bins.</summary>
    internal static Tensor Edges(Tensor flat, long bins, double low, double high, string op)
    {
        if (bins <= 0) throw new ArgumentValueException(op, $"{op}: bins must be > 0, but got {bins}", "bins");
        (low, high) = Range(flat, low, high, op);
        return TensorFunctions.Linspace(low, high, bins + 1, flat.DType, flat.Device);
    }

    /// <summary>For each element the bin in which it lies; -1 outside. The last bin includes its right edge.</summary>
    internal static Tensor Bins(Tensor flat, Tensor edges)
    {
        long last = edges.Count - 1;
        Tensor place = TensorFunctions.Searchsorted(edges, flat, right: true) - 1;
        place = TensorFunctions.Where(flat.Eq(edges.Select(0, last)), last - 1, place);
        return place.MaskedFill(place.Ge(last).LogicalOr(flat.Isnan()), -1);
    }

    /// <summary>Sums of weights (or counts) of flattened bins; -1 is left out.</summary>
    internal static Tensor Counts(Tensor bins, Tensor? weight, long count, DType type)
    {
        Tensor inside = bins.Ge(0);
        Tensor shares = weight is null ? TensorFunctions.Ones([bins.Count], type, bins.Device) : weight.Reshape([-1]).Convert(type);
        return TensorFunctions.Zeros([count], type, bins.Device).ScatterAdd(0, bins.MaskedSelect(inside), shares.MaskedSelect(inside));
    }

    /// <summary>Checks what is counted and its weights.</summary>
    internal static void Require(Tensor input, Tensor? weight, ReadOnlySpan<long> samples, string op)
    {
        if (input.DType is not (DType.Float32 or DType.Float64))
            throw new NotImplementedException(op, $"{op}: not implemented for '{input.DType.Name()}'. Convert the input with .float().");
        if (weight is null) return;
        if (!weight.Shape.SequenceEqual(samples))
            throw new ShapeMismatchException(op,
                $"{op}: if weight tensor is provided it should have the same shape as the input tensor excluding its innermost dimension: "
                + $"input is {input.Layout}, weight is {weight.Layout}", "weight");
        if (weight.DType != input.DType)
            throw new DtypeMismatchException(op, "weight", $"of the same dtype as input ({input.DType.Name()})", weight.DType.Name());
    }
}
