using System;
using Lucid.Cpu.Gemm;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Shapes matrix products and launches them.</summary>
internal static class MatrixDispatch
{
    internal static Tensor Product(Tensor input, Tensor other, string op)
    {
        if (input.Rank == 0 || other.Rank == 0)
            throw new ShapeMismatchException(op, $"{op}: both arguments to {op} need to be at least 1D, but they are {input.Rank}D and {other.Rank}D", "input");
        if (input.DType != other.DType)
            throw new DtypeMismatchException(op, "other", $"of the same dtype as input ({input.DType.Name()})",
                other.DType.Name(), $"Convert it with other.to(lucid.{input.DType.Name()}).");
        if (input.DeviceType != other.DeviceType) throw new DeviceMismatchException(op, "other", input.Device, other.Device);

        Layout left = input.Rank == 1 ? AddDimension(input.Layout, front: true) : input.Layout;
        Layout right = other.Rank == 1 ? AddDimension(other.Layout, front: false) : other.Layout;
        long depth = left[left.Rank - 1];
        if (right[right.Rank - 2] != depth) throw Mismatch(op, input, other, depth, right);

        Span<long> sizes = stackalloc long[Math.Max(left.Rank, right.Rank)];
        Batch(left, right, sizes, op, input, other);
        sizes[^2] = left[left.Rank - 2];
        sizes[^1] = right[right.Rank - 1];
        Layout full = Layout.Contiguous(sizes, op);
        Tensor result = Tensor.Allocate(Visible(full, input.Rank, other.Rank), input.DType, input.DeviceType);
        Launch.Submit(new MatrixProductKernel(
            new Operand(input.Storage, left, input.Offset, input.DType), new Operand(other.Storage, right, other.Offset, other.DType),
            new Operand(result.Storage, full, 0, result.DType), default, Activation.None), input.DType, input.DeviceType, op);
        return result;
    }

    /// <summary>Refuses operands whose inner dimensions differ, in the words of the op that was called.</summary>
    internal static void CheckDepth(string op, Tensor left, string leftName, Tensor right, string rightName)
    {
        int dimension = Math.Max(right.Rank - 2, 0);
        if (left.Shape[^1] == right.Shape[dimension]) return;
        string mend = right.Rank == 2 && right.Shape[1] == left.Shape[^1] ? $" Did you mean {rightName}.T?" : "";
        throw new ShapeMismatchException(op,
            $"{op}: {leftName} is {left.Layout} and {rightName} is {right.Layout}; dimension {left.Rank - 1} of {leftName} ({left.Shape[^1]}) must "
            + $"equal dimension {dimension} of {rightName} ({right.Shape[dimension]}).{mend}", rightName, left.Layout.ToString(), right.Layout.ToString());
    }

    private static void Batch(Layout left, Layout right, Span<long> sizes, string op, Tensor input, Tensor other)
    {
        int rank = sizes.Length;
        for (int i = 0; i < rank - 2; i++)
        {
            long a = i < rank - left.Rank ? 1 : left[i - (rank - left.Rank)];
            long b = i < rank - right.Rank ? 1 : right[i - (rank - right.Rank)];
            if (a != b && a != 1 && b != 1)
                throw new ShapeMismatchException(op,
                    $"{op}: batch dimensions do not broadcast: input is {input.Layout} and other is {other.Layout}; dimension "
                    + $"{i} is {a} against {b}", "other", input.Layout.ToString(), other.Layout.ToString());
            sizes[i] = a == 1 ? b : a;
        }
    }

    private static Layout AddDimension(Layout layout, bool front) => front
        ? Layout.Strided([1, layout[0]], [layout[0] * layout.Strides[0], layout.Strides[0]])
        : Layout.Strided([layout[0], 1], [layout.Strides[0], 1]);

    private static Layout Visible(Layout full, int leftRank, int rightRank)
    {
        if (leftRank > 1 && rightRank > 1) return full;
        Span<long> sizes = stackalloc long[full.Rank];
        int count = 0;
        for (int i = 0; i < full.Rank; i++)
        {
            if (i == full.Rank - 2 && leftRank == 1) continue;
            if (i == full.Rank - 1 && rightRank == 1) continue;
            sizes[count++] = full[i];
        }
        return Layout.Contiguous(sizes[..count]);
    }

    private static ShapeMismatchException Mismatch(string op, Tensor input, Tensor other, long depth, Layout right)
    {
        string mend = other.Rank == 2 && other.Shape[1] == depth ? " Did you mean other.T?"
            : input.Rank == 2 && input.Shape[0] == right[right.Rank - 2] ? " Did you mean input.T?" : "";
        int dimension = Math.Max(other.Rank - 2, 0);
        return new ShapeMismatchException(op,
            $"{op}: input is {input.Layout} and other is {other.Layout}; dimension {input.Rank - 1} of input ({depth}) must "
                + $"equal dimension {dimension} of other ({right[right.Rank - 2]}).{mend}",
            "other", input.Layout.ToString(), other.Layout.ToString());
    }
}
