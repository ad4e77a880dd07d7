using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view with a dimension of size 1 put in.</summary>
[Op("unsqueeze(Tensor input, int dim) -> Tensor", NoOut = true, InPlaceView = true, Aliases = "expand_dims")]
internal static class Unsqueeze
{
    internal static Tensor Forward(Tensor input, long dim)
    {
        int at = Dimensions.Normalize(dim, input.Rank + 1, "unsqueeze");
        return input.MakeView(Views.Insert(input.Layout, at), input.Offset);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout) => grad.Reshape(inputLayout.Sizes);
}
