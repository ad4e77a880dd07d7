using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A copy with memory of its own.</summary>
[Op("clone(Tensor input) -> Tensor", NoOut = true)]
internal static class Clone
{
    internal static Tensor Forward(Tensor input)
    {
        Layout layout = input.Layout;
        // A dense tensor keeps the order of its dimensions, as in PyTorch.
        if (layout.IsContiguous || layout.Extent != layout.Count || !layout.IsNonOverlapping()) return Conversions.Clone(input);
        Tensor copy = Tensor.AllocateDense(layout, input.DType, input.DeviceType, ThreadState.Current);
        Conversions.Copy(copy, input, "clone");
        return copy;
    }

    internal static Tensor GradOfInput(Tensor grad) => grad;
}
