using System;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid;

/// <summary>A number without a shape: bool, integer, real or complex, as Python passes it.</summary>
public readonly struct Scalar : IEquatable<Scalar>
{
    private readonly long _bits;
    private readonly double _imaginary;

    private Scalar(ScalarKind kind, long bits, double imaginary = 0)
    {
        Kind = kind;
        _bits = bits;
        _imaginary = imaginary;
    }

    /// <summary>Which kind of number it is.</summary>
    public ScalarKind Kind { get; }

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(ScalarKind.Bool, value ? 1 : 0);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(ScalarKind.Integer, value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(ScalarKind.Integer, value);

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(double value) => new(ScalarKind.Real, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A complex number.</summary>
    public static implicit operator Scalar(Complex value) =>
        new(ScalarKind.Complex, BitConverter.DoubleToInt64Bits(value.Real), value.Imaginary);

    /// <summary>The value as an integer (reals truncate, saturating).</summary>
    public long ToInt64() => Kind <= ScalarKind.Integer ? _bits : (long)BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The value as a real; the imaginary part is dropped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double ToDouble() => Kind <= ScalarKind.Integer ? _bits : BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The value as a complex number.</summary>
    public Complex ToComplex() => new(ToDouble(), _imaginary);

    /// <summary>True unless the value is zero.</summary>
    public bool ToBool() => Kind <= ScalarKind.Integer ? _bits != 0 : ToDouble() != 0 || _imaginary != 0;

    /// <summary>True for the number one, of any kind.</summary>
    public bool IsOne => Kind == ScalarKind.Integer ? _bits == 1 : ToDouble() == 1 && _imaginary == 0;

    /// <summary>The element type PyTorch gives a tensor made of this number.</summary>
    public DType DType => Kind switch
    {
        ScalarKind.Bool => DType.Bool,
        ScalarKind.Integer => DType.Int64,
        ScalarKind.Real => DTypes.Default,
        _ => DTypes.DefaultComplex,
    };

    /// <summary>Minus the number; a truth value counts as an integer.</summary>
    public static Scalar operator -(Scalar value) => value.Kind switch
    {
        // Without the conversions the three arms would meet in the widest type, complex.
        ScalarKind.Complex => (Scalar)(-value.ToComplex()),
        ScalarKind.Real => (Scalar)(-value.ToDouble()),
        _ => (Scalar)(-value._bits),
    };

    /// <summary>Product, of the higher kind of the two; truth values count as integers.</summary>
    public static Scalar operator *(Scalar left, Scalar right) => (ScalarKind)Math.Max((byte)left.Kind, (byte)right.Kind) switch
    {
        ScalarKind.Complex => (Scalar)(left.ToComplex() * right.ToComplex()),
        ScalarKind.Real => (Scalar)(left.ToDouble() * right.ToDouble()),
        _ => (Scalar)(left._bits * right._bits),
    };

    /// <inheritdoc/>
    public bool Equals(Scalar other) => Kind == other.Kind && _bits == other._bits && _imaginary.Equals(other._imaginary);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _bits, _imaginary);

    /// <summary>Same kind and value.</summary>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Other kind or value.</summary>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ScalarKind.Bool => _bits != 0 ? "True" : "False",
        ScalarKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Real => ToDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"({ToDouble():R}{(_imaginary < 0 ? "" : "+")}{_imaginary:R}j)"),
    };
}

/// <summary>Kinds of numbers, in promotion order.</summary>
public enum ScalarKind : byte
{
    /// <summary>A truth value.</summary>
    Bool,
    /// <summary>An integer.</summary>
    Integer,
    /// <summary>A real number.</summary>
    Real,
    /// <summary>A complex number.</summary>
    Complex,
}
