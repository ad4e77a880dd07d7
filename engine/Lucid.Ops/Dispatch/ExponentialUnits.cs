using Lucid.Ops.Kernels;

namespace Lucid.Ops.Dispatch;

/// <summary>The exponential linear units: scale x above zero, scale alpha (e^(inputScale x) - 1) below.</summary>
internal static class ExponentialUnits
{
    internal static Tensor Apply(Tensor input, double alpha, double scale, double inputScale)
    {
        if (!input.DType.IsFloatingPoint()) throw ElementSwitch.Unsupported(input.DType, "selu");
        // The exponential sees no positive number: it might overflow, and infinity times a gradient of zero is NaN.
        Tensor below = (TensorFunctions.Where(input.Gt(0), 0, input) * inputScale).Expm1() * (alpha * scale);
        return TensorFunctions.Where(input.Gt(0), scale == 1 ? input : input * scale, below);
    }
}
