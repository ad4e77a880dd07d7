using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>
/// Distinct elements (or distinct slices along a dimension) in ascending order, where each position's element is among them,
/// and how often each occurs.
/// </summary>
[Op("_unique(Tensor input, int? dim=None) -> (Tensor output, Tensor inverse, Tensor counts)", Surface = OpSurface.Function, NoOut = true)]
internal static class Unique
{
    internal static (Tensor Output, Tensor Inverse, Tensor Counts) Forward(Tensor input, long? dim) =>
        dim is { } given ? Distinct.Slices(input, given, sort: true) : Distinct.Elements(input, sort: true);
}
