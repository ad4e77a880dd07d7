using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with elements of source, in order, written where the mask holds.</summary>
[Op("masked_scatter(Tensor input, Tensor mask, Tensor source) -> Tensor", InPlace = true, NoOut = true)]
internal static class MaskedScatter
{
    internal static Tensor Forward(Tensor input, Tensor mask, Tensor source)
    {
        if (mask.DType != DType.Bool)
            throw new DtypeMismatchException("masked_scatter", "mask", "bool", mask.DType.Name(), "Compare or convert it first.");
        if (source.DType != input.DType)
            throw new DtypeMismatchException("masked_scatter", "source", $"of the same dtype as input ({input.DType.Name()})", source.DType.Name());
        Layout shape = Broadcasting.Common(input.Layout, mask.Layout, "masked_scatter", "input", "mask");
        Tensor positions = mask.Expand(shape.Sizes).Reshape([-1]).Nonzero().Reshape([-1]);
        if (positions.Count > source.Count)
            throw new ShapeMismatchException("masked_scatter",
                "masked_scatter: expected as many elements in source as the mask has True "
                + $"({positions.Count}), but source has {source.Count}", "source");
        Tensor flat = input.Expand(shape.Sizes).Reshape([-1]);
        return flat.IndexCopy(0, positions, source.Reshape([-1]).Narrow(0, 0, positions.Count)).Reshape(shape.Sizes);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, Tensor mask) => GradientShape.SumTo(grad.MaskedFill(mask, 0), inputLayout);

    internal static Tensor GradOfSource(Tensor grad, Layout sourceLayout, Tensor mask)
    {
        Tensor picked = grad.MaskedSelect(mask);
        return picked.Pad([0, sourceLayout.Count - picked.Count]).Reshape(sourceLayout.Sizes);
    }
}
