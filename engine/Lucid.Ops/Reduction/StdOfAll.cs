using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>Standard deviation over all elements; unbiased divides by one less than their number.</summary>
[Op("std.all(Tensor input, bool unbiased) -> Tensor", Composite = true, NoOut = true)]
internal static class StdOfAll
{
    internal static Tensor Forward(Tensor input, bool unbiased) => input.Std(default, false, unbiased ? 1 : 0);
}
