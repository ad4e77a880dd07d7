using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Scans;

/// <summary>Integral along a dimension by the trapezoidal rule, over sample points x or points dx apart.</summary>
[Op("trapezoid(Tensor y, Tensor? x=None, *, Scalar dx=1, int dim=-1) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function,
    Aliases = "trapz")]
internal static class Trapezoid
{
    internal static Tensor Forward(Tensor y, Tensor? x, Scalar dx, long dim)
    {
        if (Trapezoids.IsEmpty(y, dim, "trapezoid")) return y.Sum([dim], dtype: y.DType);
        if (x is null) return (y.Sum([dim]) - (y.Select(dim, 0) + y.Select(dim, -1)) * 0.5) * dx;
        return Trapezoids.Doubled(y, x, dx, dim, "trapezoid").Sum([dim]) / 2;
    }
}
