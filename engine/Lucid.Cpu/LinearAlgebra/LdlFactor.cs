using System;
using System.Numerics;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// The factorisation A = L D L^T, or L D L^H, of symmetric or Hermitian matrices that need not be definite, with blocks of size 1 and 2 in D
/// (J. Bunch and L. Kaufman, Math. Comp. 31, 1977); results as LAPACK's sytf2 and hetf2 with the lower triangle lay them out.
/// </summary>
public static unsafe class LdlFactor
{
    // (1 + sqrt(17)) / 8: the growth of entries is least.
    private const double Alpha = 0.6403882032022076;

    /// <summary>Factors the lower triangle of a column-major matrix in place.</summary>
    /// <typeparam name="T">double or Complex.</typeparam>
    /// <param name="n">Rows.</param>
    /// <param name="a">The matrix.</param>
    /// <param name="pivots">n row numbers from 1; two equal negative ones mark a block of size 2.</param>
    /// <param name="hermitian">Whether A is Hermitian rather than symmetric.</param>
    /// <returns>0, or the number of the first block of D that is zero.</returns>
    public static nint Run<T>(nint n, T* a, int* pivots, bool hermitian) where T : unmanaged, INumberBase<T>
    {
        hermitian &= typeof(T) == typeof(Complex);
        nint failed = 0;
        for (nint k = 0; k < n;)
        {
            nint step = 1, pivot = k;
            double diagonal = hermitian ? Math.Abs(Columns.Real(a[k * n + k])) : Columns.Size(a[k * n + k]), below = 0;
            nint largest = k;
            for (nint i = k + 1; i < n; i++)
            {
                double size = Columns.Size(a[k * n + i]);
                if (size > below) (largest, below) = (i, size);
            }
            if (Math.Max(diagonal, below) == 0 || double.IsNaN(diagonal))
            {
                if (failed == 0) failed = k + 1;
                if (hermitian) a[k * n + k] = Columns.Number<T>(Columns.Real(a[k * n + k]));
                pivots[k] = (int)k + 1;
                k++;
                continue;
            }
            if (diagonal < Alpha * below)
            {
                double across = 0;
                for (nint j = k; j < n; j++)
                {
                    if (j != largest) across = Math.Max(across, Columns.Size(j < largest ? a[j * n + largest] : a[largest * n + j]));
                }
                double corner = hermitian ? Math.Abs(Columns.Real(a[largest * n + largest])) : Columns.Size(a[largest * n + largest]);
                if (diagonal >= Alpha * below * (below / across)) pivot = k;
                else if (corner >= Alpha * across) pivot = largest;
                else (pivot, step) = (largest, 2);
            }
            Exchange(n, a, k, k + step - 1, pivot, step, hermitian);
            if (step == 1)
            {
                Single(n, a, k, hermitian);
                pivots[k] = (int)pivot + 1;
            }
            else
            {
                if (k < n - 2) Double(n, a, k, hermitian);
                pivots[k] = pivots[k + 1] = -((int)pivot + 1);
            }
            k += step;
        }
        return failed;
    }

    private static T Turned<T>(T x, bool hermitian) where T : unmanaged => hermitian ? Columns.Conjugate(x) : x;

    private static void Exchange<T>(nint n, T* a, nint k, nint at, nint pivot, nint step, bool hermitian) where T : unmanaged, INumberBase<T>
    {
        if (pivot != at)
        {
            for (nint i = pivot + 1; i < n; i++) (a[at * n + i], a[pivot * n + i]) = (a[pivot * n + i], a[at * n + i]);
            for (nint j = at + 1; j < pivot; j++)
                (a[at * n + j], a[j * n + pivot]) = (Turned(a[j * n + pivot], hermitian), Turned(a[at * n + j], hermitian));
            if (hermitian) a[at * n + pivot] = Columns.Conjugate(a[at * n + pivot]);
            (a[at * n + at], a[pivot * n + pivot]) = (a[pivot * n + pivot], a[at * n + at]);
            if (step == 2) (a[k * n + k + 1], a[k * n + pivot]) = (a[k * n + pivot], a[k * n + k + 1]);
        }
        if (!hermitian) return;
        a[k * n + k] = Columns.Number<T>(Columns.Real(a[k * n + k]));
        if (step == 2) a[(k + 1) * n + k + 1] = Columns.Number<T>(Columns.Real(a[(k + 1) * n + k + 1]));
        else a[pivot * n + pivot] = Columns.Number<T>(Columns.Real(a[pivot * n + pivot]));
    }

