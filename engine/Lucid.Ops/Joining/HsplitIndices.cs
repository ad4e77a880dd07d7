using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of the pieces between given positions, side by side: along the second dimension, or the only one.</summary>
[Op("hsplit.indices(Tensor input, int[] indices) -> Tensor[]", Composite = true, NoOut = true)]
internal static class HsplitIndices
{
    internal static Tensor[] Forward(Tensor input, ReadOnlySpan<long> indices) =>
        input.TensorSplit(indices, Joints.StackDimension(input, 1, "hsplit"));
}
