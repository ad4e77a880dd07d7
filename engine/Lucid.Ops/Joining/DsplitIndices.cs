using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of the pieces between given positions, behind one another: along the third dimension.</summary>
[Op("dsplit.indices(Tensor input, int[] indices) -> Tensor[]", Composite = true, NoOut = true)]
internal static class DsplitIndices
{
    internal static Tensor[] Forward(Tensor input, ReadOnlySpan<long> indices) =>
        input.TensorSplit(indices, Joints.StackDimension(input, 3, "dsplit"));
}
