using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>Powers.</summary>
internal static partial class SingleMath
{
    /// <summary>x^y with the special cases of C99 annex F: 2^(y log2 |x|), the exponent in float64.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Pow(Vector<float> x, Vector<float> y)
    {
        Vector<float> zero = Vector<float>.Zero, one = C(1f), a = Abs(x);
        SplitExponent(a, out Vector<float> k, out Vector<float> f);
        Widen(k, out Vector<double> lowK, out Vector<double> highK);
        Widen(f, out Vector<double> lowF, out Vector<double> highF);
        Widen(y, out Vector<double> lowY, out Vector<double> highY);
        Vector<double> low = lowY * LogTwo(lowK, lowF), high = highY * LogTwo(highK, highF);
        // Beyond +-200 the results are 0 and infinity.
        Vector<double> most = Vector.Create(200.0);
        low = MaxNative(-most, MinNative(most, low));
        high = MaxNative(-most, MinNative(most, high));
        Vector<double> lowWhole = Vector.Round(low), highWhole = Vector.Round(high);
        Vector<float> n = Narrow(lowWhole, highWhole), r = Narrow(low - lowWhole, high - highWhole);
        // 2^r - 1 over r on [-1/2, 1/2].
        Vector<float> p = Fma(C(0.000153289075f), r, C(0.00133909762f));
        p = Fma(p, r, C(0.00961850025f));
        p = Fma(p, r, C(0.0555035956f));
        p = Fma(p, r, C(0.240226477f));
        p = Fma(p, r, C(0.693147182f));
        Vector<float> result = Scale(Fma(p, r, one), n, n + C(RoundMagic));
        Vector<float> infinity = C(float.PositiveInfinity);
        Vector<int> down = LessThan(y, zero);
        result = ConditionalSelect(Vector.Equals(a, zero), ConditionalSelect(down, infinity, zero), result);
        result = ConditionalSelect(Vector.Equals(a, infinity), ConditionalSelect(down, zero, infinity), result);
        // Integer and odd exponents decide the sign; a negative finite base needs an integer exponent.
        Vector<float> half = y * C(0.5f);
        Vector<int> whole = Vector.Equals(Vector.Truncate(y), y), odd = AndNot(whole, Vector.Equals(Vector.Truncate(half), half));
        result = AsVectorSingle(AsVectorInt32(result) | (AsVectorInt32(x) & Vector.Create(int.MinValue) & odd));
        result = ConditionalSelect(AndNot(LessThan(x, zero) & LessThan(a, infinity), whole), C(float.NaN), result);
        result = ConditionalSelect(Vector.Equals(x, x), ConditionalSelect(Vector.Equals(y, y), result, y), x);
        // |x| = 1 with infinite y, x = 1 and y = 0 give 1 whatever the other is.
        Vector<int> unit = (Vector.Equals(a, one) & Vector.Equals(Abs(y), infinity)) | Vector.Equals(x, one) | Vector.Equals(y, zero);
        return ConditionalSelect(unit, one, result);
    }

    /// <summary>k + log2(1 + f) for f in [-1/4, 1/2), with relative error 2^-35: of a result up to 2^8 that is 2^-28.</summary>
    [MethodImpl(Inline)]
    private static Vector<double> LogTwo(Vector<double> k, Vector<double> f)
    {
        Vector<double> z = f * f, z2 = z * z;
        Vector<double> p = FusedMultiplyAdd(Vector.Create(-0.7213475208338261), f, Vector.Create(1.4426950409107133));
        Vector<double> q = FusedMultiplyAdd(Vector.Create(-0.36067365296826187), f, Vector.Create(0.480898332606556));
        p = FusedMultiplyAdd(q, z, p);
        q = FusedMultiplyAdd(Vector.Create(-0.2404584480768896), f, Vector.Create(0.2885404302014171));
        Vector<double> s = FusedMultiplyAdd(Vector.Create(-0.18000297883924826), f, Vector.Create(0.2060568488620245));
        q = FusedMultiplyAdd(s, z, q);
        s = FusedMultiplyAdd(Vector.Create(-0.14921191021405267), f, Vector.Create(0.16050182514045597));
        Vector<double> t = FusedMultiplyAdd(Vector.Create(-0.10205938108717175), f, Vector.Create(0.1388087966048971));
        s = FusedMultiplyAdd(FusedMultiplyAdd(Vector.Create(0.03799668531687583), z, t), z, s);
        p = FusedMultiplyAdd(FusedMultiplyAdd(s, z2, q), z2, p);
        return FusedMultiplyAdd(p, f, k);
    }
}
