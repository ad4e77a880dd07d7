using Lucid.Cpu.Gemm;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>relu of a linear map: one kernel when no gradient is needed, the plain ops otherwise.</summary>
[Op("fused_linear_relu(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor", NoOut = true, Surface = OpSurface.Function, Composite = true)]
internal static class FusedLinearRelu
{
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias)
    {
        ThreadState state = ThreadState.Current;
        bool record = state.Transforming || state.GradEnabled && (input.RequiresGrad || weight.RequiresGrad || bias is { RequiresGrad: true });
        if (record || state.AnyAutocast || !input.DType.IsFloatingPoint()) return TensorFunctions.Linear(input, weight, bias).Relu();
        return LinearDispatch.Run(input, weight, bias, Activation.Relu, "fused_linear_relu");
    }
}
