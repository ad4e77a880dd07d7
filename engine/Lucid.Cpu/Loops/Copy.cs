using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Loops;

/// <summary>Copies, conversions and fills over any shape and strides (in elements).</summary>
public static unsafe partial class Copy
{
    /// <summary>to = (TTo)from for any two element types, with the semantics of <see cref="ElementCast"/>. Use bool as
    /// <typeparamref name="TTo"/> for "not equal to zero" and byte for unsigned 8-bit integers.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Convert<TFrom, TTo>(ReadOnlySpan<long> shape, TFrom* from, ReadOnlySpan<long> fromStrides, TTo* to,
        ReadOnlySpan<long> toStrides)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo))
        {
            Strided(shape, from, fromStrides, (TFrom*)to, toStrides);
            return;
        }
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &ConvertKernel<TFrom, TTo>;
        call.Operation = null;
        call.Plan.Begin(shape);
        Pointwise.Operand<TFrom>(&call, 0, from, fromStrides);
        Pointwise.Operand<TTo>(&call, 1, to, toStrides);
        call.Plan.Finish();
        LoopDriver.Run(&call, 2);
    }

    private static void ConvertKernel<TFrom, TTo>(void* op, void** p, int repeated, nint n, bool bypass)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        TFrom* from = (TFrom*)p[0];
        TTo* to = (TTo*)p[1];
        if ((repeated & 1) == 0) DenseConvert.Run(from, to, n);
        else
        {
            TTo value = ElementCast.Cast<TFrom, TTo>(*from);
            for (nint i = 0; i < n; i++) to[i] = value;
        }
    }

    /// <summary>to = value at every position.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Fill<T>(ReadOnlySpan<long> shape, T value, T* to, ReadOnlySpan<long> toStrides) where T : unmanaged
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &FillKernel<T>;
        call.Operation = &value;
        call.Plan.Begin(shape);
        Pointwise.Operand<T>(&call, 0, to, toStrides);
        call.Plan.Finish();
        LoopDriver.Run(&call, 1);
    }

    private static void FillKernel<T>(void* op, void** p, int repeated, nint n, bool bypass) where T : unmanaged
    {
        T value = *(T*)op;
        T* to = (T*)p[0];
        while (n > 0)
        {
            int count = (int)Math.Min(n, 1 << 30);
            new Span<T>(to, count).Fill(value);
            to += count;
            n -= count;
        }
    }

    /// <summary>to = from over any strides; transposes are done in cache-sized tiles. The arrays must not overlap.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or a stride list of another length than the shape.</exception>
    public static void Strided<T>(ReadOnlySpan<long> shape, T* from, ReadOnlySpan<long> fromStrides, T* to,
        ReadOnlySpan<long> toStrides)
        where T : unmanaged
    {
        LoopCall call;
        Unsafe.SkipInit(out call);
        call.Kernel = &CopyKernel<T>;
        call.Operation = null;
        call.Plan.Begin(shape);
        Pointwise.Operand<T>(&call, 0, from, fromStrides);
        Pointwise.Operand<T>(&call, 1, to, toStrides);
        call.Plan.Finish();
        if (call.Plan.Total == 0) return;
        if (!Transpose.TryRun<T>(&call)) LoopDriver.Run(&call, 1);
    }

    private static void CopyKernel<T>(void* op, void** p, int repeated, nint n, bool bypass) where T : unmanaged
    {
        if ((repeated & 1) != 0) FillKernel<T>(p[0], p + 1, 0, n, bypass);
        else if (bypass && sizeof(T) <= 8) Stream((byte*)p[0], (byte*)p[1], n * sizeof(T));
        else Buffer.MemoryCopy(p[0], p[1], n * sizeof(T), n * sizeof(T));
    }

    private static void Stream(byte* from, byte* to, nint n)
    {
        nint w = Vector<byte>.Count, head = (w - ((nint)to & (w - 1))) & (w - 1), i = Math.Min(head, n);
        Buffer.MemoryCopy(from, to, i, i);
        for (; i <= n - 4 * w; i += 4 * w)
        {
            Vector<byte> a = Vector.Load(from + i), b = Vector.Load(from + i + w);
            Vector<byte> c = Vector.Load(from + i + 2 * w), d = Vector.Load(from + i + 3 * w);
            a.StoreAlignedNonTemporal(to + i);
            b.StoreAlignedNonTemporal(to + i + w);
            c.StoreAlignedNonTemporal(to + i + 2 * w);
            d.StoreAlignedNonTemporal(to + i + 3 * w);
        }
        Buffer.MemoryCopy(from + i, to + i, n - i, n - i);
    }
}
