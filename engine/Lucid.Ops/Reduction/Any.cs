using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>True where at least one element is non-zero.</summary>
[Op("any(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor")]
internal static class Any
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim) =>
        ReductionDispatch.Run<AnyReduction>(input.DType.IsComplex() ? input.Ne(0) : input, dim, keepdim, DType.Bool, "any");
}
