using Lucid.Ops.Declaration;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Softmax and its logarithm.</summary>
internal static class SoftmaxDispatch
{
    internal static Tensor Forward(Tensor input, long? dim, DType? dtype, bool log)
    {
        string op = log ? "log_softmax" : "softmax";
        int at = Dimension(dim, input.Rank, op);
        DType type = dtype ?? input.DType;
        if (!type.IsFloatingPoint()) throw new DtypeMismatchException(op, "input", "floating point", type.Name(), "Convert it with .float().");
        Tensor dense = Conversions.ToContiguous(Conversions.To(input, type));
        Tensor result = Tensor.Allocate(dense.Layout, type, input.DeviceType);
        CommandStream.Submit(new SoftmaxKernel(dense.Operand, default, result.Operand, at, log), input.DeviceType);
        return result;
    }

    internal static Tensor Backward(Tensor gradient, Tensor result, long? dim, bool log)
    {
        int at = Dimension(dim, result.Rank, "softmax");
        if (ThreadState.Current.NeedsOps)
        {
            // To be differentiated again: the same in ops.
            return log
                ? gradient - result.Exp() * gradient.Sum([at], keepdim: true)
                : result * (gradient - (gradient * result).Sum([at], keepdim: true));
        }
        Tensor g = Conversions.ToContiguous(gradient);
        Tensor y = Conversions.ToContiguous(result);
        Tensor input = Tensor.Allocate(y.Layout, y.DType, y.DeviceType);
        CommandStream.Submit(new SoftmaxKernel(g.Operand, y.Operand, input.Operand, at, log), y.DeviceType);
        return input;
    }

    // PyTorch's default when no dimension is named.
    private static int Dimension(long? dim, int rank, string op) => dim is { } named
        ? Dimensions.Normalize(named, rank, op)
        : rank is 0 or 1 or 3 ? 0 : 1;
}
