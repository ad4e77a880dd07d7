using System;

namespace Lucid.Cpu.Special;

/// <summary>The Hurwitz zeta function and the derivatives of the digamma function.</summary>
public static class ZetaFunctions
{
    // (2k)! / B_2k for k = 1 .. 12 (B: Bernoulli numbers), the divisors of the Euler-Maclaurin terms.
    private static ReadOnlySpan<double> Divisors =>
    [
        12.0, -720.0, 30240.0, -1209600.0, 47900160.0, -1.8924375803183791606e9, 7.47242496e10, -2.950130727918164224e12,
        1.1646782814350067249e14, -4.5979787224074726105e15, 1.8152105401943546773e17, -7.1661652561756670113e18,
    ];

    /// <summary>ζ(s, q) = Σ (k + q)^-s over k ≥ 0, by Euler-Maclaurin summation (DLMF 25.11.28).</summary>
    public static double Hurwitz(double s, double q, int _ = 0)
    {
        if (double.IsNaN(s) || double.IsNaN(q)) return double.NaN;
        if (s == 1) return double.PositiveInfinity;
        if (s < 1) return double.NaN;
        if (q <= 0)
        {
            if (q == Math.Floor(q)) return double.PositiveInfinity;
            if (s != Math.Floor(s)) return double.NaN;
        }
        double sum = Math.Pow(q, -s), at = q, term = 0;
        for (int i = 0; i < 9 || at <= 9; i++)
        {
            at += 1;
            term = Math.Pow(at, -s);
            sum += term;
            if (Math.Abs(term) < Math.Abs(sum) * 1.1e-16) return sum;
        }
        sum += term * at / (s - 1) - 0.5 * term;
        double factor = 1;
        for (int i = 0, k = 0; i < Divisors.Length; i++, k += 2)
        {
            factor *= s + k;
            term /= at;
            double step = factor * term / Divisors[i];
            sum += step;
            if (Math.Abs(step) < Math.Abs(sum) * 1.1e-16) return sum;
            factor *= s + k + 1;
            term /= at;
        }
        return sum;
    }

    /// <summary>The derivative of order n ≥ 1 of the digamma function: (-1)^(n+1) n! ζ(n + 1, x) (DLMF 5.15.1).</summary>
    public static double Polygamma(double x, double order, int _ = 0)
    {
        if (order == 1) return Trigamma(x);
        double factorial = 1;
        for (double k = 2; k <= order; k++) factorial *= k;
        double value = factorial * Hurwitz(order + 1, x);
        return order % 2 == 0 ? -value : value;
    }

    private static double Trigamma(double x)
    {
        if (x >= 0.5 || double.IsNaN(x)) return Hurwitz(2, x);
        // Reflection, DLMF 5.15.6.
        double sine = double.SinPi(x);
        return Math.PI * Math.PI / (sine * sine) - Hurwitz(2, 1 - x);
    }
}
