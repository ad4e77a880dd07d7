using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Hann window: sin² of half a turn.</summary>
[Op(
    "hann_window(int window_length, bool periodic=True, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class HannWindow
{
    internal static Tensor Forward(long windowLength, bool periodic, DType? dtype, Device? device, bool requiresGrad) =>
        Windows.Make("hann_window", windowLength, periodic, length => Windows.Cosines(length, [0.5, 0.5]), dtype, device, requiresGrad);
}
