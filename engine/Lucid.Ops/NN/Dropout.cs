using Lucid.Ops.Declaration;
using Lucid.Random;

namespace Lucid.Ops.NN;

/// <summary>In training, elements become zero with probability p and the rest is scaled by 1 / (1 - p); otherwise the input itself.</summary>
[Op("dropout(Tensor input, float p=0.5, bool train=True, *, Generator? generator=None) -> Tensor", NoOut = true,
    Surface = OpSurface.Function, Composite = true)]
internal static class Dropout
{
    internal static Tensor Forward(Tensor input, double p, bool train, Generator? generator)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentValueException("dropout", $"dropout: dropout probability has to be between 0 and 1, but got {p}", "p");
        if (!train || p == 0 || input.Count == 0) return input;
        if (p == 1) return input * 0;
        return TensorFunctions.NativeDropout(input, p, generator).Result;
    }
}
