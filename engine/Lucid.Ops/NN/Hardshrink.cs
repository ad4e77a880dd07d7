using Lucid.Ops.Declaration;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.NN;

/// <summary>x where its magnitude exceeds lambd, 0 elsewhere.</summary>
[Op("hardshrink(Tensor input, Scalar lambd=0.5) -> Tensor", Broadcasts = true)]
internal static class Hardshrink
{
    internal static Tensor Forward(Tensor input, Scalar lambd) => input.DType.IsFloatingPoint()
        ? input.MaskedFill(Inside(input, lambd), 0)
        : throw ElementSwitch.Unsupported(input.DType, "hardshrink");

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Scalar lambd) => grad.MaskedFill(Inside(input, lambd), 0);

    // NaN is not inside, and stays.
    private static Tensor Inside(Tensor input, Scalar lambd) => input.Ge(-lambd).LogicalAnd(input.Le(lambd));
}
