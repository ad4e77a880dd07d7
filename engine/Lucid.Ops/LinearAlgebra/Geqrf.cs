using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>The QR factorisation as LAPACK leaves it: R on and above the diagonal, the reflectors below, and their factors.</summary>
[Op("geqrf(Tensor input) -> (Tensor a, Tensor tau)")]
internal static class Geqrf
{
    internal static (Tensor A, Tensor Tau) Forward(Tensor input)
    {
        Matrices.Matrix(input, "geqrf", "input");
        Matrices.Floating(input, "geqrf", "input");
        Tensor work = Matrices.Copy(input);
        Tensor factors = Matrices.Vectors(input.Shape[..^2], System.Math.Min(input.Shape[^1], input.Shape[^2]), work.DType, input.DeviceType);
        LinalgQr.Reflect(work, factors, input.Shape[..^2]);
        return (Conversions.To(work, input.DType), Conversions.To(factors, input.DType));
    }
}
