using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor with at least 2 dimensions; a view where dimensions of size 1 are put in.</summary>
[Op("atleast_2d(Tensor input) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Atleast2d
{
    internal static Tensor Forward(Tensor input) => input.Rank switch
    {
        0 => input.Reshape([1, 1]),
        1 => input.Unsqueeze(0),
        _ => input,
    };
}
