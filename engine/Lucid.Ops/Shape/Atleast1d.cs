using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor with at least 1 dimension; a view where dimensions of size 1 are put in.</summary>
[Op("atleast_1d(Tensor input) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Atleast1d
{
    internal static Tensor Forward(Tensor input) => input.Rank == 0 ? input.Reshape([1]) : input;
}
