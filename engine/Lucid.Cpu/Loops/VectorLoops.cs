using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Loops;

/// <summary>
/// The innermost loops: one operator call site each, so an operator's code exists once per element type. The last vector
/// overlaps its predecessor and its inputs are loaded before anything is stored, which keeps in-place calls exact and
/// never touches memory past the end.
/// </summary>
internal static unsafe class VectorLoops
{
    /// <summary>o[i] = op(x[i]).</summary>
    [SkipLocalsInit]
    internal static void Unary<TOp, T>(TOp op, T* x, T* o, nint n, bool bypass)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged
    {
        nint width = Vector<T>.Count, count = n;
        T* target = null;
        Unsafe.SkipInit(out Vector<T> padded);
        if (n < width)
        {
            if (n <= 0) return;
            Pads(ref x, false, n, &padded);
            target = o;
            o = x;
            n = width;
        }
        nint last = n - width, i = 0, step = FirstStep(o, bypass);
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
            if (i == last) break;
            i += step;
            step = width;
        }
        if (target != null) Keep(&padded, target, count);
    }

    /// <summary>o[i] = op(x[i], y[i]) for any n; an operand that repeats is one element.</summary>
    [SkipLocalsInit]
    internal static void Binary<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* o, nint n, bool bypass)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        nint width = Vector<T>.Count, xMask = -1, yMask = -1, count = n;
        T* target = null;
        Unsafe.SkipInit(out Vector<T> paddedX);
        Unsafe.SkipInit(out Vector<T> paddedY);
        if (n < width || xRepeats || yRepeats)
        {
            if (n <= 0) return;
            if (Pads(ref x, xRepeats, n, &paddedX)) xMask = 0;
            if (Pads(ref y, yRepeats, n, &paddedY)) yMask = 0;
            if (n < width)
            {
                target = o;
                o = x;
                n = width;
            }
        }
        nint last = n - width, i = 0, step = FirstStep(o, bypass);
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
            if (i == last) break;
            i += step;
            step = width;
        }
        if (target != null) Keep(&paddedX, target, count);
    }

    /// <summary>o[i] = op(x[i], y[i], z[i]) for any n; an operand that repeats is one element.</summary>
    [SkipLocalsInit]
    internal static void Ternary<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* z, bool zRepeats, T* o, nint n, bool bypass)
        where TOp : unmanaged, ITernaryOperator
        where T : unmanaged
    {
        nint width = Vector<T>.Count, xMask = -1, yMask = -1, zMask = -1, count = n;
        T* target = null;
        Unsafe.SkipInit(out Vector<T> paddedX);
        Unsafe.SkipInit(out Vector<T> paddedY);
        Unsafe.SkipInit(out Vector<T> paddedZ);
        if (n < width || xRepeats || yRepeats || zRepeats)
        {
            if (n <= 0) return;
            if (Pads(ref x, xRepeats, n, &paddedX)) xMask = 0;
            if (Pads(ref y, yRepeats, n, &paddedY)) yMask = 0;
            if (Pads(ref z, zRepeats, n, &paddedZ)) zMask = 0;
            if (n < width)
            {
                target = o;
                o = x;
                n = width;
            }
        }
        nint last = n - width, i = 0, step = FirstStep(o, bypass);
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
            if (i == last) break;
            i += step;
            step = width;
        }
        if (target != null) Keep(&paddedX, target, count);
    }

    /// <summary>
    /// An operand that repeats, or is shorter than a vector, becomes one on the stack, padded with its first element: results beyond
    /// the end are discarded. Compiled once per type.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Pads<T>(ref T* x, bool repeats, nint n, Vector<T>* padded) where T : unmanaged
    {
        if (!repeats && n >= Vector<T>.Count) return false;
        *padded = LoadShort(x, n, repeats ? 0 : -1);
        x = (T*)padded;
        return true;
    }

    /// <summary>Stores the part of a padded result that was asked for. Compiled once per type.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep<T>(Vector<T>* padded, T* o, nint n) where T : unmanaged => StoreShort(*padded, o, n);

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
        VectorMath.Prefetch((byte*)address + 2048);
    }

    // Elements to the first aligned store, where stores bypass the cache: the driver saw that elements can align them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint FirstStep<T>(T* o, bool bypass) where T : unmanaged
    {
        nint width = Vector<T>.Count;
        return bypass ? width - (nint)(((nuint)o & (nuint)(sizeof(Vector<T>) - 1)) / (nuint)sizeof(T)) : width;
    }
}
