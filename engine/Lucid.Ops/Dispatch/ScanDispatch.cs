using Lucid.Graph;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Launches scans along a dimension, and undoes them for derivatives.</summary>
internal static class ScanDispatch
{
    /// <summary>A scan in a type given by the caller.</summary>
    internal static Tensor Run(Tensor input, long dim, DType type, ScanKind kind, string op)
    {
        int at = Dimensions.Normalize(dim, input.Rank, op);
        if (!ElementSwitch.Contains(ScanKernel.ElementsOf(kind), type)) throw ElementSwitch.Unsupported(type, op);
        Tensor dense = Conversions.ToContiguous(Conversions.To(input, type));
        Tensor result = Tensor.Allocate(dense.Layout, type, input.DeviceType);
        CommandStream.Submit(new ScanKernel(dense.Operand, result.Operand, default, at, kind, op), input.DeviceType);
        return result;
    }

    /// <summary>Running extremes and where they were last reached.</summary>
    internal static (Tensor Values, Tensor Indices) Extremes(Tensor input, long dim, ScanKind kind, string op)
    {
        int at = Dimensions.Normalize(dim, input.Rank, op);
        if (input.DType.IsComplex()) throw ElementSwitch.Unsupported(input.DType, op);
        Tensor dense = Conversions.ToContiguous(input);
        Tensor values = Tensor.Allocate(dense.Layout, input.DType, input.DeviceType);
        Tensor indices = Tensor.Allocate(dense.Layout, DType.Int64, input.DeviceType);
        CommandStream.Submit(new ScanKernel(dense.Operand, values.Operand, indices.Operand, at, kind, op), input.DeviceType);
        return (values, indices);
    }

    /// <summary>Sums from each position to the end.</summary>
    internal static Tensor ReversedSum(Tensor tensor, long dim) => tensor.Rank == 0 ? tensor : tensor.Flip([dim]).Cumsum(dim).Flip([dim]);

    /// <summary>Products of all elements before each one along a dimension.</summary>
    internal static Tensor ProductsBefore(Tensor tensor, long dim)
    {
        long size = tensor.Shape[Dimensions.Normalize(dim, tensor.Rank, "cumprod")];
        if (size == 0) return tensor;
        Tensor one = TensorFunctions.OnesLike(tensor.Narrow(dim, 0, 1));
        return size == 1 ? one : TensorFunctions.Cat([one, tensor.Narrow(dim, 0, size - 1).Cumprod(dim)], dim);
    }

    /// <summary>True when an element is zero; waits for recorded work.</summary>
    internal static bool HasZero(Tensor input)
    {
        using (GradMode.Off()) return input.Eq(0).Any().Item().ToBool();
    }
}
