using System;
using System.Numerics;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Eigenvalues and eigenvectors of real matrices by Hessenberg reduction and the double-shift QR method (EISPACK's orthes and hqr2:
/// J. Wilkinson, C. Reinsch, Handbook for Automatic Computation II, 1971). Matrices are row-major arrays of n x n numbers.
/// </summary>
internal static unsafe class RealSchur
{
    private const double Epsilon = 2.220446049250313e-16;
    private const int MostIterations = 60;

    /// <summary>H = V^T A V in upper Hessenberg form; v becomes V.</summary>
    internal static void Hessenberg(nint n, double* h, double* v, double* scratch)
    {
        for (nint i = 0; i < n * n; i++) v[i] = i / n == i % n ? 1 : 0;
        for (nint m = 1; m < n - 1; m++)
        {
            double scale = 0;
            for (nint i = m; i < n; i++) scale += Math.Abs(h[i * n + m - 1]);
            if (scale == 0) continue;
            double norm = 0;
            for (nint i = n - 1; i >= m; i--)
            {
                scratch[i] = h[i * n + m - 1] / scale;
                norm += scratch[i] * scratch[i];
            }
            double g = scratch[m] > 0 ? -Math.Sqrt(norm) : Math.Sqrt(norm);
            norm -= scratch[m] * g;
            scratch[m] -= g;
            // (I - u u^T / norm) H (I - u u^T / norm), and the same from the right for V.
            double* sums = scratch + n;
            new Span<double>(sums, (int)n).Clear();
            for (nint i = m; i < n; i++) Columns.AddMultiple(n - m + 1, scratch[i], h + i * n + m - 1, sums + m - 1);
            for (nint i = m; i < n; i++) Columns.AddMultiple(n - m + 1, -scratch[i] / norm, sums + m - 1, h + i * n + m - 1);
            for (nint i = 0; i < n; i++)
            {
                Columns.AddMultiple(n - m, -Columns.Dot(n - m, scratch + m, h + i * n + m) / norm, scratch + m, h + i * n + m);
                Columns.AddMultiple(n - m, -Columns.Dot(n - m, scratch + m, v + i * n + m) / norm, scratch + m, v + i * n + m);
            }
            for (nint i = m + 1; i < n; i++) h[i * n + m - 1] = 0;
        }
    }

    /// <summary>
    /// Brings a Hessenberg matrix to real Schur form; gives the eigenvalues, and with v the eigenvectors in its columns (a complex pair
    /// has its real and imaginary parts in two columns). Returns 0, or how many values did not converge.
    /// </summary>
    internal static nint Iterate(nint count, double* h, double* v, double* real, double* imaginary)
    {
        nint size = count, n = size - 1, low = 0;
        double shift = 0, norm = 0;
        double p = 0, q = 0, r = 0, s = 0, z = 0, w, x, y;
        for (nint i = 0; i < size; i++)
        {
            for (nint j = Math.Max(i - 1, 0); j < size; j++) norm += Math.Abs(h[i * size + j]);
        }
        int iteration = 0;
        while (n >= low)
        {
            nint l = n;
            for (; l > low; l--)
            {
                s = Math.Abs(h[(l - 1) * size + l - 1]) + Math.Abs(h[l * size + l]);
                if (s == 0) s = norm;
                if (Math.Abs(h[l * size + l - 1]) <= Epsilon * s) break;
            }
            if (l > low) h[l * size + l - 1] = 0;
            if (l == n)
            {
                h[n * size + n] += shift;
                real[n] = h[n * size + n];
                imaginary[n--] = 0;
                iteration = 0;
                continue;
            }
            if (l == n - 1)
            {
                Pair(size, n, h, v, shift, real, imaginary);
                n -= 2;
                iteration = 0;
                continue;
            }
            if (iteration == MostIterations) return n + 1;
            x = h[n * size + n];
            y = h[(n - 1) * size + n - 1];
            w = h[n * size + n - 1] * h[(n - 1) * size + n];
            // Wilkinson's exceptional shift, every tenth time.
            if (iteration > 0 && iteration % 10 == 0)
            {
                shift += x;
                for (nint i = low; i <= n; i++) h[i * size + i] -= x;
                s = Math.Abs(h[n * size + n - 1]) + Math.Abs(h[(n - 1) * size + n - 2]);
                x = y = 0.75 * s;
                w = -0.4375 * s * s;
            }
            iteration++;
            nint m = n - 2;
            for (; m >= l; m--)
            {
                z = h[m * size + m];
                r = x - z;
                s = y - z;
                p = (r * s - w) / h[(m + 1) * size + m] + h[m * size + m + 1];
                q = h[(m + 1) * size + m + 1] - z - r - s;
                r = h[(m + 2) * size + m + 1];
                s = Math.Abs(p) + Math.Abs(q) + Math.Abs(r);
                p /= s;
                q /= s;
                r /= s;
                if (m == l) break;
                double small = Math.Abs(h[m * size + m - 1]) * (Math.Abs(q) + Math.Abs(r));
                double near = Math.Abs(h[(m - 1) * size + m - 1]) + Math.Abs(z) + Math.Abs(h[(m + 1) * size + m + 1]);
                if (small < Epsilon * (Math.Abs(p) * near)) break;
            }
            for (nint i = m + 2; i <= n; i++)
            {
                h[i * size + i - 2] = 0;
                if (i > m + 2) h[i * size + i - 3] = 0;
            }
            Sweep(size, l, m, n, h, v, p, q, r);
        }
        return 0;
    }

    // A double-shift QR step on rows l to n and columns m to n.
    private static void Sweep(nint size, nint l, nint m, nint n, double* h, double* v, double p, double q, double r)
    {
        double x = 0;
        for (nint k = m; k <= n - 1; k++)
        {
            bool more = k != n - 1;
            if (k != m)
            {
                p = h[k * size + k - 1];
                q = h[(k + 1) * size + k - 1];
                r = more ? h[(k + 2) * size + k - 1] : 0;
                x = Math.Abs(p) + Math.Abs(q) + Math.Abs(r);
                if (x == 0) continue;
                p /= x;
                q /= x;
                r /= x;
            }
            double s = Math.CopySign(Math.Sqrt(p * p + q * q + r * r), p < 0 ? -1 : 1);
            if (s == 0) continue;
            if (k != m) h[k * size + k - 1] = -s * x;
            else if (l != m) h[k * size + k - 1] = -h[k * size + k - 1];
            p += s;
            x = p / s;
            double y = q / s, z = r / s;
            q /= p;
            r /= p;
            double* row = h + k * size, next = row + size, third = next + size;
            for (nint j = k; j < size; j++)
            {
                double sum = row[j] + q * next[j];
                if (more)
                {
                    sum += r * third[j];
                    third[j] -= sum * z;
                }
                row[j] -= sum * x;
                next[j] -= sum * y;
            }
            nint last = Math.Min(n, k + 3);
            for (nint i = 0; i <= last; i++) Turn(h + i * size + k, more, x, y, z, q, r);
            if (v != null) for (nint i = 0; i < size; i++) Turn(v + i * size + k, more, x, y, z, q, r);
        }
    }

    private static void Turn(double* entry, bool more, double x, double y, double z, double q, double r)
    {
        double sum = x * entry[0] + y * entry[1];
        if (more)
        {
            sum += z * entry[2];
            entry[2] -= sum * r;
        }
        entry[0] -= sum;
        entry[1] -= sum * q;
    }

    // Two eigenvalues at once; two real ones are rotated apart.
    private static void Pair(nint size, nint n, double* h, double* v, double shift, double* real, double* imaginary)
    {
        double* upper = h + (n - 1) * size, lower = h + n * size;
        double w = lower[n - 1] * upper[n], p = (upper[n - 1] - lower[n]) / 2, q = p * p + w, z = Math.Sqrt(Math.Abs(q));
        lower[n] += shift;
        upper[n - 1] += shift;
        double x = lower[n];
        if (q < 0)
        {
            real[n - 1] = real[n] = x + p;
            imaginary[n - 1] = z;
            imaginary[n] = -z;
            return;
        }
        z = p >= 0 ? p + z : p - z;
        real[n - 1] = x + z;
        real[n] = z != 0 ? x - w / z : x + z;
        imaginary[n - 1] = imaginary[n] = 0;
        x = lower[n - 1];
        double s = Math.Abs(x) + Math.Abs(z);
        p = x / s;
        q = z / s;
        double r = Math.Sqrt(p * p + q * q);
        p /= r;
        q /= r;
        for (nint j = n - 1; j < size; j++) (upper[j], lower[j]) = (q * upper[j] + p * lower[j], q * lower[j] - p * upper[j]);
        for (nint i = 0; i <= n; i++) Rotate(h + i * size + n - 1, p, q);
        if (v != null) for (nint i = 0; i < size; i++) Rotate(v + i * size + n - 1, p, q);
    }

    private static void Rotate(double* entry, double p, double q) => (entry[0], entry[1]) = (q * entry[0] + p * entry[1], q * entry[1] - p * entry[0]);

    /// <summary>Eigenvectors of the Schur form by back substitution, turned back by v; a complex pair as real and imaginary part.</summary>
    internal static void Vectors(nint size, double* h, double* v, double* real, double* imaginary)
    {
        double norm = 0;
        for (nint i = 0; i < size; i++)
        {
            for (nint j = Math.Max(i - 1, 0); j < size; j++) norm += Math.Abs(h[i * size + j]);
        }
        if (norm == 0) return;
        for (nint n = size - 1; n >= 0; n--)
        {
            if (imaginary[n] == 0) OfReal(size, n, h, real, imaginary, norm);
            else if (imaginary[n] < 0) OfPair(size, n, h, real, imaginary, norm);
        }
        for (nint j = size - 1; j >= 0; j--)
        {
            for (nint i = 0; i < size; i++)
            {
                double sum = 0;
                for (nint k = 0; k <= j; k++) sum += v[i * size + k] * h[k * size + j];
                v[i * size + j] = sum;
            }
        }
    }

    private static void OfReal(nint size, nint n, double* h, double* real, double* imaginary, double norm)
    {
        double p = real[n], r, s = 0, z = 0;
        nint l = n;
        h[n * size + n] = 1;
        for (nint i = n - 1; i >= 0; i--)
        {
            double w = h[i * size + i] - p;
            r = 0;
            for (nint j = l; j <= n; j++) r += h[i * size + j] * h[j * size + n];
            if (imaginary[i] < 0)
            {
                z = w;
                s = r;
                continue;
            }
            l = i;
            if (imaginary[i] == 0) h[i * size + n] = w != 0 ? -r / w : -r / (Epsilon * norm);
            else
            {
                double x = h[i * size + i + 1], y = h[(i + 1) * size + i];
                double q = (real[i] - p) * (real[i] - p) + imaginary[i] * imaginary[i], t = (x * s - z * r) / q;
                h[i * size + n] = t;
                h[(i + 1) * size + n] = Math.Abs(x) > Math.Abs(z) ? (-r - w * t) / x : (-s - y * t) / z;
            }
            Shrink(size, i, n, n, h);
        }
    }

    private static void OfPair(nint size, nint n, double* h, double* real, double* imaginary, double norm)
    {
        double p = real[n], q = imaginary[n], r = 0, s = 0, z = 0;
        nint l = n - 1;
        Complex corner = Math.Abs(h[n * size + n - 1]) > Math.Abs(h[(n - 1) * size + n])
            ? new Complex(q / h[n * size + n - 1], -(h[n * size + n] - p) / h[n * size + n - 1])
            : new Complex(0, -h[(n - 1) * size + n]) / new Complex(h[(n - 1) * size + n - 1] - p, q);
        h[(n - 1) * size + n - 1] = corner.Real;
        h[(n - 1) * size + n] = corner.Imaginary;
        h[n * size + n - 1] = 0;
        h[n * size + n] = 1;
        for (nint i = n - 2; i >= 0; i--)
        {
            double ra = 0, sa = 0;
            for (nint j = l; j <= n; j++)
            {
                ra += h[i * size + j] * h[j * size + n - 1];
                sa += h[i * size + j] * h[j * size + n];
            }
            double w = h[i * size + i] - p;
            if (imaginary[i] < 0)
            {
                (z, r, s) = (w, ra, sa);
                continue;
            }
            l = i;
            if (imaginary[i] == 0)
            {
                Complex value = new Complex(-ra, -sa) / new Complex(w, q);
                (h[i * size + n - 1], h[i * size + n]) = (value.Real, value.Imaginary);
            }
            else
            {
                double x = h[i * size + i + 1], y = h[(i + 1) * size + i];
                double vr = (real[i] - p) * (real[i] - p) + imaginary[i] * imaginary[i] - q * q, vi = (real[i] - p) * 2 * q;
                if (vr == 0 && vi == 0) vr = Epsilon * norm * (Math.Abs(w) + Math.Abs(q) + Math.Abs(x) + Math.Abs(y) + Math.Abs(z));
                Complex value = new Complex(x * r - z * ra + q * sa, x * s - z * sa - q * ra) / new Complex(vr, vi);
                h[i * size + n - 1] = value.Real;
                h[i * size + n] = value.Imaginary;
                Complex below = Math.Abs(x) > Math.Abs(z) + Math.Abs(q)
                    ? new Complex((-ra - w * value.Real + q * value.Imaginary) / x, (-sa - w * value.Imaginary - q * value.Real) / x)
                    : new Complex(-r - y * value.Real, -s - y * value.Imaginary) / new Complex(z, q);
                h[(i + 1) * size + n - 1] = below.Real;
                h[(i + 1) * size + n] = below.Imaginary;
            }
            Shrink(size, i, n - 1, n, h);
        }
    }

    // Keeps a vector that grows from overflowing.
    private static void Shrink(nint size, nint i, nint first, nint n, double* h)
    {
        double t = Math.Max(Math.Abs(h[i * size + first]), Math.Abs(h[i * size + n]));
        if (!(Epsilon * t * t > 1)) return;
        for (nint j = i; j <= n; j++)
        {
            for (nint k = first; k <= n; k++) h[j * size + k] /= t;
        }
    }
}
