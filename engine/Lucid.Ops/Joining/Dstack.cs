using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Tensors laid behind one another: along the third dimension.</summary>
[Op("dstack(Tensor[] tensors) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class Dstack
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors)
    {
        Joints.RequireSome(tensors, "dstack");
        return TensorFunctions.Cat(TensorFunctions.Atleast3d(tensors), 2);
    }
}
