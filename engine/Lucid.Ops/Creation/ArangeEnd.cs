using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Integers from 0 up to (not including) end.</summary>
[Op("arange.end(Scalar end, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class ArangeEnd
{
    internal static Tensor Forward(Scalar end, DType? dtype, Device? device, bool requiresGrad) =>
        Factories.Arange(end.Kind == ScalarKind.Integer ? (Scalar)0L : (Scalar)0.0, end, 1, dtype, device, requiresGrad);
}
