using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>U, S and V with A = U diag(S) V^H; all columns of U and V unless some; zeros in their place without compute_uv.</summary>
[Op("svd(Tensor input, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)", Composite = true)]
internal static class Svd
{
    internal static (Tensor U, Tensor S, Tensor V) Forward(Tensor input, bool some, bool computeUv)
    {
        if (computeUv)
        {
            (Tensor u, Tensor s, Tensor vh) = input.LinalgSvd(!some);
            return (u, s, vh.Adjoint());
        }
        Tensor values = input.LinalgSvdvals();
        long rows = input.Shape[^2], columns = input.Shape[^1];
        return (TensorFunctions.Zeros([.. input.Shape[..^2], rows, rows], input.DType, input.Device), values,
            TensorFunctions.Zeros([.. input.Shape[..^2], columns, columns], input.DType, input.Device));
    }
}