    private static void Single<T>(nint n, T* a, nint k, bool hermitian) where T : unmanaged, INumberBase<T>
    {
        T inverse = T.One / a[k * n + k];
        for (nint j = k + 1; j < n; j++)
        {
            T factor = -Turned(a[k * n + j], hermitian) * inverse;
            Columns.AddMultiple(n - j, factor, a + k * n + j, a + j * n + j);
            if (hermitian) a[j * n + j] = Columns.Number<T>(Columns.Real(a[j * n + j]));
        }
        Columns.Scale(n - k - 1, inverse, a + k * n + k + 1);
    }

    private static void Double<T>(nint n, T* a, nint k, bool hermitian) where T : unmanaged, INumberBase<T>
    {
        T* first = a + k * n, second = first + n;
        // Rows of D^-1 without their common factor 1 / det.
        T coupling = first[k + 1], p = first[k], q = second[k + 1];
        T determinant = p * q - coupling * Turned(coupling, hermitian);
        for (nint j = k + 2; j < n; j++)
        {
            T x = first[j], y = second[j];
            // (x y) D^-1
            T left = (q * x - coupling * y) / determinant, right = (p * y - Turned(coupling, hermitian) * x) / determinant;
            for (nint i = j; i < n; i++) a[j * n + i] -= first[i] * Turned(left, hermitian) + second[i] * Turned(right, hermitian);
            first[j] = left;
            second[j] = right;
            if (hermitian) a[j * n + j] = Columns.Number<T>(Columns.Real(a[j * n + j]));
        }
    }

    /// <summary>Solves A X = B in the memory of the column-major B.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="ld">The factors, as <see cref="Run"/> left them.</param>
    /// <param name="pivots">The exchanges.</param>
    /// <param name="sides">Columns of B.</param>
    /// <param name="b">Right-hand sides.</param>
    /// <param name="hermitian">Whether A is Hermitian rather than symmetric.</param>
    public static void Solve<T>(nint n, T* ld, int* pivots, nint sides, T* b, bool hermitian) where T : unmanaged, INumberBase<T>
    {
        hermitian &= typeof(T) == typeof(Complex);
        for (nint s = 0; s < sides; s++, b += n)
        {
            for (nint k = 0; k < n;)
            {
                bool pair = pivots[k] < 0;
                nint at = pair ? k + 1 : k, pivot = Math.Abs(pivots[k]) - 1;
                if (pivot != at) (b[at], b[pivot]) = (b[pivot], b[at]);
                T* first = ld + k * n, second = first + n;
                if (!pair)
                {
                    Columns.AddMultiple(n - k - 1, -b[k], first + k + 1, b + k + 1);
                    b[k] /= first[k];
                    k++;
                    continue;
                }
                Columns.AddMultiple(n - k - 2, -b[k], first + k + 2, b + k + 2);
                Columns.AddMultiple(n - k - 2, -b[k + 1], second + k + 2, b + k + 2);
                T coupling = first[k + 1], turned = Turned(coupling, hermitian), p = first[k], q = second[k + 1];
                T determinant = p * q - coupling * turned;
                (b[k], b[k + 1]) = ((q * b[k] - turned * b[k + 1]) / determinant, (p * b[k + 1] - coupling * b[k]) / determinant);
                k += 2;
            }
            for (nint k = n - 1; k >= 0; k--)
            {
                b[k] -= Sum(n - k - 1, ld + k * n + k + 1, b + k + 1, hermitian);
                nint pivot = Math.Abs(pivots[k]) - 1, at = k;
                if (pivots[k] < 0)
                {
                    // The column of the pair's first row starts behind the block of D.
                    k--;
                    b[k] -= Sum(n - k - 2, ld + k * n + k + 2, b + k + 2, hermitian);
                }
                if (pivot != at) (b[at], b[pivot]) = (b[pivot], b[at]);
            }
        }
    }

    private static T Sum<T>(nint n, T* x, T* y, bool hermitian) where T : unmanaged, INumberBase<T>
    {
        T sum = T.Zero;
        for (nint i = 0; i < n; i++) sum += Turned(x[i], hermitian) * y[i];
        return sum;
    }
}
