using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sums of products along both last dimensions; a 0-d tensor scales.</summary>
[Op("inner(Tensor input, Tensor other) -> Tensor", Composite = true)]
internal static class Inner
{
    internal static Tensor Forward(Tensor input, Tensor other)
    {
        if (input.Rank == 0 || other.Rank == 0) return input * other;
        if (input.Shape[^1] != other.Shape[^1])
            throw new ShapeMismatchException("inner",
                $"inner: the last dimension must match on both input tensors but got shapes {input.Layout} and {other.Layout}", "other",
                input.Layout.ToString(), other.Layout.ToString());
        return TensorFunctions.Tensordot(input, other, [-1], [-1]);
    }
}
