using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

internal static partial class DoubleMath
{
    /// <summary>sinh x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Sinh(Vector<double> x)
    {
        Vector<double> a = Vector.Abs(x);
        Vector<double> e = Expm1(MinNative(C(700), a));
        Vector<double> near = C(0.5) * (e + e / (e + C(1)));
        Vector<double> far = ScaledExp(a, Vector<double>.Zero, C(0.5));
        return CopySign(Select(Less(a, C(22)), near, far), x);
    }

    /// <summary>cosh x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Cosh(Vector<double> x)
    {
        Vector<double> half = ScaledExp(Vector.Abs(x), Vector<double>.Zero, C(0.5));
        return half + C(0.25) / half;
    }

    /// <summary>tanh x.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Tanh(Vector<double> x)
    {
        Vector<double> a = MinNative(C(22), Vector.Abs(x));
        Vector<double> e = Expm1(a + a);
        return CopySign(e / (e + C(2)), x);
    }

    /// <summary>Inverse hyperbolic sine.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Asinh(Vector<double> x)
    {
        Vector<double> a = Vector.Abs(x), large = Less(C(1e8), a);
        Vector<double> square = a * a, q = square / (C(1) + SquareRoot(C(1) + square));
        Vector<double> y = a + q, low = Select(Less(a, q), (q - y) + a, (a - y) + q);
        // ln(2a) for large arguments: ln a + ln 2.
        Vector<double> result = Select(large, Log(a) + C(Ln2), Log1pSum(Select(large, C(1), y), Select(large, Vector<double>.Zero, low)));
        return CopySign(Select(Less(a, C(1e-9)), a, result), x);
    }

    /// <summary>Inverse hyperbolic cosine; NaN below 1.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Acosh(Vector<double> x)
    {
        Vector<double> large = Less(C(1e8), x), t = Select(large, C(1), x - C(1));
        Vector<double> square = Fma(t, t, t + t), root = SquareRoot(square);
        Vector<double> y = t + root, low = Select(Less(t, root), (root - y) + t, (t - y) + root);
        // What squaring and the root lost, at first order.
        Vector<double> twice = t + t, lost = Fma(t, t, twice - square) + Fma(-root, root, square);
        low += Select(Less(Vector<double>.Zero, root), lost / (root + root), Vector<double>.Zero);
        Vector<double> result = Select(large, Log(x) + C(Ln2), Log1pSum(y, low));
        return Select(Less(x, C(1)), C(double.NaN), result);
    }

    /// <summary>Inverse hyperbolic tangent; NaN outside [-1, 1].</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Atanh(Vector<double> x)
    {
        Vector<double> a = Vector.Abs(x), z = a * a;
        Vector<double> near = Fma(C(0.5) * AtanhTail(z) * z, a, a);
        Vector<double> bottom = C(1) - a, lost = (C(1) - bottom) - a, y = (a + a) / bottom;
        // Residual of the quotient, with what 1 - a lost.
        Vector<double> low = (Fma(-y, bottom, a + a) - y * lost) / bottom;
        low = Select(Less(a, C(1)), low, Vector<double>.Zero);
        Vector<double> far = C(0.5) * Log1pSum(y, low);
        Vector<double> result = CopySign(Select(Less(a, C(0.17)), near, far), x);
        return Select(Less(C(1), a), C(double.NaN), result);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Sigmoid(Vector<double> x)
    {
        Vector<double> t = Exp(-Vector.Abs(x));
        return Select(Less(x, Vector<double>.Zero), t, C(1)) / (C(1) + t);
    }

    /// <summary>x / (1 + e^-x).</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Silu(Vector<double> x)
    {
        Vector<double> negative = Less(x, Vector<double>.Zero), a = Vector.Abs(x);
        Vector<double> bounded = Select(Same(x, C(double.NegativeInfinity)), C(-1000), x);
        Vector<double> t = Exp(-a);
        Vector<double> scaled = ScaledExp(Vector.Max(bounded, C(-760)), Vector<double>.Zero, bounded);
        return Select(negative, scaled, x) / (C(1) + t);
    }

    /// <summary>ln(1 + e^x).</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Softplus(Vector<double> x)
    {
        Vector<double> t = Log1p(Exp(-Vector.Abs(x)));
        return Select(Less(x, Vector<double>.Zero), t, x + t);
    }

    /// <summary>x tanh(ln(1 + e^x)): with n = e^x (e^x + 2), x n / (n + 2).</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Mish(Vector<double> x)
    {
        Vector<double> c = MinNative(C(40), Vector.Max(x, C(-760))), e = Exp(c);
        Vector<double> sum = e + C(2), sumLow = Select(Less(e, C(2)), (C(2) - sum) + e, (e - sum) + C(2));
        Vector<double> bottom = Fma(e, sum, C(2)), product = e * sum;
        Vector<double> bottomLow = Fma(e, sumLow, Fma(e, sum, -product) + Select(Less(product, C(2)), (C(2) - bottom) + product, (product - bottom) + C(2)));
        Vector<double> correction = sumLow / sum - bottomLow / bottom;
        // The leading e is applied last: e times x first would lose digits where e is subnormal.
        Vector<double> result = ScaledExp(c, correction, Select(Less(x, C(-760)), C(-1), x) * sum / bottom);
        result = Select(Less(C(38), x), x, result);
        return Select(Same(x, x), result, x);
    }

    /// <summary>Cube root.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> Cbrt(Vector<double> x)
    {
        Vector<double> a = Vector.Abs(x), tiny = Less(a, C(2.2250738585072014e-308));
        Vector<double> v = Select(tiny, a * C(18014398509481984.0), a);
        // A third of the exponent and fraction bits taken as one number: 5 bits right.
        Vector<double> word = AsVectorDouble((AsVectorInt64(v) >>> 32) | AsVectorInt64(C(4503599627370496.0))) - C(4503599627370496.0);
        Vector<double> third = Fma(word, C(1.0 / 3), C(715094163.0)) + C(4503599627370496.0);
        Vector<double> t = AsVectorDouble(AsVectorInt64(third) << 32);
        // Two steps of Halley's iteration (5 -> 15 -> 45 bits), then one of Newton's with an exact residual.
        Vector<double> cube = t * t * t;
        t *= (cube + (v + v)) / (cube + cube + v);
        cube = t * t * t;
        t *= (cube + (v + v)) / (cube + cube + v);
        Vector<double> square = t * t, squareLow = Fma(t, t, -square);
        Vector<double> product = square * t, productLow = Fma(square, t, -product) + squareLow * t;
        t -= ((product - v) + productLow) / (C(3) * square);
        t = Select(tiny, t * C(1.0 / 262144), t);
        Vector<double> regular = Less(a, C(double.PositiveInfinity));
        t = Select(regular, t, a);
        return CopySign(Select(Same(a, Vector<double>.Zero), a, t), x);
    }
}
