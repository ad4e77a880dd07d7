using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Tensors laid below one another: along the first dimension, vectors as rows.</summary>
[Op("vstack(Tensor[] tensors) -> Tensor", Composite = true, Surface = OpSurface.Function, Aliases = "row_stack")]
internal static class Vstack
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors)
    {
        Joints.RequireSome(tensors, "vstack");
        return TensorFunctions.Cat(TensorFunctions.Atleast2d(tensors), 0);
    }
}
