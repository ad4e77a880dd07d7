using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Borders made of the tensor's own elements: mirrored, repeated or wrapped around, one dimension after another.</summary>
internal static class BorderPadding
{
    /// <summary>The last dimensions padded; pad has a pair for each, last dimension first.</summary>
    /// <exception cref="ArgumentValueException">There is no such mode.</exception>
    /// <exception cref="ShapeMismatchException">The pairs do not fit the rank, or a border exceeds what the mode can take.</exception>
    internal static Tensor Of(Tensor input, ReadOnlySpan<long> pad, string mode)
    {
        if (mode is not ("reflect" or "replicate" or "circular"))
            throw new ArgumentValueException("pad", $"pad: mode must be constant, reflect, replicate or circular, but is {mode}", "mode");
        int count = pad.Length / 2;
        if (pad.Length % 2 != 0 || count is < 1 or > 3 || (input.Rank != count + 1 && input.Rank != count + 2))
            throw new ShapeMismatchException("pad",
                $"pad: mode {mode} pads the last 1 of 2-d or 3-d, the last 2 of 3-d or 4-d and the last 3 of 4-d or 5-d tensors, but got "
                + $"{pad.Length} numbers for {input.Layout}", "pad");
        // Only the dimension of the batch may be empty.
        for (int i = input.Rank == count + 2 ? 1 : 0; i < input.Rank; i++)
        {
            if (input.Shape[i] == 0)
                throw new ShapeMismatchException("pad", $"pad: mode {mode} takes no empty dimension but a batch's, but input is {input.Layout}", "input");
        }
        Tensor result = input;
        for (int i = 0; i < count; i++)
        {
            int dim = input.Rank - 1 - i;
            result = Along(result, dim, pad[2 * i], pad[2 * i + 1], mode);
        }
        return ReferenceEquals(result, input) ? input.Clone("contiguous_format") : result;
    }

    private static Tensor Along(Tensor input, int dim, long before, long after, string mode)
    {
        long size = input.Shape[dim], limit = mode == "reflect" ? size - 1 : size;
        if (mode != "replicate" && Math.Max(before, after) > limit)
            throw new ShapeMismatchException("pad",
                $"pad: mode {mode} takes at most {limit} elements on a side of dimension {dim}, but got {before} and {after} for {input.Layout}", "pad");
        if (size + before + after <= 0)
            throw new ShapeMismatchException("pad",
                $"pad: {before} and {after} elements more leave nothing of dimension {dim} of {input.Layout}", "pad");
        if (before == 0 && after == 0) return input;
        if (mode == "circular" && Math.Min(before, after) < 0)
        {
            // PyTorch cuts first, and wraps around what is left.
            long start = Math.Max(0, -before);
            input = input.Narrow(dim, start, Math.Max(0, size - start - Math.Max(0, -after)));
            (size, before, after) = (input.Shape[dim], Math.Max(0, before), Math.Max(0, after));
            if (size == 0)
                throw new ShapeMismatchException("pad", $"pad: negative borders leave nothing of dimension {dim} to wrap around", "pad");
        }
        Tensor at = TensorFunctions.Arange(-before, size + after, 1, DType.Int64, input.Device);
        at = mode switch
        {
            "reflect" => (size - 1) - ((size - 1) - at.Abs()).Abs(),
            "replicate" => at.Clamp(0, size - 1),
            _ => at.Remainder(size),
        };
        return input.IndexSelect(dim, at);
    }
}
