using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// Few rows of A times a transposed B, both contiguous along the depth: sums of 4 x 3 outputs stay in registers and
/// nothing is packed. Every output has one vector of partial sums, so results do not depend on how outputs are grouped.
/// </summary>
internal static unsafe class DotTile
{
    /// <summary>Rows of A up to which reading B in place beats packing it.</summary>
    public const int MostRows = 16;

    private readonly struct One : ITileCount
    {
        public static int Value => 1;
    }

    private readonly struct Two : ITileCount
    {
        public static int Value => 2;
    }

    private readonly struct Three : ITileCount
    {
        public static int Value => 3;
    }

    private readonly struct Four : ITileCount
    {
        public static int Value => 4;
    }

    /// <summary>C[i, j] = sum over p of a[i aRow + p] b[j bCol + p].</summary>
    public static void Run<T>(nint m, nint n, nint k, T* a, nint aRow, T* b, nint bCol, T* c, nint cRow)
        where T : unmanaged
    {
        nint j = 0;
        for (; j + 3 <= n; j += 3) Column<T, Three>(m, k, a, aRow, b + j * bCol, bCol, c + j, cRow);
        for (; j < n; j++) Column<T, One>(m, k, a, aRow, b + j * bCol, bCol, c + j, cRow);
    }

    [SkipLocalsInit]
    private static void Column<T, TColumns>(nint m, nint k, T* a, nint aRow, T* b, nint bCol, T* c, nint cRow)
        where T : unmanaged
        where TColumns : struct, ITileCount
    {
        T* sums = stackalloc T[12 * Vector<T>.Count];
        for (nint i = 0; i < m;)
        {
            int rows = m - i >= 4 ? 4 : m - i >= 2 ? 2 : 1;
            T* row = a + i * aRow;
            if (rows == 4) Tile<T, Four, TColumns>(k, row, aRow, b, bCol, sums);
            else if (rows == 2) Tile<T, Two, TColumns>(k, row, aRow, b, bCol, sums);
            else Tile<T, One, TColumns>(k, row, aRow, b, bCol, sums);
            Finish(sums, rows, TColumns.Value, k, row, aRow, b, bCol, c + i * cRow, cRow);
            i += rows;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile<T, TRows, TColumns>(nint k, T* a, nint aRow, T* b, nint bCol, T* sums)
        where T : unmanaged
        where TRows : struct, ITileCount
        where TColumns : struct, ITileCount
    {
        Vector<T> s00 = default, s01 = default, s02 = default;
        Vector<T> s10 = default, s11 = default, s12 = default;
        Vector<T> s20 = default, s21 = default, s22 = default;
        Vector<T> s30 = default, s31 = default, s32 = default;
        int lanes = Vector<T>.Count;
        T* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, b1 = b + bCol, b2 = b1 + bCol;
        nint p = 0;
        for (; p + lanes <= k; p += lanes)
        {
            Vector<T> y0 = Vector.Load(b + p), y1 = default, y2 = default;
            if (TColumns.Value > 1) y1 = Vector.Load(b1 + p);
            if (TColumns.Value > 1) y2 = Vector.Load(b2 + p);
            Vector<T> x = Vector.Load(a + p);
            s00 = TileKernel.MultiplyAdd(x, y0, s00);
            if (TColumns.Value > 1) s01 = TileKernel.MultiplyAdd(x, y1, s01);
            if (TColumns.Value > 1) s02 = TileKernel.MultiplyAdd(x, y2, s02);
            if (TRows.Value > 1)
            {
                x = Vector.Load(a1 + p);
                s10 = TileKernel.MultiplyAdd(x, y0, s10);
                if (TColumns.Value > 1) s11 = TileKernel.MultiplyAdd(x, y1, s11);
                if (TColumns.Value > 1) s12 = TileKernel.MultiplyAdd(x, y2, s12);
            }
            if (TRows.Value > 2)
            {
                x = Vector.Load(a2 + p);
                s20 = TileKernel.MultiplyAdd(x, y0, s20);
                if (TColumns.Value > 1) s21 = TileKernel.MultiplyAdd(x, y1, s21);
                if (TColumns.Value > 1) s22 = TileKernel.MultiplyAdd(x, y2, s22);
            }
            if (TRows.Value > 2)
            {
                x = Vector.Load(a3 + p);
                s30 = TileKernel.MultiplyAdd(x, y0, s30);
                if (TColumns.Value > 1) s31 = TileKernel.MultiplyAdd(x, y1, s31);
                if (TColumns.Value > 1) s32 = TileKernel.MultiplyAdd(x, y2, s32);
            }
        }
        // Summed up elsewhere: a call in this method would push the accumulators out of their registers inside the loop.
        Vector.Store(s00, sums);
        if (TColumns.Value > 1) Vector.Store(s01, sums + 1 * lanes);
        if (TColumns.Value > 1) Vector.Store(s02, sums + 2 * lanes);
        if (TRows.Value > 1) Vector.Store(s10, sums + 3 * lanes);
        if (TRows.Value > 1 && TColumns.Value > 1) Vector.Store(s11, sums + 4 * lanes);
        if (TRows.Value > 1 && TColumns.Value > 1) Vector.Store(s12, sums + 5 * lanes);
        if (TRows.Value > 2) Vector.Store(s20, sums + 6 * lanes);
        if (TRows.Value > 2 && TColumns.Value > 1) Vector.Store(s21, sums + 7 * lanes);
        if (TRows.Value > 2 && TColumns.Value > 1) Vector.Store(s22, sums + 8 * lanes);
        if (TRows.Value > 2) Vector.Store(s30, sums + 9 * lanes);
        if (TRows.Value > 2 && TColumns.Value > 1) Vector.Store(s31, sums + 10 * lanes);
        if (TRows.Value > 2 && TColumns.Value > 1) Vector.Store(s32, sums + 11 * lanes);
    }

    /// <summary>Adds up the vectors of a tile's outputs and the depths left over.</summary>
    [SkipLocalsInit]
    private static void Finish<T>(T* sums, int rows, int columns, nint k, T* a, nint aRow, T* b, nint bCol, T* c, nint cRow)
        where T : unmanaged
    {
        int lanes = Vector<T>.Count;
        nint done = k / lanes * lanes;
        if (typeof(T) == typeof(float))
            for (int q = 0; q < 3 * rows; q += 4) FourSums((float*)sums + q * lanes, (float*)sums + q);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
            {
                T sum = typeof(T) == typeof(float) ? sums[3 * i + j] : Vector.Sum(Vector.Load(sums + (3 * i + j) * lanes));
                for (nint p = done; p < k; p++) sum = Accumulation.Add(sum, Accumulation.Multiply(a[i * aRow + p], b[j * bCol + p]));
                c[i * cRow + j] = sum;
            }
    }

    /// <summary>The sums of four vectors, side by side; they may take the place of vectors that were summed before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourSums(float* vectors, float* sums)
    {
        int lanes = Vector<float>.Count;
        Vector128<float> x0 = Vector128.Load(vectors), x1 = Vector128.Load(vectors + lanes);
        Vector128<float> x2 = Vector128.Load(vectors + 2 * lanes), x3 = Vector128.Load(vectors + 3 * lanes);
        for (int q = 4; q < lanes; q += 4)
        {
            x0 += Vector128.Load(vectors + q);
            x1 += Vector128.Load(vectors + lanes + q);
            x2 += Vector128.Load(vectors + 2 * lanes + q);
            x3 += Vector128.Load(vectors + 3 * lanes + q);
        }
        Vector128<float> y01 = Packing.Interleave(x0, x1) + Packing.InterleaveHigh(x0, x1);
        Vector128<float> y23 = Packing.Interleave(x2, x3) + Packing.InterleaveHigh(x2, x3);
        // Put together from halves, the compiler sends them through memory.
        if (Sse.IsSupported) (Sse.MoveLowToHigh(y01, y23) + Sse.MoveHighToLow(y23, y01)).Store(sums);
        else (Vector128.Create(y01.GetLower(), y23.GetLower()) + Vector128.Create(y01.GetUpper(), y23.GetUpper())).Store(sums);
    }
}
