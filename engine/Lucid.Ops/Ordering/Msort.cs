using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>Elements in ascending order along the first dimension.</summary>
[Op("msort(Tensor input) -> Tensor", Composite = true)]
internal static class Msort
{
    internal static Tensor Forward(Tensor input) => input.Sort(0).Values;
}
