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
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &UnaryKernel<TOp, T>;
        call.Operation = &op;
        call.Plan.Begin(shape);
        Operand<T>(&call, 0, x, xs);
        Operand<T>(&call, 1, o, os);
        call.Plan.Finish();
        LoopDriver.Run(&call, TOp.Cost);
    }

    /// <summary>o = op(x, y).</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Binary<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T* y, ReadOnlySpan<long> ys,
        T* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &BinaryKernel<TOp, T>;
        call.Operation = &op;
        call.Plan.Begin(shape);
        Operand<T>(&call, 0, x, xs);
        Operand<T>(&call, 1, y, ys);
        Operand<T>(&call, 2, o, os);
        call.Plan.Finish();
        LoopDriver.Run(&call, TOp.Cost);
    }

    /// <summary>o = op(x, y, z).</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Ternary<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T* y, ReadOnlySpan<long> ys,
        T* z, ReadOnlySpan<long> zs, T* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, ITernaryOperator
        where T : unmanaged
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &TernaryKernel<TOp, T>;
        call.Operation = &op;
        call.Plan.Begin(shape);
        Operand<T>(&call, 0, x, xs);
        Operand<T>(&call, 1, y, ys);
        Operand<T>(&call, 2, z, zs);
        Operand<T>(&call, 3, o, os);
        call.Plan.Finish();
        LoopDriver.Run(&call, TOp.Cost);
    }

    /// <summary>o = op(x, y) as bytes 0/1.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Compare<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, T* y, ReadOnlySpan<long> ys,
        byte* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IComparison
        where T : unmanaged
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &CompareKernel<TOp, T>;
        call.Operation = &op;
        call.Plan.Begin(shape);
        Operand<T>(&call, 0, x, xs);
        Operand<T>(&call, 1, y, ys);
        Operand<byte>(&call, 2, o, os);
        call.Plan.Finish();
        LoopDriver.Run(&call, 1);
    }

    /// <summary>o = op(x) as bytes 0/1.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Test<TOp, T>(TOp op, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, byte* o, ReadOnlySpan<long> os)
        where TOp : unmanaged, IPredicate
        where T : unmanaged
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &TestKernel<TOp, T>;
        call.Operation = &op;
        call.Plan.Begin(shape);
        Operand<T>(&call, 0, x, xs);
        Operand<byte>(&call, 1, o, os);
        call.Plan.Finish();
        LoopDriver.Run(&call, 1);
    }

    /// <summary>o = x where the condition byte is not 0, otherwise y. Any element type of 1, 2, 4, 8 or 16 bytes.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Where<T>(ReadOnlySpan<long> shape, byte* condition, ReadOnlySpan<long> cs, T* x, ReadOnlySpan<long> xs,
        T* y, ReadOnlySpan<long> ys, T* o, ReadOnlySpan<long> os)
        where T : unmanaged
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &WhereKernel<T>;
        call.Operation = null;
        call.Plan.Begin(shape);
        Operand<byte>(&call, 0, condition, cs);
        Operand<T>(&call, 1, x, xs);
        Operand<T>(&call, 2, y, ys);
        Operand<T>(&call, 3, o, os);
        call.Plan.Finish();
        LoopDriver.Run(&call, 1);
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

    /// <summary>o[i] = op(x[i], y) over a dense array; o may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BinaryScalarRight<TOp, T>(TOp op, T* x, T y, T* o, nint n)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        if (n <= LoopDriver.GrainFor(TOp.Cost)) BinaryBlock(op, x, false, &y, true, o, n, false);
        else
        {
            ReadOnlySpan<long> shape = [n], one = [1], zero = [0];
            Binary(op, shape, x, one, &y, zero, o, one);
        }
    }

    /// <summary>o[i] = op(x, y[i]) over a dense array; o may be y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BinaryScalarLeft<TOp, T>(TOp op, T x, T* y, T* o, nint n)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        if (n <= LoopDriver.GrainFor(TOp.Cost)) BinaryBlock(op, &x, true, y, false, o, n, false);
        else
        {
            ReadOnlySpan<long> shape = [n], one = [1], zero = [0];
            Binary(op, shape, &x, zero, y, one, o, one);
        }
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

    private static bool IsSmallFloat<T>()
    {
        return typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16);
    }
}
