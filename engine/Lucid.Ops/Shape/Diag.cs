using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>A matrix with the vector on a diagonal; or the diagonal of a matrix, a copy.</summary>
[Op("diag(Tensor input, int diagonal=0) -> Tensor", Composite = true)]
internal static class Diag
{
    internal static Tensor Forward(Tensor input, long diagonal) => input.Rank switch
    {
        1 => input.DiagEmbed(diagonal),
        2 => input.Diagonal(diagonal).Clone("contiguous_format"),
        _ => throw new ShapeMismatchException("diag", $"diag: Supports 1D or 2D tensors. Got {input.Rank}D", "input"),
    };
}
