using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>Positions that sort a tensor along a dimension; equal elements keep their order.</summary>
[Op("argsort(Tensor input, int dim=-1, bool descending=False, *, bool stable=False) -> Tensor", NoOut = true)]
internal static class Argsort
{
    internal static Tensor Forward(Tensor input, long dim, bool descending, bool stable) => OrderDispatch.Sort(input, dim, descending, "argsort").Indices;
}
