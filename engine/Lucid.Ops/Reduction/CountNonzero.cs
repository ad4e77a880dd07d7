using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>How many elements are not zero, over some dimensions or over all.</summary>
[Op("count_nonzero(Tensor input, int[1]? dim=None) -> Tensor", Composite = true, NoOut = true)]
internal static class CountNonzero
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim) => input.Ne(0).Sum(dim);
}
