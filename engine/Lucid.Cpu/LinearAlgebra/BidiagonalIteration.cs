using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// The implicit QR method for the singular values of a real bidiagonal matrix (G. Golub and C. Reinsch, Numer. Math. 14, 1970, with the
/// deflations of LINPACK's dsvdc).
/// </summary>
internal static unsafe class BidiagonalIteration
{
    private const int MostIterations = 100;
    private const double Tiny = 1e-292;

    /// <summary>Brings s to the singular values, unsorted; rotates the columns of both bases along.</summary>
    /// <param name="n">How many values.</param>
    /// <param name="s">The diagonal.</param>
    /// <param name="e">The superdiagonal, with one number of room behind it.</param>
    /// <param name="negative">Which columns of the right basis change sign, because the value was negative.</param>
    /// <param name="left">The left basis.</param>
    /// <param name="right">The right basis.</param>
    /// <param name="vectors">Whether there are bases.</param>
    /// <returns>0, or how many values did not converge.</returns>
    internal static nint Run<T>(nint n, double* s, double* e, bool* negative, ref RotationSweeps<T> left, ref RotationSweeps<T> right, bool vectors)
        where T : unmanaged, INumberBase<T>
    {
        // In float32 a coupling that changes no value by half its rounding error is gone.
        double epsilon = typeof(T) == typeof(float) ? 3e-8 : 1.1e-16;
        new Span<bool>(negative, (int)n).Clear();
        nint p = n;
        int iterations = 0;
        while (p > 0)
        {
            nint k = p - 2;
            for (; k >= 0; k--)
            {
                if (Math.Abs(e[k]) > Tiny + epsilon * (Math.Abs(s[k]) + Math.Abs(s[k + 1]))) continue;
                e[k] = 0;
                break;
            }
            if (k == p - 2)
            {
                p--;
                iterations = 0;
                if (s[p] >= 0 && !double.IsNegative(s[p])) continue;
                negative[p] = s[p] < 0;
                s[p] = Math.Abs(s[p]);
                continue;
            }
            if (iterations++ == MostIterations) return p;
            nint zero = p - 1;
            for (; zero > k; zero--)
            {
                double near = (zero != p - 1 ? Math.Abs(e[zero]) : 0) + (zero != k + 1 ? Math.Abs(e[zero - 1]) : 0);
                if (Math.Abs(s[zero]) > Tiny + epsilon * near) continue;
                s[zero] = 0;
                break;
            }
            if (zero == k) Step(k + 1, p, s, e, ref left, ref right, vectors);
            else if (zero == p - 1) ChaseRow(k + 1, p, s, e, ref right, vectors);
            else ChaseColumn(zero + 1, p, s, e, ref left, vectors);
        }
        return 0;
    }

    // The last value is zero: its column's entry above is rotated away.
    private static void ChaseRow<T>(nint k, nint p, double* s, double* e, ref RotationSweeps<T> right, bool vectors) where T : unmanaged, INumberBase<T>
    {
        double f = e[p - 2];
        e[p - 2] = 0;
        for (nint j = p - 2; j >= k; j--)
        {
            double t = double.Hypot(s[j], f), c = s[j] / t, sine = f / t;
            s[j] = t;
            if (j != k)
            {
                f = -sine * e[j - 1];
                e[j - 1] = c * e[j - 1];
            }
            if (vectors) right.Rotate(j, p - 1, c, sine);
        }
    }

    // The value before k is zero: its row's entry is rotated away, and the matrix falls in two.
    private static void ChaseColumn<T>(nint k, nint p, double* s, double* e, ref RotationSweeps<T> left, bool vectors) where T : unmanaged, INumberBase<T>
    {
        double f = e[k - 1];
        e[k - 1] = 0;
        for (nint j = k; j < p; j++)
        {
            double t = double.Hypot(s[j], f);
            if (t == 0) break;
            double c = s[j] / t, sine = f / t;
            s[j] = t;
            f = -sine * e[j];
            e[j] = c * e[j];
            if (vectors) left.Rotate(j, k - 1, c, sine);
        }
    }

    private static void Step<T>(nint k, nint p, double* s, double* e, ref RotationSweeps<T> left, ref RotationSweeps<T> right, bool vectors)
        where T : unmanaged, INumberBase<T>
    {
        double scale = Math.Max(Math.Max(Math.Abs(s[p - 1]), Math.Abs(s[p - 2])), Math.Max(Math.Abs(e[p - 2]), Math.Max(Math.Abs(s[k]), Math.Abs(e[k]))));
        double last = s[p - 1] / scale, before = s[p - 2] / scale, coupling = e[p - 2] / scale, first = s[k] / scale, next = e[k] / scale;
        double b = ((before + last) * (before - last) + coupling * coupling) / 2, c = last * coupling * (last * coupling), shift = 0;
        if (b != 0 || c != 0) shift = c / (b + Math.CopySign(Math.Sqrt(b * b + c), b));
        double f = (first + last) * (first - last) + shift, g = first * next;
        if (vectors)
        {
            left.Begin(k, upwards: true);
            right.Begin(k, upwards: true);
        }
        for (nint j = k; j < p - 1; j++)
        {
            (double cosine, double sine, double t) = Rotation(f, g);
            if (j != k) e[j - 1] = t;
            f = cosine * s[j] + sine * e[j];
            e[j] = cosine * e[j] - sine * s[j];
            g = sine * s[j + 1];
            s[j + 1] = cosine * s[j + 1];
            if (vectors) right.Add(cosine, sine);
            (cosine, sine, t) = Rotation(f, g);
            s[j] = t;
            f = cosine * e[j] + sine * s[j + 1];
            s[j + 1] = cosine * s[j + 1] - sine * e[j];
            g = sine * e[j + 1];
            e[j + 1] = cosine * e[j + 1];
            if (vectors) left.Add(cosine, sine);
        }
        e[p - 2] = f;
        if (!vectors) return;
        left.End();
        right.End();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Cosine, double Sine, double Length) Rotation(double f, double g)
    {
        double t = Math.Sqrt(f * f + g * g);
        if (t < 1e-140) return SmallRotation(f, g);
        double inverse = 1 / t;
        return (f * inverse, g * inverse, t);
    }

    private static (double Cosine, double Sine, double Length) SmallRotation(double f, double g)
    {
        double t = double.Hypot(f, g);
        return t == 0 ? (1, 0, 0) : (f / t, g / t, t);
    }
}
