using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;
using Lucid.Numerics;

namespace Lucid.Cpu.Loops;

public static unsafe partial class Pointwise
{
    private const int ComplexCost = 8;

    /// <summary>o = op(x, y) for complex elements; T is Complex64 or Complex.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void BinaryComplex<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T* y,
        ReadOnlySpan<long> ys, T* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IComplexBinaryOperator
        where T : unmanaged
    {
        Launch(&BinaryComplexKernel<TOp, T>, &op, ComplexCost, shape, x, xs, sizeof(T), y, ys, sizeof(T), o, os, sizeof(T));
    }

    /// <summary>Real o = op(x): T is Complex64 with float results or Complex with double results.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void ComplexToReal<TOp, T, TReal>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, TReal* o,
        ReadOnlySpan<long> os)
        where TOp : unmanaged, IComplexToRealOperator
        where T : unmanaged
        where TReal : unmanaged
    {
        Launch(&ComplexToRealKernel<TOp, T, TReal>, &op, ComplexCost, shape, x, xs, sizeof(T), o, os, sizeof(TReal));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Complex Read<T>(T* x) where T : unmanaged =>
        typeof(T) == typeof(Complex64) ? (Complex)(*(Complex64*)x) : *(Complex*)x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(T* o, Complex value) where T : unmanaged
    {
        if (typeof(T) == typeof(Complex64)) *(Complex64*)o = (Complex64)value;
        else *(Complex*)o = value;
    }

    private static void UnaryComplexKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IComplexUnaryOperator
        where T : unmanaged
    {
        TOp f = *(TOp*)op;
        T* x = (T*)p[0], o = (T*)p[1];
        nint xm = (repeated & 1) != 0 ? 0 : -1;
        for (nint i = 0; i < n; i++) Write(o + i, f.Invoke(Read(x + (i & xm))));
    }

    private static void BinaryComplexKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IComplexBinaryOperator
        where T : unmanaged
    {
        TOp f = *(TOp*)op;
        T* x = (T*)p[0], y = (T*)p[1], o = (T*)p[2];
        nint xm = (repeated & 1) != 0 ? 0 : -1, ym = (repeated & 2) != 0 ? 0 : -1;
        for (nint i = 0; i < n; i++) Write(o + i, f.Invoke(Read(x + (i & xm)), Read(y + (i & ym))));
    }

    private static void TernaryComplexKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IComplexTernaryOperator
        where T : unmanaged
    {
        TOp f = *(TOp*)op;
        T* x = (T*)p[0], y = (T*)p[1], z = (T*)p[2], o = (T*)p[3];
        nint xm = (repeated & 1) != 0 ? 0 : -1, ym = (repeated & 2) != 0 ? 0 : -1, zm = (repeated & 4) != 0 ? 0 : -1;
        for (nint i = 0; i < n; i++) Write(o + i, f.Invoke(Read(x + (i & xm)), Read(y + (i & ym)), Read(z + (i & zm))));
    }

    private static void CompareComplexKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IComplexComparison
        where T : unmanaged
    {
        TOp f = *(TOp*)op;
        T* x = (T*)p[0], y = (T*)p[1];
        byte* o = (byte*)p[2];
        nint xm = (repeated & 1) != 0 ? 0 : -1, ym = (repeated & 2) != 0 ? 0 : -1;
        for (nint i = 0; i < n; i++) o[i] = f.Invoke(Read(x + (i & xm)), Read(y + (i & ym))) ? (byte)1 : (byte)0;
    }

    private static void ComplexToRealKernel<TOp, T, TReal>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IComplexToRealOperator
        where T : unmanaged
        where TReal : unmanaged
    {
        TOp f = *(TOp*)op;
        T* x = (T*)p[0];
        TReal* o = (TReal*)p[1];
        nint xm = (repeated & 1) != 0 ? 0 : -1;
        for (nint i = 0; i < n; i++) o[i] = ElementCast.Cast<double, TReal>(f.Invoke(Read(x + (i & xm))));
    }
}
