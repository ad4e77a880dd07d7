using Lucid.Cpu.Gemm;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>gelu of a linear map: one kernel when no gradient is needed, the plain ops otherwise.</summary>
[Op("fused_linear_gelu(Tensor input, Tensor weight, Tensor? bias=None, str approximate='none') -> Tensor", NoOut = true,
    Surface = OpSurface.Function, Composite = true)]
internal static class FusedLinearGelu
{
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias, string approximate)
    {
        ThreadState state = ThreadState.Current;
        bool record = state.Transforming || state.GradEnabled && (input.RequiresGrad || weight.RequiresGrad || bias is { RequiresGrad: true });
        // The epilogue knows the erf form only.
        if (record || approximate != "none" || state.AnyAutocast || !input.DType.IsFloatingPoint())
            return TensorFunctions.Linear(input, weight, bias).Gelu(approximate);
        return LinearDispatch.Run(input, weight, bias, Activation.Gelu, "fused_linear_gelu");
    }
}
