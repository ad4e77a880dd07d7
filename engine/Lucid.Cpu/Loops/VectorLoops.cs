using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Loops;

/// <summary>
/// The innermost loops: one operator call site each, so an operator's code exists once per element type. The last vector
/// overlaps its predecessor and its inputs are loaded before anything is stored, which keeps in-place calls exact and
/// never touches memory past the end.
/// </summary>
internal static unsafe class VectorLoops
{
    /// <summary>o[i] = op(x[i]); x repeats one element when xs is 0 (otherwise -1).</summary>
    internal static void Unary<TOp, T>(TOp op, T* x, T* o, nint n, bool bypass)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged
    {
        nint width = Vector<T>.Count;
        if (n < width)
        {
            if (n > 0) UnaryShort(op, x, o, n);
            return;
        }
        nint last = n - width, i = 0, step = FirstStep(o, ref bypass);
        Vector<T> lastX = Vector.Load(x + last);
        while (true)
        {
            Vector<T> a;
            if (i < last)
            {
                a = Vector.Load(x + i);
                Ahead(x + i);
            }
            else
            {
                a = lastX;
                i = last;
                bypass = false;
            }
            Vector<T> r = op.Invoke(a);
            if (bypass && i != 0) r.StoreAlignedNonTemporal(o + i);
            else r.Store(o + i);
            if (i == last) return;
            i += step;
            step = width;
        }
    }

