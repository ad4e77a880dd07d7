using System;
using Lucid.Memory;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>The same memory read as another element type; the last dimension shrinks or grows with the element size.</summary>
[Op("view.dtype(Tensor input, ScalarType dtype) -> Tensor", NoOut = true, Surface = OpSurface.Method)]
internal static class ViewDType
{
    internal static Tensor Forward(Tensor input, DType dtype)
    {
        int from = input.DType.ItemSize(), to = dtype.ItemSize();
        if (from == to) return input.Reinterpret(dtype);
        if (input.Rank == 0) throw Refused("the tensor has no dimension to resize", input, dtype);
        Span<long> sizes = stackalloc long[input.Rank], strides = stackalloc long[input.Rank];
        input.Shape.CopyTo(sizes);
        input.Layout.Strides.CopyTo(strides);
        if (strides[^1] != 1) throw Refused($"the last dimension must have stride 1, not {strides[^1]}", input, dtype);
        long offset = Rescale(input.Offset, from, to, "the storage offset", input, dtype);
        sizes[^1] = Rescale(sizes[^1], from, to, "the size of the last dimension", input, dtype);
        foreach (ref long stride in strides[..^1]) stride = Rescale(stride, from, to, "every stride but the last", input, dtype);
        Storage storage = input.Storage;
        storage.Retain();
        return Tensor.FromStorage(storage, Layout.Strided(sizes, strides), offset, dtype);
    }

    private static long Rescale(long count, int from, int to, string what, Tensor input, DType dtype)
    {
        (long scaled, long rest) = Math.DivRem(count * from, to);
        return rest == 0 ? scaled : throw Refused($"{what}, {count}, must be divisible by {to / from}", input, dtype);
    }

    private static ShapeMismatchException Refused(string reason, Tensor input, DType dtype) =>
        new("view", $"view: cannot read {input.DType.Name()} as {dtype.Name()} (different element sizes): {reason}", "dtype");
}
