using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>Elements picked along a dimension by indices that broadcast in all others; without a dimension, of the flattened tensor.</summary>
[Op("take_along_dim(Tensor input, Tensor indices, int? dim=None) -> Tensor", Composite = true)]
internal static class TakeAlongDim
{
    internal static Tensor Forward(Tensor input, Tensor indices, long? dim)
    {
        if (indices.DType is not (DType.Int64 or DType.Int32))
            throw new DtypeMismatchException("take_along_dim", "indices", "int64 or int32", indices.DType.Name());
        if (dim is not { } along) return input.Reshape([-1]).Gather(0, FromFront(indices.Reshape([-1]), input.Count));
        if (input.Rank != indices.Rank)
            throw new ShapeMismatchException("take_along_dim",
                $"take_along_dim: input and indices should have the same number of dimensions, but got {input.Rank} dimensions for input, "
                + $"and {indices.Rank} dimensions for indices", "indices");
        int at = Dimensions.Normalize(along, input.Rank, "take_along_dim");
        long[] own = input.Shape.ToArray();
        if (own.Length > 0) own[at] = indices.Shape[at];
        long[] wanted = Broadcasting.Common(Layout.Contiguous(own), indices.Layout, "take_along_dim", "input", "indices").Sizes.ToArray();
        Tensor positions = FromFront(indices, input.Rank == 0 ? 1 : input.Shape[at]).Expand(wanted);
        if (wanted.Length > 0) wanted[at] = input.Shape[at];
        return input.Expand(wanted).Gather(at, positions);
    }

    // Negative positions count from the end.
    private static Tensor FromFront(Tensor indices, long size) => TensorFunctions.Where(indices.Lt(0), indices + size, indices);
}
