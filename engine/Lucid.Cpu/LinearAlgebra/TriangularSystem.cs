using System;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Systems with a triangular matrix by recursive halving (Elmroth, Gustavson, Jonsson and Kågström, SIAM Review 46, 2004): products of
/// matrices do the work, and small triangles are solved for many right-hand sides at a time.
/// </summary>
public static unsafe class TriangularSystem
{
    private const int Small = 32, GroupWidth = 64, MostGroups = 8;

    private struct Job
    {
        internal bool Lower, Unit, Parallel;
        internal nint Size, Sides, Width, RowStride, ColumnStride, UnknownStride, SideStride;
        internal void* Triangle, Unknowns;
    }

    /// <summary>
    /// Solves T X = B in the memory of B. Strides turn what lies transposed; T X with X seen transposed is a system from the right.
    /// </summary>
    /// <param name="lower">Whether T, seen through its strides, is lower triangular; the other half is not read.</param>
    /// <param name="unit">Whether the diagonal is taken as ones, and not read.</param>
    /// <param name="size">Rows of T and X.</param>
    /// <param name="t">The matrix. <paramref name="rowStride"/>, <paramref name="columnStride"/>: its strides.</param>
    /// <param name="sides">Columns of X.</param>
    /// <param name="x">The right-hand sides; one of <paramref name="unknownStride"/> (of rows) and <paramref name="sideStride"/> is 1.</param>
    /// <param name="rowStride">Elements between the rows of T.</param>
    /// <param name="columnStride">Elements between the columns of T.</param>
    /// <param name="unknownStride">Elements between the rows of X.</param>
    /// <param name="sideStride">Elements between the columns of X.</param>
    /// <param name="parallel">Whether other threads may help.</param>
    public static void Solve<T>(bool lower, bool unit, nint size, T* t, nint rowStride, nint columnStride, nint sides, T* x,
        nint unknownStride, nint sideStride, bool parallel = true) where T : unmanaged, INumberBase<T>
    {
        if (size == 0 || sides == 0) return;
        Job job = new()
        {
            Lower = lower,
            Unit = unit,
            Parallel = parallel,
            Size = size,
            Sides = sides,
            // How sides are summed depends on how many there are: groups of one width for any number of threads.
            Width = parallel ? nint.Clamp((sides / MostGroups + GroupWidth - 1) / GroupWidth * GroupWidth, nint.Min(GroupWidth, sides), sides) : sides,
            Triangle = t,
            RowStride = rowStride,
            ColumnStride = columnStride,
            Unknowns = x,
            UnknownStride = unknownStride,
            SideStride = sideStride,
        };
        nint grain = (nint)Math.Max(1, 400_000 / ((double)size * size * job.Width));
        Team.Run((sides - 1) / job.Width + 1, grain, &Part<T>, &job);
    }

    private static void Part<T>(void* context, nint begin, nint end) where T : unmanaged, INumberBase<T>
    {
        Job* job = (Job*)context;
        // Rows of unknowns side by side, for the small triangles of systems that lie the other way.
        bool turned = job->SideStride != 1;
        using var workspace = new Workspace((Small * Small + (turned ? Small * Padded(job->Width) : 0)) * sizeof(T));
        var packed = (T*)workspace.Pointer;
        for (; begin < end; begin++)
        {
            nint side = begin * job->Width;
            Halve(job, 0, job->Size, nint.Min(job->Width, job->Sides - side), (T*)job->Unknowns + side * job->SideStride, packed,
                turned ? packed + Small * Small : null);
        }
    }

    private static void Halve<T>(Job* job, nint first, nint size, nint sides, T* x, T* packed, T* rows) where T : unmanaged, INumberBase<T>
    {
        if (size <= Small)
        {
            Triangle(job, first, size, sides, x + first * job->UnknownStride, packed, rows);
            return;
        }
        nint half = (size / 2 + 15) / 16 * 16;
        nint known = job->Lower ? first : first + half, other = job->Lower ? first + half : first;
        nint knownSize = job->Lower ? half : size - half, otherSize = size - knownSize;
        Halve(job, known, knownSize, sides, x, packed, rows);
        T* coupling = (T*)job->Triangle + other * job->RowStride + known * job->ColumnStride;
        if (job->SideStride == 1)
            Columns.Subtract(otherSize, sides, knownSize, coupling, job->RowStride, job->ColumnStride,
                x + known * job->UnknownStride, job->UnknownStride, 1, x + other * job->UnknownStride, job->UnknownStride, job->Parallel);
        else
            Columns.Subtract(sides, otherSize, knownSize, x + known, job->SideStride, 1,
                coupling, job->ColumnStride, job->RowStride, x + other, job->SideStride, job->Parallel);
        Halve(job, other, otherSize, sides, x, packed, rows);
    }

