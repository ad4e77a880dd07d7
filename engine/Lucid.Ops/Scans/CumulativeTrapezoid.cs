using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Scans;

/// <summary>Running integral along a dimension by the trapezoidal rule, over sample points x or points dx apart.</summary>
[Op("cumulative_trapezoid(Tensor y, Tensor? x=None, *, Scalar dx=1, int dim=-1) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class CumulativeTrapezoid
{
    internal static Tensor Forward(Tensor y, Tensor? x, Scalar dx, long dim)
    {
        Trapezoids.IsEmpty(y, dim, "cumulative_trapezoid");
        return Trapezoids.Doubled(y, x, dx, dim, "cumulative_trapezoid").Cumsum(dim) / 2;
    }
}
