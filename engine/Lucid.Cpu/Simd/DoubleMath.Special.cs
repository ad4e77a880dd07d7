using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

internal static partial class DoubleMath
{
    // erf x - c0 x over x, |x| <= 1/2, with c0 = 2/sqrt(pi) kept as a pair by the caller.
    [MethodImpl(Inline)]
    private static Vector<double> ErfNear(Vector<double> x)
    {
        Vector<double> z = x * x;
        Vector<double> p = Fma(C(1.6788997905021536e-08), z, C(-1.673889069447202e-07));
        p = Fma(p, z, C(1.6484994223625824e-06));
        p = Fma(p, z, C(-1.4926394287603265e-05));
        p = Fma(p, z, C(0.00012055347482123082));
        p = Fma(p, z, C(-0.0008548327199325623));
        p = Fma(p, z, C(0.005223977626760337));
        p = Fma(p, z, C(-0.026866170645189483));
        p = Fma(p, z, C(0.11283791670955262));
        p = Fma(p, z, C(-0.37612638903183754));
        return Fma(p * z, x, Fma(C(1.533545961316588e-17), x, x * C(0.12837916709551256))) + x;
    }

    // e^(x^2) erfc(x) (1 + 2x) for x in [0.46, 27.5] as a pair (Shepherd and Laframboise 1981), a polynomial in (x - 4)/(x + 4).
    [MethodImpl(Inline)]
    private static void ErfcxTimes(Vector<double> x, out Vector<double> value, out Vector<double> low)
    {
        Vector<double> q = (x - C(4)) / (x + C(4));
        Vector<double> p = Fma(C(-3.027671321583106e-09), q, C(-2.0058370790416955e-09));
        p = Fma(p, q, C(-2.593512128960727e-10));
        p = Fma(p, q, C(-5.4586375208275365e-09));
        p = Fma(p, q, C(9.063420369418248e-08));
        p = Fma(p, q, C(5.705381200143535e-08));
        p = Fma(p, q, C(-8.098816699096029e-07));
        p = Fma(p, q, C(3.079784288377042e-07));
        p = Fma(p, q, C(5.70190799064266e-06));
        p = Fma(p, q, C(-1.1229222740680713e-05));
        p = Fma(p, q, C(-2.4396640992961046e-05));
        p = Fma(p, q, C(0.00015062406586284068));
        p = Fma(p, q, C(-0.0001992572502354773));
        p = Fma(p, q, C(-0.0007577738111596));
        p = Fma(p, q, C(0.005031970055025917));
        p = Fma(p, q, C(-0.016197733984169814));
        p = Fma(p, q, C(0.037167515530965464));
        p = Fma(p, q, C(-0.0663303658185767));
        p = Fma(p, q, C(0.09373283499865552));
        p = Fma(p, q, C(-0.10103906603599801));
        p = Fma(p, q, C(0.06809705425468604));
        p = Fma(p, q, C(0.015379652102612896));
        p = Fma(p, q, C(-0.13962111684056247));
        value = Fma(p, q, C(1.2329951186255526));
        low = Fma(p, q, C(1.2329951186255526) - value);
    }

    // scale * erfc(x + xLow) for x >= 0.46, given its square as a pair.
    [MethodImpl(Inline)]
    private static Vector<double> ErfcFar(Vector<double> x, Vector<double> xLow, Vector<double> square, Vector<double> squareLow,
        Vector<double> scale)
    {
        Vector<double> twice = x + x, bottom = twice + C(1);
        Vector<double> bottomLow = Select(Less(twice, C(1)), (C(1) - bottom) + twice, (twice - bottom) + C(1));
        ErfcxTimes(x, out Vector<double> p, out Vector<double> pLow);
        Vector<double> correction = pLow / p - Fma(C(2), xLow, bottomLow) / bottom;
        return ScaledExp(-square, correction - squareLow, (scale * p) / bottom);
    }

    [MethodImpl(Inline)]
    private static Vector<double> ErfcFar(Vector<double> x)
    {
        Vector<double> square = x * x;
        return ErfcFar(x, Vector<double>.Zero, square, Fma(x, x, -square), C(1));
    }

