using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>All products of an element of one vector and one of another.</summary>
[Op("outer(Tensor input, Tensor vec2) -> Tensor", Composite = true, Aliases = "ger")]
internal static class Outer
{
    internal static Tensor Forward(Tensor input, Tensor vec2)
    {
        if (input.Rank != 1 || vec2.Rank != 1)
            throw new ShapeMismatchException("outer", $"outer: expected two vectors, but input is {input.Layout} and vec2 is {vec2.Layout}", "input");
        return input.Unsqueeze(1) * vec2;
    }
}
