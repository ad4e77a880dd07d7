using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;
using Xunit;

namespace Lucid.Cpu.Tests.Simd;

/// <summary>float64 functions against values computed with 300 bits (reference_values.py).</summary>
public sealed class ReferenceValueTests
{
    private const double Bound = 2;

    // Relative error grows where a function crosses zero away from its argument's zero; these are held to absolute bounds there.
    private static double BoundOf(string name, double value) => name switch
    {
        "LogGamma" => Math.Abs(value) < 0.5 ? 12 : 4,
        "Digamma" => Math.Abs(value) < 1 ? 16 : 4,
        _ => Bound,
    };

    private static readonly Lazy<Dictionary<string, List<ulong[]>>> Values = new(Read);

    public static TheoryData<string> Unary => [.. Functions.Doubles.Keys];

    public static TheoryData<string> Binary => [.. Functions.DoublePairs.Keys];

    private static Dictionary<string, List<ulong[]>> Read()
    {
        string path = Environment.GetEnvironmentVariable("LUCID_REFERENCE_VALUES")
            ?? Path.Combine(AppContext.BaseDirectory, "Simd", "reference_values.txt");
        Dictionary<string, List<ulong[]>> values = [];
        foreach (string line in File.ReadLines(path))
        {
            string[] parts = line.Split(' ');
            if (!values.TryGetValue(parts[0], out List<ulong[]>? rows)) values[parts[0]] = rows = [];
            rows.Add(Array.ConvertAll(parts[1..], p => ulong.Parse(p, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        }
        return values;
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void UnaryFunctionsAreWithinTheirBound(string name)
    {
        Func<Vector<double>, Vector<double>> f = Functions.Doubles[name];
        double worst = 0;
        string at = "";
        foreach (ulong[] row in Values.Value[name])
        {
            double x = BitConverter.UInt64BitsToDouble(row[0]), high = BitConverter.UInt64BitsToDouble(row[1]);
            double actual = f(Vector.Create(x))[Vector<double>.Count - 1];
            double error = Functions.UlpError(actual, high, BitConverter.UInt64BitsToDouble(row[2])) / BoundOf(name, high);
            if (!(error > worst)) continue;
            worst = error;
            at = $"{name}({x:R}) = {actual:R}, exactly {high:R}: {error * BoundOf(name, high):F2} ulp";
        }
        Assert.True(worst <= 1, at);
        if (Environment.GetEnvironmentVariable("LUCID_REPORT_ULP") is { } file) File.AppendAllText(file, at + "\n");
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void BinaryFunctionsAreWithinTheirBound(string name)
    {
        Func<Vector<double>, Vector<double>, Vector<double>> f = Functions.DoublePairs[name];
        double worst = 0;
        string at = "";
        foreach (ulong[] row in Values.Value[name])
        {
            double x = BitConverter.UInt64BitsToDouble(row[0]), y = BitConverter.UInt64BitsToDouble(row[1]);
            double high = BitConverter.UInt64BitsToDouble(row[2]);
            double actual = f(Vector.Create(x), Vector.Create(y))[0];
            double error = Functions.UlpError(actual, high, BitConverter.UInt64BitsToDouble(row[3]));
            if (!(error > worst)) continue;
            worst = error;
            at = $"{name}({x:R}, {y:R}) = {actual:R}, exactly {high:R}: {error:F2} ulp";
        }
        Assert.True(worst <= Bound, at);
        if (Environment.GetEnvironmentVariable("LUCID_REPORT_ULP") is { } file) File.AppendAllText(file, at + "\n");
    }
}
