using System;
using System.Numerics;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// Determinants and inverses of square matrices by Gaussian elimination with partial pivoting (Golub and Van Loan, Matrix
/// Computations, section 3.4). T is double or Complex; matrices are row-major.
/// </summary>
public static unsafe class PivotedElimination
{
    private struct Job
    {
        internal void* Matrices, Results;
        internal double* Logarithms;
        internal byte* Singular;
        internal nint Size;
    }

    /// <summary>
    /// Determinants as a sign (of magnitude 1, or 0) and the logarithm of the magnitude; the determinant itself goes to values.
    /// </summary>
    /// <param name="matrices">count matrices of size x size; they are overwritten.</param>
    /// <param name="signs">count signs, then count determinants.</param>
    /// <param name="logarithms">count logarithms of magnitudes.</param>
    /// <param name="count">How many matrices.</param>
    /// <param name="size">Rows and columns of each.</param>
    public static void Determinants<T>(T* matrices, T* signs, double* logarithms, nint count, nint size) where T : unmanaged, INumberBase<T>
    {
        Job job = new() { Matrices = matrices, Results = signs, Logarithms = logarithms, Size = size };
        for (nint i = 0; i < count; i++) Determinant<T>(&job, i, count);
    }

    private static void Determinant<T>(Job* job, nint i, nint count) where T : unmanaged, INumberBase<T>
    {
        nint n = job->Size;
        T* a = (T*)job->Matrices + i * n * n;
        bool odd = Eliminate(a, null, n);
        T sign = odd ? -T.One : T.One, value = sign;
        double logarithm = 0;
        for (nint k = 0; k < n; k++)
        {
            T pivot = a[k * n + k];
            double magnitude = Magnitude(pivot);
            value *= pivot;
            sign = magnitude == 0 ? T.Zero : sign * (pivot / T.CreateTruncating(magnitude));
            logarithm += Math.Log(magnitude);
        }
        ((T*)job->Results)[i] = sign;
        ((T*)job->Results)[count + i] = value;
        job->Logarithms[i] = logarithm;
    }

    /// <summary>Inverses; a matrix without one is marked.</summary>
    /// <param name="matrices">count matrices of size x size; they are overwritten.</param>
    /// <param name="inverses">Room for as many.</param>
    /// <param name="singular">For each matrix 1 when it has no inverse, else 0.</param>
    /// <param name="count">How many matrices.</param>
    /// <param name="size">Rows and columns of each.</param>
    public static void Inverses<T>(T* matrices, T* inverses, byte* singular, nint count, nint size) where T : unmanaged, INumberBase<T>
    {
        Job job = new() { Matrices = matrices, Results = inverses, Singular = singular, Size = size };
        Team.Run(count, Math.Max(1, 32768 / Math.Max(1, size * size * size)), &Invert<T>, &job);
    }

    private static void Invert<T>(void* context, nint begin, nint end) where T : unmanaged, INumberBase<T>
    {
        Job* job = (Job*)context;
        nint n = job->Size;
        for (nint i = begin; i < end; i++)
        {
            T* a = (T*)job->Matrices + i * n * n, b = (T*)job->Results + i * n * n;
            for (nint k = 0; k < n * n; k++) b[k] = k / n == k % n ? T.One : T.Zero;
            Eliminate(a, b, n);
            job->Singular[i] = 0;
            for (nint k = n - 1; k >= 0; k--)
            {
                T pivot = a[k * n + k];
                if (T.IsZero(pivot)) job->Singular[i] = 1;
                T* row = b + k * n;
                for (nint r = k + 1; r < n; r++) AddMultiple(row, b + r * n, -a[k * n + r], n);
                for (nint c = 0; c < n; c++) row[c] /= pivot;
            }
        }
    }

    // Brings a to upper triangular form, does the same to b, and tells whether the number of exchanged rows is odd.
    private static bool Eliminate<T>(T* a, T* b, nint n) where T : unmanaged, INumberBase<T>
    {
        bool odd = false;
        for (nint k = 0; k < n; k++)
        {
            nint best = k;
            double largest = Magnitude(a[k * n + k]);
            for (nint r = k + 1; r < n; r++)
            {
                double magnitude = Magnitude(a[r * n + k]);
                if (magnitude <= largest) continue;
                (best, largest) = (r, magnitude);
            }
            if (largest == 0) continue;
            if (best != k)
            {
                odd = !odd;
                Exchange(a + k * n, a + best * n, n);
                if (b != null) Exchange(b + k * n, b + best * n, n);
            }
            for (nint r = k + 1; r < n; r++)
            {
                T factor = -(a[r * n + k] / a[k * n + k]);
                if (T.IsZero(factor)) continue;
                AddMultiple(a + r * n + k, a + k * n + k, factor, n - k);
                if (b != null) AddMultiple(b + r * n, b + k * n, factor, n);
            }
        }
        return odd;
    }

    private static double Magnitude<T>(T value) where T : unmanaged, INumberBase<T> =>
        typeof(T) == typeof(Complex) ? Complex.Abs((Complex)(object)value) : Math.Abs(double.CreateTruncating(value));

    private static void Exchange<T>(T* x, T* y, nint count) where T : unmanaged
    {
        for (nint i = 0; i < count; i++) (x[i], y[i]) = (y[i], x[i]);
    }

    private static void AddMultiple<T>(T* target, T* source, T factor, nint count) where T : unmanaged, INumberBase<T>
    {
        nint i = 0;
        if (typeof(T) == typeof(double))
        {
            Vector<T> wide = Vector.Create(factor);
            for (; i <= count - Vector<T>.Count; i += Vector<T>.Count) (Vector.Load(target + i) + wide * Vector.Load(source + i)).Store(target + i);
        }
        for (; i < count; i++) target[i] += factor * source[i];
    }
}
