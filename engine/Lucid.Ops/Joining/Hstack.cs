using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Tensors laid side by side: along the second dimension, vectors along their only one.</summary>
[Op("hstack(Tensor[] tensors) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class Hstack
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors)
    {
        Joints.RequireSome(tensors, "hstack");
        Tensor[] parts = TensorFunctions.Atleast1d(tensors);
        return TensorFunctions.Cat(parts, parts[0].Rank == 1 ? 0 : 1);
    }
}
