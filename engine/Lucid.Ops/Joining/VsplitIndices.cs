using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of the pieces between given positions, below one another: along the first dimension.</summary>
[Op("vsplit.indices(Tensor input, int[] indices) -> Tensor[]", Composite = true, NoOut = true)]
internal static class VsplitIndices
{
    internal static Tensor[] Forward(Tensor input, ReadOnlySpan<long> indices) =>
        input.TensorSplit(indices, Joints.StackDimension(input, 2, "vsplit"));
}
