using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>Whether two tensors have the same shape and elements.</summary>
[Op("equal(Tensor input, Tensor other) -> bool", Composite = true, NoOut = true)]
internal static class Equal
{
    internal static bool Forward(Tensor input, Tensor other) =>
        input.Layout.SameSizes(other.Layout) && (input.Count == 0 || input.Eq(other).All().Item().ToBool());
}
