using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of equal pieces below one another: along the first dimension.</summary>
[Op("vsplit(Tensor input, int sections) -> Tensor[]", Composite = true, NoOut = true)]
internal static class Vsplit
{
    internal static Tensor[] Forward(Tensor input, long sections)
    {
        int dim = Joints.StackDimension(input, 2, "vsplit");
        if (sections <= 0 || input.Shape[dim] % sections != 0)
            throw new ArgumentValueException("vsplit",
                $"vsplit: vsplit attempted to split along dimension {dim}, but the size of the dimension {input.Shape[dim]} is not divisible by "
                + $"the split_size {sections}!", "sections");
        return input.TensorSplit(sections, dim);
    }
}
