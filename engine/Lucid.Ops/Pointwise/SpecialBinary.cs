using System;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>
/// A special function of two numbers, by name: xlog1py, zeta, gammainc, gammaincc. One op for all, since each op of its own costs
/// several kilobytes.
/// </summary>
[Op("_special_binary(Tensor|Scalar input, Tensor|Scalar other, str function) -> Tensor", Broadcasts = true, Surface = OpSurface.Function)]
internal static unsafe class SpecialBinary
{
    internal static Tensor Forward(TensorOrScalar input, TensorOrScalar other, string function)
    {
        delegate*<double, double, int, double> pointer = function switch
        {
            "xlog1py" => &ElementaryFunctions.Xlog1py,
            "zeta" => &ZetaFunctions.Hurwitz,
            "gammainc" => &GammaFunctions.LowerIncomplete,
            "gammaincc" => &GammaFunctions.UpperIncomplete,
            _ => throw new ArgumentValueException("_special_binary", $"_special_binary: unknown function '{function}'", "function"),
        };
        return FunctionDispatch.Binary(pointer, input, other, "special." + function);
    }

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar input, TensorOrScalar other, string function)
    {
        if (function != "xlog1py")
            throw new NotImplementedException("special." + function, $"special.{function}: the derivative for its first argument is not implemented");
        Tensor slope = TensorFunctions.SpecialBinary(grad, other, function);
        return slope.MaskedFill(input.AsTensor().Eq(0).LogicalAnd(other.AsTensor().Le(-1)), 0);
    }

    internal static Tensor GradOfOther(Tensor grad, TensorOrScalar input, TensorOrScalar other, string function)
    {
        Tensor a = input.AsTensor(), x = other.AsTensor();
        if (function == "xlog1py") return grad * (a / (x + 1));
        if (function == "zeta") return grad * -a * TensorFunctions.SpecialBinary(a + 1, x, function);
        Tensor density = (TensorFunctions.Xlogy(a - 1, x) - x - a.Lgamma()).Exp();
        return grad * (function == "gammainc" ? density : -density);
    }
}
