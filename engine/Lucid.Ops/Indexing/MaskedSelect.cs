using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>Elements where the mask holds, as a vector.</summary>
[Op("masked_select(Tensor input, Tensor mask) -> Tensor", Composite = true)]
internal static class MaskedSelect
{
    internal static Tensor Forward(Tensor input, Tensor mask)
    {
        if (mask.DType != DType.Bool) throw new DtypeMismatchException("masked_select", "mask", "bool", mask.DType.Name(), "Compare or convert it first.");
        Layout shape = Broadcasting.Common(input.Layout, mask.Layout, "masked_select", "input", "mask");
        Tensor positions = mask.Expand(shape.Sizes).Reshape([-1]).Nonzero().Reshape([-1]);
        return input.Expand(shape.Sizes).Reshape([-1]).IndexSelect(0, positions);
    }
}
