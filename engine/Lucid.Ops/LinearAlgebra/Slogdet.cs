using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sign and logarithm of the magnitude of determinants of square matrices.</summary>
[Op("slogdet(Tensor input) -> (Tensor sign, Tensor logabsdet)", NoOut = true)]
internal static class Slogdet
{
    internal static (Tensor Sign, Tensor Logabsdet) Forward(Tensor input)
    {
        (Tensor sign, Tensor logarithm, _) = EliminationDispatch.Determinant(input, "slogdet");
        return (sign, logarithm);
    }

    internal static Tensor GradOfInput(Tensor gradSign, Tensor gradLogabsdet, Tensor input, Tensor sign)
    {
        Tensor adjoint = input.Inverse().Transpose(-2, -1).Conj();
        Tensor factor = gradLogabsdet;
        if (input.DType.IsComplex())
        {
            // A unit sign turns: its share is i times the part of the gradient at a right angle to it.
            Tensor along = gradSign.Conj() * sign;
            factor = gradLogabsdet - along.Imag() * System.Numerics.Complex.ImaginaryOne;
        }
        return factor.Unsqueeze(-1).Unsqueeze(-1) * adjoint;
    }
}
