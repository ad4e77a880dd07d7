using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with values written (or added) at the positions that index tensors name.</summary>
[Op("index_put(Tensor input, Tensor[] indices, Tensor values, bool accumulate=False) -> Tensor", InPlace = true, NoOut = true)]
internal static class IndexPut
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<Tensor> indices, Tensor values, bool accumulate) =>
        AdvancedIndex.Put(input, indices.ToArray(), values, accumulate);

    internal static Tensor GradOfInput(Tensor grad, Tensor[] indices, bool accumulate) => accumulate
        ? grad
        : AdvancedIndex.Put(grad, indices, TensorFunctions.Zeros([], grad.DType, grad.Device), accumulate: false);

    internal static Tensor GradOfValues(Tensor grad, Tensor[] indices, Layout valuesLayout, DType valuesDType) =>
        AdvancedIndex.Gather(grad, indices, valuesLayout).Convert(valuesDType);
}
