using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where two elements differ by at most atol + rtol * |other|.</summary>
[Op("isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor", Composite = true, NoOut = true)]
internal static class Isclose
{
    internal static Tensor Forward(Tensor input, Tensor other, double rtol, double atol, bool equalNan)
    {
        if (input.DType != other.DType)
            throw new DtypeMismatchException("isclose", "other", $"of the same dtype as input ({input.DType.Name()})",
                other.DType.Name());
        if (!(rtol >= 0)) throw new ArgumentValueException("isclose", $"isclose: rtol must be greater than or equal to zero, but got {rtol}", "rtol");
        if (!(atol >= 0)) throw new ArgumentValueException("isclose", $"isclose: atol must be greater than or equal to zero, but got {atol}", "atol");
        Tensor close = input.Eq(other);
        if (equalNan) close = close.LogicalOr(input.Isnan().LogicalAnd(other.Isnan()));
        Tensor x = input.DType.IsDifferentiable() ? input : input.Convert(DTypes.Default);
        Tensor y = other.DType.IsDifferentiable() ? other : other.Convert(DTypes.Default);
        Tensor within = (x - y).Abs().Le(y.Abs() * rtol + atol).LogicalAnd(y.Isfinite());
        return close.LogicalOr(within);
    }
}
