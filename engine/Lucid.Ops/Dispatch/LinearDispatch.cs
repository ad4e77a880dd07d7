using System;
using Lucid.Cpu.Gemm;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Affine maps: one product whose epilogue adds the bias and applies the activation.</summary>
internal static class LinearDispatch
{
    internal static Tensor Run(Tensor input, Tensor weight, Tensor? bias, Activation activation, string op)
    {
        if (weight.Rank != 2 || input.Rank == 0 || input.Shape[^1] != weight.Shape[1])
        {
            throw new ShapeMismatchException(op,
                $"{op}: input is {input.Layout} and weight is {weight.Layout}; the last dimension of input must equal dimension "
                    + "1 of weight, and weight must have two dimensions (out_features, in_features).",
                "weight", input.Layout.ToString(), weight.Layout.ToString());
        }
        if (weight.DType != input.DType)
            throw new DtypeMismatchException(op, "weight", $"of the same dtype as input ({input.DType.Name()})", weight.DType.Name());
        if (weight.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "weight", input.Device, weight.Device);
        if (bias is not null)
        {
            if (bias.Rank != 1 || bias.Shape[0] != weight.Shape[0])
                throw new ShapeMismatchException(op,
                    $"{op}: bias is {bias.Layout}, but weight {weight.Layout} needs a bias of shape ({weight.Shape[0]},)",
                    "bias");
            if (bias.DType != input.DType)
                throw new DtypeMismatchException(op, "bias", $"of the same dtype as input ({input.DType.Name()})", bias.DType.Name());
            if (bias.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "bias", input.Device, bias.Device);
        }

        Span<long> sizes = stackalloc long[input.Rank];
        input.Shape.CopyTo(sizes);
        sizes[^1] = weight.Shape[0];
        Tensor result = Tensor.Allocate(Layout.Contiguous(sizes, op), input.DType, input.DeviceType);
        long depth = input.Shape[^1];
        long rows = result.Count == 0 ? 0 : result.Count / weight.Shape[0];
        Tensor matrix = input.Rank == 2 ? input : Conversions.ToContiguous(input);
        Layout left = input.Rank == 2 ? input.Layout : Layout.Contiguous([rows, depth]);
        Launch.Submit(new MatrixProductKernel(
            new Operand(matrix.Storage, left, matrix.Offset, matrix.DType),
            new Operand(weight.Storage, Views.Swap(weight.Layout, 0, 1), weight.Offset, weight.DType),
            new Operand(result.Storage, Layout.Contiguous([rows, weight.Shape[0]]), 0, result.DType),
            bias is null ? default : Conversions.ToContiguous(bias).Operand, activation), input.DType, input.DeviceType, op);
        return result;
    }
}
