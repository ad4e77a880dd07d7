using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Statistics;

/// <summary>How often each non-negative integer occurs, or the sum of the weights where it does.</summary>
[Op("bincount(Tensor input, Tensor? weights=None, int minlength=0) -> Tensor", NoOut = true)]
internal static class Bincount
{
    internal static Tensor Forward(Tensor input, Tensor? weights, long minlength)
    {
        if (!input.DType.IsInteger())
            throw new DtypeMismatchException("bincount", "input", "a vector of integers", input.DType.Name(), "Convert it with .long().");
        if (minlength < 0) throw new ArgumentValueException("bincount", $"bincount: minlength should be >= 0, but is {minlength}", "minlength");
        if (input.Rank != 1)
        {
            if (input.Count > 0)
                throw new ShapeMismatchException("bincount", $"bincount: only supports 1-d non-negative integral inputs, but input is {input.Layout}", "input");
            input = input.Reshape([0]);
        }
        if (weights is not null && (weights.Rank != 1 || weights.Count != input.Count))
            throw new ShapeMismatchException("bincount",
                $"bincount: weights should be 1-d and have the same length as input: input is {input.Layout}, weights is {weights.Layout}", "weights");
        if (input.Count == 0) return TensorFunctions.Zeros([minlength], DType.Int64, input.Device);
        DType type = weights is null ? DType.Int64 : weights.DType == DType.Float32 ? DType.Float32 : DType.Float64;
        if (input.Min().Item().ToInt64() < 0)
            throw new ArgumentValueException("bincount", "bincount: only supports 1-d non-negative integral inputs", "input");
        long length = input.Max().Item().ToInt64() + 1;
        Tensor counts = TensorFunctions.Zeros([Math.Max(length, minlength)], type, input.Device);
        Tensor shares = weights is null ? TensorFunctions.Ones([input.Count], type, input.Device) : weights.Convert(type);
        return counts.ScatterAdd(0, input.Convert(DType.Int64), shares);
    }
}
