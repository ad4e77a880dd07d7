using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// Few rows of A times a transposed B, both contiguous along the depth: sums of 8 x 3 or 4 x 3 outputs stay in registers and
/// nothing is packed. Every output has one vector of partial sums, so results do not depend on how outputs are grouped.
/// </summary>
internal static unsafe class DotTile
{
    /// <summary>Rows of A up to which reading B in place beats packing it.</summary>
    public const int MostRows = 16;

    /// <summary>Columns of B up to which its columns as rows, and A in place, beat tiles of one vector.</summary>
    public const int MostColumns = 12;

    // Sums of 8 x 3 outputs need 32 registers.
    private static bool IsTall<T>()
        where T : unmanaged
        => (Vector<byte>.Count == 64 || AdvSimd.IsSupported) && (typeof(T) == typeof(float) || typeof(T) == typeof(double));

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

    private readonly struct Eight : ITileCount
    {
        public static int Value => 8;
    }

    /// <summary>C[i, j] = sum over p of a[i aRow + p] b[j bCol + p].</summary>
    public static void Run<T>(nint m, nint n, nint k, T* a, nint aRow, T* b, nint bCol, T* c, nint cRow, nint cCol)
        where T : unmanaged
    {
        nint j = 0;
        for (; j + 3 <= n; j += 3) Column<T, Three>(m, k, a, aRow, b + j * bCol, bCol, c + j * cCol, cRow, cCol);
        for (; j < n; j++) Column<T, One>(m, k, a, aRow, b + j * bCol, bCol, c + j * cCol, cRow, cCol);
    }

    [SkipLocalsInit]
    private static void Column<T, TColumns>(nint m, nint k, T* a, nint aRow, T* b, nint bCol, T* c, nint cRow, nint cCol)
        where T : unmanaged
        where TColumns : struct, ITileCount
    {
        T* sums = stackalloc T[28 * Vector<T>.Count];
        for (nint i = 0; i < m;)
        {
            nint left = m - i;
            int rows = IsTall<T>() && left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
            T* row = a + i * aRow;
            if (IsTall<T>() && rows == 8) Tile<T, Eight, TColumns>(k, row, aRow, b, bCol, sums);
            else if (rows == 4) Tile<T, Four, TColumns>(k, row, aRow, b, bCol, sums);
            else if (rows == 2) Tile<T, Two, TColumns>(k, row, aRow, b, bCol, sums);
            else Tile<T, One, TColumns>(k, row, aRow, b, bCol, sums);
            Finish<T, TColumns>(sums, rows, k, row, aRow, b, bCol, c + i * cRow, cRow, cCol);
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
        Vector<T> s40 = default, s41 = default, s42 = default;
        Vector<T> s50 = default, s51 = default, s52 = default;
        Vector<T> s60 = default, s61 = default, s62 = default;
        Vector<T> s70 = default, s71 = default, s72 = default;
        int lanes = Vector<T>.Count;
        nint row2 = 2 * aRow;
        T* a3 = a + 3 * aRow, a6 = a3 + 3 * aRow, b1 = b + bCol, b2 = b1 + bCol;
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
                x = Vector.Load(a + aRow + p);
                s10 = TileKernel.MultiplyAdd(x, y0, s10);
                if (TColumns.Value > 1) s11 = TileKernel.MultiplyAdd(x, y1, s11);
                if (TColumns.Value > 1) s12 = TileKernel.MultiplyAdd(x, y2, s12);
            }
            if (TRows.Value > 2)
            {
                x = Vector.Load(a + row2 + p);
                s20 = TileKernel.MultiplyAdd(x, y0, s20);
                if (TColumns.Value > 1) s21 = TileKernel.MultiplyAdd(x, y1, s21);
                if (TColumns.Value > 1) s22 = TileKernel.MultiplyAdd(x, y2, s22);
                x = Vector.Load(a3 + p);
                s30 = TileKernel.MultiplyAdd(x, y0, s30);
                if (TColumns.Value > 1) s31 = TileKernel.MultiplyAdd(x, y1, s31);
                if (TColumns.Value > 1) s32 = TileKernel.MultiplyAdd(x, y2, s32);
            }
            if (TRows.Value > 4)
            {
                x = Vector.Load(a3 + aRow + p);
                s40 = TileKernel.MultiplyAdd(x, y0, s40);
                if (TColumns.Value > 1) s41 = TileKernel.MultiplyAdd(x, y1, s41);
                if (TColumns.Value > 1) s42 = TileKernel.MultiplyAdd(x, y2, s42);
                x = Vector.Load(a3 + row2 + p);
                s50 = TileKernel.MultiplyAdd(x, y0, s50);
                if (TColumns.Value > 1) s51 = TileKernel.MultiplyAdd(x, y1, s51);
                if (TColumns.Value > 1) s52 = TileKernel.MultiplyAdd(x, y2, s52);
                x = Vector.Load(a6 + p);
                s60 = TileKernel.MultiplyAdd(x, y0, s60);
                if (TColumns.Value > 1) s61 = TileKernel.MultiplyAdd(x, y1, s61);
                if (TColumns.Value > 1) s62 = TileKernel.MultiplyAdd(x, y2, s62);
                x = Vector.Load(a6 + aRow + p);
                s70 = TileKernel.MultiplyAdd(x, y0, s70);
                if (TColumns.Value > 1) s71 = TileKernel.MultiplyAdd(x, y1, s71);
                if (TColumns.Value > 1) s72 = TileKernel.MultiplyAdd(x, y2, s72);
            }
        }
        // Summed up elsewhere: a call in this method would push the accumulators out of their registers inside the loop.
        Store<T, TColumns>(ref sums, s00, s01, s02);
        if (TRows.Value > 1) Store<T, TColumns>(ref sums, s10, s11, s12);
        if (TRows.Value > 2) Store<T, TColumns>(ref sums, s20, s21, s22);
        if (TRows.Value > 2) Store<T, TColumns>(ref sums, s30, s31, s32);
        if (TRows.Value > 4) Store<T, TColumns>(ref sums, s40, s41, s42);
        if (TRows.Value > 4) Store<T, TColumns>(ref sums, s50, s51, s52);
        if (TRows.Value > 4) Store<T, TColumns>(ref sums, s60, s61, s62);
        if (TRows.Value > 4) Store<T, TColumns>(ref sums, s70, s71, s72);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TColumns>(ref T* sums, Vector<T> x, Vector<T> y, Vector<T> z)
        where T : unmanaged
        where TColumns : struct, ITileCount
    {
        int lanes = Vector<T>.Count;
        Vector.Store(x, sums);
        if (TColumns.Value > 1) Vector.Store(y, sums + lanes);
        if (TColumns.Value > 1) Vector.Store(z, sums + 2 * lanes);
        sums += TColumns.Value * lanes;
    }

