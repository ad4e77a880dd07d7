using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Products of many matrices (Cormen, Leiserson, Rivest, Stein, Introduction to Algorithms, section 15.2) and powers of one.</summary>
internal static class MatrixChain
{
    internal static Tensor Product(ReadOnlySpan<Tensor> matrices, string op)
    {
        if (matrices.IsEmpty) throw new ArgumentValueException(op, $"{op}: expected at least one matrix", "matrices");
        int count = matrices.Length;
        long[] sizes = Sizes(matrices, op);
        var cost = new double[count * count];
        var split = new int[count * count];
        for (int length = 1; length < count; length++)
        {
            for (int first = 0; first + length < count; first++)
            {
                int last = first + length;
                double least = double.PositiveInfinity;
                for (int k = first; k < last; k++)
                {
                    double work = cost[first * count + k] + cost[(k + 1) * count + last] + (double)sizes[first] * sizes[k + 1] * sizes[last + 1];
                    if (work >= least) continue;
                    least = work;
                    split[first * count + last] = k;
                }
                cost[first * count + last] = least;
            }
        }
        return Product(matrices, split, 0, count - 1);
    }

    private static long[] Sizes(ReadOnlySpan<Tensor> matrices, string op)
    {
        var sizes = new long[matrices.Length + 1];
        for (int i = 0; i < matrices.Length; i++)
        {
            if (matrices[i].Rank != 2)
                throw new ShapeMismatchException(op,
                    $"{op}: Tensor dimension is {matrices[i].Rank}, expected 2 instead: matrix {i} is {matrices[i].Layout}", "matrices");
            if (i > 0 && matrices[i].Shape[0] != sizes[i])
                throw new ShapeMismatchException(op,
                    $"{op}: matrix {i - 1} is {matrices[i - 1].Layout} and matrix {i} is {matrices[i].Layout}: dimension 1 of the first must equal "
                    + "dimension 0 of the second", "matrices");
            sizes[i] = matrices[i].Shape[0];
            sizes[i + 1] = matrices[i].Shape[1];
        }
        return sizes;
    }

    private static Tensor Product(ReadOnlySpan<Tensor> matrices, int[] split, int first, int last)
    {
        if (first == last) return matrices[first];
        int k = split[first * matrices.Length + last];
        return Product(matrices, split, first, k).Mm(Product(matrices, split, k + 1, last));
    }

    /// <summary>A power of square matrices by repeated squaring; negative ones of the inverse.</summary>
    internal static Tensor Power(Tensor matrix, long exponent)
    {
        if (exponent < 0) return Power(matrix.Inverse(), -exponent);
        if (exponent == 0)
            return TensorFunctions.Eye(matrix.Shape[^1], dtype: matrix.DType, device: matrix.Device).Expand(matrix.Shape).Clone();
        Tensor? result = null;
        Tensor square = matrix;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0) result = result is null ? square : result.Matmul(square);
            if (exponent > 1) square = square.Matmul(square);
        }
        return ReferenceEquals(result, matrix) ? matrix.Clone() : result!;
    }
}
