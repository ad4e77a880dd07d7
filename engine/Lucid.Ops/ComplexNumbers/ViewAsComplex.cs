using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>A view of pairs along the last dimension, of size 2, as complex numbers.</summary>
[Op("view_as_complex(Tensor input) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class ViewAsComplex
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.DType is not (DType.Float32 or DType.Float64))
            throw new DtypeMismatchException("view_as_complex", "input", "float32 or float64", input.DType.Name(), "Convert it with .float().");
        if (input.Rank == 0 || input.Shape[^1] != 2)
            throw new ShapeMismatchException("view_as_complex",
                $"view_as_complex: Tensor must have a last dimension of size 2, but input is {input.Layout}.", "input");
        return ComplexParts.FromPairs(input);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ViewAsReal(grad.DType.IsComplex() ? grad : grad.Convert(grad.DType.ToComplex()));
}