    /// <summary>o[i] = op(x[i &amp; xMask], y[i &amp; yMask]); a mask of 0 repeats the first vector, -1 walks.</summary>
    internal static void Binary<TOp, T>(TOp op, T* x, nint xMask, T* y, nint yMask, T* o, nint n, bool bypass)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        nint width = Vector<T>.Count;
        nint last = n - width, i = 0, step = FirstStep(o, ref bypass);
        Vector<T> lastX = Vector.Load(x + (last & xMask));
        Vector<T> lastY = Vector.Load(y + (last & yMask));
        while (true)
        {
            Vector<T> a, b;
            if (i < last)
            {
                a = Vector.Load(x + (i & xMask));
                b = Vector.Load(y + (i & yMask));
                Ahead(x + (i & xMask));
                Ahead(y + (i & yMask));
            }
            else
            {
                a = lastX;
                b = lastY;
                i = last;
                bypass = false;
            }
            Vector<T> r = op.Invoke(a, b);
            if (bypass && i != 0) r.StoreAlignedNonTemporal(o + i);
            else r.Store(o + i);
            if (i == last) return;
            i += step;
            step = width;
        }
    }

    /// <summary>o[i] = op(x, y, z) with the masks of <see cref="Binary"/>.</summary>
    internal static void Ternary<TOp, T>(TOp op, T* x, nint xMask, T* y, nint yMask, T* z, nint zMask, T* o, nint n, bool bypass)
        where TOp : unmanaged, ITernaryOperator
        where T : unmanaged
    {
        nint width = Vector<T>.Count;
        nint last = n - width, i = 0, step = FirstStep(o, ref bypass);
        Vector<T> lastX = Vector.Load(x + (last & xMask));
        Vector<T> lastY = Vector.Load(y + (last & yMask));
        Vector<T> lastZ = Vector.Load(z + (last & zMask));
        while (true)
        {
            Vector<T> a, b, c;
            if (i < last)
            {
                a = Vector.Load(x + (i & xMask));
                b = Vector.Load(y + (i & yMask));
                c = Vector.Load(z + (i & zMask));
            }
            else
            {
                a = lastX;
                b = lastY;
                c = lastZ;
                i = last;
                bypass = false;
            }
            Vector<T> r = op.Invoke(a, b, c);
            if (bypass && i != 0) r.StoreAlignedNonTemporal(o + i);
            else r.Store(o + i);
            if (i == last) return;
            i += step;
            step = width;
        }
    }

    /// <summary>Fewer elements than a vector: padded on the stack with the first element, whose result is discarded.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UnaryShort<TOp, T>(TOp op, T* x, T* o, nint n)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged
    {
        Vector<T> a = LoadShort(x, n, -1);
        Unary(op, (T*)&a, (T*)&a, Vector<T>.Count, false);
        StoreShort(a, o, n);
    }

    /// <summary>Binary loop for any n &gt; 0 and any masks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void BinaryAny<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* o, nint n, bool bypass)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        if (n >= Vector<T>.Count && !xRepeats && !yRepeats) Binary(op, x, -1, y, -1, o, n, bypass);
        else BinaryStaged(op, x, xRepeats, y, yRepeats, o, n, bypass);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void BinaryStaged<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* o, nint n, bool bypass)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        if (n <= 0) return;
        Unsafe.SkipInit(out Vector<T> a);
        Unsafe.SkipInit(out Vector<T> b);
        bool shorter = n < Vector<T>.Count;
        nint xMask = -1, yMask = -1;
        if (shorter || xRepeats)
        {
            a = LoadShort(x, n, xRepeats ? 0 : -1);
            x = (T*)&a;
            xMask = 0;
        }
        if (shorter || yRepeats)
        {
            b = LoadShort(y, n, yRepeats ? 0 : -1);
            y = (T*)&b;
            yMask = 0;
        }
        if (!shorter)
        {
            Binary(op, x, xMask, y, yMask, o, n, bypass);
            return;
        }
        Binary(op, x, 0, y, 0, (T*)&a, Vector<T>.Count, false);
        StoreShort(a, o, n);
    }

    /// <summary>Ternary loop for any n &gt; 0 and any masks.</summary>
    internal static void TernaryAny<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* z, bool zRepeats, T* o, nint n,
        bool bypass)
        where TOp : unmanaged, ITernaryOperator
        where T : unmanaged
    {
        if (n <= 0) return;
        Unsafe.SkipInit(out Vector<T> a);
        Unsafe.SkipInit(out Vector<T> b);
        Unsafe.SkipInit(out Vector<T> c);
        bool shorter = n < Vector<T>.Count;
        nint xMask = -1, yMask = -1, zMask = -1;
        if (shorter || xRepeats)
        {
            a = LoadShort(x, n, xRepeats ? 0 : -1);
            x = (T*)&a;
            xMask = 0;
        }
        if (shorter || yRepeats)
        {
            b = LoadShort(y, n, yRepeats ? 0 : -1);
            y = (T*)&b;
            yMask = 0;
        }
        if (shorter || zRepeats)
        {
            c = LoadShort(z, n, zRepeats ? 0 : -1);
            z = (T*)&c;
            zMask = 0;
        }
        if (!shorter)
        {
            Ternary(op, x, xMask, y, yMask, z, zMask, o, n, bypass);
            return;
        }
        Ternary(op, x, 0, y, 0, z, 0, (T*)&a, Vector<T>.Count, false);
        StoreShort(a, o, n);
    }

    /// <summary>Elements x[i &amp; mask] for i below n, then x[0], as one vector.</summary>
    internal static Vector<T> LoadShort<T>(T* x, nint n, nint mask) where T : unmanaged
    {
        Vector<T> v = Vector.Create(*x);
        T* lanes = (T*)&v;
        if (mask != 0)
            for (nint i = 1; i < n; i++) lanes[i] = x[i];
        return v;
    }

    /// <summary>Stores the first n lanes.</summary>
    internal static void StoreShort<T>(Vector<T> v, T* o, nint n) where T : unmanaged
    {
        T* lanes = (T*)&v;
        for (nint i = 0; i < n; i++) o[i] = lanes[i];
    }

    // Operators of many instructions leave the processor too few loads in flight to hide the memory's latency.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ahead(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0((byte*)address + 2048);
    }

    // Elements to the first aligned store; an output that elements cannot align does not bypass the cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint FirstStep<T>(T* o, ref bool bypass) where T : unmanaged
    {
        nint width = Vector<T>.Count;
        if (!bypass) return width;
        nint past = (nint)o & (sizeof(Vector<T>) - 1);
        if (past % sizeof(T) != 0)
        {
            bypass = false;
            return width;
        }
        return width - past / sizeof(T);
    }
}
