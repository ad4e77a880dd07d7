using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>Positions of elements that are not zero: one row each, one column per dimension, int64.</summary>
[Op("nonzero(Tensor input) -> Tensor", NoOut = true, Aliases = "argwhere")]
internal static class Nonzero
{
    internal static Tensor Forward(Tensor input) => IndexDispatch.Nonzero(input);
}