    private static void Triangle<T>(Job* job, nint first, nint size, nint sides, T* x, T* packed, T* rows) where T : unmanaged, INumberBase<T>
    {
        T* t = (T*)job->Triangle + first * (job->RowStride + job->ColumnStride);
        bool lower = job->Lower;
        if (typeof(T) != typeof(Complex) && sides < Vector<T>.Count && job->UnknownStride == 1 && (job->RowStride == 1 || job->ColumnStride == 1))
        {
            Few(job, t, size, sides, x, packed);
            return;
        }
        if (rows == null && lower && job->ColumnStride == 1)
        {
            Rows(t, job->RowStride, size, sides, x, job->UnknownStride, job->Unit);
            return;
        }
        // Packed so that the coefficients of an unknown follow each other in the order in which they are used.
        for (nint i = 0; i < size; i++)
        {
            nint row = lower ? i : size - 1 - i;
            for (nint k = 0; k < i; k++) packed[i * Small + k] = t[row * job->RowStride + (lower ? k : size - 1 - k) * job->ColumnStride];
            packed[i * Small + i] = job->Unit ? T.One : t[row * (job->RowStride + job->ColumnStride)];
        }
        if (rows == null)
        {
            Rows(packed, Small, size, sides, lower ? x : x + (size - 1) * job->UnknownStride, lower ? job->UnknownStride : -job->UnknownStride, job->Unit);
            return;
        }
        nint stride = Padded(sides), step = lower ? stride : -stride;
        T* top = lower ? rows : rows + (size - 1) * stride;
        Transpose.Block(size, sides, x, job->SideStride, top, step);
        Rows(packed, Small, size, sides, rows, stride, job->Unit);
        Transpose.Block(sides, size, top, step, x, job->SideStride);
    }

    /// <summary>Substitution for fewer sides than a vector has lanes: each unknown is subtracted from all that follow it at once.</summary>
    private static void Few<T>(Job* job, T* t, nint size, nint sides, T* x, T* packed) where T : unmanaged, INumberBase<T>
    {
        nint stride = job->ColumnStride;
        if (job->RowStride != 1)
        {
            Transpose.Block(size, size, t, job->RowStride, packed, Small);
            t = packed;
            stride = Small;
        }
        for (; sides > 0; sides--, x += job->SideStride)
        {
            for (nint k = 0; k < size; k++)
            {
                nint at = job->Lower ? k : size - 1 - k;
                T* column = t + at * stride;
                if (!job->Unit) x[at] /= column[at];
                if (job->Lower) Columns.AddMultiple(size - 1 - at, -x[at], column + at + 1, x + at + 1);
                else Columns.AddMultiple(at, -x[at], column, x);
            }
        }
    }

    /// <summary>A distance between rows or columns: at a power of two they would fall into the same few sets of the cache.</summary>
    internal static nint Padded(nint elements) => (elements + 15) / 16 * 16 + 16;

    // Forward substitution; each row of unknowns is contiguous.
    private static void Rows<T>(T* packed, nint step, nint size, nint sides, T* x, nint stride, bool unit) where T : unmanaged, INumberBase<T>
    {
        nint j = 0;
        if (typeof(T) != typeof(Complex))
        {
            int lanes = Vector<T>.Count;
            for (; j <= sides - 4 * lanes; j += 4 * lanes)
            {
                for (nint i = 0; i < size; i++)
                {
                    T* row = x + i * stride + j;
                    Vector<T> a = Vector.Load(row), b = Vector.Load(row + lanes), c = Vector.Load(row + 2 * lanes), d = Vector.Load(row + 3 * lanes);
                    T* known = x + j;
                    for (nint k = 0; k < i; k++, known += stride)
                    {
                        Vector<T> factor = Vector.Create(-packed[i * step + k]);
                        a = Columns.Fused(factor, Vector.Load(known), a);
                        b = Columns.Fused(factor, Vector.Load(known + lanes), b);
                        c = Columns.Fused(factor, Vector.Load(known + 2 * lanes), c);
                        d = Columns.Fused(factor, Vector.Load(known + 3 * lanes), d);
                    }
                    if (!unit)
                    {
                        Vector<T> pivot = Vector.Create(packed[i * step + i]);
                        (a, b, c, d) = (a / pivot, b / pivot, c / pivot, d / pivot);
                    }
                    Vector.Store(a, row);
                    Vector.Store(b, row + lanes);
                    Vector.Store(c, row + 2 * lanes);
                    Vector.Store(d, row + 3 * lanes);
                }
            }
            for (; j <= sides - lanes; j += lanes)
            {
                for (nint i = 0; i < size; i++)
                {
                    Vector<T> a = Vector.Load(x + i * stride + j), b = default;
                    nint k = 0;
                    for (; k < i - 1; k += 2)
                    {
                        a = Columns.Fused(Vector.Create(-packed[i * step + k]), Vector.Load(x + k * stride + j), a);
                        b = Columns.Fused(Vector.Create(-packed[i * step + k + 1]), Vector.Load(x + (k + 1) * stride + j), b);
                    }
                    if (k < i) a = Columns.Fused(Vector.Create(-packed[i * step + k]), Vector.Load(x + k * stride + j), a);
                    a += b;
                    Vector.Store(unit ? a : a / Vector.Create(packed[i * step + i]), x + i * stride + j);
                }
            }
        }
        for (; j < sides; j++)
        {
            for (nint i = 0; i < size; i++)
            {
                T value = x[i * stride + j];
                for (nint k = 0; k < i; k++) value -= packed[i * step + k] * x[k * stride + j];
                x[i * stride + j] = unit ? value : value / packed[i * step + i];
            }
        }
    }
}
