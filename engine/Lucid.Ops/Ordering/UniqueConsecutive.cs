using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>
/// Runs of equal elements (or of equal slices along a dimension) made into one: the elements, the run in which each position
/// lies, and the lengths of the runs.
/// </summary>
[Op("_unique_consecutive(Tensor input, int? dim=None) -> (Tensor output, Tensor inverse, Tensor counts)", Surface = OpSurface.Function, NoOut = true)]
internal static class UniqueConsecutive
{
    internal static (Tensor Output, Tensor Inverse, Tensor Counts) Forward(Tensor input, long? dim) =>
        dim is { } given ? Distinct.Slices(input, given, sort: false) : Distinct.Elements(input, sort: false);
}
