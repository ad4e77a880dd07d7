using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>
/// Orthogonal polynomials of degree n at x, or their derivatives. The family is a number of <see cref="PolynomialFamily"/>:
/// one op for all, since each op of its own costs several kilobytes.
/// </summary>
[Op("_special_polynomial(Tensor|Scalar input, Tensor|Scalar n, int family, int derivative=0) -> Tensor", Broadcasts = true,
    Surface = OpSurface.Function)]
internal static unsafe class SpecialPolynomial
{
    internal static Tensor Forward(TensorOrScalar input, TensorOrScalar n, long family, long derivative)
    {
        if (family is < 0 or > (long)PolynomialFamily.LegendreP)
            throw new ArgumentValueException("_special_polynomial", $"_special_polynomial: there is no family {family}", "family");
        if (derivative is < 0 or > OrthogonalPolynomials.MostDerivatives)
            throw new ArgumentValueException("_special_polynomial",
                $"_special_polynomial: derivatives go up to order {OrthogonalPolynomials.MostDerivatives}, got {derivative}", "derivative");
        return FunctionDispatch.Binary(&OrthogonalPolynomials.Evaluate, input, n, "special polynomial", variant: (int)(family + 16 * derivative));
    }

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar input, TensorOrScalar n, long family, long derivative) =>
        grad * TensorFunctions.SpecialPolynomial(input, n, family, derivative + 1);
}
