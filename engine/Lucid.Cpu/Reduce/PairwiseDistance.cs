using System;
using System.Numerics;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Reduce;

/// <summary>Distances of order p between all rows of two matrices, in batches. Rows are dense.</summary>
public static unsafe class PairwiseDistance
{
    private struct Job
    {
        internal void* A, B, Result;
        internal nint RowsA, RowsB, Columns;
        internal double P;
    }

    /// <summary>result[n, i, j] = (Σ |a[n, i, k] - b[n, j, k]|^p)^(1/p); p may be 0 (how many differ) and infinity.</summary>
    /// <param name="a">batches x rowsA x columns elements; T is float or double.</param>
    /// <param name="b">batches x rowsB x columns elements.</param>
    /// <param name="result">batches x rowsA x rowsB elements.</param>
    /// <param name="batches">How many pairs of matrices.</param>
    /// <param name="rowsA">Rows of each a.</param>
    /// <param name="rowsB">Rows of each b.</param>
    /// <param name="columns">Elements of a row.</param>
    /// <param name="p">The order, not negative.</param>
    public static void Run<T>(T* a, T* b, T* result, nint batches, nint rowsA, nint rowsB, nint columns, double p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Job job = new() { A = a, B = b, Result = result, RowsA = rowsA, RowsB = rowsB, Columns = columns, P = p };
        Team.Run(batches * rowsA, Math.Max(1, 8192 / Math.Max(1, rowsB * columns)), &Rows<T>, &job);
    }

    private static void Rows<T>(void* context, nint begin, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Job* job = (Job*)context;
        nint columns = job->Columns;
        for (nint row = begin; row < end; row++)
        {
            T* x = (T*)job->A + row * columns;
            T* y = (T*)job->B + row / job->RowsA * job->RowsB * columns;
            T* to = (T*)job->Result + row * job->RowsB;
            for (nint j = 0; j < job->RowsB; j++, y += columns) to[j] = Distance(x, y, columns, job->P);
        }
    }

    private static T Distance<T>(T* x, T* y, nint count, double p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (p == 2) return T.Sqrt(SquaresOrMagnitudes(x, y, count, squares: true));
        if (p == 1) return SquaresOrMagnitudes(x, y, count, squares: false);
        T sum = T.Zero, order = T.CreateTruncating(p);
        for (nint k = 0; k < count; k++)
        {
            T difference = T.Abs(x[k] - y[k]);
            if (p == 0) sum += difference == T.Zero ? T.Zero : T.One;
            else if (double.IsInfinity(p)) sum = T.Max(sum, difference);
            else sum += T.Pow(difference, order);
        }
        return p == 0 || double.IsInfinity(p) ? sum : T.Pow(sum, T.One / order);
    }

    private static T SquaresOrMagnitudes<T>(T* x, T* y, nint count, bool squares) where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint w = Vector<T>.Count, k = 0;
        Vector<T> first = Vector<T>.Zero, second = Vector<T>.Zero;
        for (; k <= count - 2 * w; k += 2 * w)
        {
            Vector<T> d = Vector.Load(x + k) - Vector.Load(y + k), e = Vector.Load(x + k + w) - Vector.Load(y + k + w);
            first += squares ? d * d : Vector.Abs(d);
            second += squares ? e * e : Vector.Abs(e);
        }
        T sum = Vector.Sum(first + second);
        for (; k < count; k++)
        {
            T d = x[k] - y[k];
            sum += squares ? d * d : T.Abs(d);
        }
        return sum;
    }
}