    /// <summary>erf x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Erf(Vector<double> x)
    {
        Vector<double> a = Vector.Abs(x);
        Vector<double> far = C(1) - ErfcFar(MinNative(C(7), Vector.Max(a, C(0.46))));
        return CopySign(Select(Less(C(0.5), a), far, ErfNear(x)), x);
    }

    /// <summary>1 - erf x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Erfc(Vector<double> x)
    {
        Vector<double> a = Vector.Abs(x);
        Vector<double> tail = ErfcFar(MinNative(C(27.5), Vector.Max(a, C(0.46))));
        Vector<double> far = Select(Less(x, Vector<double>.Zero), C(2) - tail, tail);
        Vector<double> near = ErfNear(x);
        near = Select(Less(x, C(0.25)), C(1) - near, C(0.5) - (near - C(0.5)));
        return Select(Less(C(0.5), a), far, near);
    }

    /// <summary>x Φ(x), Φ the normal distribution function: GELU in its exact (erf) form.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Gelu(Vector<double> x)
    {
        const double rootHalf = 0.7071067811865476, rootHalfLow = -4.833646656726457e-17;
        Vector<double> a = MinNative(C(38.8), Vector.Abs(x));
        Vector<double> v = a * C(rootHalf), vLow = Fma(a, C(rootHalf), -v) + a * C(rootHalfLow);
        Vector<double> half = C(0.5) * a, square = half * a, squareLow = Fma(half, a, -square);
        // x Φ(-|x|) away from 0
        Vector<double> tail = ErfcFar(Vector.Max(v, C(0.46)), vLow, square, squareLow, half);
        Vector<double> far = Select(Less(x, Vector<double>.Zero), -tail, x - tail);
        Vector<double> erf = ErfNear(x * C(rootHalf));
        Vector<double> near = Fma(C(0.5) * x, erf, C(0.5) * x);
        Vector<double> result = Select(Less(C(0.46), v), far, near);
        result = Select(Less(x, C(-38.8)), C(-0.0), result);
        result = Select(Less(C(38.8), x), x, result);
        return Select(Same(x, x), result, x);
    }

    /// <summary>The y with erf y = x; infinite at ±1, NaN beyond.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector<double> Erfinv(Vector<double> x)
    {
        // Start: M. Giles, "Approximating the erfinv function" (2010), about 22 bits.
        Vector<double> a = Vector.Abs(x), distance = C(1) - a, w = -Log(distance * (C(1) + a));
        Vector<double> c = w - C(2.5), p = Fma(C(2.81022636e-08), c, C(3.43273939e-07));
        p = Fma(p, c, C(-3.5233877e-06));
        p = Fma(p, c, C(-4.39150654e-06));
        p = Fma(p, c, C(0.00021858087));
        p = Fma(p, c, C(-0.00125372503));
        p = Fma(p, c, C(-0.00417768164));
        p = Fma(p, c, C(0.246640727));
        p = Fma(p, c, C(1.50140941));
        // The published tail fit serves float32 arguments (w up to 16); farther out start from the asymptotic form.
        Vector<double> t = SquareRoot(w) - C(3), f = Fma(C(-0.000200214257), t, C(0.000100950558));
        f = Fma(f, t, C(0.00134934322));
        f = Fma(f, t, C(-0.00367342844));
        f = Fma(f, t, C(0.00573950773));
        f = Fma(f, t, C(-0.0076224613));
        f = Fma(f, t, C(0.00943887047));
        f = Fma(f, t, C(1.00167406));
        f = Fma(f, t, C(2.83297682));
        Vector<double> l = -Log(distance * C(1.7724538509055159));
        Vector<double> asymptotic = SquareRoot(l - C(0.5) * Log(l));
        Vector<double> y = Select(Less(w, C(5)), p * a, Select(Less(w, C(16)), f * a, asymptotic));
        // Halley's iteration on erf, or on erfc where 1 - |x| is small; the third step matters for the asymptotic start only.
        Vector<double> near = Less(a, C(0.5));
        for (int i = 0; i < 3; i++)
        {
            Vector<double> residual = Select(near, ErfNear(y) - a, distance - Erfc(y));
            Vector<double> step = residual * ScaledExp(y * y, Vector<double>.Zero, C(0.88622692545275801));
            step = step / Fma(y, step, C(1));
            y -= Select(Same(step, step), step, Vector<double>.Zero);
        }
        y = Select(Less(a, C(1e-9)), a * C(0.88622692545275801), y);
        y = Select(Same(a, C(1)), C(double.PositiveInfinity), y);
        y = Select(Less(C(1), a), C(double.NaN), y);
        return Select(Same(x, x), CopySign(y, x), x);
    }

