using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>The tensor with its second dimension reversed, a copy.</summary>
[Op("fliplr(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Fliplr
{
    internal static Tensor Forward(Tensor input) => input.Rank >= 2
        ? input.Flip([1])
        : throw new ShapeMismatchException("fliplr", $"fliplr: Input must be >= 2-d, but got {input.Layout}.", "input");
}
