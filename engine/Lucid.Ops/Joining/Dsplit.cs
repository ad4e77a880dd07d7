using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of equal pieces behind one another: along the third dimension.</summary>
[Op("dsplit(Tensor input, int sections) -> Tensor[]", Composite = true, NoOut = true)]
internal static class Dsplit
{
    internal static Tensor[] Forward(Tensor input, long sections)
    {
        int dim = Joints.StackDimension(input, 3, "dsplit");
        if (sections <= 0 || input.Shape[dim] % sections != 0)
            throw new ArgumentValueException("dsplit",
                $"dsplit: dsplit attempted to split along dimension {dim}, but the size of the dimension {input.Shape[dim]} is not divisible by "
                + $"the split_size {sections}!", "sections");
        return input.TensorSplit(sections, dim);
    }
}
