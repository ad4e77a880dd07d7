namespace Lucid.Gpu.Msl.Types;

/// <summary>The scalar types of the Metal Shading Language (specification section 2.1), in promotion order per family.</summary>
public enum ScalarKind : byte
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

internal static class ScalarKinds
{
    public static bool IsFloating(this ScalarKind kind) => kind >= ScalarKind.Half;

    public static bool IsInteger(this ScalarKind kind) => kind is >= ScalarKind.Bool and <= ScalarKind.ULong;

    public static bool IsSigned(this ScalarKind kind) =>
        kind is ScalarKind.Char or ScalarKind.Short or ScalarKind.Int or ScalarKind.Long or >= ScalarKind.Half;

    public static int Size(this ScalarKind kind) => kind switch
    {
        ScalarKind.Void => 0,
        ScalarKind.Bool or ScalarKind.Char or ScalarKind.UChar => 1,
        ScalarKind.Short or ScalarKind.UShort or ScalarKind.Half or ScalarKind.BFloat => 2,
        ScalarKind.Long or ScalarKind.ULong => 8,
        _ => 4,
    };

    public static string Name(this ScalarKind kind) => kind switch
    {
        ScalarKind.Void => "void", ScalarKind.Bool => "bool", ScalarKind.Char => "char", ScalarKind.UChar => "uchar",
        ScalarKind.Short => "short", ScalarKind.UShort => "ushort", ScalarKind.Int => "int", ScalarKind.UInt => "uint",
        ScalarKind.Long => "long", ScalarKind.ULong => "ulong", ScalarKind.Half => "half", ScalarKind.BFloat => "bfloat",
        _ => "float",
    };

    /// <summary>The type both operands take in scalar arithmetic (C++ usual arithmetic conversions; half with bfloat gives float).</summary>
    public static ScalarKind Common(ScalarKind left, ScalarKind right)
    {
        if (left.IsFloating() || right.IsFloating())
        {
            if (!left.IsFloating()) return right;
            if (!right.IsFloating() || left == right) return left;
            return ScalarKind.Float;
        }
        left = Promote(left);
        right = Promote(right);
        return left > right ? left : right;
    }

    /// <summary>Integer promotion: everything below int becomes int.</summary>
    public static ScalarKind Promote(ScalarKind kind) => kind is >= ScalarKind.Bool and < ScalarKind.Int ? ScalarKind.Int : kind;
}
