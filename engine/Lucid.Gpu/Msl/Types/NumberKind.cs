namespace Lucid.Gpu.Msl.Types;

/// <summary>The scalar types of the Metal Shading Language (specification section 2.1), in promotion order per family.</summary>
public enum NumberKind : byte
{
    /// <summary>No value.</summary>
    Void,
    /// <summary>true or false; one byte.</summary>
    Bool,
    /// <summary>Signed 8-bit integer.</summary>
    Char,
    /// <summary>Unsigned 8-bit integer.</summary>
    UChar,
    /// <summary>Signed 16-bit integer.</summary>
    Short,
    /// <summary>Unsigned 16-bit integer.</summary>
    UShort,
    /// <summary>Signed 32-bit integer.</summary>
    Int,
    /// <summary>Unsigned 32-bit integer.</summary>
    UInt,
    /// <summary>Signed 64-bit integer.</summary>
    Long,
    /// <summary>Unsigned 64-bit integer.</summary>
    ULong,
    /// <summary>IEEE 754 binary16.</summary>
    Half,
    /// <summary>Brain floating point.</summary>
    BFloat,
    /// <summary>IEEE 754 binary32.</summary>
    Float,
}

internal static class NumberKinds
{
    public static bool IsFloating(this NumberKind kind) => kind >= NumberKind.Half;

    public static bool IsInteger(this NumberKind kind) => kind is >= NumberKind.Bool and <= NumberKind.ULong;

    public static bool IsSigned(this NumberKind kind) =>
        kind is NumberKind.Char or NumberKind.Short or NumberKind.Int or NumberKind.Long or >= NumberKind.Half;

    public static int Size(this NumberKind kind) => kind switch
    {
        NumberKind.Void => 0,
        NumberKind.Bool or NumberKind.Char or NumberKind.UChar => 1,
        NumberKind.Short or NumberKind.UShort or NumberKind.Half or NumberKind.BFloat => 2,
        NumberKind.Long or NumberKind.ULong => 8,
        _ => 4,
    };

    public static string Name(this NumberKind kind) => kind switch
    {
        NumberKind.Void => "void",
        NumberKind.Bool => "bool",
        NumberKind.Char => "char",
        NumberKind.UChar => "uchar",
        NumberKind.Short => "short",
        NumberKind.UShort => "ushort",
        NumberKind.Int => "int",
        NumberKind.UInt => "uint",
        NumberKind.Long => "long",
        NumberKind.ULong => "ulong",
        NumberKind.Half => "half",
        NumberKind.BFloat => "bfloat",
        _ => "float",
    };

    /// <summary>The type both operands take in scalar arithmetic (C++ usual arithmetic conversions; half with bfloat gives float).</summary>
    public static NumberKind Common(NumberKind left, NumberKind right)
    {
        if (left.IsFloating() || right.IsFloating())
        {
            if (!left.IsFloating()) return right;
            if (!right.IsFloating() || left == right) return left;
            return NumberKind.Float;
        }
        left = Promote(left);
        right = Promote(right);
        return left > right ? left : right;
    }

    /// <summary>Integer promotion: everything below int becomes int.</summary>
    public static NumberKind Promote(NumberKind kind) => kind is >= NumberKind.Bool and < NumberKind.Int ? NumberKind.Int : kind;
}
