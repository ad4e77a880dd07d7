using System;
using System.Numerics;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Special;

/// <summary>The normal distribution's function, its logarithm and inverse, and the scaled complementary error function.</summary>
public static class NormalFunctions
{
    private const double HalfRoot = 0.70710678118654752440, InverseRootPi = 0.56418958354775628695;

    /// <summary>exp(x²) erfc(x): Laplace's continued fraction (DLMF 7.9.2) from 2 on.</summary>
    public static double Erfcx(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x < 0) return 2 * Math.Exp(x * x) - Erfcx(-x);
        if (x < 2) return Math.Exp(x * x) * Erfc(x);
        if (x > 1e8) return InverseRootPi / x;
        double tail = x;
        for (int k = x < 4 ? 90 : 40; k > 0; k--) tail = x + 0.5 * k / tail;
        return InverseRootPi / tail;
    }

    /// <summary>The share of a standard normal below x.</summary>
    public static double Ndtr(double x) => 0.5 * Erfc(-x * HalfRoot);

    /// <summary>The logarithm of <see cref="Ndtr"/>, finite far out on the left.</summary>
    public static double LogNdtr(double x)
    {
        if (x < -1) return Math.Log(0.5 * Erfcx(-x * HalfRoot)) - 0.5 * x * x;
        return ElementaryFunctions.Log1p(-0.5 * Erfc(x * HalfRoot));
    }

    /// <summary>
    /// The x below which a standard normal has the share p; NaN outside [0, 1]. In the tails: the rational start of
    /// Abramowitz and Stegun 26.2.23, then Halley's steps on the logarithm.
    /// </summary>
    public static double Ndtri(double p)
    {
        if (p is 0 or 1) return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        if (!(p > 0 && p < 1)) return double.NaN;
        if (p > 0.9) return -Tail(1 - p);
        return p < 0.1 ? Tail(p) : VectorMath.Erfinv(new Vector<double>(2 * p - 1))[0] / HalfRoot;
    }

    private static double Tail(double p)
    {
        double logarithm = Math.Log(p), t = Math.Sqrt(-2 * logarithm);
        double x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (int i = 0; i < 3; i++)
        {
            // (Φ - p) / φ, where neither underflows.
            double step = Math.Sqrt(Math.PI / 2) * Erfcx(-x * HalfRoot) * -ElementaryFunctions.Expm1(logarithm - LogNdtr(x));
            x -= step / (1 + x * step / 2);
        }
        return x;
    }

    private static double Erfc(double x) => VectorMath.Erfc(new Vector<double>(x))[0];
}
