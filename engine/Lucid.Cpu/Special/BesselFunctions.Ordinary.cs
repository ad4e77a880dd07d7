using System;

namespace Lucid.Cpu.Special;

/// <summary>
/// Bessel functions of the first and second kind: Miller's backward recurrence (DLMF 3.6.5, 10.8, Neumann's series for the
/// second kind), and from 25 on Hankel's asymptotic series (DLMF 10.17.3).
/// </summary>
public static partial class BesselFunctions
{
    private const double EulerGamma = 0.57721566490153286061, HankelFrom = 25;

    /// <summary>J₀(x).</summary>
    public static double J0(double x) => First(Math.Abs(x), 0);

    /// <summary>J₁(x).</summary>
    public static double J1(double x) => x < 0 ? -First(-x, 1) : First(x, 1);

    /// <summary>Y₀(x); NaN for negative x.</summary>
    public static double Y0(double x) => Second(x, 0);

    /// <summary>Y₁(x); NaN for negative x.</summary>
    public static double Y1(double x) => Second(x, 1);

    /// <summary>sin(x) / x, 1 at 0.</summary>
    public static double SphericalJ0(double x)
    {
        if (double.IsInfinity(x)) return 0;
        return Math.Abs(x) < 1e-8 ? 1 : Math.Sin(x) / x;
    }

    private static double First(double x, int order)
    {
        if (double.IsInfinity(x)) return 0;
        if (double.IsNaN(x)) return x;
        if (x < 1e-8) return order == 0 ? 1 : x / 2;
        if (x >= HankelFrom) return Hankel(x, order, false);
        Recurrence(x, out double j0, out double j1, out _, out _);
        return order == 0 ? j0 : j1;
    }

    private static double Second(double x, int order)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsInfinity(x)) return 0;
        double logarithm = Math.Log(x / 2) + EulerGamma;
        if (x < 1e-8) return order == 0 ? 2 / Math.PI * logarithm : -2 / (Math.PI * x);
        if (x >= HankelFrom) return Hankel(x, order, true);
        Recurrence(x, out double j0, out double j1, out double even, out double odd);
        // The derivative of Y₀ = 2/π (log(x/2) + γ) J₀ - 4/π Σ (-1)^k J₂ₖ / k is -Y₁.
        return order == 0 ? 2 / Math.PI * (logarithm * j0 - 2 * even) : 2 / Math.PI * (logarithm * j1 - j0 / x + odd);
    }

    // J₀, J₁, Σ (-1)^k J₂ₖ / k and Σ (-1)^k (J₂ₖ₋₁ - J₂ₖ₊₁) / k.
    private static void Recurrence(double x, out double j0, out double j1, out double even, out double odd)
    {
        double above = 0, here = 1e-200, sum = 0;
        even = odd = 0;
        for (int n = 2 * ((int)x / 2 + 24); n > 0; n--)
        {
            double below = 2 * n / x * here - above;
            if (n % 2 == 0)
            {
                double share = (n % 4 == 0 ? 2.0 : -2.0) / n;
                sum += here;
                even += share * here;
                odd += share * (below - above);
            }
            above = here;
            here = below;
            if (Math.Abs(here) < 1e200) continue;
            here *= 1e-200;
            above *= 1e-200;
            sum *= 1e-200;
            even *= 1e-200;
            odd *= 1e-200;
        }
        double scale = 1 / (here + 2 * sum);
        j0 = here * scale;
        j1 = above * scale;
        even *= scale;
        odd *= scale;
    }

    private static double Hankel(double x, int order, bool second)
    {
        double mu = 4.0 * order * order, term = 1, p = 1, q = 0;
        for (int k = 1; k < 60 && Math.Abs(term) > 1e-18; k++)
        {
            double odd = 2 * k - 1;
            term *= (mu - odd * odd) / (8 * x * k);
            if (k % 2 == 1) q += k % 4 == 1 ? term : -term;
            else p += k % 4 == 0 ? term : -term;
        }
        // The phase is x - π/4 or x - 3π/4.
        double sine = Math.Sin(x), cosine = Math.Cos(x);
        double phaseCosine = order == 0 ? cosine + sine : sine - cosine;
        double phaseSine = order == 0 ? sine - cosine : -(sine + cosine);
        return (second ? p * phaseSine + q * phaseCosine : p * phaseCosine - q * phaseSine) / Math.Sqrt(Math.PI * x);
    }
}
