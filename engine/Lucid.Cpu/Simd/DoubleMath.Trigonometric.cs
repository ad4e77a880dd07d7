using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

internal static partial class DoubleMath
{
    private const double HalfPi = 1.5707963267948966, HalfPiLow = 6.123233995736766e-17, HalfPiLowest = -1.4973849048591698e-33;
    private const double TrigonometricLimit = 1e8;

    /// <summary>x - n π/2 as high + low, and n modulo 4.</summary>
    [MethodImpl(Inline)]
    private static void ReduceAngle(Vector<double> x, out Vector<double> r, out Vector<double> low, out Vector<long> quadrant)
    {
        Vector<double> t = Fma(x, C(0.6366197723675814), C(RoundMagic)), n = t - C(RoundMagic);
        quadrant = AsVectorInt64(t);
        Vector<double> first = Fma(n, C(-HalfPi), x);
        Vector<double> p = n * C(HalfPiLow), pLow = Fma(n, C(HalfPiLow), -p);
        Vector<double> d = first - p, b = d - first;
        Vector<double> rest = ((first - (d - b)) - (p + b)) - Fma(n, C(HalfPiLowest), pLow);
        r = d + rest;
        low = (d - r) + rest;
    }

    [MethodImpl(Inline)]
    private static Vector<double> SinReduced(Vector<double> r, Vector<double> low)
    {
        Vector<double> z = r * r;
        Vector<double> p = Fma(C(-7.48556850405209e-13), z, C(1.6056260707812959e-10));
        p = Fma(p, z, C(-2.505208604395015e-08));
        p = Fma(p, z, C(2.7557319129466956e-06));
        p = Fma(p, z, C(-0.00019841269841057286));
        p = Fma(p, z, C(0.0083333333333331));
        p = Fma(p, z, C(-0.16666666666666666));
        return r + Fma(p * z, r, Fma(C(-0.5) * z, low, low));
    }

    [MethodImpl(Inline)]
    private static Vector<double> CosReduced(Vector<double> r, Vector<double> low)
    {
        Vector<double> z = r * r;
        Vector<double> p = Fma(C(4.647562695489563e-14), z, C(-1.1468059656660406e-11));
        p = Fma(p, z, C(2.0876732164350864e-09));
        p = Fma(p, z, C(-2.7557319102251007e-07));
        p = Fma(p, z, C(2.4801587301262363e-05));
        p = Fma(p, z, C(-0.001388888888888845));
        p = Fma(p, z, C(0.041666666666666664));
        Vector<double> half = C(0.5) * z, w = C(1) - half;
        return w + (((C(1) - w) - half) + Fma(p * z, z, -r * low));
    }

    /// <summary>sin x (phase 0) or cos x (phase 1).</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> SinCos(Vector<double> x, long phase)
    {
        ReduceAngle(x, out Vector<double> r, out Vector<double> low, out Vector<long> quadrant);
        quadrant += Vector.Create(phase);
        Vector<double> s = SinReduced(r, low), c = CosReduced(r, low);
        Vector<long> odd = Vector.Equals(quadrant & Vector<long>.One, Vector<long>.One);
        Vector<long> sign = (quadrant & Vector.Create(2L)) << 62;
        Vector<double> result = AsVectorDouble(AsVectorInt64(Select(AsVectorDouble(odd), c, s)) ^ sign);
        if (phase == 0) result = Select(Same(x, Vector<double>.Zero), x, result);
        return LessThanOrEqualAll(Vector.Abs(x), C(TrigonometricLimit)) ? result : Far(x, result, (int)phase);
    }

    /// <summary>tan x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Tan(Vector<double> x)
    {
        ReduceAngle(x, out Vector<double> r, out Vector<double> low, out Vector<long> quadrant);
        Vector<double> s = SinReduced(r, low), c = CosReduced(r, low);
        Vector<double> odd = AsVectorDouble(Vector.Equals(quadrant & Vector<long>.One, Vector<long>.One));
        Vector<double> result = Select(odd, -c, s) / Select(odd, s, c);
        result = Select(Same(x, Vector<double>.Zero), x, result);
        return LessThanOrEqualAll(Vector.Abs(x), C(TrigonometricLimit)) ? result : Far(x, result, 2);
    }

    // Arguments so large need many digits of π: rare enough to take them one by one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe Vector<double> Far(Vector<double> x, Vector<double> near, int function)
    {
        double* lanes = (double*)&x, results = (double*)&near;
        for (int i = 0; i < Vector<double>.Count; i++)
            if (!(Math.Abs(lanes[i]) <= TrigonometricLimit))
                results[i] = function switch { 0 => Math.Sin(lanes[i]), 1 => Math.Cos(lanes[i]), _ => Math.Tan(lanes[i]) };
        return near;
    }

    // arctan r - r over r, |r| <= tan(π/8).
    [MethodImpl(Inline)]
    private static Vector<double> AtanTail(Vector<double> z)
    {
        Vector<double> p = Fma(C(-0.017908783426210755), z, C(0.03806583360924067));
        p = Fma(p, z, C(-0.050393484967877225));
        p = Fma(p, z, C(0.058478977103377974));
        p = Fma(p, z, C(-0.066631050467073));
        p = Fma(p, z, C(0.07692060292843655));
        p = Fma(p, z, C(-0.09090897762034506));
        p = Fma(p, z, C(0.11111110783640755));
        p = Fma(p, z, C(-0.14285714280202147));
        p = Fma(p, z, C(0.1999999999995369));
        return Fma(p, z, C(-0.333333333333332)) * z;
    }

