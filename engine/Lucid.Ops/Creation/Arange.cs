using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Numbers from start up to (not including) end by step.</summary>
[Op(
    "arange(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) "
    + "-> Tensor", Surface = OpSurface.Function)]
internal static class Arange
{
    internal static Tensor Forward(Scalar start, Scalar end, Scalar step, DType? dtype, Device? device, bool requiresGrad) =>
        Factories.Arange(start, end, step, dtype, device, requiresGrad);
}
