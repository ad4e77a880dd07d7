using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>Logarithms.</summary>
internal static partial class SingleMath
{
    /// <summary>x = 2^k (1 + f) with 1 + f in [3/4, 3/2), for positive x.</summary>
    [MethodImpl(Inline)]
    private static void SplitExponent(Vector<float> x, out Vector<float> k, out Vector<float> f)
    {
        if (IsWide)
        {
            f = Avx512F.GetMantissa(x.AsVector512(), 0b0011).AsVector() - C(1f);
            k = Avx512F.GetExponent(x.AsVector512()).AsVector();
            k = ConditionalSelect(LessThan(f, Vector<float>.Zero), k + C(1f), k);
            return;
        }
        Vector<int> small = LessThan(x, C(1.17549435e-38f));
        Vector<int> bits = AsVectorInt32(ConditionalSelect(small, x * C(8388608f), x)) - Vector.Create(0x3F400000);
        k = ConvertToSingle(bits >> 23) - AsVectorSingle(small & AsVectorInt32(C(23f)));
        f = AsVectorSingle((bits & Vector.Create(0x7FFFFF)) + Vector.Create(0x3F400000)) - C(1f);
    }

    /// <summary>k ln 2 + ln(1 + f) + low for f in [-1/4, 1/2).</summary>
    [MethodImpl(Inline)]
    private static Vector<float> LogCombine(Vector<float> k, Vector<float> f, Vector<float> low)
    {
        // Odd and even terms apart: half the chain.
        Vector<float> square = f * f;
        Vector<float> odd = Fma(C(-0.0451120548f), square, C(-0.131638736f)), even = Fma(C(0.104688786f), square, C(0.144783214f));
        odd = Fma(odd, square, C(-0.166469991f));
        even = Fma(even, square, C(0.199908197f));
        odd = Fma(odd, square, C(-0.250001043f));
        even = Fma(even, square, C(0.333334506f));
        Vector<float> p = Fma(odd, f, even);
        Vector<float> tail = Fma(p * f, square, Fma(k, C(Ln2Low), Fma(C(-0.5f), square, low)));
        return Fma(k, C(Ln2High), f + tail);
    }

    /// <summary>ln x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Log(Vector<float> x)
    {
        return ConditionalSelect(LessThan(x, Vector<float>.Zero), C(float.NaN), LogNotNegative(x));
    }

    /// <summary>ln x for x that is not below zero.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> LogNotNegative(Vector<float> x)
    {
        SplitExponent(x, out Vector<float> k, out Vector<float> f);
        // Infinity and NaN pass through; zero gives -infinity.
        Vector<float> result = ConditionalSelect(LessThan(x, C(float.PositiveInfinity)), LogCombine(k, f, Vector<float>.Zero), x);
        return ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), C(float.NegativeInfinity), result);
    }

    /// <summary>ln(1 + x).</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Log1p(Vector<float> x)
    {
        Vector<float> sum = C(1f) + x;
        SplitExponent(sum, out Vector<float> k, out Vector<float> f);
        // What rounding 1 + x lost, at the scale of f: s (1 + x) - (1 + f), s = 2^-k.
        Vector<float> scale = IsWide ? Avx512F.Scale(Vector512<float>.One, (-k).AsVector512()).AsVector()
            : AsVectorSingle((Vector.Create(127) - ConvertToInt32Native(k)) << 23);
        Vector<float> lost = Fma(scale, x, (scale - C(1f)) - f);
        // Of large arguments nothing is lost, and the power of two that shift makes would not be one.
        if (!IsWide) lost = ConditionalSelect(LessThan(k, C(64f)), lost, Vector<float>.Zero);
        Vector<float> result = LogCombine(k, f, Fma(-lost, f, lost));
        result = ConditionalSelect(LessThan(x, C(float.PositiveInfinity)), result, x);
        result = ConditionalSelect(Vector.Equals(x, C(-1f)), C(float.NegativeInfinity), result);
        result = ConditionalSelect(LessThan(x, C(-1f)), C(float.NaN), result);
        return ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), x, result);
    }
}
