using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sign and logarithm of the magnitude of determinants of square matrices.</summary>
[Op("linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)", Surface = OpSurface.Function)]
internal static class LinalgSlogdet
{
    internal static (Tensor Sign, Tensor Logabsdet) Forward(Tensor a)
    {
        (Tensor diagonal, Tensor sign) = Determinants.Of(a, "linalg.slogdet");
        return (diagonal.Sgn().Prod([-1]) * sign, diagonal.Abs().Log().Sum([-1]));
    }

    internal static Tensor GradOfA(Tensor? gradSign, Tensor? gradLogabsdet, Tensor a, Tensor sign)
    {
        // A unit sign turns: its share is i times the part of the gradient at a right angle to it.
        Tensor? factor = gradLogabsdet?.Convert(a.DType);
        if (a.DType.IsComplex() && gradSign is not null)
        {
            Tensor turn = (gradSign.Conj() * sign).Imag() * System.Numerics.Complex.ImaginaryOne;
            factor = factor is null ? -turn : factor - turn;
        }
        factor ??= TensorFunctions.ZerosLike(sign);
        Tensor unit = TensorFunctions.Eye(a.Shape[^1], dtype: a.DType, device: a.Device);
        return TensorFunctions.LinalgSolve(a.Adjoint(), factor.Unsqueeze(-1).Unsqueeze(-1) * unit);
    }
}
