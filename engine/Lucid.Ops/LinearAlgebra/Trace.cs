using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sum of a matrix's diagonal.</summary>
[Op("trace(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Trace
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.Rank != 2) throw new ShapeMismatchException("trace", $"trace: expected a matrix, but got tensor with shape {input.Layout}", "input");
        return input.Diagonal().Sum();
    }
}
