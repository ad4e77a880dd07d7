using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A copy with memory of its own.</summary>
[Op("clone(Tensor input) -> Tensor", NoOut = true)]
internal static class Clone
{
    internal static Tensor Forward(Tensor input)
    {
        // The order of the dimensions in memory is kept, as in PyTorch.
        Layout layout = ResultOrder.Of(input.Layout, input, null, null);
        if (layout.IsContiguous) return Conversions.Clone(input);
        Tensor copy = Tensor.AllocateDense(layout, input.DType, input.DeviceType, ThreadState.Current);
        Conversions.Copy(copy, input, "clone");
        return copy;
    }

    internal static Tensor GradOfInput(Tensor grad) => grad;
}
