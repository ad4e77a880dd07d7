using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>The exponential unit with the constants of Klambauer et al. (2017).</summary>
[Op("selu(Tensor input) -> Tensor", Composite = true, InPlace = true, NoOut = true)]
internal static class Selu
{
    internal static Tensor Forward(Tensor input) => ExponentialUnits.Apply(input, 1.6732632423543772848170429916717, 1.0507009873554804934193349852946, 1);
}
