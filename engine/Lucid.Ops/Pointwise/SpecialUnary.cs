using System;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>
/// A special function of one number, by name: entr, erfcx, i0e, i1e, ndtr, log_ndtr, ndtri, bessel_j0, bessel_j1, bessel_y0,
/// bessel_y1, k0, k1, k0e, k1e, spherical_bessel_j0. One op for all, since each op of its own costs several kilobytes.
/// </summary>
[Op("_special_unary(Tensor input, str function) -> Tensor", Broadcasts = true, Surface = OpSurface.Function)]
internal static unsafe class SpecialUnary
{
    internal static Tensor Forward(Tensor input, string function)
    {
        delegate*<double, double> pointer = function switch
        {
            "entr" => &ElementaryFunctions.Entropy,
            "erfcx" => &NormalFunctions.Erfcx,
            "i0e" => &BesselFunctions.I0Scaled,
            "i1e" => &BesselFunctions.I1Scaled,
            "ndtr" => &NormalFunctions.Ndtr,
            "log_ndtr" => &NormalFunctions.LogNdtr,
            "ndtri" => &NormalFunctions.Ndtri,
            "bessel_j0" => &BesselFunctions.J0,
            "bessel_j1" => &BesselFunctions.J1,
            "bessel_y0" => &BesselFunctions.Y0,
            "bessel_y1" => &BesselFunctions.Y1,
            "k0" => &BesselFunctions.K0,
            "k1" => &BesselFunctions.K1,
            "k0e" => &BesselFunctions.K0Scaled,
            "k1e" => &BesselFunctions.K1Scaled,
            "spherical_bessel_j0" => &BesselFunctions.SphericalJ0,
            _ => throw new ArgumentValueException("_special_unary", $"_special_unary: unknown function '{function}'", "function"),
        };
        return FunctionDispatch.Unary(pointer, input, "special." + function);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, string function)
    {
        Tensor Other(string name) => input.SpecialUnary(name);
        Tensor OverInput(Tensor value, double atZero)
        {
            Tensor zero = input.Eq(0);
            return (value / input.MaskedFill(zero, 1)).MaskedFill(zero, atZero);
        }
        return grad * (function switch
        {
            "entr" => (-1 - input.Log()).MaskedFill(input.Lt(0), double.NegativeInfinity),
            "erfcx" => 2 * input * result - 2 / Math.Sqrt(Math.PI),
            "i0e" => Other("i1e") - input.Sgn() * result,
            "i1e" => Other("i0e") - result * input.Sgn() - OverInput(result, 0.5),
            "ndtr" => (input * input * -0.5).Exp() / Math.Sqrt(2 * Math.PI),
            "log_ndtr" => Math.Sqrt(2 / Math.PI) / (input * -Math.Sqrt(0.5)).SpecialUnary("erfcx"),
            "ndtri" => Math.Sqrt(2 * Math.PI) * (result * result * 0.5).Exp(),
            "bessel_j0" => -Other("bessel_j1"),
            "bessel_j1" => Other("bessel_j0") - OverInput(result, 0.5),
            "bessel_y0" => -Other("bessel_y1"),
            "bessel_y1" => Other("bessel_y0") - result / input,
            "k0" => -Other("k1"),
            "k1" => -Other("k0") - result / input,
            "k0e" => result - Other("k1e"),
            "k1e" => result - Other("k0e") - result / input,
            _ => OverInput(input.Cos() - result, 0),
        });
    }
}
