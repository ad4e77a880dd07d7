using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>The tensor with its first dimension reversed, a copy.</summary>
[Op("flipud(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Flipud
{
    internal static Tensor Forward(Tensor input) => input.Rank >= 1
        ? input.Flip([0])
        : throw new ShapeMismatchException("flipud", "flipud: Input must be >= 1-d, but got a 0-d tensor.", "input");
}
