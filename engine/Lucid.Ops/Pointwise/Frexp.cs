using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Mantissa, of magnitude from 0.5 to 1, and binary exponent of each element: input = mantissa * 2^exponent.</summary>
[Op("frexp(Tensor input) -> (Tensor mantissa, Tensor exponent)", NoOut = true)]
internal static unsafe class Frexp
{
    internal static (Tensor, Tensor) Forward(Tensor input)
    {
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("frexp", "input", "floating point", input.DType.Name(),
            "Convert it with .float().");
        Tensor mantissa = FunctionDispatch.Unary(&ElementaryFunctions.Mantissa, input, "frexp");
        return (mantissa, Conversions.To(FunctionDispatch.Unary(&ElementaryFunctions.BinaryExponent, input, "frexp"), DType.Int32));
    }

    internal static Tensor GradOfInput(Tensor gradMantissa, Tensor exponent) => gradMantissa / exponent.Detach().Exp2().Convert(gradMantissa.DType);
}
