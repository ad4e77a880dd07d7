using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Loops;

/// <summary>Copies with some dimensions in reverse order, of elements of 1, 2, 4, 8 or 16 bytes.</summary>
public static unsafe class Reversal
{
    private const int MostRank = 64, Piece = 4096;

    private struct Job
    {
        internal byte* X, O;
        internal int Rank, ItemSize;
        internal nint Pieces;
        internal fixed long Sizes[MostRank], From[MostRank], To[MostRank];
    }

    /// <summary>Elements of x in the order of o, whose dimensions with a bit in <paramref name="reversed"/> run backwards.</summary>
    /// <param name="itemSize">Bytes of an element.</param>
    /// <param name="sizes">Sizes of both, at most 63 of them.</param>
    /// <param name="x">The source.</param>
    /// <param name="xs">Its strides in elements.</param>
    /// <param name="o">The target, which must not overlap the source.</param>
    /// <param name="os">Its strides in elements, none 0 where the size is above 1.</param>
    /// <param name="reversed">Bit d for dimension d.</param>
    public static void Run(int itemSize, ReadOnlySpan<long> sizes, byte* x, ReadOnlySpan<long> xs, byte* o, ReadOnlySpan<long> os, ulong reversed)
    {
        Job job = new() { ItemSize = itemSize };
        Span<int> order = stackalloc int[sizes.Length];
        int rank = 0;
        for (int d = 0; d < sizes.Length; d++)
        {
            if (sizes[d] == 0) return;
            if (sizes[d] == 1) continue;
            int place = rank++;
            for (; place > 0 && os[order[place - 1]] < os[d]; place--) order[place] = order[place - 1];
            order[place] = d;
        }
        nint rows = 1;
        for (int i = 0; i < rank; i++)
        {
            int d = order[i], last = job.Rank - 1;
            long from = xs[d];
            if ((reversed >> d & 1) != 0)
            {
                x += from * (sizes[d] - 1) * itemSize;
                from = -from;
            }
            // Two dimensions that one step runs through are one.
            if (last >= 0 && job.From[last] == from * sizes[d] && job.To[last] == os[d] * sizes[d]) job.Sizes[last] *= sizes[d];
            else
            {
                last = job.Rank++;
                job.Sizes[last] = sizes[d];
            }
            job.From[last] = from;
            job.To[last] = os[d];
        }
        if (job.Rank == 0)
        {
            job.Rank = 1;
            job.Sizes[0] = job.From[0] = job.To[0] = 1;
        }
        for (int d = 0; d < job.Rank - 1; d++) rows *= (nint)job.Sizes[d];
        job.X = x;
        job.O = o;
        nint inner = (nint)job.Sizes[job.Rank - 1];
        job.Pieces = (inner + Piece - 1) / Piece;
        Team.Run(rows * job.Pieces, Math.Max(1, 32768 / (Math.Min(inner, Piece) * itemSize)), &Pieces, &job);
    }

    private static void Pieces(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        int inner = job->Rank - 1, size = job->ItemSize;
        nint xs = (nint)job->From[inner], os = (nint)job->To[inner];
        for (nint at = begin; at < end; at++)
        {
            nint row = at / job->Pieces, first = at % job->Pieces * Piece, count = Math.Min(Piece, (nint)job->Sizes[inner] - first);
            byte* x = job->X + first * xs * size, o = job->O + first * os * size;
            for (int d = inner - 1; d >= 0; d--)
            {
                (row, nint place) = Math.DivRem(row, (nint)job->Sizes[d]);
                x += place * (nint)job->From[d] * size;
                o += place * (nint)job->To[d] * size;
            }
            if (xs == 1 && os == 1)
            {
                NativeMemory.Copy(x, o, (nuint)(count * size));
                continue;
            }
            switch (size)
            {
                case 1: Line(x, xs, o, os, count); break;
                case 2: Line((ushort*)x, xs, (ushort*)o, os, count); break;
                case 4: Line((uint*)x, xs, (uint*)o, os, count); break;
                case 8: Line((ulong*)x, xs, (ulong*)o, os, count); break;
                default: Elements((Vector128<byte>*)x, xs, (Vector128<byte>*)o, os, count); break;
            }
        }
    }

    private static void Line<T>(T* x, nint xs, T* o, nint os, nint count) where T : unmanaged
    {
        nint width = Vector<T>.Count;
        if (xs != -1 || os != 1 || count < width)
        {
            Elements(x, xs, o, os, count);
            return;
        }
        for (nint next = 0; next < count; next += width)
        {
            // The last vector may overlap the one before.
            nint j = Math.Min(next, count - width);
            VectorMath.Reverse(Vector.Load(x - j - (width - 1))).Store(o + j);
        }
    }

    private static void Elements<T>(T* x, nint xs, T* o, nint os, nint count) where T : unmanaged
    {
        for (; count > 0; count--, x += xs, o += os) *o = *x;
    }
}
