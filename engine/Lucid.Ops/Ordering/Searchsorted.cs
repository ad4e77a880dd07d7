using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>Where values would be put into ascending rows to keep them ascending.</summary>
[Op("searchsorted(Tensor sorted_sequence, Tensor|Scalar values, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor", Surface = OpSurface.Function)]
internal static class Searchsorted
{
    internal static Tensor Forward(Tensor sortedSequence, TensorOrScalar values, bool outInt32, bool right, string? side, Tensor? sorter) =>
        OrderDispatch.Search(sortedSequence, On(sortedSequence, values), outInt32, right, side, sorter, "searchsorted");

    /// <summary>What is looked for, a number made a tensor where the rows lie.</summary>
    internal static Tensor On(Tensor rows, TensorOrScalar values) => values.Tensor ?? values.AsTensor().To(rows.Device);
}
