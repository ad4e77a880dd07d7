using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Each tensor with at least 1 dimension.</summary>
[Op("atleast_1d.list(Tensor[] tensors) -> Tensor[]", Composite = true, NoOut = true, Surface = OpSurface.Function, VarArgs = true)]
internal static class Atleast1dList
{
    internal static Tensor[] Forward(ReadOnlySpan<Tensor> tensors)
    {
        var results = new Tensor[tensors.Length];
        for (int i = 0; i < results.Length; i++) results[i] = tensors[i].Atleast1d();
        return results;
    }
}
