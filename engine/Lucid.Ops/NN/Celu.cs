using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>x above zero, alpha (e^(x / alpha) - 1) below (Barron 2017).</summary>
[Op("celu(Tensor input, Scalar alpha=1.0) -> Tensor", Composite = true, InPlace = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Celu
{
    internal static Tensor Forward(Tensor input, Scalar alpha)
    {
        double scale = alpha.ToDouble();
        if (scale == 0) throw new ArgumentValueException("celu", "celu: ZeroDivisionError: alpha cannot be 0 for CELU", "alpha");
        return ExponentialUnits.Apply(input, scale, 1, 1 / scale);
    }
}