    // ln Γ(1 + d) for d in [0, 1], given d and d - 1 exactly: d (d - 1) times a polynomial in d - 1/2.
    [MethodImpl(Inline)]
    private static Vector<double> LogGammaNear(Vector<double> d, Vector<double> dMinusOne)
    {
        // Odd and even terms apart: half the chain.
        Vector<double> u = d - C(0.5), z = u * u;
        Vector<double> odd = Fma(C(-3.4576846856796344e-06), z, C(-3.006343709703949e-06));
        Vector<double> even = Fma(C(5.247247780283078e-06), z, C(4.933956733845605e-06));
        odd = Fma(odd, z, C(-1.1178319515580638e-05));
        even = Fma(even, z, C(1.7458777256153148e-05));
        odd = Fma(odd, z, C(-2.625408737142025e-05));
        even = Fma(even, z, C(4.159622762229636e-05));
        odd = Fma(odd, z, C(-6.633890091117461e-05));
        even = Fma(even, z, C(0.00010565284102152621));
        odd = Fma(odd, z, C(-0.0001688913556361458));
        even = Fma(even, z, C(0.0002712739726879442));
        odd = Fma(odd, z, C(-0.00043799535374575095));
        even = Fma(even, z, C(0.000711522477576782));
        odd = Fma(odd, z, C(-0.0011644144622159989));
        even = Fma(even, z, C(0.0019229161305548165));
        odd = Fma(odd, z, C(-0.003212074077568718));
        even = Fma(even, z, C(0.0054464578448049335));
        odd = Fma(odd, z, C(-0.009425622448463221));
        even = Fma(even, z, C(0.01679709863118345));
        odd = Fma(odd, z, C(-0.031308487501011055));
        even = Fma(even, z, C(0.06291140107456496));
        odd = Fma(odd, z, C(-0.14595989591430608));
        even = Fma(even, z, C(0.4831289505409809));
        return Fma(odd, u, even) * (d * dMinusOne);
    }

    /// <summary>sin(π x) for any x, exact at integers.</summary>
    [MethodImpl(Inline)]
    private static Vector<double> SinPi(Vector<double> x)
    {
        Vector<double> n = Vector.Round(x), r = x - n;
        Vector<double> odd = AsVectorDouble(~Vector.Equals(n * C(0.5), Vector.Floor(n * C(0.5))));
        Vector<double> flip = Less(C(0.25), Vector.Abs(r)), f = Select(flip, C(0.5) - Vector.Abs(r), r);
        Vector<double> angle = f * C(Math.PI), low = Fma(f, C(Math.PI), -angle) + f * C(2 * HalfPiLow);
        Vector<double> value = Select(flip, CopySign(CosReduced(angle, low), r), SinReduced(angle, low));
        return Select(odd, -value, value);
    }

