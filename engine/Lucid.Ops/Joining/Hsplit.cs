using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of equal pieces side by side: along the second dimension, or the only one.</summary>
[Op("hsplit(Tensor input, int sections) -> Tensor[]", Composite = true, NoOut = true)]
internal static class Hsplit
{
    internal static Tensor[] Forward(Tensor input, long sections)
    {
        int dim = Joints.StackDimension(input, 1, "hsplit");
        if (sections <= 0 || input.Shape[dim] % sections != 0)
            throw new ArgumentValueException("hsplit",
                $"hsplit: hsplit attempted to split along dimension {dim}, but the size of the dimension {input.Shape[dim]} is not divisible by "
                + $"the split_size {sections}!", "sections");
        return input.TensorSplit(sections, dim);
    }
}
