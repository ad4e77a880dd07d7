using System;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Loops;

/// <summary>
/// What is the same for every operator and type: strides become a plan, the plan runs. It is compiled once; an operator
/// adds its block and a call.
/// </summary>
public static unsafe partial class Pointwise
{
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void Launch(delegate*<void*, void**, int, nint, bool, void> kernel, void* operation, int cost, ReadOnlySpan<long> shape,
        void* x, ReadOnlySpan<long> xs, int xSize, void* o, ReadOnlySpan<long> os, int oSize)
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = kernel;
        call.Operation = operation;
        call.Plan.Begin(shape);
        Add(&call, 0, x, xs, xSize);
        Add(&call, 1, o, os, oSize);
        call.Plan.Finish();
        LoopDriver.Run(&call, cost);
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void Launch(delegate*<void*, void**, int, nint, bool, void> kernel, void* operation, int cost, ReadOnlySpan<long> shape,
        void* x, ReadOnlySpan<long> xs, int xSize, void* y, ReadOnlySpan<long> ys, int ySize, void* o, ReadOnlySpan<long> os, int oSize)
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = kernel;
        call.Operation = operation;
        call.Plan.Begin(shape);
        Add(&call, 0, x, xs, xSize);
        Add(&call, 1, y, ys, ySize);
        Add(&call, 2, o, os, oSize);
        call.Plan.Finish();
        LoopDriver.Run(&call, cost);
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void Launch(delegate*<void*, void**, int, nint, bool, void> kernel, void* operation, int cost, ReadOnlySpan<long> shape,
        void* x, ReadOnlySpan<long> xs, int xSize, void* y, ReadOnlySpan<long> ys, int ySize, void* z, ReadOnlySpan<long> zs, int zSize,
        void* o, ReadOnlySpan<long> os, int oSize)
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = kernel;
        call.Operation = operation;
        call.Plan.Begin(shape);
        Add(&call, 0, x, xs, xSize);
        Add(&call, 1, y, ys, ySize);
        Add(&call, 2, z, zs, zSize);
        Add(&call, 3, o, os, oSize);
        call.Plan.Finish();
        LoopDriver.Run(&call, cost);
    }

    // A tensor and one number: the number is an operand of stride 0.
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void LaunchNumber(delegate*<void*, void**, int, nint, bool, void> kernel, void* operation, int cost,
        ReadOnlySpan<long> shape, void* x, ReadOnlySpan<long> xs, void* number, bool numberFirst, void* o, ReadOnlySpan<long> os, int size, int outputSize)
    {
        Span<long> zeros = stackalloc long[shape.Length];
        zeros.Clear();
        if (numberFirst) Launch(kernel, operation, cost, shape, number, zeros, size, x, xs, size, o, os, outputSize);
        else Launch(kernel, operation, cost, shape, x, xs, size, number, zeros, size, o, os, outputSize);
    }

    private static void Add(LoopCall* call, int k, void* address, ReadOnlySpan<long> strides, int size)
    {
        call->Address[k] = (long)address;
        call->Size[k] = size;
        call->Plan.AddOperand(strides);
    }
}
