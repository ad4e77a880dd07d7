using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of all tensors in their common shape.</summary>
[Op("broadcast_tensors(Tensor[] tensors) -> Tensor[]", Composite = true, NoOut = true, Surface = OpSurface.Function, VarArgs = true)]
internal static class BroadcastTensors
{
    internal static Tensor[] Forward(ReadOnlySpan<Tensor> tensors)
    {
        Layout shape = Layout.Scalar;
        foreach (Tensor tensor in tensors) shape = Broadcasting.Common(shape, tensor.Layout, "broadcast_tensors");
        var results = new Tensor[tensors.Length];
        for (int i = 0; i < results.Length; i++) results[i] = tensors[i].Expand(shape.Sizes);
        return results;
    }
}
