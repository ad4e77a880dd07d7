using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

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
        if (input.Min().Item().ToInt64() < 0)
            throw new ArgumentValueException("bincount", "bincount: only supports 1-d non-negative integral inputs", "input");
        long length = Math.Max(input.Max().Item().ToInt64() + 1, minlength);
        Tensor places = input.Convert(DType.Int64);
        if (weights is not null)
        {
            DType type = weights.DType == DType.Float32 ? DType.Float32 : DType.Float64;
            return TensorFunctions.Zeros([length], type, input.Device).ScatterAdd(0, places, weights.Convert(type));
        }
        Tensor counts = Tensor.Allocate(Layout.Contiguous([length], "bincount"), DType.Int64, input.DeviceType);
        CommandStream.Submit(new CountKernel(Conversions.ToContiguous(places).Operand, counts.Operand, 0, 0), input.DeviceType);
        return counts;
    }
}
