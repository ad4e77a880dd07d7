using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Blackman window: three cosine terms.</summary>
[Op(
    "blackman_window(int window_length, bool periodic=True, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class BlackmanWindow
{
    internal static Tensor Forward(long windowLength, bool periodic, DType? dtype, Device? device, bool requiresGrad) =>
        Windows.Make("blackman_window", windowLength, periodic, length => Windows.Cosines(length, [0.42, 0.5, 0.08]), dtype, device, requiresGrad);
}
