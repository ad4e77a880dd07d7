using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>Repeats dimensions of size 1 without copying.</summary>
[Op("broadcast_to(Tensor input, int[] shape) -> Tensor", NoOut = true, Composite = true)]
internal static class BroadcastTo
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> shape) => input.Expand(shape);
}
