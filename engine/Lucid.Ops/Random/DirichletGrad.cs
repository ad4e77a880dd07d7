using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Random;

/// <summary>
/// Derivative of a beta random number x of shapes alpha and total - alpha by alpha, the other shape held, over 1 - x.
/// </summary>
[Op("_dirichlet_grad(Tensor x, Tensor alpha, Tensor total) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class DirichletGrad
{
    internal static Tensor Forward(Tensor x, Tensor alpha, Tensor total)
    {
        if (!x.DType.IsFloatingPoint()) throw new DtypeMismatchException("_dirichlet_grad", "x", "floating point", x.DType.Name());
        Layout shape = Broadcasting.Common(Broadcasting.Common(x.Layout, alpha.Layout, "_dirichlet_grad", "x", "alpha"), total.Layout,
            "_dirichlet_grad", "x", "total");
        Tensor sample = Wide(x, shape), concentration = Wide(alpha, shape), sum = Wide(total, shape);
        Tensor slope = Tensor.Allocate(sample.Layout, DType.Float64, x.DeviceType);
        CommandStream.Submit(new BetaSlopeKernel(sample.Operand, concentration.Operand, sum.Operand, slope.Operand), x.DeviceType);
        return Conversions.To(slope, x.DType);
    }

    private static Tensor Wide(Tensor operand, Layout shape) =>
        Conversions.ToContiguous(Conversions.To(operand, DType.Float64).BroadcastTo(shape.Sizes));
}
