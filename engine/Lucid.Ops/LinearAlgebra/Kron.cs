using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Kronecker product: every element of input times the whole of other.</summary>
[Op("kron(Tensor input, Tensor other) -> Tensor", Composite = true)]
internal static class Kron
{
    internal static Tensor Forward(Tensor input, Tensor other)
    {
        int rank = Math.Max(input.Rank, other.Rank);
        Span<long> a = stackalloc long[2 * rank], b = stackalloc long[2 * rank], sizes = stackalloc long[rank];
        for (int i = 0; i < rank; i++)
        {
            a[2 * i] = i < rank - input.Rank ? 1 : input.Shape[i - (rank - input.Rank)];
            b[2 * i + 1] = i < rank - other.Rank ? 1 : other.Shape[i - (rank - other.Rank)];
            a[2 * i + 1] = b[2 * i] = 1;
            sizes[i] = a[2 * i] * b[2 * i + 1];
        }
        return (input.Reshape(a) * other.Reshape(b)).Reshape(sizes);
    }
}
