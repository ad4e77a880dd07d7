using Lucid.Ops.Declaration;

namespace Lucid.Ops.Indexing;

/// <summary>Elements picked along one dimension by an index tensor of the result's shape.</summary>
[Op("gather.indices(Tensor input, Tensor indices, int dim=-1) -> Tensor", Composite = true, NoOut = true)]
internal static class GatherIndices
{
    internal static Tensor Forward(Tensor input, Tensor indices, long dim) => input.Gather(dim, indices);
}
