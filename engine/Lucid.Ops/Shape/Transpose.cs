using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view with two dimensions exchanged.</summary>
[Op("transpose(Tensor input, int dim0, int dim1) -> Tensor", NoOut = true, InPlaceView = true, Aliases = "swapaxes,swapdims")]
internal static class Transpose
{
    internal static Tensor Forward(Tensor input, long dim0, long dim1)
    {
        int first = Dimensions.Normalize(dim0, input.Rank, "transpose", "dim0");
        int second = Dimensions.Normalize(dim1, input.Rank, "transpose", "dim1");
        return input.MakeView(Views.Swap(input.Layout, first, second), input.Offset);
    }

    internal static Tensor GradOfInput(Tensor grad, long dim0, long dim1) => grad.Transpose(dim0, dim1);
}
