using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Powers of a base at evenly spaced exponents from start to end, both included.</summary>
[Op(
    "logspace(Scalar start, Scalar end, int steps, float base=10.0, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Logspace
{
    internal static Tensor Forward(Scalar start, Scalar end, long steps, double @base, DType? dtype, Device? device, bool requiresGrad)
    {
        if (steps < 0) throw new ArgumentValueException("logspace", $"logspace: number of steps must be non-negative, but got {steps}", "steps");
        bool complex = (dtype ?? DType.Bool).IsComplex() || start.Kind == ScalarKind.Complex || end.Kind == ScalarKind.Complex;
        // In an integer type the ends are cut off before they are exponents, as in PyTorch.
        if (dtype is <= DType.Int64) (start, end) = (start.ToInt64(), end.ToInt64());
        Tensor exponents = TensorFunctions.Linspace(start, end, steps, complex ? DType.Complex128 : DType.Float64, device);
        Tensor result = Conversions.To(TensorFunctions.Pow((TensorOrScalar)@base, exponents), dtype ?? (complex ? DTypes.DefaultComplex : DTypes.Default));
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }
}
