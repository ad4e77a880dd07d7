using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sum of products of two vectors.</summary>
[Op("dot(Tensor input, Tensor other) -> Tensor", Composite = true)]
internal static class Dot
{
    internal static Tensor Forward(Tensor input, Tensor other)
    {
        if (input.Rank != 1 || other.Rank != 1)
            throw new ShapeMismatchException("dot", $"dot: 1D tensors expected, but got {input.Rank}D and {other.Rank}D tensors", "input");
        MatrixDispatch.CheckDepth("dot", input, "input", other, "other");
        return input.Matmul(other);
    }
}
