using System;
using System.Collections.Generic;
using System.Numerics;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Tests.Simd;

/// <summary>The vector functions by name, applied to one number through a whole vector.</summary>
internal static class Functions
{
    internal static readonly Dictionary<string, Func<Vector<double>, Vector<double>>> Doubles = new()
    {
        ["Exp"] = VectorMath.Exp, ["Exp2"] = VectorMath.Exp2, ["Expm1"] = VectorMath.Expm1, ["Log"] = VectorMath.Log,
        ["Log1p"] = VectorMath.Log1p, ["Log2"] = VectorMath.Log2, ["Log10"] = VectorMath.Log10, ["Sin"] = VectorMath.Sin,
        ["Cos"] = VectorMath.Cos, ["Tan"] = VectorMath.Tan, ["Asin"] = VectorMath.Asin, ["Acos"] = VectorMath.Acos,
        ["Atan"] = VectorMath.Atan, ["Sinh"] = VectorMath.Sinh, ["Cosh"] = VectorMath.Cosh, ["Tanh"] = VectorMath.Tanh,
        ["Asinh"] = VectorMath.Asinh, ["Acosh"] = VectorMath.Acosh, ["Atanh"] = VectorMath.Atanh, ["Cbrt"] = VectorMath.Cbrt,
        ["Rsqrt"] = VectorMath.Rsqrt, ["Sigmoid"] = VectorMath.Sigmoid, ["Silu"] = VectorMath.Silu, ["Gelu"] = VectorMath.Gelu,
        ["GeluTanh"] = VectorMath.GeluTanh, ["Softplus"] = VectorMath.Softplus, ["Mish"] = VectorMath.Mish, ["Erf"] = VectorMath.Erf,
        ["Erfc"] = VectorMath.Erfc, ["Erfinv"] = VectorMath.Erfinv, ["LogGamma"] = VectorMath.LogGamma, ["Digamma"] = VectorMath.Digamma,
    };

    internal static readonly Dictionary<string, Func<Vector<float>, Vector<float>>> Singles = new()
    {
        ["Exp"] = VectorMath.Exp, ["Exp2"] = VectorMath.Exp2, ["Expm1"] = VectorMath.Expm1, ["Log"] = VectorMath.Log,
        ["Log1p"] = VectorMath.Log1p, ["Log2"] = VectorMath.Log2, ["Log10"] = VectorMath.Log10, ["Sin"] = VectorMath.Sin,
        ["Cos"] = VectorMath.Cos, ["Tan"] = VectorMath.Tan, ["Asin"] = VectorMath.Asin, ["Acos"] = VectorMath.Acos,
        ["Atan"] = VectorMath.Atan, ["Sinh"] = VectorMath.Sinh, ["Cosh"] = VectorMath.Cosh, ["Tanh"] = VectorMath.Tanh,
        ["Asinh"] = VectorMath.Asinh, ["Acosh"] = VectorMath.Acosh, ["Atanh"] = VectorMath.Atanh, ["Cbrt"] = VectorMath.Cbrt,
        ["Rsqrt"] = VectorMath.Rsqrt, ["Sigmoid"] = VectorMath.Sigmoid, ["Silu"] = VectorMath.Silu, ["Gelu"] = VectorMath.Gelu,
        ["GeluTanh"] = VectorMath.GeluTanh, ["Softplus"] = VectorMath.Softplus, ["Mish"] = VectorMath.Mish, ["Erf"] = VectorMath.Erf,
        ["Erfc"] = VectorMath.Erfc, ["Erfinv"] = VectorMath.Erfinv, ["LogGamma"] = VectorMath.LogGamma, ["Digamma"] = VectorMath.Digamma,
    };

    internal static readonly Dictionary<string, Func<Vector<double>, Vector<double>, Vector<double>>> DoublePairs = new()
    {
        ["Atan2"] = VectorMath.Atan2, ["Pow"] = VectorMath.Pow, ["Hypot"] = VectorMath.Hypot, ["LogAddExp"] = VectorMath.LogAddExp,
    };

    internal static readonly Dictionary<string, Func<Vector<float>, Vector<float>, Vector<float>>> SinglePairs = new()
    {
        ["Atan2"] = VectorMath.Atan2, ["Pow"] = VectorMath.Pow, ["Hypot"] = VectorMath.Hypot, ["LogAddExp"] = VectorMath.LogAddExp,
    };

    /// <summary>Error of a float64 result in units in the last place of the exact value high + low.</summary>
    internal static double UlpError(double actual, double high, double low)
    {
        if (double.IsNaN(high)) return double.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (double.IsNaN(actual)) return double.PositiveInfinity;
        if (actual == high) return Math.Abs(low) / Spacing(high);
        if (double.IsInfinity(high) || double.IsInfinity(actual))
            return Math.Abs(double.IsInfinity(high) ? actual : high) >= double.MaxValue && Math.Sign(actual) == Math.Sign(high) ? 1 : double.PositiveInfinity;
        return Math.Abs((actual - high) / Spacing(high) - low / Spacing(high));
    }

    /// <summary>Distance of a float64 to its neighbour away from zero.</summary>
    internal static double Spacing(double x) => double.IsInfinity(x) ? 1 : Math.BitIncrement(Math.Abs(x)) is var up && double.IsInfinity(up)
        ? Math.Abs(x) - Math.BitDecrement(Math.Abs(x)) : up - Math.Abs(x);

    /// <summary>Error of a float32 result in units in the last place of the exact value, given as float64.</summary>
    internal static double UlpErrorSingle(float actual, double exact)
    {
        if (double.IsNaN(exact)) return float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (float.IsNaN(actual)) return double.PositiveInfinity;
        float rounded = (float)exact;
        if (actual.Equals(rounded) && float.IsInfinity(rounded)) return 0;
        if (float.IsInfinity(rounded) || float.IsInfinity(actual))
            return Math.Abs(float.IsInfinity(rounded) ? actual : exact) >= 3.4028e38 && Math.Sign(actual) == Math.Sign(exact) ? 1 : double.PositiveInfinity;
        float magnitude = Math.Abs(rounded);
        double spacing = magnitude == float.MaxValue ? magnitude - (double)MathF.BitDecrement(magnitude) : (double)MathF.BitIncrement(magnitude) - magnitude;
        return Math.Abs(actual - exact) / spacing;
    }
}
