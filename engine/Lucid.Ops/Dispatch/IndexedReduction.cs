using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Extremes with their positions along one dimension.</summary>
internal static class IndexedReduction
{
    internal static (Tensor Values, Tensor Indices) Run(Tensor input, long dim, bool keepdim, bool largest, string op)
    {
        int at = Dimensions.Normalize(dim, input.Rank, op);
        if (input.Rank > 0 && input.Shape[at] == 0)
            throw new ShapeMismatchException(op, $"{op}: Expected reduction dim {at} to have non-zero size: input is {input.Layout}", "dim");
        Span<bool> reduced = stackalloc bool[input.Rank];
        if (input.Rank > 0) reduced[at] = true;
        Layout layout = ReductionDispatch.ResultLayout(input.Layout, reduced, keepdim);
        DType type = input.DType;
        if (type is DType.Float16 or DType.BFloat16) input = Conversions.To(input, DType.Float32);
        Tensor values = Tensor.Allocate(layout, input.DType, input.DeviceType);
        Tensor indices = Tensor.Allocate(layout, DType.Int64, input.DeviceType);
        Launch.Submit(new ExtremeKernel(input.Operand, values.Operand, indices.Operand, reduced.ToArray(), largest, op), input.DType, input.DeviceType, op);
        return (Conversions.To(values, type), indices);
    }

    /// <summary>Puts each gradient where its value came from.</summary>
    internal static Tensor Backward(Tensor gradient, Layout layout, Tensor indices, long dim, bool keepdim)
    {
        if (layout.Rank == 0) return gradient;
        int at = Dimensions.Normalize(dim, layout.Rank, "max");
        if (!keepdim)
        {
            gradient = gradient.Unsqueeze(at);
            indices = indices.Unsqueeze(at);
        }
        return TensorFunctions.Zeros(layout.Sizes, gradient.DType, gradient.Device).ScatterAdd(at, indices, gradient);
    }
}
