using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Loops;

/// <summary>
/// One operator's loop for one element type, as an address: who picks loops at run time compiles the walk around them once
/// instead of once per operator and type.
/// </summary>
public readonly unsafe struct PointwiseLoop
{
    internal readonly delegate*<void*, void**, int, nint, bool, void> Kernel;
    internal readonly int Cost;

    internal PointwiseLoop(delegate*<void*, void**, int, nint, bool, void> kernel, int cost)
    {
        Kernel = kernel;
        Cost = cost;
    }

    /// <summary>Whether there is no loop: the default value.</summary>
    public bool IsMissing => Kernel == null;
}

public static unsafe partial class Pointwise
{
    /// <summary>The loop of <see cref="Unary"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop UnaryLoop<TOp, T>() where TOp : unmanaged, IUnaryOperator where T : unmanaged =>
        new(&UnaryKernel<TOp, T>, TOp.Cost);

    /// <summary>The loop of <see cref="Binary"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop BinaryLoop<TOp, T>() where TOp : unmanaged, IBinaryOperator where T : unmanaged =>
        new(&BinaryKernel<TOp, T>, TOp.Cost);

    /// <summary>The loop of <see cref="Ternary"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop TernaryLoop<TOp, T>() where TOp : unmanaged, ITernaryOperator where T : unmanaged =>
        new(&TernaryKernel<TOp, T>, TOp.Cost);

    /// <summary>The loop of <see cref="Compare"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop CompareLoop<TOp, T>() where TOp : unmanaged, IComparison where T : unmanaged =>
        new(&CompareKernel<TOp, T>, 1);

    /// <summary>A complex function; T is Complex64 or Complex.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop UnaryComplexLoop<TOp, T>() where TOp : unmanaged, IComplexUnaryOperator where T : unmanaged =>
        new(&UnaryComplexKernel<TOp, T>, ComplexCost);

    /// <summary>The loop of <see cref="BinaryComplex"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop BinaryComplexLoop<TOp, T>() where TOp : unmanaged, IComplexBinaryOperator where T : unmanaged =>
        new(&BinaryComplexKernel<TOp, T>, ComplexCost);

    /// <summary>A complex function of three numbers; T is Complex64 or Complex.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop TernaryComplexLoop<TOp, T>() where TOp : unmanaged, IComplexTernaryOperator where T : unmanaged =>
        new(&TernaryComplexKernel<TOp, T>, ComplexCost);

    /// <summary>A comparison of complex numbers, giving bytes 0/1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop CompareComplexLoop<TOp, T>() where TOp : unmanaged, IComplexComparison where T : unmanaged =>
        new(&CompareComplexKernel<TOp, T>, ComplexCost);

    /// <summary>The loop of <see cref="ComplexToReal"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PointwiseLoop ComplexToRealLoop<TOp, T, TReal>()
        where TOp : unmanaged, IComplexToRealOperator
        where T : unmanaged
        where TReal : unmanaged => new(&ComplexToRealKernel<TOp, T, TReal>, ComplexCost);

    /// <summary>o = op(x); sizes are those of an element in bytes.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Run(PointwiseLoop loop, void* op, ReadOnlySpan<long> shape, void* x, ReadOnlySpan<long> xs, int size,
        void* o, ReadOnlySpan<long> os, int outputSize) => Launch(loop.Kernel, op, loop.Cost, shape, x, xs, size, o, os, outputSize);

    /// <summary>o = op(x, y); sizes are those of an element in bytes.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Run(PointwiseLoop loop, void* op, ReadOnlySpan<long> shape, void* x, ReadOnlySpan<long> xs, void* y,
        ReadOnlySpan<long> ys, int size, void* o, ReadOnlySpan<long> os, int outputSize) =>
        Launch(loop.Kernel, op, loop.Cost, shape, x, xs, size, y, ys, size, o, os, outputSize);

    /// <summary>o = op(x, y, z); the size is that of an element in bytes.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Run(PointwiseLoop loop, void* op, ReadOnlySpan<long> shape, void* x, ReadOnlySpan<long> xs, void* y,
        ReadOnlySpan<long> ys, void* z, ReadOnlySpan<long> zs, int size, void* o, ReadOnlySpan<long> os) =>
        Launch(loop.Kernel, op, loop.Cost, shape, x, xs, size, y, ys, size, z, zs, size, o, os, size);

    /// <summary>o = op(x, number), or op(number, x); the number is an element like those of x.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void RunNumber(PointwiseLoop loop, void* op, ReadOnlySpan<long> shape, void* x, ReadOnlySpan<long> xs, void* number,
        bool numberFirst, int size, void* o, ReadOnlySpan<long> os, int outputSize) =>
        LaunchNumber(loop.Kernel, op, loop.Cost, shape, x, xs, number, numberFirst, o, os, size, outputSize);

    /// <summary>Whether so few elements are one thread's work: <see cref="RunSmall"/> takes them.</summary>
    public static bool IsSmall(PointwiseLoop loop, nint n) => n <= LoopDriver.GrainFor(loop.Cost);

    /// <summary>
    /// The loop over dense operands, on this thread: inputs and then the output in <paramref name="operands"/>, bit k of
    /// <paramref name="repeated"/> set when input k is one element.
    /// </summary>
    public static void RunSmall(PointwiseLoop loop, void* op, void** operands, int repeated, nint n)
    {
        if (n > 0) loop.Kernel(op, operands, repeated, n, false);
    }
}
