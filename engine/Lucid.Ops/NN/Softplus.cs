using Lucid.Ops.Declaration;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.NN;

/// <summary>ln(1 + e^(beta x)) / beta; x itself where beta x exceeds the threshold.</summary>
[Op("softplus(Tensor input, Scalar beta=1, Scalar threshold=20) -> Tensor", Broadcasts = true, Surface = OpSurface.Method)]
internal static class Softplus
{
    internal static Tensor Forward(Tensor input, Scalar beta, Scalar threshold)
    {
        if (!input.DType.IsFloatingPoint()) throw ElementSwitch.Unsupported(input.DType, "softplus");
        Tensor scaled = input * beta;
        return TensorFunctions.Where(scaled.Gt(threshold), input, scaled.Exp().Log1p() / beta);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Scalar beta, Scalar threshold)
    {
        Tensor scaled = input * beta;
        return TensorFunctions.Where(scaled.Gt(threshold), grad, grad * scaled.Sigmoid());
    }
}
