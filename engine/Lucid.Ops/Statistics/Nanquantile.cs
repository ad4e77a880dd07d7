using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Statistics;

/// <summary>The q-th quantiles of what is not NaN, along a dimension or of all elements.</summary>
[Op("nanquantile(Tensor input, Tensor|Scalar q, int? dim=None, bool keepdim=False, str interpolation='linear') -> Tensor", Composite = true)]
internal static class Nanquantile
{
    internal static Tensor Forward(Tensor input, TensorOrScalar q, long? dim, bool keepdim, string interpolation) =>
        QuantileDispatch.Run(input, q, dim, keepdim, interpolation, skipNaN: true, "nanquantile");
}
