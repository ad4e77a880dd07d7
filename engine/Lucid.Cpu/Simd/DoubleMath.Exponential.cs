using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>float64 vector functions. Most also serve float32 through widening.</summary>
/// <remarks>
/// Polynomials are minimax fits made with Sollya (fpminimax); sums that would lose accuracy are carried as a pair
/// high + low (T. J. Dekker, "A floating-point technique for extending the available precision", 1971).
/// </remarks>
internal static partial class DoubleMath
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const double RoundMagic = 6755399441055744.0; // 1.5 * 2^52: adding it rounds to an integer kept in the low bits
    private const double Log2E = 1.4426950408889634, Log2ELow = 2.0355273740931033e-17;
    private const double Ln2 = 0.6931471805599453, Ln2Low = 2.3190468138462996e-17;

    [MethodImpl(Inline)] private static Vector<double> C(double value) => Vector.Create(value);
    [MethodImpl(Inline)] private static Vector<double> Fma(Vector<double> a, Vector<double> b, Vector<double> c) => FusedMultiplyAdd(a, b, c);
    [MethodImpl(Inline)]
    private static Vector<double> Select(Vector<double> mask, Vector<double> a, Vector<double> b) =>
        AsVectorDouble(ConditionalSelect(AsVectorInt64(mask), AsVectorInt64(a), AsVectorInt64(b)));
    [MethodImpl(Inline)] private static Vector<double> Less(Vector<double> a, Vector<double> b) => AsVectorDouble(LessThan(a, b));
    [MethodImpl(Inline)] private static Vector<double> Same(Vector<double> a, Vector<double> b) => AsVectorDouble(Vector.Equals(a, b));

    /// <summary>2^n in two factors for the integer n held in a rounded sum with <see cref="RoundMagic"/>.</summary>
    [MethodImpl(Inline)]
    private static void Powers(Vector<double> magicSum, out Vector<double> first, out Vector<double> second)
    {
        Vector<long> n = AsVectorInt64(magicSum) - AsVectorInt64(C(RoundMagic));
        Vector<long> half = ((n + Vector.Create(8192L)) >>> 1) - Vector.Create(4096L);
        first = AsVectorDouble((half + Vector.Create(1023L)) << 52);
        second = AsVectorDouble((n - half + Vector.Create(1023L)) << 52);
    }

    // expm1(r) - r = r * ExpReduced(r) on |r| <= 0.3467.
    [MethodImpl(Inline)]
    private static Vector<double> ExpReduced(Vector<double> r)
    {
        Vector<double> p = Fma(C(2.087493339023501e-09), r, C(2.5112610015517497e-08));
        p = Fma(p, r, C(2.755740481414008e-07));
        p = Fma(p, r, C(2.755723300099944e-06));
        p = Fma(p, r, C(2.4801587170700555e-05));
        p = Fma(p, r, C(0.00019841269898543062));
        p = Fma(p, r, C(0.0013888888888960187));
        p = Fma(p, r, C(0.008333333333315988));
        p = Fma(p, r, C(0.04166666666666654));
        p = Fma(p, r, C(0.16666666666666685));
        p = Fma(p, r, C(0.5));
        return p * r;
    }

    private static bool IsWide
    {
        [MethodImpl(Inline)]
        get => Avx512F.IsSupported && Vector<double>.Count == 8;
    }

    // 2^n 2^(j/16) e^r for |r| <= ln 2 / 32, where n + j/16 is the sixteenth next to x log2 e.
    [MethodImpl(Inline)]
    private static Vector<double> ExpByTable(Vector<double> x)
    {
        Vector<double> magic = C(RoundMagic / 16), t = Fma(x, C(Log2E), magic), n = t - magic;
        Vector<double> r = Fma(n, C(-Ln2Low), Fma(n, C(-Ln2), x));
        Vector<double> root = Avx512F.PermuteVar8x64x2(
            Vector512.Create(1, 1.0442737824274138, 1.0905077326652577, 1.1387886347566916, 1.189207115002721, 1.241857812073484, 1.2968395546510096,
                1.3542555469368927),
            AsVectorInt64(t).AsVector512(),
            Vector512.Create(1.4142135623730951, 1.4768261459394993, 1.5422108254079407, 1.6104903319492543, 1.681792830507429, 1.7562521603732995,
                1.8340080864093424, 1.9152065613971474)).AsVector();
        Vector<double> p = Fma(C(0.0013889129138989077), r, C(0.008333471951051923));
        p = Fma(p, r, C(0.041666666659647446));
        p = Fma(p, r, C(0.16666666664416968));
        p = Fma(p, r, C(0.5000000000000006));
        return Avx512F.Scale(Fma(root, Fma(p * r, r, r), root).AsVector512(), n.AsVector512()).AsVector();
    }

    /// <summary>e^x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Exp(Vector<double> x)
    {
        x = MaxNative(C(-746), MinNative(C(710), x));
        if (IsWide) return ExpByTable(x);
        Vector<double> t = Fma(x, C(Log2E), C(RoundMagic)), n = t - C(RoundMagic);
        Vector<double> r = Fma(n, C(-Ln2Low), Fma(n, C(-Ln2), x));
        Powers(t, out Vector<double> first, out Vector<double> second);
        return (C(1) + Fma(ExpReduced(r), r, r)) * first * second;
    }

    /// <summary>scale * e^(high + low); one rounding for the product besides the result's. NaN stays NaN.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> ScaledExp(Vector<double> high, Vector<double> low, Vector<double> scale)
    {
        Vector<double> x = MaxNative(C(-760), MinNative(C(730), high));
        Vector<double> t = Fma(x, C(Log2E), C(RoundMagic)), n = t - C(RoundMagic);
        Vector<double> r = Fma(n, C(-Ln2), x);
        // What the second product and the low part add is below half a unit of r: add both, keep the sum's error.
        Vector<double> correction = Fma(n, C(-Ln2Low), low), sum = r + correction;
        Vector<double> lost = (r - sum) + correction;
        Powers(t, out Vector<double> first, out Vector<double> second);
        Vector<double> w = sum + (Fma(ExpReduced(sum), sum, lost));
        return Fma(scale, w, scale) * first * second;
    }

    /// <summary>2^x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Exp2(Vector<double> x)
    {
        x = MaxNative(C(-1080), MinNative(C(1025), x));
        Vector<double> t = x + C(RoundMagic), n = t - C(RoundMagic), f = x - n;
        Vector<double> r = f * C(Ln2), low = Fma(f, C(Ln2), -r) + f * C(Ln2Low);
        Powers(t, out Vector<double> first, out Vector<double> second);
        return (C(1) + (r + Fma(ExpReduced(r), r, low))) * first * second;
    }

    /// <summary>e^x - 1.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Expm1(Vector<double> x)
    {
        Vector<double> y = MaxNative(C(-40), MinNative(C(710), x));
        Vector<double> t = Fma(y, C(Log2E), C(RoundMagic)), n = t - C(RoundMagic);
        Vector<double> high = Fma(n, C(-Ln2), y), product = n * C(Ln2Low), r = high - product, lost = (high - r) - product;
        Vector<double> p = r + Fma(ExpReduced(r), r, lost);
        // 2 (2^(n-1) p + (2^(n-1) - 1/2)), so that n = 1024 does not overflow too early.
        Vector<long> integer = AsVectorInt64(t) - AsVectorInt64(C(RoundMagic));
        Vector<double> s = AsVectorDouble((integer + Vector.Create(1022L)) << 52);
        Vector<double> result = C(2) * Fma(s, p, s - C(0.5));
        return Select(Less(Vector.Abs(x), C(5.5e-17)), x, result);
    }

    /// <summary>Splits a positive normal number into 2^k (1 + f), 1 + f in [√½, √2).</summary>
    [MethodImpl(Inline)]
    private static void SplitExponent(Vector<double> x, out Vector<double> k, out Vector<double> f)
    {
        Vector<long> bits = AsVectorInt64(x) + Vector.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector<long> biased = bits >>> 52;
        k = AsVectorDouble(biased | AsVectorInt64(C(4503599627370496.0))) - C(4503599627370496.0 + 1023);
        Vector<long> m = (bits & Vector.Create(0x000FFFFFFFFFFFFFL)) + Vector.Create(0x3FE6A09E667F3BCDL);
        f = AsVectorDouble(m) - C(1);
    }

    // Tail of 2 atanh(s) after 2s: s^3 (c1 + c2 s^2 + ...), as a polynomial in z = s^2.
    [MethodImpl(Inline)]
    private static Vector<double> AtanhTail(Vector<double> z)
    {
        // Odd and even terms apart: half the chain.
        Vector<double> z2 = z * z;
        Vector<double> even = Fma(C(0.08826840542461933), z2, C(0.13311248951714083)), odd = Fma(C(0.12109680016882646), z2, C(0.15385342097027102));
        even = Fma(even, z2, C(0.1818180439724635));
        odd = Fma(odd, z2, C(0.22222222376150513));
        even = Fma(even, z2, C(0.2857142857045432));
        odd = Fma(odd, z2, C(0.40000000000003116));
        even = Fma(even, z2, C(0.6666666666666666));
        return Fma(odd, z, even);
    }

    // k ln 2 + ln(1 + f) + low, by ln(1 + f) = f - s (f - R), s = f/(2 + f), as in FreeBSD's e_log.c.
    [MethodImpl(Inline)]
    private static Vector<double> LogCombine(Vector<double> k, Vector<double> f, Vector<double> low)
    {
        Vector<double> s = f / (C(2) + f), z = s * s;
        Vector<double> halfSquare = C(0.5) * f * f;
        Vector<double> small = Fma(s, Fma(z, AtanhTail(z), halfSquare), Fma(k, C(Ln2Low), low));
        return Fma(k, C(Ln2), f - (halfSquare - small));
    }

    [MethodImpl(Inline)]
    private static Vector<double> LogSpecial(Vector<double> x, Vector<double> result)
    {
        result = Select(Less(x, C(double.PositiveInfinity)), result, x);
        result = Select(Same(x, Vector<double>.Zero), C(double.NegativeInfinity), result);
        return Select(Less(x, Vector<double>.Zero), C(double.NaN), result);
    }

    /// <summary>ln x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Log(Vector<double> x)
    {
        Vector<double> tiny = Less(x, C(2.2250738585072014e-308));
        SplitExponent(Select(tiny, x * C(18014398509481984.0), x), out Vector<double> k, out Vector<double> f);
        k -= Select(tiny, C(54), Vector<double>.Zero);
        return LogSpecial(x, LogCombine(k, f, Vector<double>.Zero));
    }

    /// <summary>ln(1 + x).</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Log1p(Vector<double> x) => Log1pSum(x, Vector<double>.Zero);

    /// <summary>ln(1 + x + low), |low| at most about a unit in the last place of x.</summary>
    [MethodImpl(Inline)]
    private static Vector<double> Log1pSum(Vector<double> x, Vector<double> low)
    {
        Vector<double> u = C(1) + x;
        Vector<double> lost = Select(Less(x, C(1)), x - (u - C(1)), C(1) - (u - x)) + low;
        SplitExponent(u, out Vector<double> k, out Vector<double> f);
        // Without an exponent the argument itself is exact; otherwise what rounding 1 + x lost is added at first order.
        Vector<double> direct = Same(k, Vector<double>.Zero);
        f = Select(direct, x, f);
        Vector<double> correction = Select(direct, low, lost) / u;
        Vector<double> result = LogCombine(k, f, correction);
        result = Select(Less(x, C(double.PositiveInfinity)), result, x);
        result = Select(Same(x, C(-1)), C(double.NegativeInfinity), result);
        result = Select(Less(x, C(-1)), C(double.NaN), result);
        return Select(Less(Vector.Abs(x), C(1e-300)), x, result);
    }

    /// <summary>ln x as high + low with about 2^-66 relative error; x must be positive, finite and normal after scaling.</summary>
    [MethodImpl(Inline)]
    private static void LogPair(Vector<double> x, out Vector<double> k, out Vector<double> high, out Vector<double> low)
    {
        Vector<double> tiny = Less(x, C(2.2250738585072014e-308));
        SplitExponent(Select(tiny, x * C(18014398509481984.0), x), out k, out Vector<double> f);
        k -= Select(tiny, C(54), Vector<double>.Zero);
        Vector<double> d = C(2) + f, dLow = (C(2) - d) + f, reciprocal = C(1) / d;
        Vector<double> s = f * reciprocal, sLow = (Fma(-s, d, f) - s * dLow) * reciprocal;
        Vector<double> z = s * s, zLow = Fma(s, s, -z) + C(2) * s * sLow;
        Vector<double> p = Fma(C(0.1154084097844434), z, C(0.10345059790391634));
        p = Fma(p, z, C(0.11773542678531766));
        p = Fma(p, z, C(0.1333307263358671));
        p = Fma(p, z, C(0.15384620218268266));
        p = Fma(p, z, C(0.18181818125677537));
        p = Fma(p, z, C(0.22222222222613358));
        p = Fma(p, z, C(0.28571428571427104));
        p = Fma(p, z, C(0.4)) * z;
        Vector<double> v = C(0.6666666666666666) + p, vLow = ((C(0.6666666666666666) - v) + p) + C(3.7007434154171886e-17);
        // s^3 v as a pair, then 2 s + s^3 v.
        Vector<double> w = z * v, wLow = Fma(z, v, -w) + Fma(z, vLow, zLow * v);
        Vector<double> g = s * w, gLow = Fma(s, w, -g) + Fma(s, wLow, sLow * w);
        Vector<double> twice = s + s;
        high = twice + g;
        low = ((twice - high) + g) + (gLow + (sLow + sLow));
    }

    [MethodImpl(Inline)]
    private static void AddExponent(Vector<double> k, Vector<double> c, Vector<double> cLow, ref Vector<double> high, ref Vector<double> low)
    {
        Vector<double> main = k * c, mainLow = Fma(k, c, -main) + k * cLow;
        Vector<double> sum = main + high, b = sum - main;
        low += ((main - (sum - b)) + (high - b)) + mainLow;
        high = sum;
    }

    /// <summary>log2 x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Log2(Vector<double> x)
    {
        LogPair(x, out Vector<double> k, out Vector<double> high, out Vector<double> low);
        Vector<double> p = high * C(Log2E), pLow = Fma(high, C(Log2E), -p) + Fma(low, C(Log2E), high * C(Log2ELow));
        AddExponent(k, C(1), Vector<double>.Zero, ref p, ref pLow);
        return LogSpecial(x, p + pLow);
    }

    /// <summary>log10 x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Log10(Vector<double> x)
    {
        LogPair(x, out Vector<double> k, out Vector<double> high, out Vector<double> low);
        const double scale = 0.4342944819032518, scaleLow = 1.098319650216765e-17;
        Vector<double> p = high * C(scale), pLow = Fma(high, C(scale), -p) + Fma(low, C(scale), high * C(scaleLow));
        AddExponent(k, C(0.3010299956639812), C(-2.8037281277851704e-18), ref p, ref pLow);
        return LogSpecial(x, p + pLow);
    }

    /// <summary>x^y with the special cases of C99 annex F.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Pow(Vector<double> x, Vector<double> y)
    {
        Vector<double> zero = Vector<double>.Zero, one = C(1), infinity = C(double.PositiveInfinity);
        Vector<double> a = Vector.Abs(x);
        LogPair(a, out Vector<double> k, out Vector<double> high, out Vector<double> low);
        AddExponent(k, C(Ln2), C(Ln2Low), ref high, ref low);
        // Beyond +-1e300 every y gives the same limit; the clamp keeps the product's error term finite.
        Vector<double> yc = MaxNative(C(-1e300), MinNative(C(1e300), y));
        Vector<double> e = yc * high, eLow = Fma(yc, high, -e) + yc * low;
        Vector<double> bounded = Less(Vector.Abs(e), C(1000));
        eLow = Select(bounded, eLow, zero);
        Vector<double> result = ScaledExp(e, eLow, one);
        // Integer and odd exponents decide the sign.
        Vector<double> truncated = Vector.Truncate(y);
        Vector<double> integer = Same(truncated, y);
        Vector<double> half = y * C(0.5);
        Vector<double> odd = AsVectorDouble(AsVectorInt64(integer) & ~AsVectorInt64(Same(Vector.Truncate(half), half)));
        Vector<double> atInfinity = Select(Less(y, zero), zero, infinity), atZero = Select(Less(y, zero), infinity, zero);
        result = Select(Same(a, zero), atZero, Select(Same(a, infinity), atInfinity, result));
        Vector<long> signBit = AsVectorInt64(x) & Vector.Create(long.MinValue);
        Vector<double> signed = AsVectorDouble(AsVectorInt64(result) | (signBit & AsVectorInt64(odd)));
        // A negative finite base needs an integer exponent.
        Vector<double> bad = AsVectorDouble(AsVectorInt64(Less(x, zero)) & AsVectorInt64(Less(C(double.NegativeInfinity), x))
            & ~AsVectorInt64(integer));
        signed = Select(bad, C(double.NaN), signed);
        signed = Select(Same(x, x), Select(Same(y, y), signed, y), x);
        // |x| = 1 with infinite y, x = 1 and y = 0 give 1 whatever the other is.
        Vector<double> unit = AsVectorDouble(AsVectorInt64(Same(a, one)) & AsVectorInt64(Same(Vector.Abs(y), infinity)));
        unit = AsVectorDouble(AsVectorInt64(unit) | AsVectorInt64(Same(x, one)) | AsVectorInt64(Same(y, zero)));
        return Select(unit, one, signed);
    }
}
