using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>The imaginary parts, as a view.</summary>
[Op("imag(Tensor input) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class Imag
{
    internal static Tensor Forward(Tensor input) => input.DType.IsComplex()
        ? ComplexParts.View(input, 1)
        : throw new DtypeMismatchException("imag", "input", "complex", input.DType.Name());

    internal static Tensor GradOfInput(Tensor grad, DType inputDType) =>
        grad.Convert(inputDType) * Complex.ImaginaryOne;
}
