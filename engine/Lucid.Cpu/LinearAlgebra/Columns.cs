using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Gemm;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Vectors of the factorisations: columns of column-major matrices, contiguous. T is float, double or Complex.
/// </summary>
internal static unsafe class Columns
{
    /// <summary>C (m x n, column-major) = alpha A B + beta C; the strides of A and B are those of rows and columns.</summary>
    internal static void Multiply<T>(nint m, nint n, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc,
        double alpha = 1, double beta = 0) where T : unmanaged
    {
        // The transposed product is the one whose rows are contiguous.
        Epilogue<T> epilogue = default;
        if (alpha != 1) epilogue.Alpha = alpha;
        epilogue.Beta = beta;
        if (m == 0 || n == 0) return;
        // One product waits for the other: a fork must be worth more than where products stand alone.
        bool parallel = (double)m * n * k >= 1e6;
        MatrixProduct.One(n, m, k, b, bCol, bRow, a, aCol, aRow, c, ldc, in epilogue, parallel);
    }

    /// <summary>C -= A B, C row-major; not inlined, for an epilogue takes much code to fill.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Subtract<T>(nint m, nint n, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool parallel)
        where T : unmanaged
    {
        if (m > 0) MatrixProduct.One(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, new Epilogue<T> { Alpha = -1, Beta = 1 }, parallel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Conjugate<T>(T x) where T : unmanaged =>
        typeof(T) == typeof(Complex) ? Unsafe.BitCast<Complex, T>(Complex.Conjugate(Unsafe.BitCast<T, Complex>(x))) : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Real<T>(T x) where T : unmanaged =>
        typeof(T) == typeof(Complex) ? Unsafe.BitCast<T, Complex>(x).Real
        : typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(x) : Unsafe.BitCast<T, double>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Imaginary<T>(T x) where T : unmanaged =>
        typeof(T) == typeof(Complex) ? Unsafe.BitCast<T, Complex>(x).Imaginary : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Number<T>(double real, double imaginary = 0) where T : unmanaged =>
        typeof(T) == typeof(Complex) ? Unsafe.BitCast<Complex, T>(new Complex(real, imaginary))
        : typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)real) : Unsafe.BitCast<double, T>(real);

    /// <summary>The magnitude by which LAPACK chooses pivots: |re| + |im|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Size<T>(T x) where T : unmanaged => Math.Abs(Real(x)) + Math.Abs(Imaginary(x));

    /// <summary>Adds factor x to y.</summary>
    internal static void AddMultiple<T>(nint n, T factor, T* x, T* y) where T : unmanaged, INumberBase<T>
    {
        nint i = 0;
        if (typeof(T) != typeof(Complex))
        {
            int lanes = Vector<T>.Count;
            Vector<T> wide = Vector.Create(factor);
            for (; i <= n - lanes; i += lanes) Vector.Store(Fused(wide, Vector.Load(x + i), Vector.Load(y + i)), y + i);
            if (i < n && n >= lanes)
            {
                Vector<T> mask = Last<T>(n - i), old = Vector.Load(y + n - lanes);
                Vector.Store(Vector.ConditionalSelect(mask, Fused(wide, Vector.Load(x + n - lanes), old), old), y + n - lanes);
                return;
            }
        }
        for (; i < n; i++) y[i] += factor * x[i];
    }

    /// <summary>Marks the last lanes: a column's rest is done with the vector that ends where it does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Last<T>(nint rest) where T : unmanaged, INumberBase<T> =>
        Vector.GreaterThanOrEqual(Vector<T>.Indices, Vector.Create(T.CreateTruncating(Vector<T>.Count - (int)rest)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Fused<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
            : Vector.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    /// <summary>The sum of conj(x) y.</summary>
    internal static T Dot<T>(nint n, T* x, T* y) where T : unmanaged, INumberBase<T>
    {
        nint i = 0;
        T sum = T.Zero;
        if (typeof(T) != typeof(Complex))
        {
            int lanes = Vector<T>.Count;
            Vector<T> first = default, second = default;
            for (; i <= n - 2 * lanes; i += 2 * lanes)
            {
                first = Fused(Vector.Load(x + i), Vector.Load(y + i), first);
                second = Fused(Vector.Load(x + i + lanes), Vector.Load(y + i + lanes), second);
            }
            for (; i <= n - lanes; i += lanes) first = Fused(Vector.Load(x + i), Vector.Load(y + i), first);
            if (i < n && n >= lanes)
            {
                second = Fused(Vector.ConditionalSelect(Last<T>(n - i), Vector.Load(x + n - lanes), default), Vector.Load(y + n - lanes), second);
                i = n;
            }
            sum = Vector.Sum(first + second);
        }
        for (; i < n; i++) sum += Conjugate(x[i]) * y[i];
        return sum;
    }

    /// <summary>Multiplies a column by a number.</summary>
    internal static void Scale<T>(nint n, T factor, T* x) where T : unmanaged, INumberBase<T>
    {
        nint i = 0;
        if (typeof(T) != typeof(Complex))
        {
            Vector<T> wide = Vector.Create(factor);
            for (; i <= n - Vector<T>.Count; i += Vector<T>.Count) Vector.Store(Vector.Load(x + i) * wide, x + i);
        }
        for (; i < n; i++) x[i] *= factor;
    }

    /// <summary>The Euclidean norm, without overflow on the way.</summary>
    internal static double Norm<T>(nint n, T* x) where T : unmanaged, INumberBase<T>
    {
        double sum = 0;
        if (typeof(T) == typeof(Complex)) sum = Dot(2 * n, (double*)x, (double*)x);
        else if (typeof(T) == typeof(double)) sum = Real(Dot(n, x, x));
        else
        {
            float* narrow = (float*)x;
            float quick = Dot(n, narrow, narrow);
            if (quick is > 1e-25f and < 1e30f) return Math.Sqrt(quick);
            for (nint i = 0; i < n; i++) sum += (double)narrow[i] * narrow[i];
            return Math.Sqrt(sum);
        }
        // Squares that left the range of a double: once more, with numbers brought near 1.
        if (sum is > 1e-280 and < 1e300) return Math.Sqrt(sum);
        double largest = 0;
        for (nint i = 0; i < n; i++) largest = Math.Max(largest, Math.Max(Math.Abs(Real(x[i])), Math.Abs(Imaginary(x[i]))));
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        sum = 0;
        for (nint i = 0; i < n; i++)
        {
            double real = Real(x[i]) / largest, imaginary = Imaginary(x[i]) / largest;
            sum += real * real + imaginary * imaginary;
        }
        return largest * Math.Sqrt(sum);
    }

    /// <summary>The identity, rows x columns.</summary>
    internal static void Identity<T>(nint rows, nint columns, T* a, nint lda) where T : unmanaged, INumberBase<T>
    {
        for (nint j = 0; j < columns; j++)
        {
            new Span<T>(a + j * lda, (int)rows).Clear();
            if (j < rows) a[j * lda + j] = T.One;
        }
    }
}
