using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Product of two matrices.</summary>
[Op("mm(Tensor input, Tensor mat2) -> Tensor", Composite = true)]
internal static class Mm
{
    internal static Tensor Forward(Tensor input, Tensor mat2)
    {
        if (input.Rank != 2 || mat2.Rank != 2)
            throw new ShapeMismatchException("mm",
                $"mm: both arguments must be matrices, but input is {input.Layout} and mat2 is {mat2.Layout}. Use matmul for "
                + "other ranks.", "input");
        MatrixDispatch.CheckDepth("mm", input, "input", mat2, "mat2");
        return input.Matmul(mat2);
    }
}
