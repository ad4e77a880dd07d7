using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view without dimensions of size 1: all of them, or those named.</summary>
[Op("squeeze(Tensor input, int[1]? dim=None) -> Tensor", NoOut = true, InPlaceView = true)]
internal static class Squeeze
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim)
    {
        Span<bool> drop = stackalloc bool[input.Rank];
        // No list and an empty list differ: all, and none.
        drop.Fill(Unsafe.IsNullRef(in MemoryMarshal.GetReference(dim)));
        foreach (long d in dim)
        {
            int at = Dimensions.Normalize(d, input.Rank, "squeeze");
            if (input.Rank > 0) drop[at] = true;
        }
        Layout layout = input.Layout;
        for (int i = input.Rank - 1; i >= 0; i--)
        {
            if (drop[i] && layout[i] == 1) layout = Views.Remove(layout, i);
        }
        return input.MakeView(layout, input.Offset);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout) => grad.Reshape(inputLayout.Sizes);
}
