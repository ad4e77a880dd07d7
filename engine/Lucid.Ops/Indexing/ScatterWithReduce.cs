using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with elements of src joined in along one dimension where index says: reduce is 'add' or 'multiply'.</summary>
[Op("scatter.src_reduce(Tensor input, int dim, Tensor index, Tensor src, str? reduce) -> Tensor", Composite = true, InPlace = true)]
internal static class ScatterWithReduce
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor src, string? reduce) => reduce is null
        ? input.Scatter(dim, index, src)
        : input.ScatterReduce(dim, index, src, ScatterReduction.Plain(reduce));
}
