using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Product of a matrix and a vector.</summary>
[Op("mv(Tensor input, Tensor vec) -> Tensor", Composite = true)]
internal static class Mv
{
    internal static Tensor Forward(Tensor input, Tensor vec)
    {
        if (input.Rank != 2 || vec.Rank != 1)
            throw new ShapeMismatchException("mv", $"mv: expected a matrix and a vector, but input is {input.Layout} and vec is {vec.Layout}", "input");
        MatrixDispatch.CheckDepth("mv", input, "input", vec, "vec");
        return input.Matmul(vec);
    }
}
