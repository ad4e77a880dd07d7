using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Tensors laid side by side as columns: vectors become columns, matrices stay.</summary>
[Op("column_stack(Tensor[] tensors) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class ColumnStack
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors)
    {
        Joints.RequireSome(tensors, "column_stack");
        var parts = new Tensor[tensors.Length];
        for (int i = 0; i < parts.Length; i++) parts[i] = tensors[i].Rank <= 1 ? tensors[i].Reshape([tensors[i].Count, 1]) : tensors[i];
        return TensorFunctions.Hstack(parts);
    }
}
