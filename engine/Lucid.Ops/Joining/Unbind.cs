using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of every position of a dimension.</summary>
[Op("unbind(Tensor input, int dim=0) -> Tensor[]", Composite = true, NoOut = true)]
internal static class Unbind
{
    internal static Tensor[] Forward(Tensor input, long dim)
    {
        if (input.Rank == 0) throw new ShapeMismatchException("unbind", "unbind: Dimension specified as 0 but tensor has no dimensions", "input");
        int at = Dimensions.Normalize(dim, input.Rank, "unbind");
        var parts = new Tensor[input.Shape[at]];
        for (int i = 0; i < parts.Length; i++) parts[i] = input.Select(at, i).MarkMultiView();
        return parts;
    }
}
