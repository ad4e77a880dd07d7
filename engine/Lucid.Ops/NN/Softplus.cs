using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.NN;

/// <summary>ln(1 + e^(beta x)) / beta; x itself where beta x exceeds the threshold.</summary>
[Op("softplus(Tensor input, Scalar beta=1, Scalar threshold=20) -> Tensor", Broadcasts = true, Surface = OpSurface.Method)]
internal static class Softplus
{
    internal static Tensor Forward(Tensor input, Scalar beta, Scalar threshold)
    {
        if (!input.DType.IsFloatingPoint()) throw ElementSwitch.Unsupported(input.DType, "softplus");
        if (input.DeviceType == DeviceType.Cpu && beta.Kind != ScalarKind.Complex && threshold.Kind != ScalarKind.Complex)
            return PointwiseDispatch.Unary(new Curve(beta.ToDouble(), threshold.ToDouble()), input, DTypeRule.Promote, "softplus", ThreadState.Current);
        Tensor scaled = input * beta;
        return TensorFunctions.Where(scaled.Gt(threshold), input, scaled.Exp().Log1p() / beta);
    }

    private readonly struct Curve(double beta, double threshold) : IUnaryPointwise
    {
        public static int Cost => 8;

        public static ElementTypes Elements => ElementTypes.Float;

        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged
        {
            Vector<T> scaled = x * VectorMath.Constant<T>(beta);
            return Vector.ConditionalSelect(Vector.GreaterThan(scaled, VectorMath.Constant<T>(threshold)), x,
                VectorMath.Softplus(scaled) * VectorMath.Constant<T>(1 / beta));
        }
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Scalar beta, Scalar threshold)
    {
        Tensor scaled = input * beta;
        return TensorFunctions.Where(scaled.Gt(threshold), grad, grad * scaled.Sigmoid());
    }
}
