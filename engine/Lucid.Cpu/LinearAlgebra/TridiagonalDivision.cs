using System;
using System.Numerics;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Eigenvectors of real symmetric tridiagonal matrices by divide and conquer (J. Cuppen, Numer. Math. 36, 1981; deflation as in
/// J. Dongarra and D. Sorensen, SIAM J. Sci. Stat. Comput. 8, 1987): most of the work is in products of matrices.
/// </summary>
/// <typeparam name="T">float or double: the type of the vectors. The values are always double.</typeparam>
internal unsafe struct TridiagonalDivision<T> where T : unmanaged, INumberBase<T>
{
    // A matrix this small is solved by rotations.
    private const int Small = 32;

    // A pole there changes no sum, and its square is infinite but no error.
    private const double FarAway = 1e300;

    private static readonly double s_epsilon = typeof(T) == typeof(float) ? 6e-8 : 1.1e-16;

    private nint _stride;
    private double* _values, _off, _z, _numbers;
    private T* _vectors, _gathered, _inner;
    private int* _order, _kept, _removed;
    private byte* _sides;

    /// <summary>What a merge's threads share.</summary>
    private struct Merge
    {
        internal SecularEquation* Equation;
        internal T* Inner;
        internal double* Poles, Corrected;
    }

    /// <summary>Eigenvalues in no order, and the eigenvectors in columns of the same numbers.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="values">The diagonal; becomes the eigenvalues.</param>
    /// <param name="off">The n - 1 numbers beside the diagonal, and one to spare; overwritten.</param>
    /// <param name="vectors">n x n, column-major.</param>
    /// <returns>0, or how many eigenvalues did not converge.</returns>
    internal static nint Run(nint n, double* values, double* off, T* vectors)
    {
        nint padded = n + Vector<double>.Count;
        using var workspace = new Workspace(8 * padded * sizeof(double) + 5 * n * sizeof(int) + n + 2 * n * n * sizeof(T) + 64);
        TridiagonalDivision<T> division = default;
        division._stride = n;
        division._values = values;
        division._off = off;
        division._vectors = vectors;
        division._z = (double*)workspace.Pointer;
        division._numbers = division._z + padded;
        division._gathered = (T*)(division._numbers + 7 * padded);
        division._inner = division._gathered + n * n;
        division._order = (int*)(division._inner + n * n);
        division._kept = division._order + n;
        division._removed = division._kept + 2 * n;
        division._sides = (byte*)(division._removed + 2 * n);
        new Span<T>(vectors, checked((int)(n * n))).Clear();
        return division.Divide(0, n);
    }

    private readonly nint Divide(nint first, nint n)
    {
        T* block = _vectors + first * _stride + first;
        if (n <= Small)
        {
            for (nint j = 0; j < n; j++) block[j * _stride + j] = T.One;
            RotationSweeps<T> sweeps = new(n, n, block, _stride);
            double beyond = _off[first + n - 1];
            _off[first + n - 1] = 0;
            nint failed = SymmetricEigen.Iterate(n, _values + first, _off + first, ref sweeps);
            _off[first + n - 1] = beyond;
            for (int j = 0; j < n; j++) _order[j] = j;
            sweeps.Finish(_order, null, block, _stride);
            return failed;
        }
        nint half = n / 2, at = first + half;
        double coupling = _off[at - 1];
        _values[at - 1] -= Math.Abs(coupling);
        _values[at] -= Math.Abs(coupling);
        nint left = Divide(first, half), right = Divide(at, n - half);
        Join(first, n, half, coupling);
        return left + right;
    }

    /// <summary>The two solved halves with their coupling: D + rho z z^T in the halves' eigenvectors.</summary>
    private readonly void Join(nint first, nint n, nint half, double coupling)
    {
        double* d = _values + first;
        T* q = _vectors + first * _stride + first;
        double largest = 0, largestZ = 0, sign = Math.CopySign(Math.Sqrt(0.5), coupling), rho = 2 * Math.Abs(coupling);
        for (nint i = 0; i < n; i++)
        {
            _z[i] = i < half ? Math.Sqrt(0.5) * Columns.Real(q[i * _stride + half - 1]) : sign * Columns.Real(q[i * _stride + half]);
            largest = Math.Max(largest, Math.Abs(d[i]));
            largestZ = Math.Max(largestZ, Math.Abs(_z[i]));
            _order[i] = (int)i;
            _sides[i] = i < half ? (byte)0 : (byte)2;
        }
        double tolerance = 8 * s_epsilon * Math.Max(largest, largestZ);
        if (rho * largestZ <= tolerance) return;
        new ReadOnlySpan<double>(d, (int)n).CopyTo(new Span<double>(_numbers, (int)n));
        new Span<double>(_numbers, (int)n).Sort(new Span<int>(_order, (int)n));
        Deflate(n, d, q, rho, tolerance, out nint kept, out nint removed);
        Combine(n, half, d, q, rho, kept, removed);
    }

    /// <summary>
    /// Parts the columns: one whose z is as good as 0 is an eigenvector already, and of two columns with as good as equal values a
    /// rotation makes one such.
    /// </summary>
    private readonly void Deflate(nint n, double* d, T* q, double rho, double tolerance, out nint kept, out nint removed)
    {
        kept = removed = 0;
        int before = -1;
        for (nint i = 0; i < n; i++)
        {
            int column = _order[i];
            if (rho * Math.Abs(_z[column]) <= tolerance)
            {
                _removed[removed++] = column;
                continue;
            }
            if (before >= 0)
            {
                double s = _z[before], c = _z[column], norm = double.Hypot(c, s), difference = d[column] - d[before];
                c /= norm;
                s = -s / norm;
                if (Math.Abs(difference * c * s) <= tolerance)
                {
                    _z[column] = norm;
                    _z[before] = 0;
                    if (_sides[before] != _sides[column]) _sides[column] = 1;
                    Rotate(n, q + before * _stride, q + column * _stride, c, s);
                    double lower = d[before] * c * c + d[column] * s * s;
                    d[column] = d[before] * s * s + d[column] * c * c;
                    d[before] = lower;
                    _removed[removed++] = before;
                }
                else
                {
                    _kept[kept++] = before;
                }
            }
            before = column;
        }
        if (before >= 0) _kept[kept++] = before;
    }

    private static void Rotate(nint n, T* x, T* y, double cosine, double sine)
    {
        T c = Columns.Number<T>(cosine), s = Columns.Number<T>(sine);
        for (nint i = 0; i < n; i++) (x[i], y[i]) = (c * x[i] + s * y[i], c * y[i] - s * x[i]);
    }

    /// <summary>Solves the part that is left, and writes its eigenvectors and then the columns that were taken out.</summary>
    private readonly void Combine(nint n, nint half, double* d, T* q, double rho, nint kept, nint removed)
    {
        nint padded = n + Vector<double>.Count;
        int lanes = Vector<double>.Count;
        SecularEquation equation = new()
        {
            Count = kept,
            Poles = _numbers,
            Weights = _numbers + padded,
            Corrected = _numbers + 2 * padded,
            Distances = _numbers + 3 * padded,
            Origins = _order,
            Rho = rho,
            // The vectors need no more than a few digits beyond their own type's.
            Tolerance = typeof(T) == typeof(float) ? 1e-10 : 1.1e-16,
        };
        // Columns of the upper half alone, of both, of the lower half alone; each group in ascending order of the values.
        int* rows = _kept + n;
        Span<int> counts = stackalloc int[3], starts = stackalloc int[3];
        counts.Clear();
        for (nint i = 0; i < kept; i++) counts[_sides[_kept[i]]]++;
        (starts[0], starts[1], starts[2]) = (0, counts[0], counts[0] + counts[1]);
        nint upper = counts[0] + counts[1], lower = counts[1] + counts[2];
        T* upperColumns = _gathered, lowerColumns = _gathered + half * upper, taken = lowerColumns + (n - half) * lower;
        for (nint i = 0; i < kept; i++)
        {
            int column = _kept[i], side = _sides[column];
            nint row = rows[i] = starts[side]++;
            equation.Poles[i] = d[column];
            equation.Weights[i] = _z[column] * _z[column];
            equation.Corrected[i] = _z[column];
            T* from = q + column * _stride;
            if (side < 2) new ReadOnlySpan<T>(from, (int)half).CopyTo(new Span<T>(upperColumns + row * half, (int)half));
            if (side > 0)
                new ReadOnlySpan<T>(from + half, (int)(n - half)).CopyTo(new Span<T>(lowerColumns + (row - counts[0]) * (n - half), (int)(n - half)));
        }
        for (nint i = kept; i < kept + lanes; i++) (equation.Poles[i], equation.Weights[i], equation.Corrected[i]) = (FarAway, 0, 0);
        // What was taken out needs room beside the gathered columns: both together are at most n columns.
        double* takenValues = _numbers + 4 * padded;
        for (nint i = 0; i < removed; i++)
        {
            new ReadOnlySpan<T>(q + _removed[i] * _stride, (int)n).CopyTo(new Span<T>(taken + i * n, (int)n));
            takenValues[i] = d[_removed[i]];
        }
        equation.Solve();
        double* groupedPoles = _numbers + 5 * padded, groupedZ = groupedPoles + padded;
        for (nint i = 0; i < kept; i++) (groupedPoles[rows[i]], groupedZ[rows[i]]) = (equation.Poles[i], equation.Corrected[i]);
        for (nint i = kept; i < kept + lanes; i++) (groupedPoles[i], groupedZ[i]) = (FarAway, 0);
        Merge merge = new() { Equation = &equation, Inner = _inner, Poles = groupedPoles, Corrected = groupedZ };
        Team.Run(kept, Math.Max(1, 8000 / kept), &InnerVectors, &merge);
        Columns.Multiply(half, kept, upper, upperColumns, 1, half, _inner, 1, kept, q, _stride);
        Columns.Multiply(n - half, kept, lower, lowerColumns, 1, n - half, _inner + counts[0], 1, kept, q + half, _stride);
        if (upper == 0) for (nint j = 0; j < kept; j++) new Span<T>(q + j * _stride, (int)half).Clear();
        if (lower == 0) for (nint j = 0; j < kept; j++) new Span<T>(q + j * _stride + half, (int)(n - half)).Clear();
        for (nint j = 0; j < kept; j++) d[j] = equation.Root(j);
        for (nint i = 0; i < removed; i++)
        {
            new ReadOnlySpan<T>(taken + i * n, (int)n).CopyTo(new Span<T>(q + (kept + i) * _stride, (int)n));
            d[kept + i] = takenValues[i];
        }
    }

    /// <summary>The eigenvectors z_i / (d_i - x_j) of D + rho z z^T, normalised, their rows in the order of the gathered columns.</summary>
    private static void InnerVectors(void* context, nint begin, nint end)
    {
        var merge = (Merge*)context;
        SecularEquation* equation = merge->Equation;
        nint count = equation->Count;
        int lanes = Vector<double>.Count;
        using var workspace = new Workspace((count + 2 * lanes) * sizeof(double));
        double* column = (double*)workspace.Pointer;
        for (nint j = begin; j < end; j++)
        {
            Vector<double> origin = Vector.Create(equation->Poles[equation->Origins[j]]), distance = Vector.Create(equation->Distances[j]), sum = default;
            for (nint i = 0; i < count; i += lanes)
            {
                // The padding of z is 0.
                Vector<double> x = Vector.Load(merge->Corrected + i) / (Vector.Load(merge->Poles + i) - origin - distance);
                sum = Vector.FusedMultiplyAdd(x, x, sum);
                Vector.Store(x, column + i);
            }
            Vector<double> scale = Vector.Create(1 / Math.Sqrt(Vector.Sum(sum)));
            T* to = merge->Inner + j * count;
            nint at = 0;
            if (typeof(T) == typeof(float))
            {
                for (; at + 2 * lanes <= count; at += 2 * lanes)
                    Vector.Store(Vector.Narrow(Vector.Load(column + at) * scale, Vector.Load(column + at + lanes) * scale), (float*)to + at);
            }
            for (; at < count; at++) to[at] = Columns.Number<T>(column[at] * scale[0]);
        }
    }
}