    /// <summary>Adds up the vectors of a tile's outputs and the depths left over.</summary>
    private static void Finish<T, TColumns>(
        T* sums, int rows, nint k, T* a, nint aRow, T* b, nint bCol, T* c, nint cRow, nint cCol)
        where T : unmanaged
        where TColumns : struct, ITileCount
    {
        int lanes = Vector<T>.Count, count = rows * TColumns.Value;
        if (typeof(T) == typeof(float))
        {
            for (int q = 0; q < count; q += 4) FourSums((float*)sums + q * lanes, (float*)sums + q);
        }
        else
        {
            for (int q = 0; q < count; q++) sums[q] = Vector.Sum(Vector.Load(sums + q * lanes));
        }
        nint done = k / lanes * lanes;
        for (int i = 0; i < rows; i++, sums += TColumns.Value, c += cRow, a += aRow)
        {
            if (done < k)
                for (int j = 0; j < TColumns.Value; j++)
                    for (nint p = done; p < k; p++) sums[j] = Accumulation.Add(sums[j], Accumulation.Multiply(a[p], b[j * bCol + p]));
            c[0] = sums[0];
            if (TColumns.Value > 1) c[cCol] = sums[1];
            if (TColumns.Value > 1) c[2 * cCol] = sums[2];
        }
    }

    /// <summary>The sums of four vectors, side by side; they may take the place of vectors that were summed before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourSums(float* vectors, float* sums)
    {
        int lanes = Vector<float>.Count;
        if (Avx512F.IsSupported && Vector<byte>.Count == 64)
        {
            Vector512<float> v0 = Vector512.Load(vectors), v1 = Vector512.Load(vectors + 16);
            Vector512<float> v2 = Vector512.Load(vectors + 32), v3 = Vector512.Load(vectors + 48);
            // Quarters are added first, then the four numbers that are left of each vector.
            Vector512<float> v01 = Avx512F.Shuffle4x128(v0, v1, 0x44) + Avx512F.Shuffle4x128(v0, v1, 0xEE);
            Vector512<float> v23 = Avx512F.Shuffle4x128(v2, v3, 0x44) + Avx512F.Shuffle4x128(v2, v3, 0xEE);
            v0 = Avx512F.Shuffle4x128(v01, v23, 0x88) + Avx512F.Shuffle4x128(v01, v23, 0xDD);
            v0 += Avx512F.Permute4x32(v0, 0xB1);
            v0 += Avx512F.Permute4x32(v0, 0x4E);
            Avx512F.PermuteVar16x32(v0, Vector512.Create(0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12)).GetLower().GetLower().Store(sums);
            return;
        }
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
