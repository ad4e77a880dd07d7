using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Loops;

/// <summary>
/// Copies whose input is contiguous along another dimension than the output: square tiles of those two dimensions pass
/// through the first-level cache, so that both sides touch whole cache lines.
/// </summary>
internal static unsafe class Transpose
{
    private const int TileBytes = 64;

    // Tiles done side by side along the source's lines: pages and prefetch streams are used for several lines at a time.
    private const int TilesPerBand = 4;

    private struct Job
    {
        internal LoopPlan Outer;
        internal byte* From, To;
        internal long Rows, Columns;
        internal long FromColumn, ToRow;
        internal nint Bands, ColumnTiles;
        internal int Size;
        internal bool Bypass;
    }

    /// <summary>Does the copy if it is a transpose of worthwhile size; otherwise returns false.</summary>
    internal static bool TryRun<T>(LoopCall* call) where T : unmanaged
    {
        LoopPlan* plan = &call->Plan;
        int inner = plan->Rank - 1;
        if (plan->Rank < 2 || plan->InnerStride(1) != 1 || plan->InnerStride(0) is 0 or 1) return false;
        int across = plan->Across(0);
        if (across < 0 || sizeof(T) > 8 || plan->Shape[inner] < 8 || plan->Shape[across] < 8) return false;

        Job job;
        Unsafe.SkipInit(out job);
        job.From = (byte*)call->Address[0];
        job.To = (byte*)call->Address[1];
        job.Rows = plan->Shape[across];
        job.Columns = plan->Shape[inner];
        job.FromColumn = plan->Strides[inner];
        job.ToRow = plan->Strides[LoopPlan.MaxRank + across];
        job.Size = sizeof(T);
        // Whole lines go past the cache when the target is large and every line begins at a 64-byte boundary.
        job.Bypass = plan->Total * sizeof(T) >= LoopDriver.BypassBytes && (long)job.To % 64 == 0 && job.ToRow * sizeof(T) % 64 == 0;
        for (int d = 0; d < plan->Rank; d++) job.Bypass &= d == inner || plan->Strides[LoopPlan.MaxRank + d] * sizeof(T) % 64 == 0;
        job.Bands = (nint)((job.Rows + TilesPerBand * Tile<T>() - 1) / (TilesPerBand * Tile<T>()));
        job.ColumnTiles = (nint)((job.Columns + Tile<T>() - 1) / Tile<T>());
        job.Outer = *plan;
        job.Outer.DropPlane(across);
        nint units = (nint)job.Outer.Total * job.Bands;
        nint perUnit = (nint)job.Columns * Tile<T>() * TilesPerBand;
        Team.Run(units, Math.Max(1, 16384 / perUnit), &Body<T>, &job);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Tile<T>() where T : unmanaged => TileBytes / sizeof(T);

    /// <summary>to[i, j] = from[j, i] on the calling thread; elements between the rows of each may be counted backwards.</summary>
    internal static void Block<T>(nint rows, nint columns, T* from, nint fromStride, T* to, nint toStride) where T : unmanaged
    {
        int tile = Tile<T>();
        for (nint i = 0; i < rows; i += tile)
        {
            for (nint j = 0; j < columns; j += tile)
            {
                int height = (int)Math.Min(tile, rows - i), width = (int)Math.Min(tile, columns - j);
                One(from + i + j * fromStride, fromStride, to + i * toStride + j, toStride, height, width, false);
            }
        }
    }

    // One unit is a band of output rows, four tiles high, across all columns.
    private static void Body<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        int tile = Tile<T>();
        LoopCursor cursor;
        Unsafe.SkipInit(out cursor);
        for (nint unit = begin; unit < end; unit++)
        {
            cursor.Seek(&job->Outer, unit / job->Bands);
            T* from = (T*)job->From + cursor.Offset[0];
            T* to = (T*)job->To + cursor.Offset[1];
            long first = unit % job->Bands * (long)(tile * TilesPerBand), last = Math.Min(job->Rows, first + tile * TilesPerBand);
            for (nint t = 0; t < job->ColumnTiles; t++)
                for (long row = first; row < last; row += tile)
                {
                    long column = t * (long)tile;
                    One(from + row + column * job->FromColumn, (nint)job->FromColumn, to + row * job->ToRow + column, (nint)job->ToRow,
                        (int)Math.Min(tile, last - row), (int)Math.Min(tile, job->Columns - column), job->Bypass);
                }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<T>(T* source, nint fromStride, T* target, nint toStride, int height, int width, bool bypass) where T : unmanaged
    {
        int tile = Tile<T>();
        if (height == tile && width == tile && sizeof(T) == 4)
            Square4((uint*)source, fromStride, (uint*)target, toStride, bypass);
        else if (height == tile && width == tile && sizeof(T) == 8 && Avx512F.IsSupported)
            Square8((ulong*)source, fromStride, (ulong*)target, toStride, bypass);
        else
            for (int i = 0; i < height; i++)
                for (int j = 0; j < width; j++) target[i * toStride + j] = source[j * fromStride + i];
    }

    // 16x16 words. Lines a power of two apart share few cache sets: each source line is read whole into a dense tile first,
    // and each target line is written whole, so none is fetched twice.
    [SkipLocalsInit]
    private static void Square4(uint* from, nint fromStride, uint* to, nint toStride, bool bypass)
    {
        // The work on one tile is too much for the processor to look past it for the lines of the next.
        if (bypass)
            for (int r = 16; r < 32; r++) VectorMath.Prefetch(from + r * fromStride);
        if (Avx512F.IsSupported)
        {
            SquareInRegisters(from, fromStride, to, toStride, bypass);
            return;
        }
        // What goes past the caches is put together first: a line written in pieces, others between them, costs several writes.
        uint* tile = stackalloc uint[512], target = bypass ? tile + 256 : to;
        nint step = bypass ? 16 : toStride;
        for (int r = 0; r < 16; r++)
        {
            uint* line = from + r * fromStride;
            Vector128<uint> a = Vector128.Load(line), b = Vector128.Load(line + 4), c = Vector128.Load(line + 8), d = Vector128.Load(line + 12);
            a.Store(tile + 16 * r);
            b.Store(tile + 16 * r + 4);
            c.Store(tile + 16 * r + 8);
            d.Store(tile + 16 * r + 12);
        }
        for (int i = 0; i < 16; i += 4)
            for (int j = 0; j < 16; j += 4)
            {
                uint* s = tile + j * 16 + i;
                uint* d = target + i * step + j;
                Vector128<uint> a = Vector128.Load(s), b = Vector128.Load(s + 16), c = Vector128.Load(s + 32), e = Vector128.Load(s + 48);
                Vector128<ulong> ab0 = VectorMath.ZipLow(a, b).AsUInt64(), ab1 = VectorMath.ZipHigh(a, b).AsUInt64();
                Vector128<ulong> ce0 = VectorMath.ZipLow(c, e).AsUInt64(), ce1 = VectorMath.ZipHigh(c, e).AsUInt64();
                VectorMath.ZipLow(ab0, ce0).AsUInt32().Store(d);
                VectorMath.ZipHigh(ab0, ce0).AsUInt32().Store(d + step);
                VectorMath.ZipLow(ab1, ce1).AsUInt32().Store(d + 2 * step);
                VectorMath.ZipHigh(ab1, ce1).AsUInt32().Store(d + 3 * step);
            }
        if (!bypass) return;
        for (uint* done = target; done < target + 256; done += 16, to += toStride)
        {
            Vector128<uint> a = Vector128.Load(done), b = Vector128.Load(done + 4), c = Vector128.Load(done + 8), d = Vector128.Load(done + 12);
            a.StoreAlignedNonTemporal(to);
            b.StoreAlignedNonTemporal(to + 4);
            c.StoreAlignedNonTemporal(to + 8);
            d.StoreAlignedNonTemporal(to + 12);
        }
    }

    // Four source lines give, for j from 0 to 3, the words of columns j, 4 + j, 8 + j and 12 + j side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourLines(
        uint* from, nint stride, out Vector512<uint> q0, out Vector512<uint> q1, out Vector512<uint> q2, out Vector512<uint> q3)
    {
        Vector512<uint> r0 = Vector512.Load(from), r1 = Vector512.Load(from + stride);
        Vector512<uint> r2 = Vector512.Load(from + 2 * stride), r3 = Vector512.Load(from + 3 * stride);
        Vector512<ulong> a = Avx512F.UnpackLow(r0, r1).AsUInt64(), b = Avx512F.UnpackHigh(r0, r1).AsUInt64();
        Vector512<ulong> c = Avx512F.UnpackLow(r2, r3).AsUInt64(), d = Avx512F.UnpackHigh(r2, r3).AsUInt64();
        q0 = Avx512F.UnpackLow(a, c).AsUInt32();
        q1 = Avx512F.UnpackHigh(a, c).AsUInt32();
        q2 = Avx512F.UnpackLow(b, d).AsUInt32();
        q3 = Avx512F.UnpackHigh(b, d).AsUInt32();
    }

    /// <summary>16x16 words through 512-bit registers: whole lines are read and written, wherever the strides put them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void SquareInRegisters(uint* from, nint fromStride, uint* to, nint toStride, bool bypass)
    {
        FourLines(from, fromStride, out Vector512<uint> a0, out Vector512<uint> a1, out Vector512<uint> a2, out Vector512<uint> a3);
        FourLines(from + 4 * fromStride, fromStride, out Vector512<uint> b0, out Vector512<uint> b1, out Vector512<uint> b2, out Vector512<uint> b3);
        FourLines(from + 8 * fromStride, fromStride, out Vector512<uint> c0, out Vector512<uint> c1, out Vector512<uint> c2, out Vector512<uint> c3);
        FourLines(from + 12 * fromStride, fromStride, out Vector512<uint> d0, out Vector512<uint> d1, out Vector512<uint> d2, out Vector512<uint> d3);
        FourRows(a0, b0, c0, d0, to, 4 * toStride, bypass);
        FourRows(a1, b1, c1, d1, to + toStride, 4 * toStride, bypass);
        FourRows(a2, b2, c2, d2, to + 2 * toStride, 4 * toStride, bypass);
        FourRows(a3, b3, c3, d3, to + 3 * toStride, 4 * toStride, bypass);
    }

    // 8x8 double words through registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Square8(ulong* from, nint fromStride, ulong* to, nint toStride, bool bypass)
    {
        TwoLines(from, fromStride, out Vector512<uint> a0, out Vector512<uint> a1);
        TwoLines(from + 2 * fromStride, fromStride, out Vector512<uint> b0, out Vector512<uint> b1);
        TwoLines(from + 4 * fromStride, fromStride, out Vector512<uint> c0, out Vector512<uint> c1);
        TwoLines(from + 6 * fromStride, fromStride, out Vector512<uint> d0, out Vector512<uint> d1);
        FourRows(a0, b0, c0, d0, (uint*)to, 4 * toStride, bypass);
        FourRows(a1, b1, c1, d1, (uint*)(to + toStride), 4 * toStride, bypass);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoLines(ulong* from, nint stride, out Vector512<uint> even, out Vector512<uint> odd)
    {
        Vector512<ulong> r0 = Vector512.Load(from), r1 = Vector512.Load(from + stride);
        even = Avx512F.UnpackLow(r0, r1).AsUInt32();
        odd = Avx512F.UnpackHigh(r0, r1).AsUInt32();
    }

    // Transposes the 128-bit quarters into four rows, `stride` words apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourRows(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d, uint* to, nint stride, bool bypass)
    {
        Vector512<uint> even = Avx512F.Shuffle4x128(a, b, 0x88), odd = Avx512F.Shuffle4x128(a, b, 0xDD);
        Vector512<uint> even2 = Avx512F.Shuffle4x128(c, d, 0x88), odd2 = Avx512F.Shuffle4x128(c, d, 0xDD);
        Put(Avx512F.Shuffle4x128(even, even2, 0x88), to, bypass);
        Put(Avx512F.Shuffle4x128(odd, odd2, 0x88), to + stride, bypass);
        Put(Avx512F.Shuffle4x128(even, even2, 0xDD), to + 2 * stride, bypass);
        Put(Avx512F.Shuffle4x128(odd, odd2, 0xDD), to + 3 * stride, bypass);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<uint> v, uint* to, bool bypass)
    {
        if (bypass) v.StoreAlignedNonTemporal(to);
        else v.Store(to);
    }
}
