using System;

namespace Lucid.Cpu.Special;

/// <summary>
/// Modified Bessel functions of the first kind, order 0 and 1: the power series (DLMF 10.25.2), whose terms are all
/// positive, and from 20 on the asymptotic series (DLMF 10.40.1).
/// </summary>
public static partial class BesselFunctions
{
    private const double Far = 20;

    /// <summary>I₀(x).</summary>
    public static double I0(double x)
    {
        x = Math.Abs(x);
        return x < Far ? Series(x, 0) : Large(x, 0);
    }

    /// <summary>I₁(x).</summary>
    public static double I1(double x)
    {
        double magnitude = Math.Abs(x);
        double value = magnitude < Far ? magnitude / 2 * Series(magnitude, 1) : Large(magnitude, 1);
        return x < 0 ? -value : value;
    }

    /// <summary>e^-|x| I₀(x).</summary>
    public static double I0Scaled(double x)
    {
        x = Math.Abs(x);
        return x < Far ? Series(x, 0) * Math.Exp(-x) : Asymptotic(x, 0);
    }

    /// <summary>e^-|x| I₁(x).</summary>
    public static double I1Scaled(double x)
    {
        double magnitude = Math.Abs(x);
        double value = magnitude < Far ? magnitude / 2 * Series(magnitude, 1) * Math.Exp(-magnitude) : Asymptotic(magnitude, 1);
        return x < 0 ? -value : value;
    }

    // The halves of the exponential keep the product finite where the function still is.
    private static double Large(double x, int order)
    {
        if (double.IsPositiveInfinity(x)) return x;
        double half = Math.Exp(x / 2);
        return half * Asymptotic(x, order) * half;
    }

    // Sum of (x²/4)^k / (k! (k + order)!).
    private static double Series(double x, int order)
    {
        double square = x * x / 4, term = 1, sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= square / (k * (double)(k + order));
            sum += term;
        }
        return sum;
    }

    // e^-x I(x): a sum of alternating terms that shrink until k is about 2x.
    private static double Asymptotic(double x, int order)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x)) return 0;
        double mu = 4.0 * order * order, term = 1, sum = 1;
        for (int k = 1; k < 60 && Math.Abs(term) > 1e-18; k++)
        {
            double odd = 2 * k - 1;
            term *= -(mu - odd * odd) / (8 * x * k);
            sum += term;
        }
        return sum / Math.Sqrt(2 * Math.PI * x);
    }
}
