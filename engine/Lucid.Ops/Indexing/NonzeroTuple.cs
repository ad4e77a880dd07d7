using Lucid.Ops.Declaration;

namespace Lucid.Ops.Indexing;

/// <summary>Positions of elements that are not zero, one vector per dimension: an index for the tensor.</summary>
[Op("nonzero_numpy(Tensor input) -> Tensor[]", Composite = true, NoOut = true)]
internal static class NonzeroTuple
{
    internal static Tensor[] Forward(Tensor input) => (input.Rank == 0 ? input.Unsqueeze(0) : input).Nonzero().Unbind(1);
}
