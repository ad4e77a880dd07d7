using System;
using System.Numerics;
using Lucid.Cpu.Threads;
using Lucid.Numerics;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// Matrix products C = epilogue(A B) of strided matrices. Elements may be float, double, System.Half and BFloat16
/// (accumulated in float32, rounded once), the integers of 8 to 64 bits (wrapping), Complex64 and Complex.
/// </summary>
/// <remarks>
/// Strides are in elements and may be zero or negative for A and B. C must not overlap A or B. Results do not depend on
/// the thread count. Depth 0 gives a zero product.
/// </remarks>
public static unsafe class MatrixProduct
{
    private const int MaximumBatchRank = 64;

    /// <summary>C (m x n, row stride <paramref name="ldc"/>) = epilogue of A (m x k) times B (k x n).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative extent.</exception>
    /// <exception cref="NotSupportedException">The element type has no product, or the activation is not defined for it.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for packed blocks.</exception>
    public static void Run<T>(
        nint m, nint n, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, in Epilogue<T> epilogue = default)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        if (m == 0 || n == 0) return;
        One(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, in epilogue, parallel: true);
    }

    /// <summary>
    /// One product for every index into <paramref name="batch"/>; operand strides of 0 repeat a matrix. The epilogue's
    /// residual advances by its ResidualBatch with the index in row-major order.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative extent, or more than 64 batch dimensions.</exception>
    /// <exception cref="ArgumentException">The strides are not as many as the batch dimensions.</exception>
    /// <exception cref="NotSupportedException">As <see cref="Run"/>.</exception>
    /// <exception cref="OutOfMemoryException">As <see cref="Run"/>.</exception>
    public static void RunBatched<T>(
        ReadOnlySpan<long> batch, nint m, nint n, nint k,
        T* a, nint aRow, nint aCol, ReadOnlySpan<long> aBatch,
        T* b, nint bRow, nint bCol, ReadOnlySpan<long> bBatch,
        T* c, nint ldc, ReadOnlySpan<long> cBatch, in Epilogue<T> epilogue = default)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Length, MaximumBatchRank, nameof(batch));
        if (aBatch.Length != batch.Length || bBatch.Length != batch.Length || cBatch.Length != batch.Length)
            throw new ArgumentException("Every operand needs one stride for each batch dimension.", nameof(batch));
        long* storage = stackalloc long[4 * MaximumBatchRank];
        var job = new Batch<T>
        {
            Shape = storage,
            AStrides = storage + MaximumBatchRank,
            BStrides = storage + 2 * MaximumBatchRank,
            CStrides = storage + 3 * MaximumBatchRank,
            M = m,
            N = n,
            K = k,
            A = a,
            ARow = aRow,
            ACol = aCol,
            B = b,
            BRow = bRow,
            BCol = bCol,
            C = c,
            CRow = ldc,
            Epilogue = epilogue,
        };
        nint count = job.Coalesce(batch, aBatch, bBatch, cBatch);
        if (count == 0 || m == 0 || n == 0) return;
        if (job.Rank == 1 && job.FoldIntoRows()) count = 1;
        double work = (double)job.M * n * k;
        if (count >= Team.ThreadCount && count > 1)
        {
            nint grain = (nint)Math.Clamp(120_000 / Math.Max(work, 1), 1, count);
            Team.Run(count, grain, &Batch<T>.Items, &job);
        }
        else
        {
            for (nint i = 0; i < count; i++) job.Item(i, parallel: true);
        }
    }

    internal static void One<T>(
        nint m, nint n, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, in Epilogue<T> epilogue, bool parallel,
        T* nextB = null)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Real<T, float>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, in epilogue, parallel, nextB);
        else if (typeof(T) == typeof(double)) Real<T, double>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, in epilogue, parallel, nextB);
        else if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16))
            Real<T, float>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, in epilogue, parallel, nextB);
        else if (typeof(T) == typeof(long) || typeof(T) == typeof(ulong))
            Real<T, long>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, Integral(in epilogue), parallel);
        else if (typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
            || typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte))
            Real<T, int>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, Integral(in epilogue), parallel);
        else if (typeof(T) == typeof(Complex64))
            ComplexProduct<T, float>.Run(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, in epilogue, parallel);
        else if (typeof(T) == typeof(Complex))
            ComplexProduct<T, double>.Run(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, in epilogue, parallel);
        else throw Accumulation.Unsupported<T>();
    }

    /// <summary>
    /// The epilogue for integers: no unsigned number is below zero, though its bits may look so when accumulated.
    /// </summary>
    private static Epilogue<T> Integral<T>(in Epilogue<T> epilogue)
        where T : unmanaged
    {
        if (epilogue.Activation == Activation.Gelu) throw new NotSupportedException("Integer products have no gelu.");
        Epilogue<T> result = epilogue;
        if (typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong))
            result.Activation = Activation.None;
        return result;
    }

    private static void Real<T, TAccumulation>(
        nint m, nint n, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, in Epilogue<T> epilogue, bool parallel,
        T* nextB = null)
        where T : unmanaged
        where TAccumulation : unmanaged
    {
        var problem = new Product<T, TAccumulation>.Problem
        {
            M = m,
            N = n,
            K = k,
            A = a,
            ARow = aRow,
            ACol = aCol,
            B = b,
            BRow = bRow,
            BCol = bCol,
            C = c,
            CRow = ldc,
            Epilogue = epilogue,
            NextB = nextB,
        };
        Product<T, TAccumulation>.Run(ref problem, parallel);
    }
}
