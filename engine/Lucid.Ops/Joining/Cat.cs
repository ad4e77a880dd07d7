using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Tensors laid end to end along one dimension; the other sizes must agree.</summary>
[Op("cat(Tensor[] tensors, int dim=0) -> Tensor", Amp = AmpPolicy.Promote, Surface = OpSurface.Function, Aliases = "concat,concatenate")]
internal static class Cat
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors, long dim) => Joints.Cat(tensors, dim);

    internal static Tensor?[] GradOfTensors(Tensor grad, Layout[] tensorsLayouts, long dim)
    {
        int at = Dimensions.Normalize(dim, grad.Rank, "cat");
        var parts = new Tensor?[tensorsLayouts.Length];
        long start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            // An empty vector joins anything and receives nothing, as in PyTorch.
            if (tensorsLayouts[i].Rank == 1 && tensorsLayouts[i].Count == 0 && grad.Rank != 1) continue;
            long length = tensorsLayouts[i][at];
            parts[i] = grad.Narrow(at, start, length);
            start += length;
        }
        return parts;
    }
}
