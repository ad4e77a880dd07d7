using System;
using System.Globalization;
using Lucid.Numerics;

namespace Lucid.Gpu.Msl.Types;

/// <summary>A scalar known at compile time: the kind, and the value as sign-extended bits or as a double.</summary>
internal readonly record struct ConstantValue
{
    private ConstantValue(NumberKind kind, ulong bits, double number)
    {
        Kind = kind;
        Bits = bits;
        Number = number;
    }

    public NumberKind Kind { get; }

    public ulong Bits { get; }

    public double Number { get; }

    public bool IsFloating => Kind.IsFloating();

    public bool IsTrue => IsFloating ? Number != 0 : Bits != 0;

    public long Signed => IsFloating ? Saturate(Number) : (long)Bits;

    public double AsDouble => IsFloating ? Number : Kind == NumberKind.ULong ? Bits : (double)(long)Bits;

    public static ConstantValue FromDouble(NumberKind kind, double number)
    {
        double rounded = kind switch
        {
            NumberKind.Half => (double)(Half)number,
            NumberKind.BFloat => (float)(BFloat16)(float)number,
            _ => (double)(float)number,
        };
        return new ConstantValue(kind, 0, rounded);
    }

    /// <summary>Takes the low bits that the kind holds, extended to 64 by its sign.</summary>
    public static ConstantValue FromBits(NumberKind kind, ulong bits)
    {
        ulong kept = kind switch
        {
            NumberKind.Bool => bits != 0 ? 1u : 0u,
            NumberKind.Char => (ulong)(sbyte)bits,
            NumberKind.UChar => (byte)bits,
            NumberKind.Short => (ulong)(short)bits,
            NumberKind.UShort => (ushort)bits,
            NumberKind.Int => (ulong)(int)bits,
            NumberKind.UInt => (uint)bits,
            _ => bits,
        };
        return new ConstantValue(kind, kept, 0);
    }

    public static ConstantValue Int(long value) => FromBits(NumberKind.Int, (ulong)value);

    public static ConstantValue Bool(bool value) => FromBits(NumberKind.Bool, value ? 1u : 0u);

    public ConstantValue ConvertTo(NumberKind kind)
    {
        if (kind == Kind) return this;
        if (kind.IsFloating()) return FromDouble(kind, AsDouble);
        if (!IsFloating) return FromBits(kind, Bits);
        if (kind == NumberKind.Bool) return Bool(Number != 0);
        return kind == NumberKind.ULong ? FromBits(kind, SaturateUnsigned(Number)) : FromBits(kind, (ulong)Saturate(Number));
    }

    private static long Saturate(double value) =>
        double.IsNaN(value) ? 0 : value >= 9.2233720368547758e18 ? long.MaxValue : value <= -9.2233720368547758e18 ? long.MinValue : (long)value;

    private static ulong SaturateUnsigned(double value) =>
        double.IsNaN(value) || value <= 0 ? 0 : value >= 1.8446744073709552e19 ? ulong.MaxValue : (ulong)value;

    public override string ToString() => Kind switch
    {
        NumberKind.Bool => Bits != 0 ? "true" : "false",
        NumberKind.ULong or NumberKind.UInt => Bits.ToString(CultureInfo.InvariantCulture),
        _ when IsFloating => Number.ToString("R", CultureInfo.InvariantCulture),
        _ => ((long)Bits).ToString(CultureInfo.InvariantCulture),
    };
}
