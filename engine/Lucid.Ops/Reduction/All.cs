using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>True where no element is zero; uint8 stays uint8.</summary>
[Op("all(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor")]
internal static class All
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim)
    {
        Tensor truth = ReductionDispatch.Run<AllReduction>(input.DType.IsComplex() ? input.Ne(0) : input, dim, keepdim, DType.Bool, "all");
        return input.DType == DType.UInt8 ? Conversions.To(truth, DType.UInt8) : truth;
    }
}
