using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Shape;

/// <summary>The tensor with dimensions in reverse order, a copy.</summary>
[Op("flip(Tensor input, int[] dims) -> Tensor", NoOut = true)]
internal static class Flip
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dims)
    {
        ulong reversed = 0;
        foreach (long dim in dims)
        {
            int at = Dimensions.Normalize(dim, input.Rank, "flip", "dims");
            if ((reversed >> at & 1) != 0) throw new ArgumentValueException("flip", $"flip: dim {at} appears multiple times in the list of dims", "dims");
            reversed |= 1UL << at;
        }
        Tensor result = Conversions.AllocateLike(input, input.DType);
        CommandStream.Submit(new ReversalKernel(input.Operand, result.Operand, reversed), input.DeviceType);
        return result;
    }

    internal static Tensor GradOfInput(Tensor grad, ReadOnlySpan<long> dims) => grad.Flip(dims);
}
