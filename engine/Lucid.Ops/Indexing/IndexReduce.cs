using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with slices of source joined in at the positions of a dimension that index names: by prod, mean, amax or amin.</summary>
[Op("index_reduce(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor", Composite = true, InPlace = true)]
internal static class IndexReduce
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor source, string reduce, bool includeSelf)
    {
        if (reduce is not ("prod" or "mean" or "amax" or "amin"))
            throw new ArgumentValueException("index_reduce",
                $"index_reduce: reduce argument must be either prod, mean, amax or amin, got {reduce}.", "reduce");
        int at = Dimensions.Normalize(dim, input.Rank, "index_reduce");
        if (index.Rank > 1) throw new IndexException("index_reduce", $"index_reduce: Index is supposed to be a vector, but got {index.Layout}", "index");
        if (source.Rank != input.Rank)
            throw new ShapeMismatchException("index_reduce", $"index_reduce: source is {source.Layout}, but input is {input.Layout}", "source");
        if (input.Rank == 0) return input.ScatterReduce(0, index.Reshape([]).Convert(DType.Int64), source, reduce, includeSelf);
        if (source.Shape[at] != index.Count)
            throw new ShapeMismatchException("index_reduce",
                $"index_reduce: Number of indices ({index.Count}) should be equal to source.size(dim) ({source.Shape[at]})", "index");
        var shape = new long[input.Rank];
        Array.Fill(shape, 1);
        shape[at] = index.Count;
        return input.ScatterReduce(at, index.Convert(DType.Int64).Reshape(shape).Expand(source.Shape), source, reduce, includeSelf);
    }
}
