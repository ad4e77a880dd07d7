using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Numerics;

namespace Lucid;

/// <summary>Element types, in the order of PyTorch's promotion lattice.</summary>
public enum DType : byte
{
    /// <summary>Truth value, one byte holding 0 or 1.</summary>
    Bool,
    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,
    /// <summary>Signed 8-bit integer.</summary>
    Int8,
    /// <summary>Signed 16-bit integer.</summary>
    Int16,
    /// <summary>Signed 32-bit integer.</summary>
    Int32,
    /// <summary>Signed 64-bit integer.</summary>
    Int64,
    /// <summary>IEEE half precision.</summary>
    Float16,
    /// <summary>Brain floating point, 8 exponent bits.</summary>
    BFloat16,
    /// <summary>IEEE single precision.</summary>
    Float32,
    /// <summary>IEEE double precision.</summary>
    Float64,
    /// <summary>Complex of two float32.</summary>
    Complex64,
    /// <summary>Complex of two float64.</summary>
    Complex128,
}

/// <summary>Facts about element types and PyTorch's promotion rules.</summary>
public static class DTypes
{
    /// <summary>Number of element types.</summary>
    public const int Count = 12;

    private static ReadOnlySpan<byte> Sizes => [1, 1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16];

    private static readonly string[] Names =
        ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64", "complex128"];

    private static DType _default = DType.Float32;

    /// <summary>The floating type that integers promote to and factories use; float32 unless set.</summary>
    /// <exception cref="DtypeMismatchException">Set to a type that is not floating point.</exception>
    public static DType Default
    {
        get => _default;
        set => _default = value.IsFloatingPoint()
            ? value
            : throw new DtypeMismatchException("set_default_dtype", "dtype", "a floating-point dtype", value.Name());
    }

    /// <summary>The complex type whose parts are the default floating type.</summary>
    public static DType DefaultComplex => _default == DType.Float64 ? DType.Complex128 : DType.Complex64;

    /// <summary>Bytes of one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ItemSize(this DType type) => Sizes[(int)type];

    /// <summary>PyTorch's name, such as <c>float32</c>.</summary>
    public static string Name(this DType type) => Names[(int)type];

    /// <summary>True for float16, bfloat16, float32, float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFloatingPoint(this DType type) => type is >= DType.Float16 and <= DType.Float64;

    /// <summary>True for complex64, complex128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsComplex(this DType type) => type >= DType.Complex64;

    /// <summary>True for the integer types, bool excluded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInteger(this DType type) => type is >= DType.UInt8 and <= DType.Int64;

    /// <summary>True for types that may carry gradients: floating and complex.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDifferentiable(this DType type) => type >= DType.Float16;

    /// <summary>The type of real and imaginary parts; the type itself when real.</summary>
    public static DType ToReal(this DType type) => type switch
    {
        DType.Complex64 => DType.Float32,
        DType.Complex128 => DType.Float64,
        _ => type,
    };

    /// <summary>The complex type wide enough for a real type's values.</summary>
    public static DType ToComplex(this DType type) => type switch
    {
        DType.Float64 or DType.Complex128 => DType.Complex128,
        _ => DType.Complex64,
    };

    /// <summary>PyTorch's <c>promote_types</c>: the smallest type that both convert to.</summary>
    public static DType Promote(DType a, DType b)
    {
        if (a == b) return a;
        if (a > b) (a, b) = (b, a);
        if (b.IsComplex()) return b == DType.Complex128 || a == DType.Float64 ? DType.Complex128 : DType.Complex64;
        if (b.IsFloatingPoint()) return a == DType.Float16 && b == DType.BFloat16 ? DType.Float32 : b;
        if (a == DType.UInt8 && b == DType.Int8) return DType.Int16;
        return b;
    }

    /// <summary>PyTorch's <c>can_cast</c>: whether the kind of number is kept (no complex to real, float to int, number to bool).</summary>
    public static bool CanCast(DType from, DType to)
    {
        if (from.IsComplex() && !to.IsComplex()) return false;
        if (from.IsFloatingPoint() && to <= DType.Int64) return false;
        return from == DType.Bool || to != DType.Bool;
    }

    /// <summary>The engine's element type of a C# type.</summary>
    /// <exception cref="DtypeMismatchException">The C# type is no element type.</exception>
    public static DType Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return DType.Float32;
        if (typeof(T) == typeof(double)) return DType.Float64;
        if (typeof(T) == typeof(long)) return DType.Int64;
        if (typeof(T) == typeof(int)) return DType.Int32;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        if (typeof(T) == typeof(byte)) return DType.UInt8;
        if (typeof(T) == typeof(sbyte)) return DType.Int8;
        if (typeof(T) == typeof(short)) return DType.Int16;
        if (typeof(T) == typeof(Half)) return DType.Float16;
        if (typeof(T) == typeof(BFloat16)) return DType.BFloat16;
        if (typeof(T) == typeof(Complex64)) return DType.Complex64;
        if (typeof(T) == typeof(Complex)) return DType.Complex128;
        throw new DtypeMismatchException("dtype", "T", "an element type", typeof(T).Name);
    }
}
