using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>The complex conjugate; real tensors are returned as they are.</summary>
[Op("conj(Tensor input) -> Tensor", NoOut = true)]
internal static class Conj
{
    internal static Tensor Forward(Tensor input)
    {
        if (!input.DType.IsComplex()) return input;
        Tensor result = input.Clone();
        Tensor imaginary = ComplexParts.View(result, 1);
        Conversions.Copy(imaginary, imaginary.Neg(), "conj");
        return result;
    }

    internal static Tensor GradOfInput(Tensor grad) => grad.Conj();
}
