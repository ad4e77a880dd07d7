using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>
/// Distinct elements (or distinct slices along a dimension) in ascending order, where each position's element is among them,
/// and how often each occurs; without <c>inverse</c>, those of elements are left empty where each is found.
/// </summary>
[Op("_unique(Tensor input, int? dim=None, bool inverse=True) -> (Tensor output, Tensor inverse, Tensor counts)", Surface = OpSurface.Function, NoOut = true)]
internal static class Unique
{
    internal static (Tensor Output, Tensor Inverse, Tensor Counts) Forward(Tensor input, long? dim, bool inverse) =>
        dim is { } given ? Distinct.Slices(input, given, sort: true) : Distinct.Elements(input, sort: true, inverse);
}
