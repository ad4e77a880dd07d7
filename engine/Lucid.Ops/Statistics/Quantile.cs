using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Statistics;

/// <summary>The q-th quantiles along a dimension or of all elements; between two elements the interpolation decides. NaN stays.</summary>
[Op("quantile(Tensor input, Tensor|Scalar q, int? dim=None, bool keepdim=False, str interpolation='linear') -> Tensor", Composite = true)]
internal static class Quantile
{
    internal static Tensor Forward(Tensor input, TensorOrScalar q, long? dim, bool keepdim, string interpolation) =>
        QuantileDispatch.Run(input, q, dim, keepdim, interpolation, skipNaN: false, "quantile");
}
