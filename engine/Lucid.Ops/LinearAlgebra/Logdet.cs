using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Logarithms of determinants of square matrices; NaN where the determinant is negative.</summary>
[Op("logdet(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Logdet
{
    internal static Tensor Forward(Tensor input)
    {
        (Tensor sign, Tensor logarithm) = input.Slogdet();
        if (input.DType.IsComplex()) return sign.Log() + logarithm;
        return TensorFunctions.Where(sign.Eq(-1), double.NaN, logarithm);
    }
}
