using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;
using Lucid.Numerics;

namespace Lucid.Cpu.Loops;

public static unsafe partial class Pointwise
{
    // Half and BFloat16 pass through float blocks that stay in the first-level cache; the operator's code is the float one.
    private const int FloatBlock = DenseConvert.Block;

    // One copy of each block per operator and type: inlined into every caller, they would make up most of the library.
    // Conditions on types stand in the open, not in a method: only so does the compiler see dead branches before it
    // compiles what they call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UnaryBlock<TOp, T>(TOp op, T* x, bool xRepeats, T* o, nint n, bool bypass)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged
    {
        nint count = xRepeats && n > 1 ? 1 : n;
        if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16)) UnaryWidened(op, x, o, count);
        else VectorLoops.Unary(op, x, o, count, bypass && count == n);
        if (count != n) Repeat(o, n);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Repeat<T>(T* o, nint n) where T : unmanaged
    {
        T value = *o;
        new Span<T>(o, (int)Math.Min(n, int.MaxValue)).Fill(value);
        for (nint i = int.MaxValue; i < n; i++) o[i] = value;
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void UnaryWidened<TOp, T>(TOp op, T* x, T* o, nint n)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged
    {
        float* a = stackalloc float[FloatBlock];
        for (nint i = 0; i < n; i += FloatBlock)
        {
            nint count = Math.Min(FloatBlock, n - i);
            DenseConvert.WidenBlock(x + i, a, count);
            VectorLoops.Unary(op, a, a, DenseConvert.Padded(count), false);
            DenseConvert.NarrowBlock(a, o + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void BinaryBlock<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* o, nint n, bool bypass)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        if (typeof(T) != typeof(Half) && typeof(T) != typeof(BFloat16)) VectorLoops.Binary(op, x, xRepeats, y, yRepeats, o, n, bypass);
        else if (TOp.SmallFloatLoop == SmallFloatLoop.Blocks) BinaryWidened(op, x, xRepeats, y, yRepeats, o, 0, n);
        else
        {
            // What the registers' loop leaves is the end, or a vector with a special value: a block then goes the long way.
            for (nint i = 0; i < n; i += FloatBlock)
            {
                i += SmallFloatLoops.Binary(op, x, xRepeats, y, yRepeats, o, i, n);
                BinaryWidened(op, x, xRepeats, y, yRepeats, o, i, Math.Min(i + FloatBlock, n));
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void BinaryWidened<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* o, nint i, nint n)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        float* a = stackalloc float[FloatBlock];
        float* b = stackalloc float[FloatBlock];
        for (; i < n; i += FloatBlock)
        {
            nint count = Math.Min(FloatBlock, n - i);
            WidenBlock(x, xRepeats, i, a, count);
            WidenBlock(y, yRepeats, i, b, count);
            VectorLoops.Binary(op, a, xRepeats, b, yRepeats, a, DenseConvert.Padded(count), false);
            DenseConvert.NarrowBlock(a, o + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TernaryBlock<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* z, bool zRepeats, T* o, nint n,
        bool bypass)
        where TOp : unmanaged, ITernaryOperator
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16)) TernaryWidened(op, x, xRepeats, y, yRepeats, z, zRepeats, o, n);
        else VectorLoops.Ternary(op, x, xRepeats, y, yRepeats, z, zRepeats, o, n, bypass);
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void TernaryWidened<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* z, bool zRepeats, T* o, nint n)
        where TOp : unmanaged, ITernaryOperator
        where T : unmanaged
    {
        float* a = stackalloc float[FloatBlock];
        float* b = stackalloc float[FloatBlock];
        float* c = stackalloc float[FloatBlock];
        for (nint i = 0; i < n; i += FloatBlock)
        {
            nint count = Math.Min(FloatBlock, n - i);
            WidenBlock(x, xRepeats, i, a, count);
            WidenBlock(y, yRepeats, i, b, count);
            WidenBlock(z, zRepeats, i, c, count);
            VectorLoops.Ternary(op, a, xRepeats, b, yRepeats, c, zRepeats, a, DenseConvert.Padded(count), false);
            DenseConvert.NarrowBlock(a, o + i, count);
        }
    }

    // For operators that take an element at a time: the order is DenseConvert's own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenBlock<T>(T* x, bool repeats, nint at, float* to, nint count) where T : unmanaged
    {
        if (repeats) DenseConvert.Run(x, to, 1);
        else DenseConvert.WidenBlock(x + at, to, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen<T>(T* x, bool repeats, nint at, float* to, nint count) where T : unmanaged =>
        DenseConvert.Run(repeats ? x : x + at, to, repeats ? 1 : count);

    private static void CompareKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IComparison
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16))
            CompareWidened(*(TOp*)op, (T*)p[0], (repeated & 1) != 0, (T*)p[1], (repeated & 2) != 0, (byte*)p[2], n);
        else CompareBlock(*(TOp*)op, (T*)p[0], (repeated & 1) != 0, (T*)p[1], (repeated & 2) != 0, (byte*)p[2], n);
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void CompareWidened<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, byte* o, nint n)
        where TOp : unmanaged, IComparison
        where T : unmanaged
    {
        float* a = stackalloc float[FloatBlock];
        float* b = stackalloc float[FloatBlock];
        for (nint i = 0; i < n; i += FloatBlock)
        {
            nint count = Math.Min(FloatBlock, n - i);
            Widen(x, xRepeats, i, a, count);
            Widen(y, yRepeats, i, b, count);
            CompareBlock(op, a, xRepeats, b, yRepeats, o + i, count);
        }
    }

    // A byte vector's worth of elements at a time: as many masks as an element has bytes, narrowed twice, thrice or not at all.
    // The last, if shorter, is padded on the stack.
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void CompareBlock<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, byte* o, nint n)
        where TOp : unmanaged, IComparison
        where T : unmanaged
    {
        nint width = Vector<T>.Count, batch = Vector<byte>.Count;
        Vector<T> xr = Vector.Create(*x), yr = Vector.Create(*y);
        if (xRepeats) x = (T*)&xr;
        if (yRepeats) y = (T*)&yr;
        nint xMask = xRepeats ? 0 : -1, yMask = yRepeats ? 0 : -1;
        Unsafe.SkipInit(out Masks masks);
        Unsafe.SkipInit(out Masks paddedX);
        Unsafe.SkipInit(out Masks paddedY);
        Vector<T>* m = (Vector<T>*)&masks;
        for (nint i = 0; i < n; i += batch)
        {
            T* a = x + (i & xMask), b = y + (i & yMask);
            bool shorter = n - i < batch;
            if (shorter)
            {
                if (!xRepeats) a = (T*)Padded(a, (n - i) * sizeof(T), &paddedX);
                if (!yRepeats) b = (T*)Padded(b, (n - i) * sizeof(T), &paddedY);
            }
            for (int k = 0; k < sizeof(T); k++)
            {
                nint at = k * width;
                m[k] = op.Invoke(Vector.Load(a + (at & xMask)), Vector.Load(b + (at & yMask)));
            }
            Vector<byte> bits = NarrowMasks(m);
            if (shorter) VectorLoops.StoreShort(bits, o + i, n - i);
            else bits.Store(o + i);
        }
    }

    private static void* Padded(void* from, nint bytes, Masks* padded)
    {
        *padded = default;
        Buffer.MemoryCopy(from, padded, sizeof(Masks), bytes);
        return padded;
    }

    private struct Masks
    {
        internal Vector<byte> A, B, C, D, E, F, G, H;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> NarrowMasks<T>(Vector<T>* m) where T : unmanaged
    {
        if (sizeof(T) == 1) return *(Vector<byte>*)m & Vector<byte>.One;
        if (sizeof(T) == 2)
        {
            Vector<ushort>* w = (Vector<ushort>*)m;
            return Vector.Narrow(w[0], w[1]) & Vector<byte>.One;
        }
        if (sizeof(T) == 4)
        {
            Vector<uint>* d = (Vector<uint>*)m;
            return Vector.Narrow(Vector.Narrow(d[0], d[1]), Vector.Narrow(d[2], d[3])) & Vector<byte>.One;
        }
        Vector<ulong>* q = (Vector<ulong>*)m;
        Vector<ushort> low = Vector.Narrow(Vector.Narrow(q[0], q[1]), Vector.Narrow(q[2], q[3]));
        Vector<ushort> high = Vector.Narrow(Vector.Narrow(q[4], q[5]), Vector.Narrow(q[6], q[7]));
        return Vector.Narrow(low, high) & Vector<byte>.One;
    }

    private readonly struct AsComparison<TOp>(TOp op) : IComparison where TOp : unmanaged, IPredicate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => op.Invoke(x);
    }

    private static void TestKernel<TOp, T>(void* op, void** p, int repeated, nint n, bool bypass)
        where TOp : unmanaged, IPredicate
        where T : unmanaged
    {
        AsComparison<TOp> test = new(*(TOp*)op);
        bool repeats = (repeated & 1) != 0;
        T* x = (T*)p[0];
        if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16)) CompareWidened(test, x, repeats, x, repeats, (byte*)p[1], n);
        else CompareBlock(test, x, repeats, x, repeats, (byte*)p[1], n);
    }

    private static void WhereKernel<T>(void* op, void** p, int repeated, nint n, bool bypass) where T : unmanaged
    {
        nint cMask = (repeated & 1) != 0 ? 0 : -1, xMask = (repeated & 2) != 0 ? 0 : -1, yMask = (repeated & 4) != 0 ? 0 : -1;
        byte* c = (byte*)p[0];
        T* x = (T*)p[1], y = (T*)p[2], o = (T*)p[3];
        nint i = 0;
        if (sizeof(T) == 4) i = Where4(c, cMask, (uint*)x, xMask, (uint*)y, yMask, (uint*)o, n);
        for (; i < n; i++) o[i] = c[i & cMask] != 0 ? x[i & xMask] : y[i & yMask];
    }

    private static nint Where4(byte* c, nint cMask, uint* x, nint xMask, uint* y, nint yMask, uint* o, nint n)
    {
        nint width = Vector<uint>.Count, batch = Vector<byte>.Count, i = 0;
        Vector<byte> cr = Vector.Create(*c);
        Vector<uint> xr = Vector.Create(*x), yr = Vector.Create(*y);
        if (cMask == 0) c = (byte*)&cr;
        if (xMask == 0) x = (uint*)&xr;
        if (yMask == 0) y = (uint*)&yr;
        Vector<uint>* m = stackalloc Vector<uint>[4];
        for (; i <= n - batch; i += batch)
        {
            Vector.Widen(Vector.Load(c + (i & cMask)), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out m[0], out m[1]);
            Vector.Widen(high, out m[2], out m[3]);
            for (int k = 0; k < 4; k++)
            {
                nint at = i + k * width;
                Vector<uint> no = Vector.Equals(m[k], Vector<uint>.Zero);
                Vector.ConditionalSelect(no, Vector.Load(y + (at & yMask)), Vector.Load(x + (at & xMask))).Store(o + at);
            }
        }
        return i;
    }
}
