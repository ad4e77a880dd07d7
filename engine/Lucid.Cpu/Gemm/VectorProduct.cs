using System;
using System.Numerics;

namespace Lucid.Cpu.Gemm;

/// <summary>A vector times a matrix that is contiguous one way or the other; bound by memory, so each element is read once.</summary>
internal static unsafe class VectorProduct
{
    /// <summary>y[j] = sum over p of x[p] b[p, j], rows of b contiguous, j in [0, n).</summary>
    public static void Rows<T>(nint n, nint k, T* x, nint xStride, T* b, nint bRow, T* y)
        where T : unmanaged
    {
        // A stretch of y that stays in the first-level cache.
        const nint stretch = 2048;
        for (nint j = 0; j < n; j += stretch) RowsStretch(nint.Min(stretch, n - j), k, x, xStride, b + j, bRow, y + j);
    }

    private static void RowsStretch<T>(nint n, nint k, T* x, nint xStride, T* b, nint bRow, T* y)
        where T : unmanaged
    {
        new Span<T>(y, (int)n).Clear();
        int lanes = Vector<T>.Count;
        nint p = 0;
        for (; p + 8 <= k; p += 8, x += 8 * xStride, b += 8 * bRow)
        {
            Vector<T> x0 = Vector.Create(x[0]), x1 = Vector.Create(x[xStride]), x2 = Vector.Create(x[2 * xStride]), x3 = Vector.Create(x[3 * xStride]);
            Vector<T> x4 = Vector.Create(x[4 * xStride]), x5 = Vector.Create(x[5 * xStride]);
            Vector<T> x6 = Vector.Create(x[6 * xStride]), x7 = Vector.Create(x[7 * xStride]);
            T* b1 = b + bRow, b2 = b1 + bRow, b3 = b2 + bRow, b4 = b3 + bRow, b5 = b4 + bRow, b6 = b5 + bRow, b7 = b6 + bRow;
            nint j = 0;
            for (; j + lanes <= n; j += lanes)
            {
                Vector<T> s = TileKernel.MultiplyAdd(x0, Vector.Load(b + j), Vector.Load(y + j)), t = x1 * Vector.Load(b1 + j);
                s = TileKernel.MultiplyAdd(x2, Vector.Load(b2 + j), s);
                t = TileKernel.MultiplyAdd(x3, Vector.Load(b3 + j), t);
                s = TileKernel.MultiplyAdd(x4, Vector.Load(b4 + j), s);
                t = TileKernel.MultiplyAdd(x5, Vector.Load(b5 + j), t);
                s = TileKernel.MultiplyAdd(x6, Vector.Load(b6 + j), s);
                t = TileKernel.MultiplyAdd(x7, Vector.Load(b7 + j), t);
                Vector.Store(s + t, y + j);
            }
            for (; j < n; j++)
            {
                T sum = y[j];
                for (int q = 0; q < 8; q++) sum = Accumulation.Add(sum, Accumulation.Multiply(x[q * xStride], b[q * bRow + j]));
                y[j] = sum;
            }
        }
        for (; p < k; p++, x += xStride, b += bRow)
        {
            Vector<T> factor = Vector.Create(*x);
            nint j = 0;
            for (; j + lanes <= n; j += lanes) Vector.Store(TileKernel.MultiplyAdd(factor, Vector.Load(b + j), Vector.Load(y + j)), y + j);
            for (; j < n; j++) y[j] = Accumulation.Add(y[j], Accumulation.Multiply(*x, b[j]));
        }
    }

    /// <summary>y[j] = sum over p of x[p] b[p, j], columns of b and x contiguous, j in [0, n).</summary>
    public static void Columns<T>(nint n, nint k, T* x, T* b, nint bCol, T* y)
        where T : unmanaged
    {
        int lanes = Vector<T>.Count;
        nint j = 0;
        for (; j + 4 <= n; j += 4, b += 4 * bCol)
        {
            T* b1 = b + bCol, b2 = b1 + bCol, b3 = b2 + bCol;
            Vector<T> s0 = default, s1 = default, s2 = default, s3 = default;
            nint p = 0;
            for (; p + lanes <= k; p += lanes)
            {
                Vector<T> v = Vector.Load(x + p);
                s0 = TileKernel.MultiplyAdd(v, Vector.Load(b + p), s0);
                s1 = TileKernel.MultiplyAdd(v, Vector.Load(b1 + p), s1);
                s2 = TileKernel.MultiplyAdd(v, Vector.Load(b2 + p), s2);
                s3 = TileKernel.MultiplyAdd(v, Vector.Load(b3 + p), s3);
            }
            T f0 = Vector.Sum(s0), f1 = Vector.Sum(s1), f2 = Vector.Sum(s2), f3 = Vector.Sum(s3);
            for (; p < k; p++)
            {
                f0 = Accumulation.Add(f0, Accumulation.Multiply(x[p], b[p]));
                f1 = Accumulation.Add(f1, Accumulation.Multiply(x[p], b1[p]));
                f2 = Accumulation.Add(f2, Accumulation.Multiply(x[p], b2[p]));
                f3 = Accumulation.Add(f3, Accumulation.Multiply(x[p], b3[p]));
            }
            y[j] = f0;
            y[j + 1] = f1;
            y[j + 2] = f2;
            y[j + 3] = f3;
        }
        for (; j < n; j++, b += bCol) y[j] = Dot(k, x, b);
    }

    private static T Dot<T>(nint k, T* x, T* b)
        where T : unmanaged
    {
        int lanes = Vector<T>.Count;
        Vector<T> s0 = default, s1 = default, s2 = default, s3 = default;
        nint p = 0;
        for (; p + 4 * lanes <= k; p += 4 * lanes)
        {
            s0 = TileKernel.MultiplyAdd(Vector.Load(x + p), Vector.Load(b + p), s0);
            s1 = TileKernel.MultiplyAdd(Vector.Load(x + p + lanes), Vector.Load(b + p + lanes), s1);
            s2 = TileKernel.MultiplyAdd(Vector.Load(x + p + 2 * lanes), Vector.Load(b + p + 2 * lanes), s2);
            s3 = TileKernel.MultiplyAdd(Vector.Load(x + p + 3 * lanes), Vector.Load(b + p + 3 * lanes), s3);
        }
        for (; p + lanes <= k; p += lanes) s0 = TileKernel.MultiplyAdd(Vector.Load(x + p), Vector.Load(b + p), s0);
        T sum = Vector.Sum(s0 + s1 + (s2 + s3));
        for (; p < k; p++) sum = Accumulation.Add(sum, Accumulation.Multiply(x[p], b[p]));
        return sum;
    }
}
