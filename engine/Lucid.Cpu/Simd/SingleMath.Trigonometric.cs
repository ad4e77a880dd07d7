using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>Sine, cosine and tangent.</summary>
internal static partial class SingleMath
{
    /// <summary>Largest |x| whose multiple of π three floats reduce without loss; beyond it lanes go through double.</summary>
    private const float TrigonometricLimit = 100000f;

    /// <summary>sin x (phase 0) or cos x (phase 1): ±sin r with r = |x| - n π in [-π/2, π/2], n whole or half.</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> SinCos(Vector<float> x, int phase)
    {
        Vector<float> a = Abs(x), t, n;
        Vector<int> sign;
        if (phase == 0)
        {
            t = Fma(a, C(0.318309886f), C(RoundMagic));
            n = t - C(RoundMagic);
            sign = (AsVectorInt32(t) << 31) ^ (AsVectorInt32(x) & Vector.Create(int.MinValue));
        }
        else
        {
            t = Fma(a, C(0.318309886f), C(-0.5f)) + C(RoundMagic);
            n = (t - C(RoundMagic)) + C(0.5f);
            sign = ~AsVectorInt32(t) << 31;
        }
        Vector<float> r = LessPi(a, n, out Vector<float> lost);
        r += lost;
        Vector<float> z = r * r;
        Vector<float> s = Fma(Fma(C(-2.5502912e-08f), z, C(2.76270567e-06f)), z * z, Fma(C(-0.000198430935f), z, C(0.00833335053f)));
        s = Fma(s, z, C(-0.166666672f));
        Vector<float> result = Fma(s * z, r, r);
        result = AsVectorSingle(AsVectorInt32(result) ^ sign);
        if (!LessThanOrEqualAll(a, C(TrigonometricLimit))) result = Far(x, result, phase);
        return result;
    }

    /// <summary>a - n π, without what rounding it lost.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> LessPi(Vector<float> a, Vector<float> n, out Vector<float> lost)
    {
        // The second product as a pair: close to a multiple of π its low part is the result.
        Vector<float> first = Fma(n, C(-3.14159274f), a), p = n * C(-8.74227766e-08f), pLow = Fma(n, C(-8.74227766e-08f), -p);
        Vector<float> r = first - p;
        lost = ((first - r) - p) - Fma(n, C(-3.43019883e-15f), pLow);
        return r;
    }

    /// <summary>tan x as ±(sin r / cos r) or its reciprocal, with r = |x| less a multiple of π/2 in [-π/4, π/4].</summary>
    [MethodImpl(Inline)]
    internal static Vector<float> Tan(Vector<float> x)
    {
        Vector<float> a = Abs(x), t = Fma(a, C(0.636619747f), C(RoundMagic)), r = LessPi(a, (t - C(RoundMagic)) * C(0.5f), out Vector<float> lost);
        Vector<float> z = r * r, half = C(0.5f) * z;
        Vector<float> s = Fma(Fma(Fma(C(2.8003704e-6f), z, C(-0.00019849902f)), z, C(0.008333372f)), z, C(-0.16666667f));
        Vector<float> c = Fma(Fma(C(2.44331571e-5f), z, C(-0.00138873163f)), z, C(0.0416666457f));
        // Sine and cosine as pairs, for the one rounding of the quotient.
        Vector<float> tail = Fma(s * z, r, Fma(-half, lost, lost)), sine = r + tail, sineLow = (r - sine) + tail;
        Vector<float> main = C(1f) - half, rest = Fma(c * z, z, Fma(-r, lost, (C(1f) - main) - half)), cosine = main + rest;
        Vector<float> cosineLow = (main - cosine) + rest;
        Vector<int> odd = Vector.Equals(AsVectorInt32(t) & Vector<int>.One, Vector<int>.One);
        Vector<float> result = Quotient(ConditionalSelect(odd, -cosine, sine), ConditionalSelect(odd, -cosineLow, sineLow),
            ConditionalSelect(odd, sine, cosine), ConditionalSelect(odd, sineLow, cosineLow));
        result = AsVectorSingle(AsVectorInt32(result) ^ (AsVectorInt32(x) & Vector.Create(int.MinValue)));
        if (!LessThanOrEqualAll(a, C(TrigonometricLimit))) result = Far(x, result, 2);
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe Vector<float> Far(Vector<float> x, Vector<float> near, int phase)
    {
        float* lanes = (float*)&x, results = (float*)&near;
        for (int i = 0; i < Vector<float>.Count; i++)
            if (!(Math.Abs(lanes[i]) <= TrigonometricLimit))
                results[i] = (float)(phase switch { 0 => Math.Sin(lanes[i]), 1 => Math.Cos(lanes[i]), _ => Math.Tan(lanes[i]) });
        return near;
    }
}
