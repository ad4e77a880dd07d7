using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>The smallest element of all; NaN if there is one.</summary>
[Op("min(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Min
{
    internal static Tensor Forward(Tensor input) => TensorFunctions.Amin(input);
}
