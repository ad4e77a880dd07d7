using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Evenly spaced numbers from start to end, both included.</summary>
[Op(
    "linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> "
    + "Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class Linspace
{
    internal static Tensor Forward(Scalar start, Scalar end, long steps, DType? dtype, Device? device, bool requiresGrad)
    {
        if (steps < 0) throw new ArgumentValueException("linspace", $"linspace: number of steps must be non-negative, but got {steps}", "steps");
        double first = start.ToDouble();
        double step = steps > 1 ? (end.ToDouble() - first) / (steps - 1) : 0;
        return Factories.Sequence(steps, first, step, end.ToDouble(), dtype ?? DTypes.Default, device, requiresGrad);
    }
}
