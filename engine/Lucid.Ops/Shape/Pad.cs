using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>
/// The tensor with a border: one number, or its own elements by mode reflect, replicate or circular. Sizes of the border come in
/// pairs, last dimension first, and may be negative.
/// </summary>
[Op("pad(Tensor input, int[] pad, str mode='constant', float? value=None) -> Tensor", NoOut = true, Composite = true)]
internal static class Pad
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> pad, string mode, double? value)
    {
        if (mode != "constant")
        {
            if (value is not (null or 0.0))
                throw new ArgumentValueException("pad", $"pad: Padding mode \"{mode}\" doesn't take in value argument, but value is {value}", "value");
            return BorderPadding.Of(input, pad, mode);
        }
        if (pad.Length % 2 != 0 || pad.Length / 2 > input.Rank)
            throw new ShapeMismatchException("pad",
                $"pad: Padding length must be even and at most twice the number of dimensions of the input: {pad.Length} numbers "
                + $"for {input.Layout}", "pad");
        long[] sizes = input.Shape.ToArray();
        Tensor source = input;
        for (int i = 0; i < pad.Length / 2; i++)
        {
            int dim = input.Rank - 1 - i;
            sizes[dim] += pad[2 * i] + pad[2 * i + 1];
            if (sizes[dim] < 0)
                throw new ShapeMismatchException("pad",
                    $"pad: The input size {input.Shape[dim]}, plus negative padding {pad[2 * i]} and {pad[2 * i + 1]}, resulted "
                    + $"in a negative output size, which is invalid. Check dimension {dim} of your input.", "pad");
            long cut = Math.Max(0, -pad[2 * i]);
            source = source.Narrow(dim, cut, Math.Max(0, source.Shape[dim] - cut - Math.Max(0, -pad[2 * i + 1])));
        }
        Tensor result = TensorFunctions.Full(sizes, value ?? 0.0, input.DType, input.Device);
        Tensor inner = result;
        for (int i = 0; i < pad.Length / 2; i++)
        {
            int dim = input.Rank - 1 - i;
            inner = inner.Narrow(dim, Math.Max(0, pad[2 * i]), source.Shape[dim]);
        }
        inner.CopyInPlace(source);
        return result;
    }
}
