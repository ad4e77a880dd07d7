using Lucid.Cpu.Random;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Numbers of successes in count trials of probability prob, element by element.</summary>
[Op("binomial(Tensor count, Tensor prob, *, Generator? generator=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class Binomial
{
    internal static Tensor Forward(Tensor count, Tensor prob, Generator? generator)
    {
        if (!count.DType.IsFloatingPoint() || count.DType != prob.DType)
            throw new DtypeMismatchException("binomial", "prob", "floating point, as count", prob.DType.Name(), "Convert both with .float().");
        Layout shape = Broadcasting.Common(count.Layout, prob.Layout, "binomial", "count", "prob");
        return ElementDraws.Run(DrawKind.Binomial, count.BroadcastTo(shape.Sizes), prob.BroadcastTo(shape.Sizes), generator);
    }
}
