using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Bartlett window: a triangle that starts and ends at zero.</summary>
[Op(
    "bartlett_window(int window_length, bool periodic=True, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class BartlettWindow
{
    internal static Tensor Forward(long windowLength, bool periodic, DType? dtype, Device? device, bool requiresGrad) =>
        Windows.Make("bartlett_window", windowLength, periodic, length => Windows.Triangle(length), dtype, device, requiresGrad);
}