    /// <summary>ln |Γ(x)|.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector<double> LogGamma(Vector<double> x)
    {
        Vector<double> zero = Vector<double>.Zero, one = C(1), ten = C(10), a = Vector.Abs(x), negative = Less(x, zero), below = Less(a, one);
        // Γ(a) for a in (0, 10] by shifting into [1, 2], which most arguments need once or twice; below 1, ln Γ(a) = ln Γ(1 + a) - ln a.
        Vector<double> y = Select(below, one, MinNative(ten, a)), product = one;
        // The first step always: whether a vector needs it is hard to predict.
        do
        {
            Vector<double> above = Less(C(2), y);
            y -= Select(above, one, zero);
            product *= Select(above, y, one);
        }
        while (LessThanAny(C(2), y));
        // Γ(-a) Γ(a) = -π / (a sin πa): one logarithm takes all factors.
        Vector<double> factor = Select(below, a, product), large = Less(ten, a);
        if (LessThanAny(x, zero))
        {
            Vector<double> reflected = Vector.Abs(SinPi(a)) * Select(below, one, a * Select(large, one, product));
            factor = Select(negative, reflected, factor);
        }
        // Independent of the logarithm, and after it in the program: both are under way together.
        Vector<double> logarithm = Log(factor);
        Vector<double> near = LogGammaNear(Select(below, a, y - one), Select(below, a - one, y - C(2)));
        Vector<double> result = near + Select(below, -logarithm, logarithm);
        if (LessThanAny(ten, a))
        {
            // Stirling's series.
            Vector<double> reciprocal = one / a, tail = StirlingTail(reciprocal * reciprocal) * reciprocal;
            near = Select(large, (a - C(0.5)) * (Log(a) - one) + (C(0.41893853320467274) + tail), near);
            result = Select(large, near, result);
        }
        result = Select(negative, (C(1.1447298858494002) - logarithm) - near, result);
        Vector<double> pole = AsVectorDouble(AsVectorInt64(LessThanOrEqualMask(x, Vector<double>.Zero)) & AsVectorInt64(Same(Vector.Floor(x), x)));
        result = Select(pole, C(double.PositiveInfinity), result);
        result = Select(Same(a, C(double.PositiveInfinity)), a, result);
        return Select(Same(x, x), result, x);
    }

    // Stirling's series sum B(2k) / (2k (2k - 1)) z^(k - 1), for a >= 10.
    [MethodImpl(Inline)]
    private static Vector<double> StirlingTail(Vector<double> z)
    {
        Vector<double> p = Fma(C(-3617.0 / 122400), z, C(1.0 / 156));
        p = Fma(p, z, C(-691.0 / 360360));
        p = Fma(p, z, C(1.0 / 1188));
        p = Fma(p, z, C(-1.0 / 1680));
        p = Fma(p, z, C(1.0 / 1260));
        p = Fma(p, z, C(-1.0 / 360));
        return Fma(p, z, C(1.0 / 12));
    }

    /// <summary>Logarithmic derivative of Γ; NaN at negative integers, minus or plus infinity at the signed zeros.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector<double> Digamma(Vector<double> x)
    {
        Vector<double> zero = Vector<double>.Zero, one = C(1), negative = Less(x, zero);
        Vector<double> y = Select(negative, one - x, x), sum = zero, lost = zero;
        for (int i = 0; i < 10; i++)
        {
            Vector<double> below = Less(y, C(10));
            Vector<double> term = Select(below, one / y, zero), total = sum + term;
            lost += Select(Less(sum, term), (term - total) + sum, (sum - total) + term);
            sum = total;
            y += Select(below, one, zero);
        }
        Vector<double> reciprocal = one / y, z = reciprocal * reciprocal;
        Vector<double> p = Fma(C(1.0 / 12), z, C(-691.0 / 32760));
        p = Fma(p, z, C(1.0 / 132));
        p = Fma(p, z, C(-1.0 / 240));
        p = Fma(p, z, C(1.0 / 252));
        p = Fma(p, z, C(-1.0 / 120));
        p = Fma(p, z, C(1.0 / 12));
        Vector<double> positive = (Log(y) - sum) - (Fma(p, z, C(0.5) * reciprocal) + lost);
        // ψ(1 - x) - ψ(x) = π cot πx
        Vector<double> f = x - Vector.Round(x), cotangent = SinPi(C(0.5) - Vector.Abs(f)) / SinPi(f);
        Vector<double> result = Select(negative, positive - C(Math.PI) * cotangent, positive);
        Vector<double> integer = AsVectorDouble(AsVectorInt64(Same(Vector.Floor(x), x)) & AsVectorInt64(Less(x, zero)));
        result = Select(integer, C(double.NaN), result);
        result = Select(Same(x, zero), CopySign(C(double.PositiveInfinity), -x), result);
        result = Select(Same(x, C(double.PositiveInfinity)), x, result);
        return Select(Same(x, x), result, x);
    }
}
