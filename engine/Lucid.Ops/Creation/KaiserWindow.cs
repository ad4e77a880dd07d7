using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Kaiser window: a Bessel function of order 0 of a half circle.</summary>
[Op(
    "kaiser_window(int window_length, bool periodic=True, float beta=12.0, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class KaiserWindow
{
    internal static Tensor Forward(long windowLength, bool periodic, double beta, DType? dtype, Device? device, bool requiresGrad) =>
        Windows.Make("kaiser_window", windowLength, periodic, length => Windows.Kaiser(length, beta), dtype, device, requiresGrad);
}
