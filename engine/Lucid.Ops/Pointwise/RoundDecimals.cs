using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>Each element rounded to a number of decimal places (of tens where negative), halves to even.</summary>
[Op("round.decimals(Tensor input, *, int decimals) -> Tensor", Affine = true, InPlace = true, Broadcasts = true)]
internal static class RoundDecimals
{
    internal static Tensor Forward(Tensor input, long decimals)
    {
        if (decimals == 0) return input.Round();
        if (!input.DType.IsFloatingPoint()) throw ElementSwitch.Unsupported(input.DType, "round");
        double scale = Math.Pow(10, Math.Abs(decimals));
        // The product of half types is not rounded before it is rounded to an integer.
        Tensor wide = input.DType.ItemSize() == 2 ? input.Convert(DType.Float32) : input;
        return (decimals > 0 ? (wide * scale).Round() / scale : (wide / scale).Round() * scale).Convert(input.DType);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
