using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>The bucket between ascending boundaries into which each element falls.</summary>
[Op("bucketize(Tensor|Scalar input, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Bucketize
{
    internal static Tensor Forward(TensorOrScalar input, Tensor boundaries, bool outInt32, bool right)
    {
        if (boundaries.Rank != 1)
            throw new ShapeMismatchException("bucketize", $"bucketize: boundaries tensor must be 1 dimension, but is {boundaries.Layout}", "boundaries");
        return OrderDispatch.Search(boundaries, Searchsorted.On(boundaries, input), outInt32, right, null, null, "bucketize");
    }
}
