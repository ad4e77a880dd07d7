using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

internal static partial class DoubleMath
{
    /// <summary>√(x² + y²) without overflow.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Hypot(Vector<double> x, Vector<double> y)
    {
        Vector<double> ax = Vector.Abs(x), ay = Vector.Abs(y), infinity = C(double.PositiveInfinity);
        Vector<double> large = Vector.Max(ax, ay), small = Vector.Min(ax, ay);
        // Scaling by a power of two, 2^-700 or 2^700, keeps squares inside the range.
        Vector<double> scale = Select(Less(C(1e150), large), C(1.9010915662951598e-211), Select(Less(large, C(1e-140)), C(5.260135901548374e+210), C(1)));
        Vector<double> back = Select(Less(C(1e150), large), C(5.260135901548374e+210), Select(Less(large, C(1e-140)), C(1.9010915662951598e-211), C(1)));
        large *= scale;
        small *= scale;
        Vector<double> square = large * large, low = Fma(large, large, -square);
        Vector<double> sum = Fma(small, small, square), lost = Fma(small, small, square - sum);
        Vector<double> root = SquareRoot(sum);
        // One correction of the root by what the sum lost.
        Vector<double> residual = Fma(-root, root, sum) + (low + lost);
        root += Select(Less(Vector<double>.Zero, root), residual / (root + root), Vector<double>.Zero);
        Vector<double> any = AsVectorDouble(AsVectorInt64(Same(ax, infinity)) | AsVectorInt64(Same(ay, infinity)));
        return Select(any, infinity, root * back);
    }

    /// <summary>ln(e^x + e^y).</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> LogAddExp(Vector<double> x, Vector<double> y)
    {
        Vector<double> large = Vector.Max(x, y), difference = -Vector.Abs(x - y);
        Vector<double> result = large + Log1p(Exp(difference));
        // Equal infinities would give infinity - infinity.
        return Select(Same(x, y), x + C(Ln2), result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static unsafe Vector<double> Fmod(Vector<double> x, Vector<double> y)
    {
        double* a = (double*)&x, b = (double*)&y;
        for (int i = 0; i < Vector<double>.Count; i++) a[i] %= b[i];
        return x;
    }

    /// <summary>Exact fmod of floats: one truncated quotient in double while it stays below 2^29, else C's loop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static unsafe Vector<float> FmodSingle(Vector<float> x, Vector<float> y)
    {
        Vector.Widen(x, out Vector<double> xl, out Vector<double> xh);
        Vector.Widen(y, out Vector<double> yl, out Vector<double> yh);
        Vector<double> ql = Vector.Truncate(xl / yl), qh = Vector.Truncate(xh / yh);
        Vector<double> limit = C(536870912);
        if (LessThanAll(Vector.Abs(ql), limit) && LessThanAll(Vector.Abs(qh), limit))
        {
            Vector<double> rl = Fix(Fma(-ql, yl, xl), xl, yl), rh = Fix(Fma(-qh, yh, xh), xh, yh);
            return CopySign(Vector.Narrow(rl, rh), x);
        }
        float* a = (float*)&x, b = (float*)&y;
        for (int i = 0; i < Vector<float>.Count; i++) a[i] %= b[i];
        return x;
    }

    // The quotient may have rounded up to the next integer: the remainder then has the wrong sign.
    [MethodImpl(Inline)]
    private static Vector<double> Fix(Vector<double> r, Vector<double> x, Vector<double> y)
    {
        Vector<double> wrong = AsVectorDouble(Vector.Xor(LessThan(r, Vector<double>.Zero), LessThan(x, Vector<double>.Zero))
            & ~Vector.Equals(r, Vector<double>.Zero));
        return Select(wrong, r + CopySign(y, x), r);
    }

    /// <summary>GELU with the tanh approximation.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> GeluTanh(Vector<double> x)
    {
        const double linear = 1.5957691216057308, linearLow = -9.96930880911092e-17, cubic = 0.07135481627260025, cubicLow = -6.175149918155315e-19;
        Vector<double> c = MinNative(C(40), Vector.Max(x, C(-40))), a = Vector.Abs(c);
        // The exponent u = |x| (linear + cubic x²) as a pair: where it is large, its last bits are the result's.
        Vector<double> square = a * a, squareLow = Fma(a, a, -square);
        Vector<double> term = C(cubic) * square, termLow = Fma(C(cubic), square, -term) + Fma(C(cubic), squareLow, C(cubicLow) * square);
        Vector<double> sum = term + C(linear), b = sum - term, sumLow = ((term - (sum - b)) + (C(linear) - b)) + (termLow + C(linearLow));
        Vector<double> u = a * sum, uLow = Fma(a, sum, -u) + a * sumLow;
        Vector<double> t = ScaledExp(-u, -uLow, C(1));
        Vector<double> negative = Less(x, Vector<double>.Zero);
        Vector<double> result = Select(negative, ScaledExp(-u, -uLow, c), x) / (C(1) + t);
        return Select(Same(x, x), result, x);
    }
}
