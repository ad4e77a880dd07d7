using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Numerics;

namespace Lucid.Cpu.Loops;

/// <summary>Conversion of one element between any two engine types with PyTorch's (C's) semantics.</summary>
/// <remarks>
/// Floating point to integer truncates; out of range and NaN give what the processor's conversion gives (the least value
/// on x86). Narrower integers take the low bits. To bool: not equal to zero. Complex to real drops the imaginary part.
/// </remarks>
public static class ElementCast
{
    /// <summary>Converts one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Cast<TFrom, TTo>(TFrom value) where TFrom : unmanaged where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo)) return Unsafe.BitCast<TFrom, TTo>(value);
        if (typeof(TFrom) == typeof(Complex64) || typeof(TFrom) == typeof(Complex)) return FromComplex<TTo>(ToComplex(value));
        if (IsFloating<TFrom>()) return FromDouble<TTo>(ToDouble(value));
        return FromInteger<TTo>(ToInteger(value));
    }

    /// <summary>Whether the type is float, double, Half or BFloat16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsFloating<T>() =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Complex ToComplex<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(Complex64) ? Unsafe.BitCast<T, Complex64>(value) : Unsafe.BitCast<T, Complex>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ToDouble<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<T, float>(value);
        if (typeof(T) == typeof(Half)) return (double)Unsafe.BitCast<T, Half>(value);
        if (typeof(T) == typeof(BFloat16)) return (float)Unsafe.BitCast<T, BFloat16>(value);
        return Unsafe.BitCast<T, double>(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ToInteger<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(bool)) return Unsafe.BitCast<T, byte>(value) != 0 ? 1 : 0;
        if (typeof(T) == typeof(byte)) return Unsafe.BitCast<T, byte>(value);
        if (typeof(T) == typeof(sbyte)) return Unsafe.BitCast<T, sbyte>(value);
        if (typeof(T) == typeof(short)) return Unsafe.BitCast<T, short>(value);
        if (typeof(T) == typeof(ushort)) return Unsafe.BitCast<T, ushort>(value);
        if (typeof(T) == typeof(int)) return Unsafe.BitCast<T, int>(value);
        if (typeof(T) == typeof(uint)) return Unsafe.BitCast<T, uint>(value);
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<T, long>(value);
        throw new NotSupportedException("element type");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T FromComplex<T>(Complex value) where T : unmanaged
    {
        if (typeof(T) == typeof(Complex)) return Unsafe.BitCast<Complex, T>(value);
        if (typeof(T) == typeof(Complex64)) return Unsafe.BitCast<Complex64, T>((Complex64)value);
        if (typeof(T) == typeof(bool)) return Unsafe.BitCast<byte, T>(value.Real != 0 || value.Imaginary != 0 ? (byte)1 : (byte)0);
        return FromDouble<T>(value.Real);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T FromDouble<T>(double value) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(value);
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>((float)value);
        if (typeof(T) == typeof(Half)) return Unsafe.BitCast<Half, T>((Half)(float)value);
        if (typeof(T) == typeof(BFloat16)) return Unsafe.BitCast<BFloat16, T>((BFloat16)(float)value);
        if (typeof(T) == typeof(Complex64)) return Unsafe.BitCast<Complex64, T>(new Complex64((float)value, 0));
        if (typeof(T) == typeof(Complex)) return Unsafe.BitCast<Complex, T>(new Complex(value, 0));
        if (typeof(T) == typeof(bool)) return Unsafe.BitCast<byte, T>(value != 0 ? (byte)1 : (byte)0);
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<long, T>(double.ConvertToIntegerNative<long>(value));
        return FromInteger<T>(double.ConvertToIntegerNative<int>(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T FromInteger<T>(long value) where T : unmanaged
    {
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<long, T>(value);
        if (typeof(T) == typeof(int)) return Unsafe.BitCast<int, T>(unchecked((int)value));
        if (typeof(T) == typeof(uint)) return Unsafe.BitCast<uint, T>(unchecked((uint)value));
        if (typeof(T) == typeof(short)) return Unsafe.BitCast<short, T>(unchecked((short)value));
        if (typeof(T) == typeof(ushort)) return Unsafe.BitCast<ushort, T>(unchecked((ushort)value));
        if (typeof(T) == typeof(sbyte)) return Unsafe.BitCast<sbyte, T>(unchecked((sbyte)value));
        if (typeof(T) == typeof(byte)) return Unsafe.BitCast<byte, T>(unchecked((byte)value));
        if (typeof(T) == typeof(bool)) return Unsafe.BitCast<byte, T>(value != 0 ? (byte)1 : (byte)0);
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>(value);
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(value);
        if (typeof(T) == typeof(Half)) return Unsafe.BitCast<Half, T>((Half)(float)value);
        if (typeof(T) == typeof(BFloat16)) return Unsafe.BitCast<BFloat16, T>((BFloat16)(float)value);
        if (typeof(T) == typeof(Complex64)) return Unsafe.BitCast<Complex64, T>(new Complex64(value, 0));
        if (typeof(T) == typeof(Complex)) return Unsafe.BitCast<Complex, T>(new Complex(value, 0));
        throw new NotSupportedException("element type");
    }
}
