using Lucid.Ops.Declaration;

namespace Lucid.Ops.NN;

/// <summary>Rows of a table picked by integer indices; the row of padding_idx receives no gradient.</summary>
[Op("embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor",
    NoOut = true, Surface = OpSurface.Function)]
internal static class Embedding
{
    internal static Tensor Forward(Tensor weight, Tensor indices, long paddingIdx, bool scaleGradByFreq, bool sparse)
    {
        if (weight.Rank != 2) throw new ShapeMismatchException("embedding", $"embedding: 'weight' must be 2-D, but is {weight.Layout}", "weight");
        if (!indices.DType.IsInteger()) throw new DtypeMismatchException("embedding", "indices", "int64 or int32", indices.DType.Name());
        Tensor rows = weight.IndexSelect(0, indices.Reshape([-1]));
        return rows.Reshape([.. indices.Shape, weight.Shape[1]]);
    }

    internal static Tensor GradOfWeight(Tensor grad, Layout weightLayout, Tensor indices, long paddingIdx, bool scaleGradByFreq) =>
        TensorFunctions.EmbeddingBackward(grad, indices, weightLayout[0], paddingIdx, scaleGradByFreq);
}
