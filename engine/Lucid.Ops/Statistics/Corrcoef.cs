using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Statistics;

/// <summary>Pearson's correlation coefficients of variables (rows) over observations (columns).</summary>
[Op("corrcoef(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Corrcoef
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.Rank > 2)
            throw new ShapeMismatchException("corrcoef", $"corrcoef: expected input to have two or fewer dimensions but got an input of shape {input.Layout}", "input");
        Tensor covariance = input.Cov();
        if (covariance.Rank == 0) return covariance / covariance;
        Tensor deviation = covariance.Diagonal().Real().Sqrt();
        Tensor scaled = covariance / deviation.Unsqueeze(1) / deviation.Unsqueeze(0);
        if (!scaled.DType.IsComplex()) return scaled.Clamp(-1, 1);
        // Rounding may lead beyond the unit interval, in each part.
        return scaled.Real().Clamp(-1, 1) + scaled.Imag().Clamp(-1, 1) * Complex.ImaginaryOne;
    }
}
