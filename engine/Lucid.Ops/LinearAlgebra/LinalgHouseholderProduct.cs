using System;
using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// The first n columns of the product of k reflectors I - tau_i v_i v_i^H, whose v_i stand below the diagonal of the columns of an m x n input
/// with m >= n >= k, as <c>geqrf</c> leaves them.
/// </summary>
[Op("linalg_householder_product(Tensor input, Tensor tau) -> Tensor", Surface = OpSurface.Function, Aliases = "orgqr")]
internal static class LinalgHouseholderProduct
{
    internal static Tensor Forward(Tensor input, Tensor tau)
    {
        Tensor work = Matrices.Copy(input), factors = Conversions.ToContiguous(Conversions.To(tau, work.DType));
        return Conversions.To(LinalgQr.Generate(work, factors, tau.Shape[^1], input.Shape[^1], input.Shape[..^2]), input.DType);
    }

    internal static void Check(Tensor input, Tensor tau)
    {
        const string Op = "linalg.householder_product";
        Matrices.Matrix(input, Op, "input");
        Matrices.Floating(input, Op, "input");
        Matrices.Alike(input, tau, Op, "tau");
        if (input.Shape[^2] < input.Shape[^1])
            throw new ShapeMismatchException(Op,
                $"{Op}: input.shape[-2] must be greater than or equal to input.shape[-1], but input is {input.Layout}", "input");
        if (tau.Rank != input.Rank - 1 || !tau.Shape[..^1].SequenceEqual(input.Shape[..^2]) || tau.Shape[^1] > input.Shape[^1])
            throw new ShapeMismatchException(Op,
                $"{Op}: Expected tau to have the batch of input and at most as many numbers as input has columns, but input is {input.Layout} and tau is "
                + $"{tau.Layout}", "tau");
    }

    // The same product written with ops, last reflector first; differentiated as it stands.
    private static Tensor Product(Tensor input, Tensor tau)
    {
        long rows = input.Shape[^2], count = tau.Shape[^1];
        Tensor unit = TensorFunctions.Eye(rows, input.Shape[^1], dtype: input.DType, device: input.Device);
        Tensor q = unit.Expand(input.Shape);
        Tensor vectors = input.Tril(-1) + unit;
        for (long i = count - 1; i >= 0; i--)
        {
            Tensor v = vectors.Narrow(-1, i, 1), factor = tau.Narrow(-1, i, 1).Unsqueeze(-1);
            q = q - factor * v.Matmul(v.Adjoint().Matmul(q));
        }
        return q;
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor tau) => Pullback(grad, input, tau, 0);

    internal static Tensor GradOfTau(Tensor grad, Tensor input, Tensor tau) => Pullback(grad, input, tau, 1);

    private static Tensor Pullback(Tensor grad, Tensor input, Tensor tau, int which)
    {
        if (tau.Count == 0 || input.Count == 0) return TensorFunctions.ZerosLike(which == 0 ? input : tau);
        bool recorded = ThreadState.Current.GradEnabled;
        using GradMode mode = GradMode.On();
        Tensor x = recorded && input.RequiresGrad ? input.Expand(input.Shape) : input.Detach().SetRequiresGrad(true);
        Tensor t = recorded && tau.RequiresGrad ? tau.Expand(tau.Shape) : tau.Detach().SetRequiresGrad(true);
        Tensor?[] found = BackwardEngine.Run([Product(x, t)], [grad], recorded, recorded, [which == 0 ? x : t]);
        Tensor gradient = found[0] ?? TensorFunctions.ZerosLike(which == 0 ? input : tau);
        ThreadState.Current.Adopt(gradient);
        return gradient;
    }
}
