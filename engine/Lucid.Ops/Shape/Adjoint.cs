using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>The conjugate transpose of the last two dimensions.</summary>
[Op("adjoint(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Adjoint
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.Rank < 2)
            throw new ShapeMismatchException("adjoint",
                $"adjoint: tensor.adjoint() is only supported on matrices or batches of matrices. Got {input.Rank}-D tensor.", "input");
        Tensor transposed = input.Transpose(-2, -1);
        return input.DType.IsComplex() ? transposed.Conj() : transposed;
    }
}
