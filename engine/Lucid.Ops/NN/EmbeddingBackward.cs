using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.NN;

/// <summary>Rows of the gradient added up where their indices point.</summary>
[Op(
    "_embedding_backward(Tensor grad_output, Tensor indices, int num_weights, int padding_idx, bool scale_grad_by_freq) -> Tensor",
    NoOut = true, Surface = OpSurface.None)]
internal static class EmbeddingBackward
{
    internal static Tensor Forward(Tensor gradOutput, Tensor indices, long numWeights, long paddingIdx, bool scaleGradByFreq)
    {
        Tensor rows = Conversions.ToContiguous(gradOutput.Reshape([indices.Count, gradOutput.Shape[^1]]));
        Tensor positions = Conversions.ToContiguous(Conversions.To(indices, DType.Int64));
        Tensor result = TensorFunctions.Zeros([numWeights, rows.Shape[1]], rows.DType, rows.Device);
        CommandStream.Submit(new EmbeddingBackwardKernel(rows.Operand, positions.Operand, result.Operand, paddingIdx, scaleGradByFreq), rows.DeviceType);
        return result;
    }

    internal static Tensor GradOfGradOutput(Tensor grad, Layout gradOutputLayout, Tensor indices, long paddingIdx, bool scaleGradByFreq)
    {
        if (scaleGradByFreq)
            throw new NotImplementedException("embedding",
                "embedding: second derivatives with scale_grad_by_freq are not defined, as in PyTorch");
        Tensor rows = grad.IndexSelect(0, indices.Reshape([-1]));
        Tensor kept = paddingIdx < 0 ? rows : rows * indices.Reshape([-1, 1]).Ne(paddingIdx).Convert(rows.DType);
        return kept.Reshape(gradOutputLayout.Sizes);
    }
}
