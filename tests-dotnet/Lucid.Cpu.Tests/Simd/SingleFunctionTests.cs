using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Lucid.Cpu.Simd;
using Xunit;

namespace Lucid.Cpu.Tests.Simd;

/// <summary>
/// float32 functions against float64 evaluations: the C library where it has the function, otherwise the vector float64
/// function, which <see cref="ReferenceValueTests"/> holds to 300-bit values.
/// </summary>
public sealed partial class SingleFunctionTests
{
    [LibraryImport("libm.so.6", EntryPoint = "erf")] private static partial double Erf(double x);
    [LibraryImport("libm.so.6", EntryPoint = "erfc")] private static partial double Erfc(double x);
    [LibraryImport("libm.so.6", EntryPoint = "expm1")] private static partial double Expm1(double x);
    [LibraryImport("libm.so.6", EntryPoint = "log1p")] private static partial double Log1p(double x);
    [LibraryImport("libm.so.6", EntryPoint = "lgamma")] private static partial double LogGamma(double x);

    private static readonly Dictionary<string, Func<double, double>> Exact = new()
    {
        ["Exp"] = Math.Exp, ["Exp2"] = x => Math.Pow(2, x), ["Expm1"] = Expm1, ["Log"] = Math.Log, ["Log1p"] = Log1p,
        ["Log2"] = Math.Log2, ["Log10"] = Math.Log10, ["Sin"] = Math.Sin, ["Cos"] = Math.Cos, ["Tan"] = Math.Tan,
        ["Asin"] = Math.Asin, ["Acos"] = Math.Acos, ["Atan"] = Math.Atan, ["Sinh"] = Math.Sinh, ["Cosh"] = Math.Cosh,
        ["Tanh"] = Math.Tanh, ["Asinh"] = Math.Asinh, ["Acosh"] = Math.Acosh, ["Atanh"] = Math.Atanh, ["Cbrt"] = Math.Cbrt,
        ["Rsqrt"] = x => 1 / Math.Sqrt(x), ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["Silu"] = x => double.IsNegativeInfinity(x) ? 0 : x / (1 + Math.Exp(-x)),
        ["Softplus"] = x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))), ["Erf"] = Erf, ["Erfc"] = Erfc, ["LogGamma"] = LogGamma,
    };

    public static TheoryData<string> Names => [.. Functions.Singles.Keys];

    private static double Bound(string name) => name switch
    {
        "LogGamma" or "Digamma" => 4,
        _ => 2,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void SampledArgumentsAreWithinTheBound(string name) => Check(name, 4099);

    /// <summary>
    /// Every LUCID_SWEEP-th argument: 1 for all 2^32. LUCID_SWEEP_FUNCTIONS names the functions (all without it);
    /// LUCID_REPORT_ULP a file for the worst errors.
    /// </summary>
    [Theory, Trait("Tier", "Sweep")]
    [MemberData(nameof(Names))]
    public void EveryArgumentIsWithinTheBound(string name)
    {
        string[] chosen = Environment.GetEnvironmentVariable("LUCID_SWEEP_FUNCTIONS")?.Split(',') ?? [name];
        if (Environment.GetEnvironmentVariable("LUCID_SWEEP") is { Length: > 0 } step && Array.IndexOf(chosen, name) >= 0) Check(name, uint.Parse(step));
    }

    private static void Check(string name, uint step)
    {
        const uint slices = 256;
        double[] worst = new double[slices];
        uint[] where = new uint[slices];
        ulong slice = (1UL << 32) / slices;
        Parallel.For(0, (int)slices, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, s => Slice(name, (ulong)s * slice, slice,
            step, out worst[s], out where[s]));
        int most = 0;
        for (int s = 1; s < slices; s++)
            if (worst[s] > worst[most]) most = s;
        float x = BitConverter.UInt32BitsToSingle(where[most]);
        string report = $"{name}({x:R}) = {Functions.Singles[name](Vector.Create(x))[0]:R}: {worst[most]:F2} ulp";
        if (Environment.GetEnvironmentVariable("LUCID_REPORT_ULP") is { } file) File.AppendAllText(file, report + "\n");
        Assert.True(worst[most] <= Bound(name), report);
    }

    private static unsafe void Slice(string name, ulong begin, ulong count, uint step, out double worst, out uint where)
    {
        Func<Vector<float>, Vector<float>> f = Functions.Singles[name];
        Exact.TryGetValue(name, out Func<double, double>? exact);
        Func<Vector<double>, Vector<double>> wide = Functions.Doubles[name];
        int width = Vector<float>.Count;
        float* input = stackalloc float[width];
        worst = 0;
        where = (uint)begin;
        for (ulong at = begin; at < begin + count; at += (ulong)width * step)
        {
            for (int i = 0; i < width; i++) input[i] = BitConverter.UInt32BitsToSingle((uint)(at + (ulong)i * step));
            Vector<float> result = f(Vector.Load(input));
            Vector<double> low = default, high = default;
            if (exact is null)
            {
                Vector.Widen(Vector.Load(input), out low, out high);
                low = wide(low);
                high = wide(high);
            }
            for (int i = 0; i < width; i++)
            {
                double reference = exact is not null ? exact(input[i]) : i < width / 2 ? low[i] : high[i - width / 2];
                // The nearest float is never the worst; most results are, and the sweep has four thousand million.
                if ((float)reference == result[i] || (double.IsNaN(reference) && float.IsNaN(result[i]))) continue;
                double error = Functions.UlpErrorSingle(result[i], reference);
                if (!(error > worst)) continue;
                worst = error;
                where = BitConverter.SingleToUInt32Bits(input[i]);
            }
        }
    }

    /// <summary>Some elements of a vector lie between negative poles and take another way than the rest: none of them, one, some, all.</summary>
    [Fact]
    public unsafe void LogGammaTakesAnyMixtureOfArguments()
    {
        System.Random random = new(11);
        float[] special = [0, -0f, 1, 2, -1, -2, -3, -2.4570247f, -2.7476826f, 1e-40f, -1e-40f, 1e30f, -1e30f, 3e38f, float.PositiveInfinity,
            float.NegativeInfinity, float.NaN];
        float* x = stackalloc float[Vector<float>.Count];
        for (int trial = 0; trial < 4000; trial++)
        {
            double below = random.Next(4) / 3.0;
            for (int i = 0; i < Vector<float>.Count; i++)
            {
                bool from = random.NextDouble() < below;
                x[i] = random.Next(20) == 0 ? special[random.Next(special.Length)]
                    : (float)(from ? -2.2 - (random.NextDouble() * 6) : (random.NextDouble() * 12) - 2.2);
            }
            Vector<float> result = VectorMath.LogGamma(Vector.Load(x));
            for (int i = 0; i < Vector<float>.Count; i++)
                Assert.True(Functions.UlpErrorSingle(result[i], LogGamma(x[i])) <= 4, $"LogGamma({x[i]:R}) = {result[i]:R}, not {LogGamma(x[i]):R}");
        }
    }

    /// <summary>Arguments at which a sweep over all of them once found more than the bound: the samples go past them.</summary>
    [Theory]
    [InlineData("Gelu", -2.194035f), InlineData("Gelu", -0.79914993f), InlineData("Gelu", -0.7f), InlineData("Gelu", -1.07f)]
    public void ArgumentsAroundAKnownWorstAreWithinTheBound(string name, float around)
    {
        uint bits = BitConverter.SingleToUInt32Bits(around);
        for (uint k = bits - 2000; k < bits + 2000; k++)
        {
            float x = BitConverter.UInt32BitsToSingle(k), result = Functions.Singles[name](Vector.Create(x))[0];
            Assert.True(Functions.UlpErrorSingle(result, Functions.Doubles[name](Vector.Create((double)x))[0]) <= Bound(name), $"{name}({x:R}) = {result:R}");
        }
    }

    // The analyzer takes 0 and -0 for the same argument.
#pragma warning disable xUnit1025
    [Theory]
    [InlineData("Sin", -0f, -0f), InlineData("Tan", -0f, -0f), InlineData("Asin", -0f, -0f), InlineData("Atan", -0f, -0f)]
    [InlineData("Sinh", -0f, -0f), InlineData("Tanh", -0f, -0f), InlineData("Asinh", -0f, -0f), InlineData("Atanh", -0f, -0f)]
    [InlineData("Expm1", -0f, -0f), InlineData("Log1p", -0f, -0f), InlineData("Erf", -0f, -0f), InlineData("Cbrt", -0f, -0f)]
    [InlineData("Log", 0f, float.NegativeInfinity), InlineData("Log", -0f, float.NegativeInfinity), InlineData("Log", -1f, float.NaN)]
    [InlineData("Log1p", -1f, float.NegativeInfinity), InlineData("Log1p", -2f, float.NaN), InlineData("Acosh", 1f, 0f)]
    [InlineData("Exp", float.NegativeInfinity, 0f), InlineData("Exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Expm1", float.NegativeInfinity, -1f), InlineData("Tanh", float.PositiveInfinity, 1f), InlineData("Tanh", float.NegativeInfinity, -1f)]
    [InlineData("Atanh", 1f, float.PositiveInfinity), InlineData("Atanh", -1f, float.NegativeInfinity), InlineData("Atanh", 2f, float.NaN)]
    [InlineData("Asin", 2f, float.NaN), InlineData("Acos", 1f, 0f), InlineData("Acosh", 0.5f, float.NaN)]
    [InlineData("Erf", float.PositiveInfinity, 1f), InlineData("Erfc", float.PositiveInfinity, 0f), InlineData("Erfc", float.NegativeInfinity, 2f)]
    [InlineData("Erfinv", 1f, float.PositiveInfinity), InlineData("Erfinv", -1f, float.NegativeInfinity), InlineData("Erfinv", 1.5f, float.NaN)]
    [InlineData("LogGamma", 0f, float.PositiveInfinity), InlineData("LogGamma", -2f, float.PositiveInfinity), InlineData("LogGamma", 1f, 0f)]
    [InlineData("Digamma", 0f, float.NegativeInfinity), InlineData("Digamma", -0f, float.PositiveInfinity), InlineData("Digamma", -1f, float.NaN)]
    [InlineData("Sin", float.PositiveInfinity, float.NaN), InlineData("Gelu", float.NegativeInfinity, -0f), InlineData("Silu", float.NegativeInfinity, -0f)]
    [InlineData("Gelu", float.PositiveInfinity, float.PositiveInfinity), InlineData("Mish", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Silu", float.PositiveInfinity, float.PositiveInfinity), InlineData("Mish", float.NegativeInfinity, -0f)]
    [InlineData("GeluTanh", float.PositiveInfinity, float.PositiveInfinity), InlineData("GeluTanh", float.NegativeInfinity, -0f)]
    [InlineData("Gelu", -0f, -0f), InlineData("GeluTanh", -0f, -0f), InlineData("Silu", -0f, -0f), InlineData("Mish", -0f, -0f)]
    [InlineData("Softplus", float.NegativeInfinity, 0f), InlineData("Softplus", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Log2", 8f, 3f), InlineData("Log10", 1000f, 3f), InlineData("Exp2", -149f, float.Epsilon), InlineData("Cbrt", 27f, 3f)]
    public void SpecialValues(string name, float x, float expected)
    {
        float single = Functions.Singles[name](Vector.Create(x))[1];
        double wide = Functions.Doubles[name](Vector.Create((double)x))[1];
        Assert.Equal(BitConverter.SingleToInt32Bits(expected) | (float.IsNaN(expected) ? int.MinValue : 0),
            BitConverter.SingleToInt32Bits(single) | (float.IsNaN(expected) ? int.MinValue : 0));
        Assert.Equal(expected, (float)wide);
    }

#pragma warning restore xUnit1025
    [Theory]
    [MemberData(nameof(Names))]
    public void NaNStaysNaN(string name)
    {
        Assert.True(float.IsNaN(Functions.Singles[name](Vector.Create(float.NaN))[0]));
        Assert.True(double.IsNaN(Functions.Doubles[name](Vector.Create(double.NaN))[0]));
    }

    [Fact]
    public void PowersFollowC99()
    {
        double[] values = [0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 2.5, 1e300, -1e300, double.PositiveInfinity,
            double.NegativeInfinity, double.NaN, 4503599627370497.0];
        foreach (double x in values)
            foreach (double y in values)
            {
                double expected = Math.Pow(x, y), actual = Functions.DoublePairs["Pow"](Vector.Create(x), Vector.Create(y))[0];
                Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)
                    || (double.IsNaN(expected) && double.IsNaN(actual)) || Math.Abs(actual / expected - 1) < 1e-15, $"{x}^{y}: {actual}, not {expected}");
            }
    }

    [Fact]
    public void SinglePowersFollowC99AndFloat64()
    {
        List<float> values = [0, -0f, 1, -1, 0.5f, -0.5f, 2, -2, 3, -3, 2.5f, 1e38f, -1e38f, 1e-38f, 1e-45f, -1e-45f, 150.5f, -149, 16777217f,
            1 + 1.1920929e-7f, 1 - 5.9604645e-8f, 1e9f, -1e9f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        System.Random random = new(7);
        for (int i = 0; i < 400; i++) values.Add((float)((random.NextDouble() * 2 - 1) * Math.Pow(2, random.Next(-30, 30))));
        foreach (float x in values)
            foreach (float y in values)
            {
                double exact = Math.Pow(x, y);
                float actual = Functions.SinglePairs["Pow"](Vector.Create(x), Vector.Create(y))[1];
                Assert.True(Functions.UlpErrorSingle(actual, exact) <= 2 && (double.IsNaN(exact) || float.IsNegative(actual) == double.IsNegative(exact)),
                    $"{x:R}^{y:R}: {actual:R}, not {exact:R}");
            }
    }

    [Fact]
    public void AnglesFollowC99()
    {
        double[] values = [0, -0.0, 1, -1, 1e300, -1e300, 1e-300, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double x in values)
            foreach (double y in values)
            {
                double expected = Math.Atan2(y, x), actual = Functions.DoublePairs["Atan2"](Vector.Create(y), Vector.Create(x))[0];
                Assert.True(Functions.UlpError(actual, expected, 0) <= 1
                    && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual)),
                    $"atan2({y}, {x}): {actual}, not {expected}");
            }
    }
}
