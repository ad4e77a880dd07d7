using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>The inverse of a tensor seen as the linear map from its dimensions after the first ind to those before: with respect to tensordot.</summary>
[Op("linalg_tensorinv(Tensor A, int ind=2) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgTensorinv
{
    internal static Tensor Forward(Tensor a, long ind)
    {
        const string Op = "linalg.tensorinv";
        if (ind <= 0) throw new ArgumentValueException(Op, $"{Op}: Expected a strictly positive integer for 'ind', but is {ind}", "ind");
        int split = (int)System.Math.Min(ind, a.Rank);
        long first = Dispatch.Matrices.Count(a.Shape[..split]), last = Dispatch.Matrices.Count(a.Shape[split..]);
        if (first != last)
            throw new ShapeMismatchException(Op, $"{Op}: Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got "
                + $"{last} != {first}: A is {a.Layout}", "A");
        Tensor square = a.Reshape([first, last]);
        (Tensor inverse, Tensor info) = square.LinalgInvEx();
        LinalgInvEx.Require(info, Op);
        return inverse.Reshape([.. a.Shape[split..], .. a.Shape[..split]]);
    }
}
