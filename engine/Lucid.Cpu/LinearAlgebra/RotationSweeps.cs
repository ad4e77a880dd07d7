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

    private readonly nint _rows, _columns, _stride, _capacity;
    private readonly Workspace _memory;
    private readonly T* _strips, _rotations;
    private readonly nint* _sweeps;
    private readonly bool _immediate;
    private nint _used, _count, _beginning, _column, _step;

    private struct Job
    {
        internal T* Strips, Rotations;
        internal nint* Sweeps;
        internal nint Count, Stride;
    }

    // Two vectors: a strip of 256 columns then fits the first-level cache.
    private static nint Width => 2 * Vector<T>.Count;

    /// <summary>Takes a copy of a column-major matrix.</summary>
    internal RotationSweeps(nint rows, nint columns, T* a, nint lda)
    {
        _rows = rows;
        _columns = columns;
        _capacity = 32 * columns + 64;
        // Strips at a distance of a power of two would seem to the processor to overlap.
        _stride = (columns + 3) * Width;
        // Short columns are rotated at once: the processor does it while it waits for the roots and quotients of the next rotations.
        _immediate = rows * sizeof(T) <= 2048;
        nint strips = (rows + Width - 1) / Width;
        nint bytes = (strips * _stride + 2 * (_capacity + columns)) * sizeof(T);
        bytes = (bytes + 63) / 64 * 64;
        _memory = new Workspace(bytes + 3 * MostSweeps * sizeof(nint));
        _strips = (T*)_memory.Pointer;
        _rotations = _strips + strips * _stride;
        _sweeps = (nint*)((byte*)_memory.Pointer + bytes);
        for (nint s = 0; s < strips; s++)
        {
            int height = (int)Math.Min(Width, rows - s * Width);
            for (nint j = 0; j < columns; j++)
            {
                var strip = new Span<T>(_strips + s * _stride + j * Width, (int)Width);
                new ReadOnlySpan<T>(a + j * lda + s * Width, height).CopyTo(strip);
                strip[height..].Clear();
            }
        }
    }

    /// <summary>Starts a sweep over adjacent columns: (first, first + 1), ... or, downwards, (first - 1, first), ...</summary>
    internal void Begin(nint first, bool upwards)
    {
        _column = first;
        _step = upwards ? 1 : -1;
        if (_count == MostSweeps || _used >= _capacity) Flush();
        _sweeps[3 * _count] = first;
        _sweeps[3 * _count + 1] = _step;
        _beginning = _used;
    }

    /// <summary>The next rotation: columns x, y of lower and higher number become c x + s y and c y - s x.</summary>
    internal void Add(double c, double s)
    {
        // Downwards the column that is carried on is the lower one: the same formula with the other sign.
        T cosine = Columns.Number<T>(c), sine = Columns.Number<T>(_step > 0 ? s : -s);
        if (_immediate)
        {
            int lanes = Vector<T>.Count;
            Vector<T> wideC = Vector.Create(cosine), wideS = Vector.Create(sine), minus = -wideS;
            T* x = _strips + _column * Width, end = _strips + (_rows + Width - 1) / Width * _stride;
            nint next = _step * Width, strip = _stride;
            for (; x < end; x += strip)
            {
                T* y = x + next;
                Vector<T> a = Vector.Load(x), b = Vector.Load(x + lanes), e = Vector.Load(y), f = Vector.Load(y + lanes);
                Vector.Store(Columns.Fused(wideC, a, wideS * e), x);
                Vector.Store(Columns.Fused(wideC, b, wideS * f), x + lanes);
                Vector.Store(Columns.Fused(minus, a, wideC * e), y);
                Vector.Store(Columns.Fused(minus, b, wideC * f), y + lanes);
            }
            _column += _step;
            return;
        }
        _rotations[2 * _used] = cosine;
        _rotations[2 * _used++ + 1] = sine;
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
            T* first = _strips + strip * _stride + x * Width, second = _strips + strip * _stride + y * Width;
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
                T* from = _strips + strip * _stride + order[j] * Width, to = a + j * lda + strip * Width;
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
            Job job = new() { Strips = _strips, Rotations = _rotations, Sweeps = _sweeps, Count = _count, Stride = _stride };
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
            T* strip = job->Strips + s * job->Stride, rotation = job->Rotations;
            for (nint k = 0; k < job->Count; k++)
            {
                nint step = job->Sweeps[3 * k + 1] * Width;
                T* column = strip + job->Sweeps[3 * k] * Width;
                Vector<T> a = Vector.Load(column), b = Vector.Load(column + lanes);
                for (nint count = job->Sweeps[3 * k + 2]; count > 0; count--, rotation += 2)
                {
                    Vector<T> cosine = Vector.Create(rotation[0]), sine = Vector.Create(rotation[1]), minus = -sine;
                    T* next = column + step;
                    Vector<T> e = Vector.Load(next), f = Vector.Load(next + lanes);
                    Vector.Store(Columns.Fused(cosine, a, sine * e), column);
                    Vector.Store(Columns.Fused(cosine, b, sine * f), column + lanes);
                    // In this order the next rotation waits for one operation only.
                    a = Columns.Fused(minus, a, cosine * e);
                    b = Columns.Fused(minus, b, cosine * f);
                    column = next;
                }
                Vector.Store(a, column);
                Vector.Store(b, column + lanes);
            }
        }
    }
}
