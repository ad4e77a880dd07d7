using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with elements of src joined in along one dimension where index says: by sum, prod, mean, amax or amin.</summary>
[Op("scatter_reduce(Tensor input, int dim, Tensor index, Tensor src, str reduce='sum', *, bool include_self=True) -> Tensor", InPlace = true)]
internal static class ScatterReduceOp
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor src, string reduce, bool includeSelf) =>
        ScatterReduction.Run(input, dim, index, src, reduce, includeSelf);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, long dim, Tensor index, Tensor src, string reduce, bool includeSelf, Tensor result) =>
        ScatterReduction.GradOfInput(grad, input, dim, index, src, reduce, includeSelf, result);

    internal static Tensor GradOfSrc(Tensor grad, Tensor input, long dim, Tensor index, Tensor src, string reduce, bool includeSelf, Tensor result) =>
        ScatterReduction.GradOfSource(grad, input, dim, index, src, reduce, includeSelf, result);
}
