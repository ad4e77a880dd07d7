using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Product of matrices in the order with the fewest multiplications.</summary>
[Op("_chain_matmul(Tensor[] matrices) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class ChainMatmul
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> matrices)
    {
        return MatrixChain.Product(matrices, "chain_matmul");
    }
}
