using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>The exponential function and the activations made of it.</summary>
internal static partial class SingleMath
{
    // 2^(j/16), and what rounding it lost in proportion.
    private static Vector512<float> Roots
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            1f, 1.04427373f, 1.09050775f, 1.13878858f, 1.18920708f, 1.24185777f, 1.29683959f, 1.35425556f,
            1.41421354f, 1.47682619f, 1.54221082f, 1.61049032f, 1.68179286f, 1.75625217f, 1.8340081f, 1.91520655f);
    }

    private static Vector512<float> RootLosses
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0f, 4.62854715e-08f, -1.19921575e-08f, 4.72978243e-08f, 3.19341815e-08f, 3.62105723e-08f, -3.09907193e-08f, -7.47521334e-09f,
            1.71142709e-08f, -3.04768335e-08f, 5.23333421e-09f, 6.10759177e-09f, -1.47196051e-08f, -5.25879518e-09f, -6.12825968e-09f, 5.14060927e-09f);
    }

    /// <summary>
    /// w with e^x = w 2^n, rounded once, for |x| &lt;= 190: <see cref="Scale"/> takes w, n and t. On the widest vectors n counts
    /// sixteenths, of which scaling takes the whole part and a table the rest.
    /// </summary>
    [MethodImpl(Inline)]
    private static Vector<float> ExpParts(Vector<float> x, out Vector<float> n, out Vector<float> t)
    {
        Vector<float> r = ReduceExp(x, out n, out t);
        return IsWide ? Root(r + Fma(n, C(-Ln2Low), Entry(RootLosses, AsVectorInt32(t).AsVector512())), t) : AfterReduction(Fma(n, C(-Ln2Low), r));
    }

    /// <summary>As above for e^(x + low).</summary>
    [MethodImpl(Inline)]
    private static Vector<float> ExpParts(Vector<float> x, Vector<float> low, out Vector<float> n, out Vector<float> t)
    {
        Vector<float> r = ReduceExp(x, out n, out t);
        if (IsWide) low += Entry(RootLosses, AsVectorInt32(t).AsVector512());
        r += Fma(n, C(-Ln2Low), low);
        return IsWide ? Root(r, t) : AfterReduction(r);
    }

    [MethodImpl(Inline)]
    private static Vector<float> ReduceExp(Vector<float> x, out Vector<float> n, out Vector<float> t)
    {
        Vector<float> magic = C(IsWide ? RoundMagic / 16 : RoundMagic);
        t = Fma(x, C(Log2E), magic);
        n = t - magic;
        return Fma(n, C(-Ln2High), x);
    }

    // e^r for |r| <= 0.3467.
    [MethodImpl(Inline)]
    private static Vector<float> AfterReduction(Vector<float> r) => C(1f) + Fma(ExpReduced(r), r, r);

    // 2^(j/16) e^r for |r| <= ln 2 / 32, j in the low bits of t.
    [MethodImpl(Inline)]
    private static Vector<float> Root(Vector<float> r, Vector<float> t)
    {
        Vector<float> root = Entry(Roots, AsVectorInt32(t).AsVector512());
        return Fma(root * r, Fma(Fma(C(0.16666836f), r, C(0.5000162f)), r, C(1f)), root);
    }

    /// <summary>e^x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Exp(Vector<float> x) => AreModerate(x) ? ExpModerate(x) : ExpAnyBelow(MinNative(C(89f), x));

    /// <summary>e^x for x &lt;= 89.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> ExpNotLarge(Vector<float> x) => AreModerate(x) ? ExpModerate(x) : ExpAnyBelow(x);

    // Whether no power is near the ends of the exponents, so that the power of two can be added to them: one step for nine. The
    // widest vectors have an instruction for it.
    [MethodImpl(Inline)]
    private static bool AreModerate(Vector<float> x) => !IsWide && LessThanOrEqualAll(Abs(x), C(87f));

    [MethodImpl(Inline)]
    private static Vector<float> ExpModerate(Vector<float> x)
    {
        Vector<float> r = ReduceExp(x, out Vector<float> n, out Vector<float> t);
        return AsVectorSingle(AsVectorInt32(AfterReduction(Fma(n, C(-Ln2Low), r))) + (AsVectorInt32(t) << 23));
    }

    [MethodImpl(Inline)]
    private static Vector<float> ExpAnyBelow(Vector<float> x)
    {
        // Without the table's rounding errors: 1 unit is near enough here.
        Vector<float> r = ReduceExp(MaxNative(C(-104f), x), out Vector<float> n, out Vector<float> t);
        r = Fma(n, C(-Ln2Low), r);
        return Scale(IsWide ? Root(r, t) : AfterReduction(r), n, t);
    }

    /// <summary>e^x - 1.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Expm1(Vector<float> x)
    {
        Vector<float> y = MaxNative(C(-20f), MinNative(C(89f), x)), t = Fma(y, C(Log2E), C(RoundMagic)), n = t - C(RoundMagic);
        Vector<float> r = Fma(n, C(-Ln2Low), Fma(n, C(-Ln2High), y)), p = Fma(ExpReduced(r), r, r);
        // 2^n p + 2^n - 1, halved, so that 2^n does not overflow too early.
        Vector<float> s = AsVectorSingle((AsVectorInt32(t) - Vector.Create(0x4B400000 - 126)) << 23), half = Fma(s, p, s - C(0.5f));
        return ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), x, half + half);
    }

    /// <summary>(top + topLow) / (bottom + bottomLow): the residual of a first quotient corrects it, so that 14 bits of the reciprocal do.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> Quotient(Vector<float> top, Vector<float> topLow, Vector<float> bottom, Vector<float> bottomLow)
    {
        Vector<float> reciprocal = RoughReciprocal(bottom), quotient = top * reciprocal;
        return Fma(Fma(-quotient, bottom, top) + Fma(-quotient, bottomLow, topLow), reciprocal, quotient);
    }

    [MethodImpl(Inline)]
    private static Vector<float> RoughReciprocal(Vector<float> x) =>
        IsWide ? Avx512F.Reciprocal14(x.AsVector512()).AsVector() : C(1f) / x;

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Sigmoid(Vector<float> x)
    {
        Vector<float> w = ExpParts(MaxNative(C(-104f), -Abs(x)), out Vector<float> n, out Vector<float> magic);
        Vector<float> t = Scale(w, n, magic), bottom = C(1f) + t, low = t - (bottom - C(1f));
        Vector<float> top = ConditionalSelect(LessThan(x, Vector<float>.Zero), t, C(1f));
        Vector<float> reciprocal = RoughReciprocal(bottom), quotient = top * reciprocal;
        return Fma(Fma(-quotient, low, Fma(-quotient, bottom, top)), reciprocal, quotient);
    }

    /// <summary>1 / (1 + e^-x) to 3 units in two thirds of the operations, for the gates of recurrent cells; 0 below -88.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Gate(Vector<float> x)
    {
        Vector<float> bottom = C(1f) + ExpNotLarge(-MaxNative(C(-88f), x));
        if (!IsWide) return C(1f) / bottom;
        Vector<float> reciprocal = RoughReciprocal(bottom);
        reciprocal = Fma(Fma(-reciprocal, bottom, C(1f)), reciprocal, reciprocal);
        return Vector.AndNot(reciprocal, AsVectorSingle(LessThan(x, C(-88f))));
    }

    /// <summary>x / (1 + e^-x).</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Silu(Vector<float> x)
    {
        if (IsWide) return SiluByTable(x);
        // e^-130 times 130 is less than the smallest number.
        Vector<float> c = MaxNative(C(-130f), x);
        Vector<float> w = ExpParts(MaxNative(C(-130f), -Abs(c)), out Vector<float> n, out Vector<float> t);
        return Gated(c, w, n, t);
    }

    /// <summary>
    /// w 2^n. What is to be multiplied by it where negative takes w now, and <see cref="ScaleLast"/> in the end: tiny results are rounded
    /// once. On narrower vectors w takes one of the two factors, which keeps it a normal number.
    /// </summary>
    [MethodImpl(Inline)]
    private static Vector<float> ScaleLater(ref Vector<float> w, Vector<float> n, Vector<float> t, Vector<int> negative, out Vector<float> last)
    {
        if (IsWide)
        {
            last = AsVectorSingle(AsVectorInt32(n) & negative);
            return Scale(w, n, t);
        }
        Powers(t, out Vector<float> first, out Vector<float> second);
        w *= first;
        last = ConditionalSelect(negative, second, C(1f));
        return w * second;
    }

    [MethodImpl(Inline)]
    private static Vector<float> ScaleLast(Vector<float> result, Vector<float> last) => IsWide ? Scale(result, last, last) : result * last;

    /// <summary>x / (1 + e) where x >= 0 and x e / (1 + e) where not, with e = w 2^n.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> Gated(Vector<float> x, Vector<float> w, Vector<float> n, Vector<float> t)
    {
        Vector<int> negative = LessThan(x, Vector<float>.Zero);
        Vector<float> e = ScaleLater(ref w, n, t, negative, out Vector<float> last), bottom = C(1f) + e;
        Vector<float> factor = ConditionalSelect(negative, w, C(1f)), top = x * factor;
        Vector<float> result = ScaleLast(Quotient(top, Fma(x, factor, -top), bottom, e - (bottom - C(1f))), last);
        return ConditionalSelect(LessThan(x, C(float.PositiveInfinity)), CopySign(result, x), x);
    }

    /// <summary>ln(1 + e^x) as max(x, 0) + ln(1 + e^-|x|).</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Softplus(Vector<float> x)
    {
        Vector<float> w = ExpParts(MaxNative(C(-104f), -Abs(x)), out Vector<float> n, out Vector<float> magic);
        Vector<float> t = Scale(w, n, magic);
        // ln(1 + t) = t + t² P(t)
        Vector<float> p = Fma(C(0.00208444009f), t, C(-0.0136911869f));
        p = Fma(p, t, C(0.0421139076f));
        p = Fma(p, t, C(-0.0832380503f));
        p = Fma(p, t, C(0.124794811f));
        p = Fma(p, t, C(-0.161351576f));
        p = Fma(p, t, C(0.198996216f));
        p = Fma(p, t, C(-0.249888644f));
        p = Fma(p, t, C(0.333327144f));
        p = Fma(p, t, C(-0.499999881f));
        return MaxNative(Vector<float>.Zero, x) + Fma(p, t * t, t);
    }

    /// <summary>
    /// x tanh(ln(1 + e^x)). With t = e^-|x| it is x t v / (t v + 2), v = 2 + t, below 0 and x v / (v + 2t²), v = 1 + 2t, above.
    /// </summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Mish(Vector<float> x)
    {
        Vector<float> c = MaxNative(C(-130f), x), one = C(1f), two = C(2f);
        Vector<float> w = ExpParts(MaxNative(C(-130f), -Abs(c)), out Vector<float> n, out Vector<float> magic);
        Vector<int> negative = LessThan(x, Vector<float>.Zero);
        Vector<float> t = ScaleLater(ref w, n, magic, negative, out Vector<float> last);
        // Every sum and product keeps what rounding loses.
        Vector<float> by = ConditionalSelect(negative, one, two), plus = C(3f) - by;
        Vector<float> v = Fma(by, t, plus), vLow = Fma(by, t, plus - v);
        Vector<float> second = ConditionalSelect(negative, v, t + t), first = ConditionalSelect(negative, two, v);
        Vector<float> bottom = Fma(t, second, first), bottomLow = Fma(t, second, first - bottom) + ConditionalSelect(negative, t, one) * vLow;
        Vector<float> factor = ConditionalSelect(negative, w, one), part = c * factor, partLow = Fma(c, factor, -part);
        Vector<float> top = part * v, topLow = Fma(part, v, -top) + Fma(part, vLow, partLow * v);
        Vector<float> result = ScaleLast(Quotient(top, topLow, bottom, bottomLow), last);
        return ConditionalSelect(LessThan(x, C(float.PositiveInfinity)), CopySign(result, x), x);
    }

    /// <summary>GELU with the tanh approximation: x σ(u), u = 2√(2/π)(x + 0.044715 x³).</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> GeluTanh(Vector<float> x)
    {
        // At 12 the exponent is -140: beyond, the results are 0 and x.
        Vector<float> a = MinNative(C(12f), Abs(x));
        // u as a pair |x| (linear + cubic x²): where it is large, its last bits are the result's.
        Vector<float> square = a * a, squareLow = Fma(a, a, -square);
        Vector<float> term = C(0.0713548139f) * square, termLow = Fma(C(0.0713548139f), square, -term);
        termLow += Fma(C(0.0713548139f), squareLow, C(2.39883247e-9f) * square);
        Vector<float> sum = term + C(1.59576917f), b = sum - term;
        Vector<float> sumLow = ((term - (sum - b)) + (C(1.59576917f) - b)) + (termLow + C(-4.53406805e-8f));
        Vector<float> u = a * sum, uLow = Fma(a, sum, -u) + a * sumLow;
        Vector<float> w = ExpParts(-u, -uLow, out Vector<float> n, out Vector<float> t);
        return Gated(MaxNative(C(-12f), x), w, n, t);
    }
}
