using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>The logarithm of the gamma function.</summary>
internal static partial class SingleMath
{
    // From here down ln |Γ| crosses zero between its poles, where float32 terms would cancel.
    private const float LogGammaLeast = -2.2f;

    /// <summary>ln |Γ(x)|.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> LogGamma(Vector<float> x)
    {
        Vector<float> a = Abs(x), one = C(1f);
        Vector<int> small = LessThan(a, C(0.5f)), above = GreaterThan(a, C(2.5f)), large = GreaterThan(a, C(3.5f)), negative = LessThan(x, Vector<float>.Zero);
        // ln Γ(y) for y in [1/2, 5/2] with y = a + 1, a or a - 1: (y - 1) (y - 2) times a polynomial.
        Vector<float> d = a - ConditionalSelect(above, C(2f), ConditionalSelect(small, Vector<float>.Zero, one));
        Vector<float> near = LogGammaSeries(d - C(0.5f)) * (d * (d - one));
        // One logarithm takes the rest: ln Γ(a) = ln Γ(a + 1) - ln a = ln Γ(a - 1) + ln(a - 1).
        Vector<float> factor = ConditionalSelect(above, d + one, ConditionalSelect(small, a, one));
        factor = ConditionalSelect(large, a, factor);
        if (LessThanAny(x, Vector<float>.Zero))
        {
            // Γ(-a) Γ(a + 1) = -π / sin πa and Γ(-a) Γ(a) = -π / (a sin πa).
            Vector<float> sine = SinPiOverPi(a);
            factor = ConditionalSelect(negative, ConditionalSelect(small, sine, sine * a), factor);
        }
        Vector<float> logarithm = LogNotNegative(factor);
        Vector<float> result = near + ConditionalSelect(small & ~negative, -logarithm, logarithm);
        if (GreaterThanAny(a, C(3.5f)))
        {
            // Stirling's series.
            Vector<float> reciprocal = one / a, z = reciprocal * reciprocal;
            Vector<float> tail = Fma(Fma(Fma(C(1f / 1260), z, C(-1f / 360)), z, C(1f / 12)), reciprocal, C(0.418938547f));
            result = ConditionalSelect(large, Fma(a - C(0.5f), logarithm - one, tail), result);
        }
        result = ConditionalSelect(negative, -result, result);
        return LessThanAny(x, C(LogGammaLeast)) ? LogGammaBelow(x, result) : result;
    }

    // ln Γ(3/2 + u) / ((u + 1/2) (u - 1/2)) for |u| <= 1; odd and even terms apart: half the chain.
    [MethodImpl(Inline)]
    private static Vector<float> LogGammaSeries(Vector<float> u)
    {
        Vector<float> z = u * u;
        Vector<float> even = Fma(C(0.000399275712f), z, C(-0.000890507654f)), odd = Fma(C(-0.000457509537f), z, C(0.000684829487f));
        even = Fma(even, z, C(0.0015684762f));
        odd = Fma(odd, z, C(-0.0012568119f));
        even = Fma(even, z, C(-0.000246691692f));
        odd = Fma(odd, z, C(-0.000764570141f));
        even = Fma(even, z, C(0.00234681112f));
        odd = Fma(odd, z, C(-0.00330993161f));
        even = Fma(even, z, C(0.00533558289f));
        odd = Fma(odd, z, C(-0.00941541884f));
        even = Fma(even, z, C(0.0168128796f));
        odd = Fma(odd, z, C(-0.0313087292f));
        even = Fma(even, z, C(0.0629104152f));
        odd = Fma(odd, z, C(-0.145959899f));
        even = Fma(even, z, C(0.483128965f));
        return Fma(odd, u, even);
    }

    // |sin πa| / π.
    [MethodImpl(Inline)]
    private static Vector<float> SinPiOverPi(Vector<float> a)
    {
        Vector<float> r = Abs(a - Round(a)), z = r * r;
        Vector<float> p = Fma(Fma(Fma(C(0.0247196183f), z, C(-0.190444589f)), z, C(0.811715961f)), z, C(-1.64493334f));
        return Fma(p * z, r, r);
    }

    // Elements below LogGammaLeast in float64. Most vectors have few of them: one evaluation then takes all.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<float> LogGammaBelow(Vector<float> x, Vector<float> result)
    {
        Vector<float> below = AsVectorSingle(LessThan(x, C(LogGammaLeast)));
        if (IsWide)
        {
            Vector512<float> mask = below.AsVector512();
            if (BitOperations.PopCount(mask.ExtractMostSignificantBits()) <= 8)
            {
                Vector512<float> packed = Avx512F.Compress(Vector512<float>.Zero, mask, x.AsVector512());
                Vector<double> values = DoubleMath.LogGamma(Avx512F.ConvertToVector512Double(packed.GetLower()).AsVector());
                return Avx512F.Expand(result.AsVector512(), mask, Avx512F.ConvertToVector256Single(values.AsVector512()).ToVector512()).AsVector();
            }
        }
        Widen(x, out Vector<double> low, out Vector<double> high);
        Vector<double> wideLeast = Vector.Create((double)LogGammaLeast);
        if (LessThanAny(low, wideLeast)) low = DoubleMath.LogGamma(low);
        if (LessThanAny(high, wideLeast)) high = DoubleMath.LogGamma(high);
        return ConditionalSelect(below, Narrow(low, high), result);
    }
}
