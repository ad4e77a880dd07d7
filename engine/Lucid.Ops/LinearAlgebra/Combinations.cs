using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>All combinations of r elements of a vector, as rows in lexicographic order of their positions.</summary>
[Op("combinations(Tensor input, int r=2, bool with_replacement=False) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Combinations
{
    internal static Tensor Forward(Tensor input, long r, bool withReplacement)
    {
        if (input.Rank != 1) throw new ShapeMismatchException("combinations", $"combinations: Expect a 1D vector, but got shape {input.Layout}", "input");
        if (r < 0) throw new ArgumentValueException("combinations", $"combinations: Expect a non-negative number, but got {r}", "r");
        if (r == 0) return TensorFunctions.Empty([0], dtype: input.DType, device: input.Device);
        // Columns of positions grow one at a time: each row is followed by every position that may come next.
        Tensor next = TensorFunctions.Arange(0, input.Count, 1, DType.Int64, input.Device);
        Tensor rows = next.Unsqueeze(1);
        for (long column = 1; column < r; column++)
        {
            Tensor last = rows.Select(1, column - 1).Unsqueeze(1);
            Tensor pairs = (withReplacement ? next.Ge(last) : next.Gt(last)).Nonzero();
            rows = TensorFunctions.Cat([rows.IndexSelect(0, pairs.Select(1, 0)), pairs.Narrow(1, 1, 1)], 1);
        }
        return input.IndexSelect(0, rows.Reshape([-1])).Reshape([rows.Shape[0], r]);
    }
}
