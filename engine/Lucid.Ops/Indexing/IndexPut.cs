using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with values written (or added) at the positions that index tensors name.</summary>
[Op("index_put(Tensor input, Tensor[] indices, Tensor values, bool accumulate=False) -> Tensor", InPlace = true, NoOut = true)]
internal static class IndexPut
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<Tensor> indices, Tensor values, bool accumulate)
    {
        // A copy that keeps the order of dimensions, edited.
        Tensor result = MemoryFormats.Clone(input, "preserve_format", "index_put");
        ForwardInPlace(result, indices, values, accumulate);
        return result;
    }

    internal static void ForwardInPlace(Tensor input, ReadOnlySpan<Tensor> indices, Tensor values, bool accumulate)
    {
        if (values.DType != input.DType)
            throw new DtypeMismatchException("index_put", "values", $"of the same dtype as input ({input.DType.Name()})", values.DType.Name());
        InPlaceRules.Finish(input, AdvancedIndex.Put(input, AdvancedIndex.WithoutMasks(indices), values, accumulate, inPlace: true), "index_put_");
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor[] indices, bool accumulate) => accumulate
        ? grad
        : AdvancedIndex.Put(grad, AdvancedIndex.WithoutMasks(indices), TensorFunctions.Zeros([], grad.DType, grad.Device), accumulate: false);

    internal static Tensor GradOfValues(Tensor grad, Tensor[] indices, Layout valuesLayout, DType valuesDType) =>
        AdvancedIndex.Gather(grad, AdvancedIndex.WithoutMasks(indices), valuesLayout).Convert(valuesDType);
}
