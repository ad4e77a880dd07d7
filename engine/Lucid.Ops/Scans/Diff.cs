using System.Collections.Generic;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Scans;

/// <summary>The n-th differences of neighbours along a dimension; bools differ by exclusive or.</summary>
[Op("diff(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor", Composite = true)]
internal static class Diff
{
    internal static Tensor Forward(Tensor input, long n, long dim, Tensor? prepend, Tensor? append)
    {
        if (input.Rank == 0) throw new ShapeMismatchException("diff", "diff: diff expects input to be at least one-dimensional", "input");
        if (n < 0) throw new ArgumentValueException("diff", $"diff: order must be non-negative but got {n}", "n");
        int at = Dimensions.Normalize(dim, input.Rank, "diff");
        RequireFit(input, prepend, "prepend", at);
        RequireFit(input, append, "append", at);
        if (n == 0) return input.Clone();
        var parts = new List<Tensor>(3);
        if (prepend is not null) parts.Add(prepend);
        parts.Add(input);
        if (append is not null) parts.Add(append);
        Tensor rows = parts.Count == 1 ? input : TensorFunctions.Cat(parts.ToArray(), at);
        if (n >= rows.Shape[at]) return rows.Narrow(at, 0, 0).Clone();
        for (long i = 0; i < n; i++)
        {
            long size = rows.Shape[at];
            Tensor later = rows.Narrow(at, 1, size - 1), earlier = rows.Narrow(at, 0, size - 1);
            rows = rows.DType == DType.Bool ? later.LogicalXor(earlier) : later - earlier;
        }
        return rows;
    }

    private static void RequireFit(Tensor input, Tensor? other, string name, int at)
    {
        if (other is null) return;
        bool fits = other.Rank == input.Rank;
        for (int i = 0; fits && i < input.Rank; i++) fits = i == at || other.Shape[i] == input.Shape[i];
        if (!fits)
            throw new ShapeMismatchException("diff",
                $"diff: diff expects the shape of {name} to match that of input except along the differencing dimension {at}: input is "
                + $"{input.Layout}, {name} is {other.Layout}", name, input.Layout.ToString(), other.Layout.ToString());
    }
}
