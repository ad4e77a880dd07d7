using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor with at least 3 dimensions; a view where dimensions of size 1 are put in.</summary>
[Op("atleast_3d(Tensor input) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Atleast3d
{
    internal static Tensor Forward(Tensor input) => input.Rank switch
    {
        0 => input.Reshape([1, 1, 1]),
        1 => input.Unsqueeze(0).Unsqueeze(-1),
        2 => input.Unsqueeze(-1),
        _ => input,
    };
}
