using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Products of two batches of matrices of the same number.</summary>
[Op("bmm(Tensor input, Tensor mat2) -> Tensor", Composite = true)]
internal static class Bmm
{
    internal static Tensor Forward(Tensor input, Tensor mat2)
    {
        if (input.Rank != 3 || mat2.Rank != 3 || input.Shape[0] != mat2.Shape[0])
            throw new ShapeMismatchException("bmm",
                $"bmm: both arguments must be batches of matrices of the same batch size, but input is {input.Layout} and mat2 "
                + $"is {mat2.Layout}. Use matmul to broadcast.", "input");
        MatrixDispatch.CheckDepth("bmm", input, "input", mat2, "mat2");
        return input.Matmul(mat2);
    }
}
