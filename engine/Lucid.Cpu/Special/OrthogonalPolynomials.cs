using System;

namespace Lucid.Cpu.Special;

/// <summary>Families of orthogonal polynomials.</summary>
public enum PolynomialFamily
{
    /// <summary>Chebyshev's of the first kind, T.</summary>
    ChebyshevT,
    /// <summary>Chebyshev's of the second kind, U.</summary>
    ChebyshevU,
    /// <summary>Chebyshev's of the third kind, V.</summary>
    ChebyshevV,
    /// <summary>Chebyshev's of the fourth kind, W.</summary>
    ChebyshevW,
    /// <summary>T at 2x - 1.</summary>
    ShiftedChebyshevT,
    /// <summary>U at 2x - 1.</summary>
    ShiftedChebyshevU,
    /// <summary>V at 2x - 1.</summary>
    ShiftedChebyshevV,
    /// <summary>W at 2x - 1.</summary>
    ShiftedChebyshevW,
    /// <summary>Hermite's, H, as physicists have them.</summary>
    HermiteH,
    /// <summary>Hermite's, He, as probabilists have them.</summary>
    HermiteHe,
    /// <summary>Laguerre's, L.</summary>
    LaguerreL,
    /// <summary>Legendre's, P.</summary>
    LegendreP,
}

/// <summary>Orthogonal polynomials and their derivatives by the three-term recurrences of DLMF 18.9.1.</summary>
public static unsafe class OrthogonalPolynomials
{
    /// <summary>The highest order of derivatives.</summary>
    public const int MostDerivatives = 7;

    /// <summary>The highest degree that is computed: at a few nanoseconds each, and with few digits left.</summary>
    public const int MostDegrees = 10_000_000;

    /// <summary>
    /// The derivative of some order (0: the value itself) at x of the polynomial of degree n, which is cut to an integer; a
    /// negative degree gives 0, one above <see cref="MostDegrees"/> NaN, one beyond 64 bits 0 as in PyTorch. The variant is
    /// the family plus 16 times the order.
    /// </summary>
    public static double Evaluate(double x, double n, int variant)
    {
        if (double.IsNaN(x) || double.IsNaN(n)) return double.NaN;
        var family = (PolynomialFamily)(variant & 15);
        int order = variant >> 4;
        n = Math.Truncate(n);
        if (n < order || n >= long.MaxValue) return 0;
        if (n > MostDegrees) return double.NaN;
        long degree = (long)n;
        double scale = 1;
        if (family is >= PolynomialFamily.ShiftedChebyshevT and <= PolynomialFamily.ShiftedChebyshevW)
        {
            x = 2 * x - 1;
            scale = 1L << order;
            family -= 4;
        }
        double* before = stackalloc double[MostDerivatives + 1], here = stackalloc double[MostDerivatives + 1];
        for (int d = 0; d <= order; d++) before[d] = here[d] = 0;
        here[0] = 1;
        for (long k = 0; k < degree; k++)
        {
            Coefficients(family, k, out double slope, out double constant, out double back);
            // From the highest derivative down: each takes the lower one of this degree.
            for (int d = order; d >= 0; d--)
            {
                double next = (slope * x + constant) * here[d] + (d > 0 ? d * slope * here[d - 1] : 0) - back * before[d];
                before[d] = here[d];
                here[d] = next;
            }
            if (!double.IsFinite(here[0]) && order == 0) break;
        }
        return scale * here[order];
    }

    // P_{k+1} = (slope x + constant) P_k - back P_{k-1}.
    private static void Coefficients(PolynomialFamily family, long k, out double slope, out double constant, out double back)
    {
        (slope, constant, back) = family switch
        {
            PolynomialFamily.ChebyshevT => (k == 0 ? 1 : 2, 0, 1),
            PolynomialFamily.ChebyshevV => (2, k == 0 ? -1 : 0, 1),
            PolynomialFamily.ChebyshevW => (2, k == 0 ? 1 : 0, 1),
            PolynomialFamily.HermiteH => (2, 0, 2.0 * k),
            PolynomialFamily.HermiteHe => (1, 0, k),
            PolynomialFamily.LaguerreL => (-1.0 / (k + 1), (2.0 * k + 1) / (k + 1), k / (k + 1.0)),
            PolynomialFamily.LegendreP => ((2.0 * k + 1) / (k + 1), 0, k / (k + 1.0)),
            _ => (2.0, 0.0, 1.0),
        };
    }
}
