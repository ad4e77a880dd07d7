using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Checks and launches element-wise gathers and scatters along a dimension.</summary>
internal static unsafe class GatherDispatch
{
    internal static Tensor Gather(Tensor input, long dim, Tensor index)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "gather");
        // An index without elements is looked at no further, as in PyTorch.
        if (index.Count == 0) return Tensor.Allocate(index.Layout, input.DType, input.DeviceType);
        Tensor positions = Check(input, index, at, "gather");
        Tensor source = Conversions.ToContiguous(input);
        Tensor result = Tensor.Allocate(index.Layout, input.DType, input.DeviceType);
        CommandStream.Submit(new GatherKernel(source.Operand, positions.Operand, result.Operand, at), input.DeviceType);
        return result;
    }

    internal static Tensor Scatter(Tensor input, long dim, Tensor index, Tensor source, ScatterMode mode, string op, bool inPlace = false)
    {
        int at = Dimensions.Normalize(dim, input.Rank, op);
        if (source.DType != input.DType) throw new DtypeMismatchException(op, "src", $"of the same dtype as input ({input.DType.Name()})", source.DType.Name());
        if (source.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "src", input.Device, source.Device);
        if (index.Count == 0) return inPlace ? input : Conversions.Clone(input);
        Tensor positions = Check(input, index, at, op);
        if (Math.Max(source.Rank, 1) != Math.Max(index.Rank, 1)) throw Shapes(op, input, index, source);
        for (int i = 0; i < index.Rank && source.Rank > 0; i++)
        {
            if (index.Shape[i] > source.Shape[i]) throw Shapes(op, input, index, source);
        }
        Tensor part = source;
        for (int i = 0; i < index.Rank && source.Rank > 0; i++)
        {
            if (index.Shape[i] < source.Shape[i]) part = part.Narrow(i, 0, index.Shape[i]);
        }
        part = Conversions.ToContiguous(part);
        Tensor result = inPlace ? InPlaceRules.Target(input, part, positions) : Conversions.Clone(input);
        CommandStream.Submit(new ScatterKernel(part.Operand, positions.Operand, result.Operand, at, mode), input.DeviceType);
        if (inPlace) InPlaceRules.Finish(input, result, op);
        return result;
    }

    /// <summary>Where index covers only a corner of src, the rest receives no gradient.</summary>
    internal static Tensor SourceGradient(Tensor grad, Layout sourceLayout, long dim, Tensor index)
    {
        if (index.Count == 0) return TensorFunctions.Zeros(sourceLayout.Sizes, grad.DType, grad.Device);
        Tensor picked = grad.Gather(dim, index);
        if (index.Layout.SameSizes(sourceLayout)) return picked;
        Tensor zeros = TensorFunctions.Zeros(sourceLayout.Sizes, grad.DType, grad.Device);
        Tensor corner = zeros;
        for (int i = 0; i < index.Rank; i++) corner = corner.Narrow(i, 0, index.Shape[i]);
        corner.CopyInPlace(picked);
        return zeros;
    }

    private static Tensor Check(Tensor input, Tensor index, int at, string op)
    {
        if (index.DType is not (DType.Int64 or DType.Int32)) throw new DtypeMismatchException(op, "index", "int64 or int32", index.DType.Name());
        if (index.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "index", input.Device, index.Device);
        if (Math.Max(index.Rank, 1) != Math.Max(input.Rank, 1))
            throw new ShapeMismatchException(op,
                $"{op}: Index tensor must have the same number of dimensions as input tensor: index is {index.Layout}, input is "
                + $"{input.Layout}", "index");
        for (int i = 0; i < index.Rank && input.Rank > 0; i++)
        {
            if (i != at && index.Shape[i] > input.Shape[i])
                throw new ShapeMismatchException(op,
                    $"{op}: Size does not match at dimension {i}: expected index {index.Layout} to be smaller than input "
                    + $"{input.Layout} apart from dimension {at}", "index");
        }
        Tensor positions = Conversions.ToContiguous(Conversions.To(index, DType.Int64));
        long size = input.Rank == 0 ? 1 : input.Shape[at];
        long* values = (long*)Devices.Bytes(positions);
        IndexDispatch.RequireInside(values, positions.Count, size, at, op);
        return positions;
    }

    private static ShapeMismatchException Shapes(string op, Tensor input, Tensor index, Tensor source) =>
        new(op, $"{op}: Expected index {index.Layout} to be no larger than src {source.Layout} in any dimension (input is {input.Layout})", "src");
}
