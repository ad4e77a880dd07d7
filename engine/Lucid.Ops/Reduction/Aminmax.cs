using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Reduction;

/// <summary>Smallest and largest elements, along one dimension or of all.</summary>
[Op("aminmax(Tensor input, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)", Composite = true)]
internal static class Aminmax
{
    internal static (Tensor Min, Tensor Max) Forward(Tensor input, long? dim, bool keepdim)
    {
        if (dim is not { } one)
        {
            if (input.Count == 0)
                throw new ShapeMismatchException("aminmax", $"aminmax: cannot compute aminmax over an empty dimension as the operation has no identity: input is {input.Layout}", "input");
            return keepdim ? (input.Amin(default, true), input.Amax(default, true)) : (input.Amin(), input.Amax());
        }
        int at = Dimensions.Normalize(one, input.Rank, "aminmax");
        if (input.Rank > 0 && input.Shape[at] == 0)
            throw new ShapeMismatchException("aminmax", $"aminmax: Expected reduction dim {at} to have non-zero size: input is {input.Layout}", "dim");
        return (input.Amin([one], keepdim), input.Amax([one], keepdim));
    }
}
