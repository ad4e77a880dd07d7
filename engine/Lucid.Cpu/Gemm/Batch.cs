using System;

namespace Lucid.Cpu.Gemm;

/// <summary>A batch of products: where each one's matrices lie.</summary>
internal unsafe struct Batch<T>
    where T : unmanaged
{
    public int Rank;
    public long* Shape;
    public long* AStrides;
    public long* BStrides;
    public long* CStrides;
    public nint M, N, K;
    public T* A;
    public nint ARow, ACol;
    public T* B;
    public nint BRow, BCol;
    public T* C;
    public nint CRow;
    public Epilogue<T> Epilogue;

    /// <summary>Takes over the batch dimensions, merging those that one stride describes; returns the number of products.</summary>
    public nint Coalesce(ReadOnlySpan<long> batch, ReadOnlySpan<long> a, ReadOnlySpan<long> b, ReadOnlySpan<long> c)
    {
        nint count = 1;
        Rank = 0;
        for (int d = 0; d < batch.Length; d++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(batch[d], nameof(batch));
            count *= (nint)batch[d];
            if (batch[d] == 1) continue;
            int last = Rank - 1;
            if (last >= 0 && AStrides[last] == a[d] * batch[d] && BStrides[last] == b[d] * batch[d] && CStrides[last] == c[d] * batch[d])
            {
                Shape[last] *= batch[d];
            }
            else
            {
                last = Rank++;
                Shape[last] = batch[d];
            }
            AStrides[last] = a[d];
            BStrides[last] = b[d];
            CStrides[last] = c[d];
        }
        return count;
    }

    /// <summary>One B for all and rows that go on from one A, C and residual to the next: a single taller product.</summary>
    public bool FoldIntoRows()
    {
        if (BStrides[0] != 0 || AStrides[0] != M * ARow || CStrides[0] != M * CRow) return false;
        if (Epilogue.Residual != null && Epilogue.ResidualBatch != M * Epilogue.ResidualRow) return false;
        M *= (nint)Shape[0];
        Rank = 0;
        return true;
    }

    /// <summary>The product of a row-major batch index.</summary>
    public void Item(nint index, bool parallel)
    {
        // The next product's B follows this one's without a gap.
        bool follows = !parallel && Rank > 0 && BStrides[Rank - 1] == K * N && (index + 1) % (nint)Shape[Rank - 1] != 0
            && ((BCol == 1 && BRow == N) || (BRow == 1 && BCol == K));
        Epilogue<T> epilogue = Epilogue;
        if (epilogue.Residual != null) epilogue.Residual += index * epilogue.ResidualBatch;
        T* a = A, b = B, c = C;
        for (int d = Rank - 1; d >= 0; d--)
        {
            nint extent = (nint)Shape[d], position = index % extent;
            index /= extent;
            a += position * (nint)AStrides[d];
            b += position * (nint)BStrides[d];
            c += position * (nint)CStrides[d];
        }
        MatrixProduct.One(M, N, K, a, ARow, ACol, b, BRow, BCol, c, CRow, in epilogue, parallel, follows ? b + K * N : null);
    }

    public static void Items(void* context, nint begin, nint end)
    {
        var batch = (Batch<T>*)context;
        for (nint i = begin; i < end; i++) batch->Item(i, parallel: false);
    }
}
