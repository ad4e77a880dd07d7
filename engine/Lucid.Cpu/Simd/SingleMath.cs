using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>float32 forms of the functions that networks call most; the others go through <see cref="DoubleMath"/>.</summary>
/// <remarks>Polynomials are minimax fits made with Sollya (fpminimax) on the stated intervals.</remarks>
internal static partial class SingleMath
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const float RoundMagic = 12582912f; // 1.5 * 2^23: adding it rounds to an integer kept in the low bits
    private const float Log2E = 1.44269504f, Ln2High = 0.693147182f, Ln2Low = -1.90465421e-9f;

    [MethodImpl(Inline)] internal static Vector<float> C(float value) => Vector.Create(value);
    [MethodImpl(Inline)] internal static Vector<float> Fma(Vector<float> a, Vector<float> b, Vector<float> c) => FusedMultiplyAdd(a, b, c);
    [MethodImpl(Inline)] internal static Vector<float> Bits(int value) => AsVectorSingle(Vector.Create(value));

    // 512-bit vectors have instructions of their own for powers of two, reciprocals and tables of 16.
    internal static bool IsWide
    {
        [MethodImpl(Inline)]
        get => Avx512F.IsSupported && Vector<float>.Count == 16;
    }

    /// <summary>x 2^n for whole n in -300...300, rounded once on the widest vectors; t is n + <see cref="RoundMagic"/>.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> Scale(Vector<float> x, Vector<float> n, Vector<float> t)
    {
        if (IsWide) return Avx512F.Scale(x.AsVector512(), n.AsVector512()).AsVector();
        Powers(t, out Vector<float> first, out Vector<float> second);
        return x * first * second;
    }

    // A root and a division occupy their port for 30 cycles; 14 bits and one Newton step take a few.
    [MethodImpl(Inline)]
    internal static Vector<float> RsqrtByEstimate(Vector<float> x)
    {
        Vector<float> y = Avx512F.ReciprocalSqrt14(x.AsVector512()).AsVector();
        Vector<float> result = Fma(C(0.5f) * y, Fma(-(x * y), y, C(1f)), y);
        // The estimates of 0 and infinity are exact, and the step makes them NaN.
        return ConditionalSelect(Vector.Equals(result, result), result, y);
    }

    /// <summary>2^n for the integer n held in a rounded sum with <see cref="RoundMagic"/>, in two factors.</summary>
    [MethodImpl(Inline)]
    private static void Powers(Vector<float> magicSum, out Vector<float> first, out Vector<float> second)
    {
        Vector<int> n = AsVectorInt32(magicSum) - Vector.Create(0x4B400000);
        Vector<int> half = n >> 1;
        first = AsVectorSingle((half + Vector.Create(127)) << 23);
        second = AsVectorSingle((n - half + Vector.Create(127)) << 23);
    }

    // expm1(r) on |r| <= 0.3467, from a reduced argument.
    [MethodImpl(Inline)]
    private static Vector<float> ExpReduced(Vector<float> r)
    {
        Vector<float> square = r * r;
        Vector<float> p = Fma(Fma(C(0.00019577877f), r, C(0.001393576f)), square, Fma(C(0.008333887f), r, C(0.041666456f)));
        return Fma(p, square, Fma(C(0.16666664f), r, C(0.5f))) * r;
    }

    /// <summary>(scale + scaleLow) * e^(high + low) for -150 &lt;= high &lt;= 0 and |low| far below 1.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> ScaledExp(Vector<float> high, Vector<float> low, Vector<float> scale, Vector<float> scaleLow)
    {
        Vector<float> t = Fma(high, C(Log2E), C(RoundMagic)), n = t - C(RoundMagic);
        Vector<float> r = Fma(n, C(-Ln2High), high) + Fma(n, C(-Ln2Low), low);
        Vector<float> w = Fma(ExpReduced(r), r, r);
        return Scale(scale + Fma(scale, w, Fma(scaleLow, w, scaleLow)), n, t);
    }

    /// <summary>tanh x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Tanh(Vector<float> x)
    {
        if (IsWide) return TanhByTable(x);
        Vector<float> a = Abs(x), z = x * x;
        Vector<float> p = Fma(C(-0.0058979667f), z, C(0.020798625f));
        p = Fma(p, z, C(-0.05378472f));
        p = Fma(p, z, C(0.13331936f));
        p = Fma(p, z, C(-0.33333299f));
        Vector<float> near = Fma(p * z, x, x);
        Vector<float> far = C(1f) - C(2f) / (Exp(a + a) + C(1f));
        return CopySign(ConditionalSelect(LessThan(a, C(0.6f)), near, far), x);
    }

    /// <summary>erf x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Erf(Vector<float> x)
    {
        if (IsWide) return ErfByTable(x);
        Vector<float> a = Abs(x), z = x * x;
        Vector<float> p = Fma(C(6.189972e-5f), z, C(-0.00074635213f));
        p = Fma(p, z, C(0.0051190993f));
        p = Fma(p, z, C(-0.026811613f));
        p = Fma(p, z, C(0.1128233f));
        p = Fma(p, z, C(-0.37612465f));
        Vector<float> near = Fma(p * z, x, x * C(0.128379107f)) + x;
        Vector<float> b = MinNative(C(5f), a);
        Vector<float> far = C(1f) - ScaledExp(-b * b, Vector<float>.Zero, ErfcxTimes(b, out Vector<float> d) / d, Vector<float>.Zero);
        Vector<float> result = CopySign(ConditionalSelect(LessThan(a, C(1f)), near, far), x);
        return ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    // e^(x^2) erfc(x) (1 + 2x) for x >= 0, and 1 + 2x (Shepherd and Laframboise 1981); fit on q = (x - 2)/(x + 2), x in [0, 10.5].
    [MethodImpl(Inline)]
    private static Vector<float> ErfcxTimes(Vector<float> x, out Vector<float> denominator)
    {
        Vector<float> q = (x - C(2f)) / (x + C(2f));
        denominator = Fma(C(2f), x, C(1f));
        return Fma(ErfcxSeries(q), q, C(1.2769784f));
    }

    [MethodImpl(Inline)]
    private static Vector<float> ErfcxSeries(Vector<float> q)
    {
        Vector<float> p = Fma(C(9.0219175e-5f), q, C(0.00018779833f));
        p = Fma(p, q, C(-0.00040918126f));
        p = Fma(p, q, C(-0.0014457635f));
        p = Fma(p, q, C(0.0012531264f));
        p = Fma(p, q, C(0.0087219328f));
        p = Fma(p, q, C(-0.0080299182f));
        p = Fma(p, q, C(-0.054220863f));
        p = Fma(p, q, C(0.16405083f));
        p = Fma(p, q, C(-0.16603021f));
        return Fma(p, q, C(-0.092763811f));
    }

    /// <summary>x Φ(x), Φ the normal distribution function: GELU in its exact (erf) form.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Gelu(Vector<float> x)
    {
        if (IsWide) return GeluByTable(x);
        // Near 0: x (1/2 + x P(x²)), which cancels more and more below -0.7. Estrin's order: short chains matter more than operations.
        Vector<float> z = x * x, z2 = z * z;
        Vector<float> near = Fma(Fma(z2, Fma(C(-1.73900062e-05f), z, C(0.000130840359f)), Fma(C(-0.00119756942f), z,
            C(0.00997650065f))), z2, Fma(C(-0.0664907247f), z, C(0.398942292f)));
        near = Fma(near, z, C(0.5f) * x);
        // Farther out as in Erf, with v = |x|/√2: x Φ(-|x|) = (x/2) e^(-v²) erfcx(v).
        Vector<float> a = MinNative(C(14.8f), Abs(x)), v = a * C(0.70710677f);
        Vector<float> twice = v + v, bottom = twice + C(1f), reciprocal = C(1f) / bottom;
        Vector<float> q = (v - C(2f)) / (v + C(2f)), q2 = q * q, q4 = q2 * q2;
        Vector<float> lowTerms = Fma(Fma(C(-0.0542146005f), q, C(0.164049432f)), q2, Fma(C(-0.166030437f), q, C(-0.0927638039f)));
        Vector<float> highTerms = Fma(Fma(C(-0.00127647992f), q, C(0.00115156895f)), q2, Fma(C(0.0086696595f), q, C(-0.00800899789f)));
        Vector<float> slope = Fma(Fma(C(-0.000226642995f), q4, highTerms), q4, lowTerms);
        Vector<float> p = Fma(slope, q, C(1.27697837f)), pLow = Fma(slope, q, C(1.27697837f) - p);
        Vector<float> bottomLow = Fma(C(2f), Fma(a, C(0.70710677f), -v) + a * C(1.21016e-8f), (twice - bottom) + C(1f));
        Vector<float> half = C(0.5f) * a, high = half * a, low = Fma(half, a, -high);
        // The quotient's own rounding and all that was lost before it return as one small term.
        Vector<float> top = half * p, quotient = top * reciprocal;
        Vector<float> lost = Fma(half, pLow, Fma(half, p, -top)) + Fma(-quotient, bottomLow, Fma(-quotient, bottom, top));
        Vector<float> tail = ScaledExp(-high, -low, quotient, lost * reciprocal);
        // On the other side x Φ(x) = x - x Φ(-x).
        Vector<float> far = ConditionalSelect(LessThan(x, Vector<float>.Zero), -tail, x - tail);
        Vector<float> result = ConditionalSelect(LessThan(a, C(0.7f)), near, far);
        result = ConditionalSelect(LessThan(x, C(-14.8f)), C(-0f), result);
        result = ConditionalSelect(GreaterThan(x, C(14.8f)), x, result);
        return ConditionalSelect(Vector.Equals(x, x), CopySign(result, x), x);
    }
}
