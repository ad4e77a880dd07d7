using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;
using Lucid.Numerics;

namespace Lucid.Cpu.Loops;

/// <summary>
/// Elementwise loops over any shape and strides. Strides count elements, broadcast dimensions have stride 0, and the
/// output may be exactly one of the inputs (same address, same strides) but must not overlap one otherwise.
/// Elements: float, double, Half, BFloat16, sbyte, byte (also bool as 0/1), short, int, long; Half and BFloat16 are
/// computed in float and rounded once per operator.
/// </summary>
public static unsafe partial class Pointwise
{
    /// <summary>o = op(x).</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Unary<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged
    {
        Launch(&UnaryKernel<TOp, T>, &op, TOp.Cost, shape, x, xs, sizeof(T), o, os, sizeof(T));
    }

    /// <summary>o = op(x, y).</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Binary<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T* y, ReadOnlySpan<long> ys,
        T* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        Launch(&BinaryKernel<TOp, T>, &op, TOp.Cost, shape, x, xs, sizeof(T), y, ys, sizeof(T), o, os, sizeof(T));
    }

    /// <summary>o = op(x, y, z).</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Ternary<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T* y, ReadOnlySpan<long> ys,
        T* z, ReadOnlySpan<long> zs, T* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, ITernaryOperator
        where T : unmanaged
    {
        Launch(&TernaryKernel<TOp, T>, &op, TOp.Cost, shape, x, xs, sizeof(T), y, ys, sizeof(T), z, zs, sizeof(T), o, os, sizeof(T));
    }

    /// <summary>o = op(x, y) as bytes 0/1.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Compare<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T* y, ReadOnlySpan<long> ys,
        byte* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IComparison
        where T : unmanaged
    {
        Launch(&CompareKernel<TOp, T>, &op, 1, shape, x, xs, sizeof(T), y, ys, sizeof(T), o, os, 1);
    }

    /// <summary>o = op(x) as bytes 0/1.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Test<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, byte* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IPredicate
        where T : unmanaged
    {
        Launch(&TestKernel<TOp, T>, &op, 1, shape, x, xs, sizeof(T), o, os, 1);
    }

    /// <summary>o = x where the condition byte is not 0, otherwise y. Any element type of 1, 2, 4, 8 or 16 bytes.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Where<T>(ReadOnlySpan<long> shape, byte* condition, ReadOnlySpan<long> cs, T* x, ReadOnlySpan<long> xs,
        T* y, ReadOnlySpan<long> ys, T* o, ReadOnlySpan<long> os)
        where T : unmanaged
    {
        Launch(&WhereKernel<T>, null, 1, shape, condition, cs, 1, x, xs, sizeof(T), y, ys, sizeof(T), o, os, sizeof(T));
    }

    /// <summary>o[i] = op(x[i]) over dense arrays; o may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void UnaryContiguous<TOp, T>(TOp op, T* x, T* o, nint n)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged
    {
        if (n <= LoopDriver.GrainFor(TOp.Cost)) UnaryBlock(op, x, false, o, n, false);
        else
        {
            ReadOnlySpan<long> shape = [n], one = [1];
            Unary(op, shape, x, one, o, one);
        }
    }

    /// <summary>o[i] = op(x[i], y[i]) over dense arrays; o may be x or y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BinaryContiguous<TOp, T>(TOp op, T* x, T* y, T* o, nint n)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        if (n <= LoopDriver.GrainFor(TOp.Cost)) BinaryBlock(op, x, false, y, false, o, n, false);
        else
        {
            ReadOnlySpan<long> shape = [n], one = [1];
            Binary(op, shape, x, one, y, one, o, one);
        }
    }

    /// <summary>o = op(x, number), or op(number, x) where the number comes first.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void BinaryNumber<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T number, bool numberFirst,
        T* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged =>
        LaunchNumber(&BinaryKernel<TOp, T>, &op, TOp.Cost, shape, x, xs, &number, numberFirst, o, os, sizeof(T), sizeof(T));

    /// <summary>o[i] = op(x[i], number), or op(number, x[i]), over a dense array; o may be x.</summary>
    public static void BinaryNumberContiguous<TOp, T>(TOp op, T* x, T number, bool numberFirst, T* o, nint n)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        if (n > LoopDriver.GrainFor(TOp.Cost))
        {
            ReadOnlySpan<long> shape = [n], one = [1];
            BinaryNumber(op, shape, x, one, number, numberFirst, o, one);
        }
        else if (numberFirst) BinaryBlock(op, &number, true, x, false, o, n, false);
        else BinaryBlock(op, x, false, &number, true, o, n, false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Operand<T>(LoopCall* call, int k, T* address, ReadOnlySpan<long> strides) where T : unmanaged
    {
        call->Address[k] = (long)address;
        call->Size[k] = sizeof(T);
        call->Plan.AddOperand(strides);
    }

    private static void UnaryKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged => UnaryBlock(*(TOp*)op, (T*)p[0], (repeated & 1) != 0, (T*)p[1], n, bypass);

    private static void BinaryKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged =>
        BinaryBlock(*(TOp*)op, (T*)p[0], (repeated & 1) != 0, (T*)p[1], (repeated & 2) != 0, (T*)p[2], n, bypass);

    private static void TernaryKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, ITernaryOperator
        where T : unmanaged =>
        TernaryBlock(*(TOp*)op, (T*)p[0], (repeated & 1) != 0, (T*)p[1], (repeated & 2) != 0, (T*)p[2], (repeated & 4) != 0,
            (T*)p[3], n, bypass);
}
