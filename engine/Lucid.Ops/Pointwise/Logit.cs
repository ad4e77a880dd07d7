using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>Logarithm of input / (1 - input); with eps, input is first held to [eps, 1 - eps].</summary>
[Op("logit(Tensor input, float? eps=None) -> Tensor", InPlace = true, Broadcasts = true)]
internal static class Logit
{
    internal static Tensor Forward(Tensor input, double? eps)
    {
        Tensor x = input.DType <= DType.Int64 ? input.Convert(DTypes.Default) : input;
        if (x.DType.IsComplex()) throw ElementSwitch.Unsupported(x.DType, "logit");
        if (eps is { } margin) x = TensorFunctions.Where(x.Lt(margin), margin, TensorFunctions.Where(x.Gt(1 - margin), 1 - margin, x));
        return (x / (1 - x)).Log();
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, double? eps)
    {
        Tensor slope = grad / (input * (1 - input));
        if (eps is { } margin) return slope.MaskedFill(input.Lt(margin).LogicalOr(input.Gt(1 - margin)), 0);
        return slope.MaskedFill(input.Lt(0).LogicalOr(input.Gt(1)), double.NaN);
    }
}
