using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A dimension cut into several.</summary>
[Op("unflatten(Tensor input, int dim, int[] sizes) -> Tensor", NoOut = true, Composite = true)]
internal static class Unflatten
{
    internal static Tensor Forward(Tensor input, long dim, ReadOnlySpan<long> sizes)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "unflatten");
        Span<long> parts = stackalloc long[sizes.Length];
        Views.InferSizes(sizes, input.Shape[at], parts, "unflatten");
        long[] shape = [.. input.Shape[..at], .. parts, .. input.Shape[(at + 1)..]];
        return input.Reshape(shape);
    }
}
