using System;
using System.Collections.Generic;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Concatenation.</summary>
internal static class Joints
{
    internal static Tensor Cat(ReadOnlySpan<Tensor> tensors, long dim)
    {
        if (tensors.Length == 0) throw new ShapeMismatchException("cat", "cat: expected a non-empty list of Tensors", "tensors");
        Tensor model = tensors[0];
        DType type = tensors[0].DType;
        foreach (Tensor tensor in tensors)
        {
            if (tensor.Rank == 0)
                throw new ShapeMismatchException("cat",
                    "cat: zero-dimensional tensor cannot be concatenated. Use stack, or unsqueeze(0) first.", "tensors");
            type = DTypes.Promote(type, tensor.DType);
            if (IsVoid(model) && !IsVoid(tensor)) model = tensor;
        }
        int at = Dimensions.Normalize(dim, model.Rank, "cat");
        long[] sizes = model.Shape.ToArray();
        sizes[at] = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            Tensor tensor = tensors[i];
            if (tensor.DeviceType != model.DeviceType) throw new DeviceMismatchException("cat", $"tensor {i}", model.Device, tensor.Device);
            if (IsVoid(tensor) && model.Rank != 1) continue;
            Check(model, tensor, at, i);
            sizes[at] += tensor.Shape[at];
        }
        Layout layout = Layout.Contiguous(sizes, "cat");
        string? format = model.Rank is 4 or 5 ? MemoryFormats.Suggested(tensors[0].Layout) : null;
        for (int i = 1; i < tensors.Length && format is not null; i++)
        {
            if (MemoryFormats.Suggested(tensors[i].Layout) != format) format = null;
        }
        Tensor result = Tensor.Allocate(layout, type, model.DeviceType);
        if (format is not null) result.Relayout(MemoryFormats.Dense(layout, format, "cat"), 0);
        if (result.Count > 0 && format is null && RowsOf(tensors, model, type, at) is { } parts)
        {
            CommandStream.Submit(new JoinKernel(parts, result.Operand, at), model.DeviceType);
            return result;
        }
        long start = 0;
        foreach (Tensor tensor in tensors)
        {
            if (IsVoid(tensor) && model.Rank != 1) continue;
            long length = tensor.Shape[at];
            Tensor part = result.MakeView(Views.Slice(result.Layout, at, length, 1), start * result.Layout.Strides[at]);
            Conversions.Copy(part, tensor, "cat");
            start += length;
        }
        return result;
    }

    // The tensors that have something to join, if their rows are dense and evenly spaced, of the result's type and worth a copy each; else null.
    private static Operand[]? RowsOf(ReadOnlySpan<Tensor> tensors, Tensor model, DType type, int at)
    {
        const int least = 64;
        var parts = new List<Operand>(tensors.Length);
        long rows = 1;
        for (int d = 0; d < at; d++) rows *= model.Shape[d];
        if (rows == 1) return null;
        foreach (Tensor tensor in tensors)
        {
            if (tensor.Count == 0) continue;
            if (tensor.DType != type || JoinKernel.RowStride(tensor.Layout, at) == 0 || tensor.Count / rows * type.ItemSize() < least) return null;
            parts.Add(tensor.Operand);
        }
        return [.. parts];
    }

    /// <summary>Refuses an empty list.</summary>
    internal static void RequireSome(ReadOnlySpan<Tensor> tensors, string op)
    {
        if (tensors.IsEmpty) throw new ShapeMismatchException(op, $"{op}: {op} expects a non-empty TensorList", "tensors");
    }

    /// <summary>The dimension along which hsplit (1), vsplit (2) and dsplit (3 dimensions at least) cut.</summary>
    internal static int StackDimension(Tensor input, int least, string op)
    {
        if (input.Rank < least)
            throw new ShapeMismatchException(op,
                $"{op}: {op} requires a tensor with at least {least} dimension{(least > 1 ? "s" : "")}, but got a tensor with {input.Rank} dimensions!",
                "input");
        return least switch { 1 => input.Rank == 1 ? 0 : 1, 2 => 0, _ => 2 };
    }

    // PyTorch lets an empty vector join tensors of any rank.
    private static bool IsVoid(Tensor tensor) => tensor.Rank == 1 && tensor.Count == 0;

    private static void Check(Tensor model, Tensor tensor, int at, int index)
    {
        if (tensor.Rank != model.Rank)
            throw new ShapeMismatchException("cat",
                $"cat: Tensors must have same number of dimensions: got {model.Rank} and {tensor.Rank} (tensor {index})",
                "tensors", model.Layout.ToString(), tensor.Layout.ToString());
        for (int i = 0; i < model.Rank; i++)
        {
            if (i != at && tensor.Shape[i] != model.Shape[i])
                throw new ShapeMismatchException("cat",
                    $"cat: Sizes of tensors must match except in dimension {at}. Expected size {model.Shape[i]} but got size "
                    + $"{tensor.Shape[i]} for tensor number {index} in the list (dimension {i}).", "tensors",
                    model.Layout.ToString(), tensor.Layout.ToString());
        }
    }
}
