using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    private const int TilesPerBand = 8;

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
        int across = -1;
        for (int d = 0; d < inner; d++)
            if (plan->Strides[d] == 1) across = d;
        if (across < 0 || sizeof(T) > 8 || plan->Shape[inner] < 8 || plan->Shape[across] < 8) return false;

        Job job;
        Unsafe.SkipInit(out job);
        job.Outer = *plan;
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
        job.Outer.Shape[across] = 1;
        job.Outer.Shape[inner] = 1;
        long outer = 1;
        for (int d = 0; d < plan->Rank; d++) outer *= job.Outer.Shape[d];
        job.Outer.Total = outer;
        nint units = (nint)outer * job.Bands;
        nint perUnit = (nint)job.Columns * Tile<T>() * TilesPerBand;
        Team.Run(units, Math.Max(1, 16384 / perUnit), &Body<T>, &job);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Tile<T>() where T : unmanaged => TileBytes / sizeof(T);

    // One unit is a band of output rows, eight tiles high, across all columns.
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
                for (long row = first; row < last; row += tile) One(job, from, to, row, (int)Math.Min(tile, last - row), t * (long)tile);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<T>(Job* job, T* from, T* to, long row, int height, long column) where T : unmanaged
    {
        int tile = Tile<T>(), width = (int)Math.Min(tile, job->Columns - column);
        T* source = from + row + column * job->FromColumn;
        T* target = to + row * job->ToRow + column;
        if (height == tile && width == tile && sizeof(T) == 4)
            Square4((uint*)source, (nint)job->FromColumn, (uint*)target, (nint)job->ToRow, job->Bypass);
        else
            for (int i = 0; i < height; i++)
                for (int j = 0; j < width; j++) target[i * job->ToRow + j] = source[j * job->FromColumn + i];
    }

    // 16x16 words. Lines a power of two apart share few cache sets: each source line is read whole into a dense tile first,
    // and each target line is written whole, so none is fetched twice.
    [SkipLocalsInit]
    private static void Square4(uint* from, nint fromStride, uint* to, nint toStride, bool bypass)
    {
        uint* tile = stackalloc uint[256];
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
                uint* d = to + i * toStride + j;
                Vector128<uint> a = Vector128.Load(s), b = Vector128.Load(s + 16), c = Vector128.Load(s + 32), e = Vector128.Load(s + 48);
                Vector128<ulong> ab0 = Interleave(a, b, false), ab1 = Interleave(a, b, true);
                Vector128<ulong> ce0 = Interleave(c, e, false), ce1 = Interleave(c, e, true);
                Put(Vector128.Create(ab0.GetLower(), ce0.GetLower()), d, bypass);
                Put(Vector128.Create(ab0.GetUpper(), ce0.GetUpper()), d + toStride, bypass);
                Put(Vector128.Create(ab1.GetLower(), ce1.GetLower()), d + 2 * toStride, bypass);
                Put(Vector128.Create(ab1.GetUpper(), ce1.GetUpper()), d + 3 * toStride, bypass);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector128<ulong> v, uint* to, bool bypass)
    {
        if (bypass) v.AsUInt32().StoreAlignedNonTemporal(to);
        else v.AsUInt32().Store(to);
    }

    // a0 b0 a1 b1, or a2 b2 a3 b3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Interleave(Vector128<uint> a, Vector128<uint> b, bool high)
    {
        if (System.Runtime.Intrinsics.X86.Sse2.IsSupported)
            return (high ? System.Runtime.Intrinsics.X86.Sse2.UnpackHigh(a, b) : System.Runtime.Intrinsics.X86.Sse2.UnpackLow(a, b)).AsUInt64();
        if (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported)
            return (high ? System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipHigh(a, b)
                : System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipLow(a, b)).AsUInt64();
        return high ? Vector128.Create(a[2], b[2], a[3], b[3]).AsUInt64() : Vector128.Create(a[0], b[0], a[1], b[1]).AsUInt64();
    }
}