    // Angle of (x, y), both not negative and not both 0 or infinite, as base + rest with base in {0, π/4, π/2}.
    [MethodImpl(Inline)]
    private static void AtanRatio(Vector<double> y, Vector<double> x, out Vector<double> main, out Vector<double> rest)
    {
        Vector<double> steep = Less(x * C(2.414213562373095), y), flat = LessThanOrEqualMask(y, x * C(0.41421356237309503));
        Vector<double> sum = x + y, difference = y - x;
        Vector<double> top = Select(steep, -x, Select(flat, y, difference)), bottom = Select(steep, y, Select(flat, x, sum));
        Vector<double> zero = Vector<double>.Zero;
        main = Select(steep, C(HalfPi), Select(flat, zero, C(0.7853981633974483)));
        Vector<double> low = Select(steep, C(HalfPiLow), Select(flat, zero, C(3.061616997868383e-17)));
        Vector<double> r = top / bottom;
        rest = r + Fma(AtanTail(r * r), r, low);
    }

    [MethodImpl(Inline)]
    private static Vector<double> LessThanOrEqualMask(Vector<double> a, Vector<double> b) => AsVectorDouble(LessThanOrEqual(a, b));

    /// <summary>arctan x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Atan(Vector<double> x)
    {
        Vector<double> a = MinNative(C(1e18), Vector.Abs(x));
        AtanRatio(a, C(1), out Vector<double> main, out Vector<double> rest);
        return CopySign(Select(Less(a, C(1e-8)), a, main + rest), x);
    }

    /// <summary>Angle of the point (x, y) in (-π, π], with the signed zeros and infinities of C99.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Atan2(Vector<double> y, Vector<double> x)
    {
        Vector<double> ay = Vector.Abs(y), ax = Vector.Abs(x), infinity = C(double.PositiveInfinity), zero = Vector<double>.Zero;
        Vector<double> both = AsVectorDouble(AsVectorInt64(Same(ay, infinity)) & AsVectorInt64(Same(ax, infinity)));
        Vector<double> none = AsVectorDouble(AsVectorInt64(Same(ay, zero)) & AsVectorInt64(Same(ax, zero)));
        Vector<double> huge = Less(C(1e300), Vector.Max(ay, ax));
        Vector<double> v = Select(both, C(1), Select(huge, ay * C(0.0625), ay));
        Vector<double> u = Select(both, C(1), Select(huge, ax * C(0.0625), ax));
        u = Select(none, C(1), u);
        AtanRatio(v, u, out Vector<double> main, out Vector<double> rest);
        Vector<double> right = main + rest;
        Vector<double> left = (C(2 * HalfPi) - main) - (rest - C(2 * HalfPiLow));
        Vector<double> behind = AsVectorDouble(LessThan(AsVectorInt64(x), Vector<long>.Zero));
        Vector<double> result = CopySign(Select(behind, left, right), y);
        return Select(Same(x, x), Select(Same(y, y), result, y), x);
    }

    // arcsin x = x + x AsinTail(x^2), |x| <= 1/2.
    [MethodImpl(Inline)]
    private static Vector<double> AsinTail(Vector<double> z)
    {
        Vector<double> p = Fma(C(0.03262611099624472), z, C(-0.02099485776371644));
        p = Fma(p, z, C(0.02170432480538434));
        p = Fma(p, z, C(0.0037077638034952944));
        p = Fma(p, z, C(0.010779871806955051));
        p = Fma(p, z, C(0.011398984899684033));
        p = Fma(p, z, C(0.013980810970570013));
        p = Fma(p, z, C(0.017351612884649172));
        p = Fma(p, z, C(0.022372214933961018));
        p = Fma(p, z, C(0.03038194270993964));
        p = Fma(p, z, C(0.04464285717455937));
        p = Fma(p, z, C(0.07499999999970867));
        return Fma(p, z, C(0.1666666666666676)) * z;
    }

    /// <summary>arcsin x; NaN outside [-1, 1].</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Asin(Vector<double> x)
    {
        Vector<double> a = Vector.Abs(x), big = Less(C(0.5), a);
        Vector<double> z = Select(big, C(0.5) * (C(1) - a), a * a);
        Vector<double> s = Select(big, SquareRoot(z), a), tail = s * AsinTail(z);
        Vector<double> low = Select(Less(Vector<double>.Zero, s), Fma(-s, s, z) / (s + s), s);
        // π/2 - 2 (s + low + tail)
        Vector<double> far = C(HalfPi) - C(2) * s;
        far = far + (((C(HalfPi) - far) - C(2) * s) - (C(2) * (tail + low) - C(HalfPiLow)));
        return CopySign(Select(big, far, s + tail), x);
    }

    /// <summary>arccos x; NaN outside [-1, 1].</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Acos(Vector<double> x)
    {
        Vector<double> a = Vector.Abs(x), big = Less(C(0.5), a), negative = Less(x, Vector<double>.Zero);
        Vector<double> z = Select(big, C(0.5) * (C(1) - a), a * a);
        Vector<double> s = Select(big, SquareRoot(z), x), tail = s * AsinTail(z);
        Vector<double> low = Select(Less(Vector<double>.Zero, z), Fma(-s, s, z) / (s + s), z);
        Vector<double> near = C(HalfPi) - (x + (tail - C(HalfPiLow)));
        Vector<double> right = C(2) * (s + (tail + low)), left = C(2 * HalfPi) - (C(2) * s + (C(2) * (tail + low) - C(2 * HalfPiLow)));
        return Select(big, Select(negative, left, right), near);
    }
}
