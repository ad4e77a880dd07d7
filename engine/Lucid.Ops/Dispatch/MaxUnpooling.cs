using System;

namespace Lucid.Ops.Dispatch;

/// <summary>The partial inverse of maximum pooling, written with ops.</summary>
internal static class MaxUnpooling
{
    internal static Tensor Run(Tensor input, Tensor indices, ReadOnlySpan<long> size, int dims)
    {
        string op = $"max_unpool{dims}d";
        PoolingDispatch.RequireRank(input, dims, op);
        if (indices.DType != DType.Int64) throw new DtypeMismatchException(op, "indices", "int64", indices.DType.Name());
        if (!indices.Layout.SameSizes(input.Layout))
            throw new ShapeMismatchException(op, $"{op}: Expected shape of indices to be same as that of the input tensor ({input.Layout}) but got indices "
                + $"tensor with shape: {indices.Layout}", "indices");
        SpatialArguments.Read(size, dims, 1, 1, op, "output_size");
        ReadOnlySpan<long> extents = PoolingDispatch.Spread(size, stackalloc long[dims], op, "output_size");
        long[] sizes = [.. input.Shape[..^dims], .. extents];
        long volume = 1;
        foreach (long extent in extents) volume *= extent;
        Tensor zeros = TensorFunctions.Zeros([.. input.Shape[..^dims], volume], input.DType, input.Device);
        Tensor result = zeros.Scatter(-1, indices.Flatten(-dims, -1), input.Flatten(-dims, -1)).Reshape(sizes);
        return dims == 2 && SpatialArguments.FormatOf(input) is { } format ? result.Contiguous(format) : result;
    }
}
