using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>A view of complex numbers as pairs of real and imaginary part along a new last dimension.</summary>
[Op("view_as_real(Tensor input) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class ViewAsReal
{
    internal static Tensor Forward(Tensor input)
    {
        if (!input.DType.IsComplex())
            throw new DtypeMismatchException("view_as_real", "input", "complex (view_as_real is only supported for complex tensors)", input.DType.Name());
        return ComplexParts.Pairs(input);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ViewAsComplex(grad.Contiguous());
}
