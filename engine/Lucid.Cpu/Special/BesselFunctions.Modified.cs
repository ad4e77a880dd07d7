using System;

namespace Lucid.Cpu.Special;

/// <summary>
/// Modified Bessel functions of the second kind: the power series (DLMF 10.31.1) up to 2, the integral DLMF 10.32.9 by the
/// trapezoidal rule (whose error falls exponentially) up to 25, then the asymptotic series (DLMF 10.40.2).
/// </summary>
public static partial class BesselFunctions
{
    /// <summary>K₀(x); NaN for negative x.</summary>
    public static double K0(double x) => ModifiedSecond(x, 0, false);

    /// <summary>K₁(x); NaN for negative x.</summary>
    public static double K1(double x) => ModifiedSecond(x, 1, false);

    /// <summary>e^x K₀(x).</summary>
    public static double K0Scaled(double x) => ModifiedSecond(x, 0, true);

    /// <summary>e^x K₁(x).</summary>
    public static double K1Scaled(double x) => ModifiedSecond(x, 1, true);

    private static double ModifiedSecond(double x, int order, bool scaled)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.PositiveInfinity;
        if (double.IsInfinity(x)) return 0;
        if (x <= 2) return Near(x, order) * (scaled ? Math.Exp(x) : 1);
        double value = x < 25 ? Integral(x, order) : Distant(x, order);
        return scaled ? value : value * Math.Exp(-x);
    }

    private static double Near(double x, int order)
    {
        double square = x * x / 4, term = 1, psi = -EulerGamma, sum = 0;
        for (int k = 0; k < 30; k++)
        {
            // psi is ψ(k + 1).
            sum += term * (order == 0 ? psi : 2 * psi + 1.0 / (k + 1));
            psi += 1.0 / (k + 1);
            term *= square / ((k + 1.0) * (k + 1 + order));
        }
        double logarithm = Math.Log(x / 2);
        return order == 0 ? sum - logarithm * Series(x, 0) : 1 / x + x / 2 * (logarithm * Series(x, 1) - sum / 2);
    }

    private static double Integral(double x, int order)
    {
        const double step = 0.125;
        double sum = 0.5;
        for (int k = 1; ; k++)
        {
            double cosh = Math.Cosh(k * step), value = Math.Exp(-x * (cosh - 1));
            sum += order == 0 ? value : value * cosh;
            if (value < 1e-19) return step * sum;
        }
    }

    private static double Distant(double x, int order)
    {
        double mu = 4.0 * order * order, term = 1, sum = 1;
        for (int k = 1; k < 50 && Math.Abs(term) > 1e-18; k++)
        {
            double odd = 2 * k - 1;
            term *= (mu - odd * odd) / (8 * x * k);
            sum += term;
        }
        return sum * Math.Sqrt(Math.PI / (2 * x));
    }
}
