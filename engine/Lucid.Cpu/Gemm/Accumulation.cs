using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Numerics;

namespace Lucid.Cpu.Gemm;

/// <summary>Conversions between an element type and the type its products are accumulated in.</summary>
internal static class Accumulation
{
    /// <summary>Widens an element: half types to float, small integers to int; complex numbers give their real part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Widen<TElement, T>(TElement value)
        where TElement : unmanaged
        where T : unmanaged
    {
        if (typeof(TElement) == typeof(T)) return Unsafe.BitCast<TElement, T>(value);
        if (typeof(TElement) == typeof(Half)) return From<float, T>((float)Unsafe.BitCast<TElement, Half>(value));
        if (typeof(TElement) == typeof(BFloat16)) return From<float, T>((float)Unsafe.BitCast<TElement, BFloat16>(value));
        if (typeof(TElement) == typeof(byte)) return From<int, T>(Unsafe.BitCast<TElement, byte>(value));
        if (typeof(TElement) == typeof(sbyte)) return From<int, T>(Unsafe.BitCast<TElement, sbyte>(value));
        if (typeof(TElement) == typeof(short)) return From<int, T>(Unsafe.BitCast<TElement, short>(value));
        if (typeof(TElement) == typeof(ushort)) return From<int, T>(Unsafe.BitCast<TElement, ushort>(value));
        if (typeof(TElement) == typeof(uint)) return From<int, T>((int)Unsafe.BitCast<TElement, uint>(value));
        if (typeof(TElement) == typeof(ulong)) return From<long, T>((long)Unsafe.BitCast<TElement, ulong>(value));
        throw Unsupported<TElement>();
    }

    /// <summary>Rounds to nearest, ties to even, or wraps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TElement Narrow<T, TElement>(T value)
        where T : unmanaged
        where TElement : unmanaged
    {
        if (typeof(TElement) == typeof(T)) return Unsafe.BitCast<T, TElement>(value);
        if (typeof(TElement) == typeof(Half)) return From<Half, TElement>((Half)Unsafe.BitCast<T, float>(value));
        if (typeof(TElement) == typeof(BFloat16)) return From<BFloat16, TElement>((BFloat16)Unsafe.BitCast<T, float>(value));
        if (typeof(TElement) == typeof(byte)) return From<byte, TElement>((byte)Unsafe.BitCast<T, int>(value));
        if (typeof(TElement) == typeof(sbyte)) return From<sbyte, TElement>((sbyte)Unsafe.BitCast<T, int>(value));
        if (typeof(TElement) == typeof(short)) return From<short, TElement>((short)Unsafe.BitCast<T, int>(value));
        if (typeof(TElement) == typeof(ushort)) return From<ushort, TElement>((ushort)Unsafe.BitCast<T, int>(value));
        if (typeof(TElement) == typeof(uint)) return From<uint, TElement>((uint)Unsafe.BitCast<T, int>(value));
        if (typeof(TElement) == typeof(ulong)) return From<ulong, TElement>((ulong)Unsafe.BitCast<T, long>(value));
        throw Unsupported<TElement>();
    }

    /// <summary>A factor in the accumulation type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scalar<T>(Complex value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<float, T>((float)value.Real);
        if (typeof(T) == typeof(double)) return From<double, T>(value.Real);
        if (typeof(T) == typeof(int)) return From<int, T>((int)(long)value.Real);
        if (typeof(T) == typeof(long)) return From<long, T>((long)value.Real);
        throw Unsupported<T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add<T>(T x, T y)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<float, T>(Unsafe.BitCast<T, float>(x) + Unsafe.BitCast<T, float>(y));
        if (typeof(T) == typeof(double)) return From<double, T>(Unsafe.BitCast<T, double>(x) + Unsafe.BitCast<T, double>(y));
        if (typeof(T) == typeof(int)) return From<int, T>(unchecked(Unsafe.BitCast<T, int>(x) + Unsafe.BitCast<T, int>(y)));
        if (typeof(T) == typeof(long)) return From<long, T>(unchecked(Unsafe.BitCast<T, long>(x) + Unsafe.BitCast<T, long>(y)));
        throw Unsupported<T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply<T>(T x, T y)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<float, T>(Unsafe.BitCast<T, float>(x) * Unsafe.BitCast<T, float>(y));
        if (typeof(T) == typeof(double)) return From<double, T>(Unsafe.BitCast<T, double>(x) * Unsafe.BitCast<T, double>(y));
        if (typeof(T) == typeof(int)) return From<int, T>(unchecked(Unsafe.BitCast<T, int>(x) * Unsafe.BitCast<T, int>(y)));
        if (typeof(T) == typeof(long)) return From<long, T>(unchecked(Unsafe.BitCast<T, long>(x) * Unsafe.BitCast<T, long>(y)));
        throw Unsupported<T>();
    }

    /// <summary>The value that relu's comparison starts from: 0 with relu, else nothing lies below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Floor<T>(Activation activation)
        where T : unmanaged
    {
        if (activation == Activation.Relu) return default;
        if (typeof(T) == typeof(float)) return From<float, T>(float.NegativeInfinity);
        if (typeof(T) == typeof(double)) return From<double, T>(double.NegativeInfinity);
        if (typeof(T) == typeof(int)) return From<int, T>(int.MinValue);
        if (typeof(T) == typeof(long)) return From<long, T>(long.MinValue);
        throw Unsupported<T>();
    }

    /// <summary>x, or the floor where x is below it; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Raise<T>(T x, T floor)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<T, float>(x) < Unsafe.BitCast<T, float>(floor) ? floor : x;
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<T, double>(x) < Unsafe.BitCast<T, double>(floor) ? floor : x;
        if (typeof(T) == typeof(int)) return Unsafe.BitCast<T, int>(x) < Unsafe.BitCast<T, int>(floor) ? floor : x;
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<T, long>(x) < Unsafe.BitCast<T, long>(floor) ? floor : x;
        throw Unsupported<T>();
    }

    public static NotSupportedException Unsupported<T>() => new($"There is no matrix product for elements of type {typeof(T).Name}.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T From<TValue, T>(TValue value)
        where TValue : unmanaged
        where T : unmanaged
        => Unsafe.BitCast<TValue, T>(value);
}
