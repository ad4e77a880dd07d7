using System;
using System.Numerics;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Plane rotations of the columns of a matrix, gathered over many sweeps and applied to strips of rows that stay in the first-level
/// cache (F. Van Zee, R. van de Geijn, G. Quintana-Ortí, Restructuring the tridiagonal and bidiagonal QR algorithms for performance,
/// ACM Trans. Math. Softw. 40, 2014). Complex columns are twice as many real numbers: the rotations are real.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe ref struct RotationSweeps<T> where T : unmanaged, INumberBase<T>
{
    private const int MostSweeps = 64;

    private readonly nint _rows, _columns, _capacity;
    private readonly Workspace _memory;
    private readonly T* _strips, _rotations;
    private readonly nint* _sweeps;
    private nint _used, _count, _beginning;

    private struct Job
    {
        internal T* Strips, Rotations;
        internal nint* Sweeps;
        internal nint Count, Columns;
    }

    private static nint Width => 4 * Vector<T>.Count;

    /// <summary>Takes a copy of a column-major matrix.</summary>
    internal RotationSweeps(nint rows, nint columns, T* a, nint lda)
    {
        _rows = rows;
        _columns = columns;
        _capacity = 32 * columns + 64;
        nint strips = (rows + Width - 1) / Width;
        nint bytes = (strips * Width * columns + 2 * (_capacity + columns)) * sizeof(T);
        bytes = (bytes + 63) / 64 * 64;
        _memory = new Workspace(bytes + 3 * MostSweeps * sizeof(nint));
        _strips = (T*)_memory.Pointer;
        _rotations = _strips + strips * Width * columns;
        _sweeps = (nint*)((byte*)_memory.Pointer + bytes);
        for (nint s = 0; s < strips; s++)
        {
            int height = (int)Math.Min(Width, rows - s * Width);
            for (nint j = 0; j < columns; j++)
            {
                var strip = new Span<T>(_strips + (s * columns + j) * Width, (int)Width);
                new ReadOnlySpan<T>(a + j * lda + s * Width, height).CopyTo(strip);
                strip[height..].Clear();
            }
        }
    }

    /// <summary>Starts a sweep over adjacent columns: (first, first + 1), ... or, downwards, (first - 1, first), ...</summary>
    internal void Begin(nint first, bool upwards)
    {
        if (_count == MostSweeps || _used >= _capacity) Flush();
        _sweeps[3 * _count] = first;
        _sweeps[3 * _count + 1] = upwards ? 1 : -1;
        _beginning = _used;
    }

    /// <summary>The next rotation: columns x, y of lower and higher number become c x + s y and c y - s x.</summary>
    internal void Add(double c, double s)
    {
        // Downwards the column that is carried on is the lower one: the same formula with the other sign.
        _rotations[2 * _used] = Columns.Number<T>(c);
        _rotations[2 * _used++ + 1] = Columns.Number<T>(_sweeps[3 * _count + 1] > 0 ? s : -s);
    }

    /// <summary>Ends the sweep.</summary>
    internal void End()
    {
        _sweeps[3 * _count + 2] = _used - _beginning;
        if (_used > _beginning) _count++;
    }

    /// <summary>One rotation of any two columns, after all sweeps so far.</summary>
    internal void Rotate(nint x, nint y, double c, double s)
    {
        Flush();
        T cosine = Columns.Number<T>(c), sine = Columns.Number<T>(s);
        for (nint strip = 0; strip * Width < _rows; strip++)
        {
            T* first = _strips + (strip * _columns + x) * Width, second = _strips + (strip * _columns + y) * Width;
            for (nint i = 0; i < Width; i++) (first[i], second[i]) = (cosine * first[i] + sine * second[i], cosine * second[i] - sine * first[i]);
        }
    }

    /// <summary>Writes the columns in an order, some with the opposite sign, and gives the memory back.</summary>
    internal void Finish(int* order, bool* negative, T* a, nint lda)
    {
        Flush();
        for (nint j = 0; j < _columns; j++)
        {
            for (nint strip = 0; strip * Width < _rows; strip++)
            {
                int height = (int)Math.Min(Width, _rows - strip * Width);
                T* from = _strips + (strip * _columns + order[j]) * Width, to = a + j * lda + strip * Width;
                if (negative != null && negative[order[j]]) for (nint i = 0; i < height; i++) to[i] = -from[i];
                else new ReadOnlySpan<T>(from, height).CopyTo(new Span<T>(to, height));
            }
        }
        Dispose();
    }

    /// <summary>Gives the memory back.</summary>
    internal void Dispose() => _memory.Dispose();

    private void Flush()
    {
        if (_count > 0)
        {
            Job job = new() { Strips = _strips, Rotations = _rotations, Sweeps = _sweeps, Count = _count, Columns = _columns };
            nint grain = Math.Max(1, 20_000 / Math.Max(_used, 1));
            Team.Run((_rows + Width - 1) / Width, grain, &Strips, &job);
        }
        _count = _used = 0;
    }

    private static void Strips(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        int lanes = Vector<T>.Count;
        for (nint s = begin; s < end; s++)
        {
            T* strip = job->Strips + s * job->Columns * Width, rotation = job->Rotations;
            for (nint k = 0; k < job->Count; k++)
            {
                nint step = job->Sweeps[3 * k + 1] * Width;
                T* column = strip + job->Sweeps[3 * k] * Width;
                Vector<T> a = Vector.Load(column), b = Vector.Load(column + lanes);
                Vector<T> c = Vector.Load(column + 2 * lanes), d = Vector.Load(column + 3 * lanes);
                for (nint count = job->Sweeps[3 * k + 2]; count > 0; count--, rotation += 2)
                {
                    Vector<T> cosine = Vector.Create(rotation[0]), sine = Vector.Create(rotation[1]), minus = -sine;
                    T* next = column + step;
                    Vector<T> e = Vector.Load(next), f = Vector.Load(next + lanes), g = Vector.Load(next + 2 * lanes), h = Vector.Load(next + 3 * lanes);
                    Vector.Store(Columns.Fused(cosine, a, sine * e), column);
                    Vector.Store(Columns.Fused(cosine, b, sine * f), column + lanes);
                    Vector.Store(Columns.Fused(cosine, c, sine * g), column + 2 * lanes);
                    Vector.Store(Columns.Fused(cosine, d, sine * h), column + 3 * lanes);
                    a = Columns.Fused(cosine, e, minus * a);
                    b = Columns.Fused(cosine, f, minus * b);
                    c = Columns.Fused(cosine, g, minus * c);
                    d = Columns.Fused(cosine, h, minus * d);
                    column = next;
                }
                Vector.Store(a, column);
                Vector.Store(b, column + lanes);
                Vector.Store(c, column + 2 * lanes);
                Vector.Store(d, column + 3 * lanes);
            }
        }
    }
}
