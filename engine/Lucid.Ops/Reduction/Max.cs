using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>The largest element of all; NaN if there is one.</summary>
[Op("max(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Max
{
    internal static Tensor Forward(Tensor input) => TensorFunctions.Amax(input);
}
