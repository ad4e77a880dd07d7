using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>A view with all dimensions in reverse order.</summary>
[Op("transpose.all(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class TransposeAll
{
    internal static Tensor Forward(Tensor input)
    {
        Span<long> dims = stackalloc long[input.Rank];
        for (int i = 0; i < dims.Length; i++) dims[i] = dims.Length - 1 - i;
        return input.Permute(dims);
    }
}
