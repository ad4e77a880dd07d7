using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Reduce;

/// <summary>The loops every fold shares: dense stretches with four accumulators, and blocks of rows side by side.</summary>
internal static unsafe class FoldLoops
{
    /// <summary>Folds n dense elements into one vector of partial results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Lanes<TFold, T>(TFold fold, T* x, nint n) where TFold : unmanaged, IFold where T : unmanaged
    {
        nint w = Vector<T>.Count, i = 0;
        Vector<T> a = fold.Identity<T>();
        if (n >= 4 * w)
        {
            Vector<T> b = a, c = a, d = a;
            for (; i <= n - 4 * w; i += 4 * w)
            {
                for (int line = 0; line < 4 * sizeof(Vector<T>); line += 64) VectorMath.Prefetch((byte*)(x + i) + 4096 + line);
                a = fold.Combine(a, fold.Map(Vector.Load(x + i)));
                b = fold.Combine(b, fold.Map(Vector.Load(x + i + w)));
                c = fold.Combine(c, fold.Map(Vector.Load(x + i + 2 * w)));
                d = fold.Combine(d, fold.Map(Vector.Load(x + i + 3 * w)));
            }
            a = fold.Combine(fold.Combine(a, b), fold.Combine(c, d));
        }
        for (; i < n; i += w)
        {
            Vector<T> v;
            if (i <= n - w) v = fold.Map(Vector.Load(x + i));
            else
            {
                // Mapped first: an identity element need not map to itself.
                v = fold.Map(VectorLoops.LoadShort(x + i, n - i, -1));
                T* lanes = (T*)&v;
                Vector<T> identity = fold.Identity<T>();
                T neutral = identity[0];
                for (nint j = n - i; j < w; j++) lanes[j] = neutral;
            }
            a = fold.Combine(a, v);
        }
        return a;
    }

    /// <summary>o[j] = fold of rows[r][j] over r, o dense with room for a whole number of vectors past width rounded down.</summary>
    internal static void Rows<TFold, T>(TFold fold, T** rows, int count, nint width, T* o) where TFold : unmanaged, IFold where T : unmanaged
    {
        nint w = Vector<T>.Count;
        int r = 0;
        T neutral = fold.Identity<T>()[0];
        new Span<T>(o, (int)width).Fill(neutral);
        for (; r <= count - 4; r += 4)
        {
            T* a = rows[r], b = rows[r + 1], c = rows[r + 2], d = rows[r + 3];
            nint j = 0;
            for (; j <= width - w; j += w)
            {
                Vector<T> ab = fold.Combine(fold.Map(Vector.Load(a + j)), fold.Map(Vector.Load(b + j)));
                Vector<T> cd = fold.Combine(fold.Map(Vector.Load(c + j)), fold.Map(Vector.Load(d + j)));
                fold.Combine(Vector.Load(o + j), fold.Combine(ab, cd)).Store(o + j);
            }
        }
        for (; r < count; r++)
        {
            T* a = rows[r];
            nint j = 0;
            for (; j <= width - w; j += w) fold.Combine(Vector.Load(o + j), fold.Map(Vector.Load(a + j))).Store(o + j);
        }
        if (width % w != 0) Tail(fold, rows, count, width - width % w, width, o);
    }

    // Columns [at, width) of all rows. The lanes past the width are ignored, so what lies there may be read wherever it is
    // the caller's: up to the end of the last row in memory.
    private static void Tail<TFold, T>(TFold fold, T** rows, int count, nint at, nint width, T* o) where TFold : unmanaged, IFold where T : unmanaged
    {
        nint n = width - at, w = Vector<T>.Count;
        T* limit = rows[0] + width;
        for (int r = 1; r < count; r++)
            if (rows[r] + width > limit) limit = rows[r] + width;
        Vector<T> a = fold.Identity<T>(), b = a;
        int last = 0;
        for (; last <= count - 2 && rows[last] + at + w <= limit && rows[last + 1] + at + w <= limit; last += 2)
        {
            a = fold.Combine(a, fold.Map(Vector.Load(rows[last] + at)));
            b = fold.Combine(b, fold.Map(Vector.Load(rows[last + 1] + at)));
        }
        for (; last < count; last++) a = fold.Combine(a, fold.Map(VectorLoops.LoadShort(rows[last] + at, n, -1)));
        VectorLoops.StoreShort(fold.Combine(a, b), o + at, n);
    }
}

/// <summary>Folds whose state is one element: products, extremes, integer sums, any and all.</summary>
internal readonly unsafe struct FoldReducer<TFold, T>(TFold fold) : IReducer<T, T>
    where TFold : unmanaged, IFold
    where T : unmanaged
{
    public static nint LongestRow => 1 << 16;

    public T Empty => fold.Identity<T>()[0];

    public void Row(ref T state, T* x, nint count, long position)
    {
        Vector<T> v = FoldLoops.Lanes(fold, x, count);
        Combine(ref state, v);
    }

    // Halving by rotation needs no cross-lane instruction and runs once a block.
    private void Combine(ref T state, Vector<T> v)
    {
        T* lanes = (T*)&v;
        for (int half = Vector<T>.Count / 2; half > 0; half /= 2)
        {
            Vector<T> shifted = v;
            T* s = (T*)&shifted;
            for (int i = 0; i < half; i++) s[i] = lanes[i + half];
            v = fold.Combine(v, shifted);
        }
        state = fold.Combine(Vector.Create(state), Vector.Create(v[0]))[0];
    }

    [SkipLocalsInit]
    public void Block(T* states, T** rows, int count, nint width, long position)
    {
        T* o = stackalloc T[(int)width];
        FoldLoops.Rows(fold, rows, count, width, o);
        nint w = Vector<T>.Count, j = 0;
        for (; j <= width - w; j += w) fold.Combine(Vector.Load(states + j), Vector.Load(o + j)).Store(states + j);
        for (; j < width; j++) Merge(ref states[j], o[j]);
    }

    public void Merge(ref T state, in T later) => state = fold.Combine(Vector.Create(state), Vector.Create(later))[0];
}
