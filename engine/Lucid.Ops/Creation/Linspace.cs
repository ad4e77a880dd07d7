using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Evenly spaced numbers from start to end, both included.</summary>
[Op(
    "linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> "
    + "Tensor", Surface = OpSurface.Function)]
internal static class Linspace
{
    internal static Tensor Forward(Scalar start, Scalar end, long steps, DType? dtype, Device? device, bool requiresGrad)
    {
        if (steps < 0) throw new ArgumentValueException("linspace", $"linspace: number of steps must be non-negative, but got {steps}", "steps");
        DType type = dtype ?? (start.Kind == ScalarKind.Complex || end.Kind == ScalarKind.Complex ? DTypes.DefaultComplex : DTypes.Default);
        if (!type.IsComplex()) return Factories.Spaced(start.ToDouble(), end.ToDouble(), steps, type, device, requiresGrad);
        Complex from = start.ToComplex(), to = end.ToComplex();
        DType part = type.ToReal();
        Tensor result = TensorFunctions.Complex(Factories.Spaced(from.Real, to.Real, steps, part, device, false),
            Factories.Spaced(from.Imaginary, to.Imaginary, steps, part, device, false));
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }
}
