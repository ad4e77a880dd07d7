using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Hamming window: a cosine raised by alpha.</summary>
[Op(
    "hamming_window(int window_length, bool periodic=True, float alpha=0.54, float beta=0.46, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class HammingWindow
{
    internal static Tensor Forward(long windowLength, bool periodic, double alpha, double beta, DType? dtype, Device? device, bool requiresGrad) =>
        Windows.Make("hamming_window", windowLength, periodic, length => Windows.Cosines(length, [alpha, beta]), dtype, device, requiresGrad);
}
