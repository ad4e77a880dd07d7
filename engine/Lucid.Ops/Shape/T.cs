using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>The transpose of a matrix; vectors and 0-d tensors stay as they are.</summary>
[Op("t(Tensor input) -> Tensor", NoOut = true, InPlaceView = true, Composite = true)]
internal static class T
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.Rank > 2) throw new ShapeMismatchException("t", $"t: t() expects a tensor with <= 2 dimensions, but self is {input.Rank}D", "input");
        return input.Rank == 2 ? input.Transpose(0, 1) : input.View(input.Shape);
    }
}
