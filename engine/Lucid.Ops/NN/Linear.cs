using Lucid.Cpu.Gemm;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>input times the transpose of weight, plus bias: (..., in) and (out, in) give (..., out).</summary>
[Op("linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor", Amp = AmpPolicy.Float16, NoOut = true, Surface = OpSurface.Function)]
internal static class Linear
{
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias) =>
        LinearDispatch.Run(input, weight, bias, Activation.None, "linear");

    internal static Tensor GradOfInput(Tensor grad, Tensor weight) => grad.Matmul(weight.Conj());

    internal static Tensor GradOfWeight(Tensor grad, Tensor input, Layout weightLayout)
    {
        long count = 1;
        for (int i = 0; i < input.Rank - 1; i++) count *= input.Shape[i];
        Tensor rows = grad.Reshape([count, weightLayout[0]]);
        return rows.Transpose(0, 1).Matmul(input.Reshape([count, weightLayout[1]]).Conj());
    }

    internal static Tensor GradOfBias(Tensor grad, Layout biasLayout) => GradientShape.SumTo(grad, biasLayout);
}
